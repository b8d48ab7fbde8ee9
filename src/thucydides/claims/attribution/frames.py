"""Attribution frames of a page: speaker, cue, and the tokens that the speaker answers for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from thucydides.claims.attribution.antecedents import Context
from thucydides.claims.attribution.cues import read_verb
from thucydides.claims.attribution.floating import with_floating, with_mood
from thucydides.claims.attribution.marks import read_colon, read_dash, read_parenthesis, read_preposition
from thucydides.claims.attribution.scope import settle
from thucydides.claims.attribution.sentence import AttributionFrame, SentenceFrames
from thucydides.claims.attribution.speakers import named_in
from thucydides.claims.scene import Scene, within

__all__ = ["AttributionFrame", "Frames", "frames"]
from thucydides.model.mention import SourceMention


class Frames(tuple[AttributionFrame, ...]):  # noqa: SLOT001 - a tuple subclass cannot have slots of its own
    """Frames of a page in order of their cues; those of one sentence, and those that cover one token, are found once."""

    sentences: dict[int, tuple[AttributionFrame, ...]]
    covers: dict[int, tuple[AttributionFrame, ...]]

    def __new__(cls, found: Iterable[AttributionFrame]) -> Self:
        """Keeps the order."""
        made = super().__new__(cls, found)
        made.sentences, made.covers = {}, {}
        for frame in made:
            made.sentences[frame.sentence] = (*made.sentences.get(frame.sentence, ()), frame)
        return made

    def of(self, sentence: int) -> tuple[AttributionFrame, ...]:
        """The frames whose cue stands in a sentence."""
        return self.sentences.get(sentence, ())

    def covering(self, token: int) -> tuple[AttributionFrame, ...]:
        """The frames whose content has a token, the outermost first, the innermost last."""
        known = self.covers.get(token)
        if known is None:
            found = [f for f in self if f.bounds[0] <= token < f.bounds[1] and f.covers(token)]
            if len(found) > 1:
                found.sort(key=lambda f: (-f.size, f.cue[0]))
            known = self.covers[token] = tuple(found)
        return known


def _may_quote(scene: Scene, number: int) -> bool:
    """True where a sentence has a cue, a preposition of sources, or a colon."""
    s = scene.page.sentences[number]
    if any(m.role in ("cue", "prep") for m in within(scene.mentions.sources, s.first, s.last)):
        return True
    forms = scene.page.tokens.forms[s.first : s.last]
    return ":" in forms or "-" in forms or ")" in forms[-2:]


def _is_of_nobody(cue: SourceMention) -> bool:
    """ "A soldier died, bringing the toll to eight": what happened brings it, and nobody says it."""
    return cue.args == "toll" and "ger" in cue.features and "fin" not in cue.features


def frames(scene: Scene) -> Frames:
    """All attribution frames of a page in order of their cues; of event texts and others alike."""
    context = Context()
    out: list[AttributionFrame] = []
    for number, role in enumerate(scene.page.roles):
        if role in ("header", "credit"):
            continue
        if not _may_quote(scene, number):
            context.remember(named_in(scene, number))
            continue
        s = SentenceFrames(scene, number, context)
        for cue in s.cues:
            if cue.role == "prep":
                read_preposition(s, cue)
            elif cue.role == "cue" and not _is_of_nobody(cue):
                read_verb(s, cue)
        read_colon(s)
        read_dash(s)
        read_parenthesis(s)
        if not s.out:
            context.remember([x for x in s.speakers if x.kind not in ("person", "unknown", "witness") and x.source_id])
        out.extend(settle(s))
    out = with_floating(scene, out)
    return Frames(with_mood(scene, out) if scene.page.language.has("reported_mood") else out)
