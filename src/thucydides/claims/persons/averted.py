"""Harm that nearly came about ("was almost killed"): whom it would have befallen is told, and it counts nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thucydides.claims.persons.harm import Harm
from thucydides.claims.scene import Scene
from thucydides.model.mention import Mention

_ALMOST = "almost"
_BETWEEN = frozenset({"be", "have", "aux", "comp", "purpose", "pron", "adverb", "prep"})
_REACH = 4


def is_averted(scene: Scene, word: Mention) -> bool:
    """ "nearly killed", "a failli être tué", "едва не погиб": a word for almost in front of a verb of harm, auxiliaries
    between; where the verb comes first, its subject too.
    """
    first, subjects = word.first, scene.page.language.has("verb_first")
    for i in range(first - 1, max(first - _REACH, 0) - 1, -1):
        if scene.gram_values[i] == _ALMOST:
            return scene.gram[i] in ("adverb", "aux")
        if scene.page.tokens.shapes[i] in ".n" or not (scene.gram[i] in _BETWEEN or subjects):
            return False
    return False


def came_about(scene: Scene, harms: Sequence[Harm]) -> list[Harm]:
    """The harms that are told as having happened; a part whose whole has not is told by itself."""
    real = [n for n, h in enumerate(harms) if not is_averted(scene, h.word)]
    if len(real) == len(harms):
        return list(harms)
    places = {old: new for new, old in enumerate(real)}
    kept = [harms[n] for n in real]
    return [h if h.part_of is None else replace(h, part_of=places.get(h.part_of)) for h in kept]
