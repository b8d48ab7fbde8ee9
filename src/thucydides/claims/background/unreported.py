"""What a negated verb of saying does not report: "no arrests were reported", "las autoridades no reportan detenidos"."""

from __future__ import annotations

from thucydides.claims.scene import Scene, within
from thucydides.claims.tolls import Harm
from thucydides.claims.voice import verb_group

_OBJECT = 4  # tokens from a verb of saying to the noun of harm that is its object


def is_not_reported(scene: Scene, harm: Harm) -> bool:
    """True for a noun of harm without a figure right behind a negated verb of saying, no clause between."""
    return not (harm.count is not None and harm.count.numbered) and is_object_of_silence(scene, harm.first)


def is_object_of_silence(scene: Scene, first: int) -> bool:
    """True for what begins at a token right behind a negated verb of saying, no clause between."""
    floor = scene.page.sentences[scene.sentence[first]].first
    for cue in within(scene.mentions.sources, max(first - _OBJECT, floor), first):
        if cue.role != "cue" or cue.value == "denying" or "ger" in cue.features:
            continue
        if any(scene.gram[i] in ("comp", "clause", "rel", "pron") for i in range(cue.last, first)):
            continue
        if verb_group(scene, cue.first, cue.last, cue.features).negated:
            return True
    return False
