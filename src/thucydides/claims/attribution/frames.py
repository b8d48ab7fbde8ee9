"""Attribution frames of a page: speaker, cue, and the tokens that the speaker answers for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from thucydides.claims.attribution.accused import accused_in
from thucydides.claims.attribution.antecedents import Context
from thucydides.claims.attribution.cues import read_verb
from thucydides.claims.attribution.floating import with_floating, with_mood
from thucydides.claims.attribution.labelled import labels_in, with_labels
from thucydides.claims.attribution.marks import read_colon, read_dash, read_parenthesis, read_preposition
from thucydides.claims.attribution.scope import settle
from thucydides.claims.attribution.sentence import AttributionFrame, SentenceFrames
from thucydides.claims.attribution.speakers import Speaker, of_source, speakers_in
from thucydides.claims.scene import Scene, within

__all__ = ["AttributionFrame", "Frames", "frames"]
from thucydides.model.mention import SourceMention


class Frames:
    """Frames of a page in order of their cues; those of one sentence, and those that cover one token, are found once."""

    __slots__ = ("all", "covers", "sentences")

    def __init__(self, found: Iterable[AttributionFrame]) -> None:
        """Keeps the order."""
        self.all = tuple(found)
        self.covers: dict[int, tuple[AttributionFrame, ...]] = {}
        count = max([frame.sentence for frame in self.all], default=-1) + 1
        self.sentences: list[tuple[AttributionFrame, ...]] = [()] * count
        for frame in self.all:
            self.sentences[frame.sentence] += (frame,)

    def __iter__(self) -> Iterator[AttributionFrame]:
        return iter(self.all)

    def of(self, sentence: int) -> tuple[AttributionFrame, ...]:
        """The frames whose cue stands in a sentence."""
        return self.sentences[sentence] if 0 <= sentence < len(self.sentences) else ()

    def covering(self, token: int) -> tuple[AttributionFrame, ...]:
        """The frames whose content has a token, the outermost first, the innermost last."""
        known = self.covers.get(token)
        if known is None:
            found = [f for f in self.all if f.bounds[0] <= token < f.bounds[1] and f.covers(token)]
            if len(found) > 1:
                found.sort(key=lambda f: (-f.size, f.cue[0]))
            known = self.covers[token] = tuple(found)
        return known


def _marked(scene: Scene) -> set[int]:
    """Sentences that have a colon or a dash, or end with a bracket."""
    forms, found = scene.page.tokens.forms, set()
    for i in scene.page.tokens.marks():
        form = forms[i]
        if form in (":", "-") or (form == ")" and i >= scene.page.sentences[scene.sentence[i]].last - 2):
            found.add(scene.sentence[i])
    return found


def _may_quote(here: tuple[SourceMention, ...]) -> bool:
    """True where one of a sentence's words is a cue or a preposition of sources."""
    return any(m.role in ("cue", "prep") for m in here)


_TOLD = 3  # tokens from a toll to the verb that it is the subject of


def _is_of_nobody(scene: Scene, cue: SourceMention) -> bool:
    """ "A soldier died, bringing the toll to eight", "a provisional toll speaks of eight dead": what happened brings it, and
    nobody says it.
    """
    if cue.args == "toll" and "ger" in cue.features and "fin" not in cue.features:
        return True
    if "fin" not in cue.features or cue.args != "say":
        return False
    tolls = [w for w in within(scene.mentions.casualties, max(cue.first - _TOLD, 0), cue.first) if w.role == "toll"]
    gap = range(tolls[-1].last, cue.first) if tolls else range(0)
    plain = all(not scene.gram[i] and scene.page.tokens.shapes[i] == "x" for i in gap)
    return bool(tolls) and not tolls[-1].args and plain  # no verb that carries a toll


def frames(scene: Scene) -> Frames:
    """All attribution frames of a page in order of their cues; of event texts and others alike."""
    context = Context()
    out: list[AttributionFrame] = []
    marked = _marked(scene)
    labels = labels_in(scene)
    for number, role in enumerate(scene.page.roles):
        own = [x for x in labels if x.sentence == number] if labels else labels
        if role in ("header", "credit") or (own and own[0].first == scene.page.sentences[number].first):
            context.remember([x.speaker for x in own])
            continue
        at = scene.page.sentences[number]
        here = within(scene.mentions.sources, at.first, at.last)
        if number not in marked and not _may_quote(here):
            context.accused = None
            if here:
                context.remember([*_named(here), *_silent(scene, at.first, here)])
            continue
        s = SentenceFrames(scene, number, context)
        for cue in s.cues:
            if cue.role == "prep":
                read_preposition(s, cue)
            elif cue.role == "cue" and not _is_of_nobody(scene, cue):
                read_verb(s, cue)
        if number in marked:
            read_colon(s)
            read_dash(s)
            read_parenthesis(s)
        context.accused = accused_in(scene, s.cues, s.speakers)
        if not s.out:
            context.remember([x for x in s.speakers if x.kind not in ("person", "unknown", "witness") and x.source_id])
        out.extend(settle(s))
    out = with_labels(scene, with_floating(scene, out), labels)
    return Frames(with_mood(scene, out) if scene.page.language.has("reported_mood") else out)


def _named(here: tuple[SourceMention, ...]) -> list[Speaker]:
    """The outlets, agencies and monitors named in a sentence: "the same source" may mean them later."""
    return [of_source(m) for m in here if m.role == "named"]


def _silent(scene: Scene, first: int, here: tuple[SourceMention, ...]) -> list[Speaker]:
    """ "X did not respond to a request for comment": who is told not to have spoken is who "it" means next."""
    words = [m for m in here if m.role == "unverified"]
    return [x for x in speakers_in(scene, first, words[0].first) if x.source_id] if words else []
