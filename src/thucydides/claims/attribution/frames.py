"""Attribution frames of a page: speaker, cue, and the tokens that the speaker answers for."""

from __future__ import annotations

from thucydides.claims.attribution.antecedents import Context
from thucydides.claims.attribution.cues import read_colon, read_dash, read_parenthesis, read_preposition, read_verb
from thucydides.claims.attribution.scope import settle
from thucydides.claims.attribution.sentence import AttributionFrame, SentenceFrames
from thucydides.claims.attribution.speakers import named_in
from thucydides.claims.scene import Scene, within

__all__ = ["AttributionFrame", "frames"]


def _may_quote(scene: Scene, number: int) -> bool:
    """True where a sentence has a cue, a preposition of sources, or a colon."""
    s = scene.page.sentences[number]
    if any(m.role in ("cue", "prep") for m in within(scene.mentions.sources, s.first, s.last)):
        return True
    forms = scene.page.tokens.forms[s.first : s.last]
    return ":" in forms or "-" in forms or ")" in forms[-2:]


def frames(scene: Scene) -> tuple[AttributionFrame, ...]:
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
            elif cue.role == "cue":
                read_verb(s, cue)
        read_colon(s)
        read_dash(s)
        read_parenthesis(s)
        if not s.out:
            context.remember([x for x in s.speakers if x.kind not in ("person", "unknown", "witness") and x.source_id])
        out.extend(settle(s))
    return tuple(out)
