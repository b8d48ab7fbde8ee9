"""Whom a sentence accuses: "it denied the charge" behind it is said by the accused, not by who spoke last."""

from __future__ import annotations

from dataclasses import replace

from thucydides.claims.attribution.speakers import Speaker
from thucydides.claims.scene import Scene
from thucydides.claims.voice import verb_group
from thucydides.model.mention import SourceMention

_MAY_BE = frozenset("official_military official_political armed_group".split())


def accused_in(scene: Scene, cues: tuple[SourceMention, ...], speakers: tuple[Speaker, ...]) -> Speaker | None:
    """The body that the last verb of blame among `cues` has as its object; of a passive one the subject."""
    for n in range(len(cues) - 1, -1, -1):
        cue = cues[n]
        if cue.role != "cue" or cue.value != "accusing" or not cue.features & {"fin", "pp"}:
            continue
        bodies = [x for x in speakers if x.kind in _MAY_BE and not x.pronoun]
        if verb_group(scene, cue.first, cue.last, cue.features).voice == "passive":
            found = next((x for x in reversed(bodies) if x.last <= cue.first), None)
        else:
            found = next((x for x in bodies if x.first >= cue.last), None)
        return None if found is None else replace(found, back="", bare=False)
    return None
