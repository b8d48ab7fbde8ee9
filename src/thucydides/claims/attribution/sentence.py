"""What the readings of cues share: the frame, who spoke before, and the speakers and cues of one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import msgspec

from thucydides.claims.attribution.antecedents import Context, refers_back
from thucydides.claims.attribution.speakers import Speaker, speakers_in
from thucydides.claims.scene import Scene, within
from thucydides.knowledge.paradigms import CASES
from thucydides.model.claim import Stance
from thucydides.model.mention import SourceMention
from thucydides.text.sentences import Quote, Sentence


class AttributionFrame(msgspec.Struct, frozen=True, gc=False):
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
    bounds: tuple[int, int] = (0, 0)

    @property
    def size(self) -> int:
        """Content tokens."""
        return sum(b - a for a, b in self.content)

    def covers(self, token: int) -> bool:
        """True where the content has this token."""
        first, last = self.bounds
        if first <= token < last:
            for a, b in self.content:
                if a <= token < b:
                    return True
        return False


_LINES = 3
_NAME = 3  # tokens of a name that no list knows
_APPOSED = 12  # tokens of a name and what stands beside it
_VERBAL = frozenset({"be", "have", "modal", "plan", "aux", "clause", "comp", "rel"})
_SENTENCE_MARKS = frozenset(",.?!…")


def quote_from(quotes: Sequence[Quote], first: int, last: int) -> Quote | None:
    """The quote that opens among tokens [first, last)."""
    return next((q for q in quotes if first <= q.first < last), None)


def _is_oblique(speaker: Speaker) -> bool:
    """True where a form has cases, and none is a subject's."""
    features = speaker.features
    return bool(features) and "nom" not in features and not CASES.isdisjoint(features)


