"""Attribution frames of a page: speaker, cue, and the tokens that the speaker answers for."""

from __future__ import annotations

from thucydides.claims.attribution.cues import read_colon, read_preposition, read_verb
from thucydides.claims.attribution.sentence import AttributionFrame, Context, SentenceFrames
from thucydides.claims.scene import Scene

__all__ = ["AttributionFrame", "frames"]


def frames(scene: Scene) -> tuple[AttributionFrame, ...]:
    """All attribution frames of a page in order of their cues; of event texts and others alike."""
    context = Context()
    out: list[AttributionFrame] = []
    for number, role in enumerate(scene.page.roles):
        if role in ("header", "credit"):
            continue
        s = SentenceFrames(scene, number, context)
        for cue in s.cues:
            if cue.role == "prep":
                read_preposition(s, cue)
            elif cue.role == "cue":
                read_verb(s, cue)
        read_colon(s)
        if not s.out:
            context.remember([x for x in s.speakers if x.kind not in ("person", "unknown", "witness") and x.source_id])
        out.extend(s.out)
    return tuple(out)
