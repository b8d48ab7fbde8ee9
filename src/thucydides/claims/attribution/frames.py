"""Attribution frames of a page: speaker, cue, and the tokens that the speaker answers for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from thucydides.claims.attribution.speakers import Speaker, speakers_in
from thucydides.claims.scene import Scene, within
from thucydides.claims.voice import verb_group
from thucydides.model.claim import Stance
from thucydides.model.mention import SourceMention
from thucydides.text.sentences import Quote, Sentence

_SUBJECT_REACH = 2.0
_INVERTED_REACH = 0.75
_PREP_REACH = 0.5


@dataclass(frozen=True, slots=True)
class AttributionFrame:
    """`speakers` from the outermost to the root, empty for the outlet's own reporter; `content` token ranges.

    `pattern` is the cue's argument pattern (say, toll, accuse, responsibility, pass, prep); `size` the number of
    content tokens, by which the innermost frame is told.
    """

    speakers: tuple[Speaker, ...]
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    stance: Stance
    pattern: str
    hedged: bool
    rule: str
    sentence: int
    carried: bool = False

    @property
    def size(self) -> int:
        """Content tokens."""
        return sum(b - a for a, b in self.content)

    def covers(self, token: int) -> bool:
        """True where the content has this token."""
        return any(a <= token < b for a, b in self.content)


class _Context:
    """What the frames of earlier sentences leave to later ones: who spoke last, by kind."""

    def __init__(self) -> None:
        self.last: list[Speaker] = []

    def remember(self, speakers: Sequence[Speaker]) -> None:
        self.last.extend(s for s in speakers if not s.pronoun and not s.back)

    def antecedent(self, speaker: Speaker) -> Speaker:
        """A pronoun or "the same source" with the name and kind of the last compatible speaker."""
        for old in reversed(self.last):
            if not speaker.back or speaker.back in ("any", old.kind):
                return replace(speaker, name=old.name, kind=old.kind, source_id=old.source_id, own=old.own)
        return speaker


def _quote_from(quotes: Sequence[Quote], first: int, last: int) -> Quote | None:
    """The quote that opens among tokens [first, last)."""
    return next((q for q in quotes if first <= q.first < last), None)


class _SentenceFrames:
    """Frames of one sentence."""

    def __init__(self, scene: Scene, number: int, context: _Context) -> None:
        self.scene, self.number, self.context = scene, number, context
        self.sentence: Sentence = scene.page.sentences[number]
        self.speakers = speakers_in(scene, self.sentence.first, self.sentence.last)
        self.cues = within(scene.mentions.sources, self.sentence.first, self.sentence.last)
        self.out: list[AttributionFrame] = []

    def after(self, token: int, reach: float) -> Speaker | None:
        """The nearest speaker behind a token."""
        for s in self.speakers:
            if s.first >= token:
                return s if self.scene.cost[s.first] - self.scene.cost[max(token - 1, 0)] <= reach else None
        return None

    def before(self, token: int, reach: float) -> Speaker | None:
        """The speaker before a token that can be its subject: no preposition in front, the nearest such."""
        best = None
        for s in reversed(self.speakers):
            if s.last > token:
                continue
            if self.scene.cost[token] - self.scene.cost[s.last - 1] > reach:
                break
            opened = self.scene.before(s.first)
            if opened >= 0 and self.scene.gram[opened] in ("of", "prep", "by", "against", "with") and not s.pronoun:
                best = best or s
                continue
            return s
        return best

    def chain(self, speaker: Speaker) -> tuple[Speaker, ...]:
        """The speaker with those that "quoted by", "citing", "told" put above or below it."""
        links: tuple[Speaker, ...] = (speaker,)
        for c in self.cues:
            if c.role != "chain":
                continue
            other = self.after(c.last, 0.6)
            if other is None or other is speaker:
                continue
            near = abs(self.scene.cost[c.first] - self.scene.cost[speaker.last - 1]) <= 2.6
            if not near:
                continue
            if c.value == "down":
                links = (*links, other)
            elif c.value == "up" or (c.value == "via" and other.kind in ("agency", "media")):
                links = (other, *links)
        return links

    def emit(
        self, speaker: Speaker | None, cue: SourceMention, content: Sequence[tuple[int, int]], pattern: str
    ) -> None:
        """Adds a frame; pronouns and back-references take their antecedent, own reporters are the outlet."""
        chain: tuple[Speaker, ...] = ()
        carried = False
        if speaker is None:
            if not self.context.last:
                return
            old = self.context.last[-1]
            chain, carried = (old,), True
        else:
            if speaker.pronoun or speaker.back:
                speaker = self.context.antecedent(speaker)
            chain = self.chain(speaker)
        self.context.remember(chain)
        ranges = tuple((a, b) for a, b in content if b > a)
        if not ranges:
            return
        stance = cast(Stance, cue.value)
        kept = tuple(s for s in chain if not s.own)
        self.out.append(
            AttributionFrame(
                kept,
                (cue.first, cue.last),
                ranges,
                stance,
                pattern,
                "hedge" in cue.features,
                cue.rule,
                self.number,
                carried,
            )  # fmt: skip
        )

    def extended(self, first: int, last: int) -> tuple[int, int]:
        """Content that reaches the sentence's end and opens a quote goes on to the quote's end."""
        for q in self.scene.page.quotes:
            if first <= q.first < last <= q.last:
                return first, q.last
        return first, last

    def reached(self, first: int, last: int) -> tuple[int, int]:
        """Content before a cue that closes a quote goes back to where the quote opened."""
        for q in self.scene.page.quotes:
            if q.first < first <= q.last <= last:
                return q.first, last
        return first, last


def _verb_frame(s: _SentenceFrames, cue: SourceMention) -> None:
    scene, sentence = s.scene, s.sentence
    group = verb_group(scene, cue.first, cue.last, cue.features)
    if group.negated and cue.value != "denying":
        return
    comp_after = cue.last < sentence.last and scene.gram[cue.last] == "comp"
    after = None if comp_after else s.after(cue.last, _INVERTED_REACH)
    before = s.before(group.first, _SUBJECT_REACH)
    opens = cue.first - 1 >= sentence.first and scene.page.tokens.forms[cue.first - 1] in (",", '"', "»", "-")
    inverted = after is not None and (
        (scene.page.language.has("inverted_cues") and (opens or before is None)) or (opens and group.voice != "noun")
    )
    if after is not None and inverted:
        ranges = [s.reached(sentence.first, group.first), s.extended(after.last, sentence.last)]
        s.emit(after, cue, ranges, cue.args or "say")
        return
    if group.voice == "passive" and cue.args in ("", "say") and group.first != cue.first:
        agent = after if after and scene.gram[max(after.first - 1, 0)] in ("by", "det") else None
        content = [(sentence.first, group.first), (cue.last, sentence.last)]
        if agent is not None:
            s.emit(agent, cue, content, "pass")
        return
    tail = sentence.last - cue.last
    floating = before is not None and tail <= 3 and before.first > sentence.first + 2
    if before is not None and floating:
        s.emit(before, cue, [s.reached(sentence.first, before.first)], cue.args or "say")
        return
    if before is None and group.first > sentence.first and not comp_after and cue.features & {"ger"}:
        s.emit(None, cue, [s.extended(cue.last, sentence.last)], cue.args or "say")
        return
    if before is None and opens:
        s.emit(None, cue, [s.reached(sentence.first, group.first)], cue.args or "say")
        return
    if before is not None or comp_after or s.scene.page.language.has("pro_drop"):
        s.emit(before, cue, [s.extended(cue.last, sentence.last)], cue.args or "say")


def _prep_frame(s: _SentenceFrames, cue: SourceMention) -> None:
    sentence = s.sentence
    if cue.args == "after":
        speaker = s.before(cue.first, _PREP_REACH)
        if speaker is not None:
            s.emit(speaker, cue, [(sentence.first, speaker.first), (cue.last, sentence.last)], "prep")
        return
    speaker = s.after(cue.last, _PREP_REACH)
    if speaker is None:
        return
    opening = sum(1 for i in range(sentence.first, cue.first) if s.scene.page.tokens.shapes[i] != ".")
    if opening <= 2:
        s.emit(speaker, cue, [s.extended(speaker.last, sentence.last)], "prep")
        return
    edge = max([f.cue[1] for f in s.out if f.pattern == "prep" and f.cue[1] < cue.first], default=sentence.first)
    s.emit(speaker, cue, [s.reached(edge, cue.first), (speaker.last, sentence.last)], "prep")


def _colon_frame(s: _SentenceFrames) -> None:
    """ "X: «…»" and headline "X: …" with a speaker alone before the colon and a quote behind it."""
    forms = s.scene.page.tokens.forms
    for i in range(s.sentence.first, min(s.sentence.first + 8, s.sentence.last - 1)):
        if forms[i] != ":":
            continue
        speaker = s.speakers[0] if s.speakers and s.speakers[0].last <= i else None
        quote = _quote_from(s.scene.page.quotes, i, i + 3)
        if speaker is None or quote is None or any(f.covers(quote.first) for f in s.out):
            return
        cue = SourceMention(
            speaker.start, speaker.end, speaker.first, speaker.last, "attribution.colon", "cue", "neutral"
        )
        s.emit(speaker, cue, [(quote.first, quote.last)], "say")
        return


def frames(scene: Scene) -> tuple[AttributionFrame, ...]:
    """All attribution frames of a page in order of their cues; of event texts and others alike."""
    context = _Context()
    out: list[AttributionFrame] = []
    for number, role in enumerate(scene.page.roles):
        if role in ("header", "credit"):
            continue
        s = _SentenceFrames(scene, number, context)
        for cue in s.cues:
            if cue.role == "prep":
                _prep_frame(s, cue)
            elif cue.role == "cue":
                _verb_frame(s, cue)
        _colon_frame(s)
        if not s.out:
            context.remember([x for x in s.speakers if x.kind not in ("person", "unknown", "witness") and x.source_id])
        out.extend(s.out)
    return tuple(out)
