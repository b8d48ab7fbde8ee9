"""What a negated verb of saying does not report: "no arrests were reported", "las autoridades no reportan detenidos"."""

from __future__ import annotations

from thucydides.claims.scene import Scene, within
from thucydides.claims.tolls import Harm
from thucydides.claims.voice import verb_group

_OBJECT = 4  # tokens from a verb of saying to the noun of harm that is its object


def is_not_reported(scene: Scene, harm: Harm) -> bool:
    """True for a noun of harm without a figure right behind a negated verb of saying, no clause between."""
    if harm.count is not None and harm.count.numbered:
        return False
    floor = scene.page.sentences[scene.sentence[harm.first]].first
    for cue in within(scene.mentions.sources, max(harm.first - _OBJECT, floor), harm.first):
        if cue.role != "cue" or any(scene.gram[i] in ("comp", "clause", "rel") for i in range(cue.last, harm.first)):
            continue
        if verb_group(scene, cue.first, cue.last, cue.features).negated:
            return True
    return False
