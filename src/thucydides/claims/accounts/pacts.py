"""When a word for an agreement tells that one was made: "a truce took effect", not "despite the truce"."""

from __future__ import annotations

from thucydides.claims.deeds import Deed
from thucydides.claims.scene import Scene

_GOVERNORS = frozenset({"prep", "of", "by", "with", "against", "despite", "clause", "between", "history"})
_PHRASE = 7  # tokens back from the noun to what governs it
_CLAUSE = 1.6  # clause distance from the noun to a word of making
_TITLES = ("title", "title_repeat", "heading")


def taken_for_granted(scene: Scene, deed: Deed) -> str:
    """Why an agreement is no event here: it is only the ground, the breach or the wish of what is told; else empty."""
    if "pact" not in deed.features or deed.group.voice != "noun" or deed.light is not None:
        return ""
    s = scene.page.sentences[deed.sentence]
    made = {
        i for h in scene.page.of("triggers", "making") if s.first <= h.first < s.last for i in range(h.first, h.last)
    }
    free = scene.page.language.settings.order == "free"  # "to the regime of silence joined three villages"
    governor = (_governor(scene, deed, s.first, made) or False) if free else _governor(scene, deed, s.first, made)
    if governor is True:
        return ""
    if governor is False and scene.page.roles[deed.sentence] in _TITLES:
        return ""
    if governor is False:
        cost, at = scene.cost, deed.word
        if any((cost[i] - cost[at.last - 1] if i >= at.last else cost[at.first] - cost[i]) <= _CLAUSE for i in made):
            return ""
    return "an agreement spoken of, none that was made"


def _governor(scene: Scene, deed: Deed, floor: int, made: set[int]) -> bool | None:
    """True where a word of making governs the noun, None where another word does, False where none does."""
    making, i = False, deed.first - 1
    if _is_genitive(deed):
        return i in made if i >= floor else False
    while i >= floor and deed.first - i <= _PHRASE:
        gram = scene.gram[i]
        if gram in ("det", "poss"):  # what stands behind it is an adjective ("the US-brokered truce")
            before = i - 1
            if before < floor:
                return False
            linked = scene.gram[before] in _GOVERNORS
            return (before - 1 if linked else before) in made or (None if linked else False)
        if gram in _GOVERNORS:
            return making or i - 1 in made or None
        if scene.page.tokens.shapes[i] not in "xXA0-" or gram not in ("", "adverb"):
            return making or False
        making = making or i in made
        i -= 1
    return making or False


def _is_genitive(deed: Deed) -> bool:
    return "gen" in deed.features and not deed.features & {"nom", "acc"}