def bounds_of(ranges: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """From the first token to behind the last one of some ranges."""
    low, high = ranges[0]
    for a, b in ranges:
        low, high = min(low, a), max(high, b)
    return low, high


def _claimed(scene: Scene, cue: SourceMention) -> int:
    """ "claimed [the attack] on a hotel": the token at which what a cue passes on begins, an event noun within the cue where
    it tells more of itself, else behind the cue.
    """
    if cue.value != "claiming_responsibility":
        return cue.last
    ahead = scene.gram[cue.last] if cue.last < len(scene.gram) else ""
    placed = ahead == "prep" and bool(within(scene.mentions.places, cue.last, cue.last + 2))
    if not (placed or ahead in ("against", "of", "rel")):
        return cue.last
    return next((t.first for t in within(scene.mentions.triggers, cue.first + 1, cue.last)), cue.last)


class SentenceFrames:
    """Frames of one sentence."""

    def __init__(self, scene: Scene, number: int, context: Context) -> None:
        self.scene, self.number, self.context = scene, number, context
        self.sentence: Sentence = scene.page.sentences[number]
        found = speakers_in(scene, self.sentence.first, self.sentence.last)
        self.speakers = tuple(x for x in found if not self._is_dateline(x))
        told = within(scene.mentions.triggers, self.sentence.first, self.sentence.last)
        wide = [t for t in told if t.last - t.first > 1]
        cues = within(scene.mentions.sources, self.sentence.first, self.sentence.last)
        if wide:  # "se manifestaron": a verb of saying inside the words of an event says nothing
            cues = tuple(
                c
                for c in cues
                if c.role != "cue" or c.last - c.first > 1 or not any(t.first <= c.first < t.last for t in wide)
            )
        self.cues = cues
        self.out: list[AttributionFrame] = []

    def _is_dateline(self, speaker: Speaker) -> bool:
        """ "CITY, 4 May. X said …": a place at the head of its sentence with a day behind the comma speaks for no state."""
        last = speaker.last
        if speaker.first != self.sentence.first or speaker.head or speaker.kind != "official_political":
            return False
        if last + 1 >= self.sentence.last or self.scene.page.tokens.forms[last] != ",":
            return False
        return bool(within(self.scene.mentions.times, last + 1, last + 2))

    def can_be_subject(self, speaker: Speaker, at_verb: int = -1) -> bool:
        """False where case shows that it is no subject, or a parenthesis ("as X writes") has it already; a source in
        the locative right at its verb ("в X сообщили") stands for one.
        """
        if any(f.pattern == "prep" and f.speakers and f.speakers[-1].first == speaker.first for f in self.out):
            return False
        if (
            speaker.kind == "unknown" and speaker.title and self.scene.page.language.has("case_roles")
        ):  # a paper ("в докладе") yields to who wrote it
            return at_verb >= speaker.last and self.scene.gram[max(at_verb - 1, 0)] == "prep"
        if not self.scene.page.language.has("case_roles") or "nom" in speaker.features or speaker.pronoun:
            return True
        cases = speaker.features & CASES
        if not cases:
            return True
        if any(n.last == speaker.first for n in self.scene.mentions.numbers.all):
            return "gen" in cases  # "пять жителей рассказали"
        return "loc" in cases and self.stands_in(speaker) and at_verb >= 0

    def stands_in(self, speaker: Speaker) -> bool:
        """True where a preposition opens the speaker's phrase, unknown adjectives between ("в воєнній розвідці")."""
        scene, i = self.scene, self.scene.before(speaker.first)
        floor = max(speaker.first - 4, self.sentence.first)
        while i > floor and scene.page.tokens.shapes[i] == "x" and not scene.gram[i]:
            i -= 1
        return i >= 0 and scene.gram[i] == "prep"

    def after(self, token: int, reach: float, subject: bool = False) -> Speaker | None:
        """The nearest speaker behind a token; one that can be a subject, where that is asked."""
        refused = -1
        for s in self.speakers:
            if subject and s.first >= token:
                if s.first - refused <= 1 or not self.can_be_subject(s, s.last):
                    named = s.features & CASES == {"ins"}  # "the [by-Moscow] appointed head": no addressee
                    refused = (
                        refused if named else s.last
                    )  # a name behind an addressee ("виданню «X»") is the addressee's
                    continue
            if s.first >= token:
                return s if self.scene.cost[s.first] - self.scene.cost[max(token - 1, 0)] <= reach else None
        return None

    def before(self, token: int, reach: float, plural: bool = False, verb: bool = True) -> Speaker | None:
        """The speaker before a token that can be its subject: no preposition in front, the nearest such. A plural verb
        without a subject takes a source in the locative ("в X сообщили") where case tells.
        """
        best = None
        cased = self.scene.page.language.has("case_roles")
        for s in reversed(self.speakers):
            if s.last > token:
                continue
            if self.scene.cost[token] - self.scene.cost[s.last - 1] > reach:
                break
            if self._is_quoted(s, token) or self._in_brackets(s, token):
                continue
            if verb and not cased and (self.scene.has_suffix(s) or _is_oblique(s)):
                continue
            if self.scene.gram[s.first] in ("rel", "pron") and not (s.pronoun or s.source_id):
                continue  # "who spoke on condition of …" stands for the noun before it
            if not self.can_be_subject(s, token if plural else -1):
                continue
            if s.last == token and cased and plural:
                return s
            if cased and self.scene.page.tokens.forms[s.last] == "," and s.last + 1 == token and best is None:
                best = s  # "X, said by Y, …": what a comma parts from the verb yields to a subject in front of it
                continue
            opened = self.scene.before(s.first)
            joint = self.scene.gram[opened] if opened >= 0 else ""
            inside = joint in ("of", "prep", "by", "against", "with") or (
                joint == "and" and s.rule == "attribution.name"
            )
            if verb and any(
                self.scene.gram_values[i] == "to" for i in range(max(opened + 1, self.sentence.first), s.first)
            ):
                continue  # "hirió [a] una mujer, añadió": an object
            if inside and not s.pronoun:
                best = best or s
                continue
            return s
        return best

    def _in_brackets(self, speaker: Speaker, token: int) -> bool:
        forms = self.scene.page.tokens.forms
        opened = forms[speaker.first - 1] == "(" and speaker.first > self.sentence.first
        return opened and ")" in forms[speaker.last : token]

    def _is_quoted(self, speaker: Speaker, token: int) -> bool:
        """True where a quote that closes before the token holds the speaker among other words: it is told of there."""
        for q in self.scene.page.quotes:
            if q.first <= speaker.first and speaker.last <= q.last <= token:
                if speaker.pronoun:
                    return True
                return q.last - q.first > speaker.last - speaker.first + 4
        return False

    def chain(self, speaker: Speaker, cue: SourceMention) -> tuple[Speaker, ...]:
        """The speaker with those that "quoted by", "citing", "told" put above or below it."""
        links: tuple[Speaker, ...] = (speaker,)
        for c in self.cues:
            if c.role != "chain":
                continue
            other = self.after(c.last, 0.6)
            if other is None or other is speaker or other.pronoun:
                continue
            if "next" in c.args and not self._reaches(speaker, c):
                continue
            if "passed" in c.args and "passes" not in cue.features:
                continue  # "from" names a source behind a verb of passing on alone
            near = abs(self.scene.cost[c.first] - self.scene.cost[speaker.last - 1]) <= 2.6
            if not near:
                continue
            if c.value == "down":
                links = (*links, other)
            elif c.value == "up" or (c.value == "via" and other.kind in ("agency", "media")):
                links = (other, *links)
        return links

    def _reaches(self, speaker: Speaker, link: SourceMention) -> bool:
        """ "passed on agency X the-Russian from Y": nothing but words of the speaker's name stands before the link."""
        gap = range(speaker.last, link.first)
        if 0 <= len(gap) <= 1:
            return True
        shapes, gram = self.scene.page.tokens.shapes, self.scene.gram
        return 0 < len(gap) <= _NAME and all(shapes[i] in "xX" and not gram[i] for i in gap) and speaker.head

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
            if refers_back(self.scene, speaker):
                denies = cue.value == "denying"
                speaker = self.context.antecedent(self.scene, speaker, self.speakers, denies)
            chain = self.chain(speaker, cue)
        self.context.remember(chain)
        claimed = _claimed(self.scene, cue)
        said = [*content, *self.resumed()] if self.scene.page.quotes else content
        ranges = tuple([(claimed if a == cue.last else a, b) for a, b in said if b > a])
        stance = cast(Stance, cue.value)
        if not ranges and stance == "denying":
            ranges = ((cue.first, cue.last),)  # "Version rejected by X": it means what was told before
        if not ranges:
            return
        kept = tuple([s for s in chain if not s.own]) if any(s.own for s in chain) else chain
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
                bounds_of(ranges),
            )  # fmt: skip
        )

    def extended(self, first: int, last: int) -> tuple[int, int]:
        """Content that reaches the sentence's end and opens a quote goes on to the quote's end."""
        for q in self.scene.page.quotes:
            if first <= q.first < last <= q.last:
                return first, q.last
        return first, last

    def resumed(self) -> list[tuple[int, int]]:
        """A quote that goes on behind its cue: "…," said X. "And …": the quotes that open the following sentences; behind
        a colon or a quote that a paragraph leaves open, those that open the following paragraphs.
        """
        sentences, quotes = self.scene.page.sentences, self.scene.page.quotes
        first, last = self.sentence.first, self.sentence.last
        mine = [q for q in quotes if first <= q.first < last or first < q.last <= last]
        opened = self.scene.page.tokens.forms[last - 1] == ":" or (bool(mine) and not mine[-1].closed)
        if not mine and not opened:
            return []
        found: list[tuple[int, int]] = []
        following, paragraph = self.number + 1, self.sentence.paragraph
        if mine and opened:
            following = self._behind(following, mine[-1].last)
        while following < len(sentences):
            gap = sentences[following].paragraph - paragraph
            start = sentences[following].first
            quote = next((q for q in quotes if q.first == start), None) if gap <= (_LINES if opened else 0) else None
            if quote is None:
                break
            found.append((quote.first, quote.last))
            opened, paragraph = not quote.closed, sentences[following].paragraph
            following = self._behind(following + 1, quote.last)
        return found

    def quote_before(self, speaker: Speaker) -> tuple[int, int] | None:
        """ "“Who fired?” X asked, looking …": the quote of its own sentence right before one that a speaker opens."""
        first = self.sentence.first
        if speaker.first - first > 1 or (first and self.scene.page.tokens.forms[first - 1] != '"'):
            return None
        return next(((q.first, q.last) for q in self.scene.page.quotes if q.last == first and q.closed), None)

    def quote_before_phrase(self, speaker: Speaker) -> tuple[int, int] | None:
        """ "“…,” NAME, the head of X, said": the quote that opens the sentence, and no verb between it and who said it."""
        forms, gram, first = self.scene.page.tokens.forms, self.scene.gram, self.sentence.first
        if speaker.last - first < 4 or forms[first] not in ('"', "«"):
            return None
        for q in self.scene.page.quotes:
            if q.first == first and q.closed and q.last < speaker.first <= q.last + _APPOSED:
                gap = range(q.last, speaker.first)
                told = any(gram[i] in _VERBAL for i in gap) or forms[q.last - 2] not in _SENTENCE_MARKS
                if not told and "," in forms[q.last : speaker.first] and forms[q.last] != ",":
                    return q.first, q.last
        return None

    def closes_before(self, token: int) -> bool:
        """True where a quote that says something, its own mark before its end or a comma behind it, closes right before a
        token; a comma, a dash and a determiner may stand between them.
        """
        forms, gram = self.scene.page.tokens.forms, self.scene.gram
        for q in self.scene.page.quotes:
            if not q.closed or not self.sentence.first < q.last <= token <= q.last + 3:
                continue
            gap = range(q.last, token)
            ended = forms[q.last - 2] in _SENTENCE_MARKS or "," in forms[q.last : token]
            if ended and all(forms[i] in (",", "-") or gram[i] == "det" for i in gap):
                return True
        return False

    def tail(self, end: int, behind: int, quoted: bool = False) -> list[tuple[int, int]]:
        """What is said behind a cue and its speaker: all, but where a quote closes before them ("“…,” X said after a
        raid") further quotes alone.
        """
        last = self.sentence.last
        if not quoted and not self.closes_before(end):
            return [self.extended(behind, last)]
        return [(q.first, q.last) for q in self.scene.page.quotes if behind <= q.first < last]

    def paragraph_end(self) -> int:
        """Behind the last token of the sentence's paragraph."""
        sentences, number = self.scene.page.sentences, self.number
        while number + 1 < len(sentences) and sentences[number + 1].paragraph == self.sentence.paragraph:
            number += 1
        return sentences[number].last

    def _behind(self, number: int, token: int) -> int:
        """The first sentence from this number on that does not begin before a token."""
        sentences = self.scene.page.sentences
        while number < len(sentences) and sentences[number].first < token:
            number += 1
        return number

    def reached(self, first: int, last: int) -> tuple[int, int]:
        """Content before a cue that closes a quote goes back to where the quote opened; behind a colon the quote is all."""
        for q in self.scene.page.quotes:
            if q.first < first <= q.last <= last:
                return q.first, last
            if first < q.first < q.last <= last <= q.last + 2 and self.scene.page.tokens.forms[q.first - 1] == ":":
                return q.first, last
        return first, last
