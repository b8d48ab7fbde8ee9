"""What did not come about because it was only called for, or was foiled: "called on the army to bomb X", "foiled an attack"."""

from __future__ import annotations

from thucydides.claims.scene import Scene
from thucydides.claims.voice import VerbGroup

_URGED = 8  # tokens from a word of calling to the verb that it calls for
_FOILED = 4  # tokens between a verb of foiling and the noun of what it foiled
_OPEN = frozenset({"", "det", "of", "prep", "other", "against", "by", "poss"})
_GOVERNS = frozenset({"prep", "of", "against", "by", "at"})


def _urges(scene: Scene, first: int) -> bool:
    """A word of calling before a token, no mark and no verb of its own between."""
    floor = max(scene.page.sentences[scene.sentence[first]].first, first - _URGED)
    for i in range(first - 1, floor - 1, -1):
        if scene.gram_values[i] == "urges":
            return True
        if scene.page.tokens.shapes[i] in ".n" or scene.gram[i] in ("and", "rel", "clause", "be", "have"):
            return False
    return False


def is_called_for(scene: Scene, group: VerbGroup, features: frozenset[str]) -> bool:
    """ "призвал армию разбомбить", "pidió al ejército que bombardee": an infinitive or a subjunctive behind a word of calling,
    or a noun that a preposition puts under it.
    """
    first = group.first
    if group.voice == "noun":
        before = scene.before(first)
        return before >= 0 and scene.gram[before] in _GOVERNS and _urges(scene, before + 1)
    return bool(features & {"inf", "subj"}) and _urges(scene, first)


def is_foiled(scene: Scene, group: VerbGroup, last: int) -> bool:
    """ "foiled a bomb attack", "the attack was thwarted": a noun of an event right behind a verb of foiling, or its subject."""
    if group.voice != "noun":
        return False
    s = scene.page.sentences[scene.sentence[group.first]]
    for i in range(group.first - 1, max(group.first - _FOILED, s.first) - 1, -1):
        if scene.gram_values[i] == "foils":
            return True
        if scene.gram[i] not in _OPEN or scene.page.tokens.shapes[i] in ".n":
            break
    for i in range(last, min(last + _FOILED, s.last)):
        if scene.gram_values[i] == "foils":
            return True
        if scene.gram[i] not in ("be", "have", "adverb"):
            return False
    return False


def unfulfilled(scene: Scene, group: VerbGroup, features: frozenset[str], last: int) -> str:
    """Why a word of an event that ends at token `last` tells of none; empty where nobody calls for it or foils it."""
    if is_called_for(scene, group, features):
        return "purpose: called for, not told as done"
    return "foiled: it did not come about" if is_foiled(scene, group, last) else ""
