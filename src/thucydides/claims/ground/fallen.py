"""Words of falling that tell of a town taken: "Bukavu has fallen", "the fall of Bukavu", no prices, snow or shells."""

from __future__ import annotations

from thucydides.claims.scene import Scene, within
from thucydides.claims.voice import VerbGroup
from thucydides.model.mention import Mention, PlaceMention, TriggerMention

_TOWNS = frozenset({"settlement", "neighbourhood", "site", "vicinity", "unresolved"})
_VERBAL = frozenset({"fin", "pp", "inf"})
_AUXILIARY = frozenset({"be", "have", "aux", "adverb", "not"})
_ARTICLES = 3  # tokens from a noun of falling to the town


def _is_town(scene: Scene, place: PlaceMention) -> bool:
    """A populated place or a post that may be taken; one that the text calls a town is, though nothing knows it."""
    called = any(place.first <= h.first < place.last for h in scene.page.of("places", "head"))
    return place.role == "event" and place.precision in _TOWNS and (called or place.precision != "unresolved")


def _ends(scene: Scene, at: int) -> bool:
    """True where a clause ends or goes on to say when or how: "fell on Friday", not "fell silent", "fell by 3 percent"."""
    if at >= len(scene.gram) or scene.page.tokens.shapes[at] in ".n":
        return True
    if within(scene.mentions.times, at, at + 1):
        return True
    return bool(scene.gram[at]) and not within(scene.mentions.numbers, at + 1, at + 2)


def falls(scene: Scene, word: TriggerMention) -> bool:
    """True for a verb of falling right behind a town that is its subject, or a noun right before one; arms that stand before
    it fall themselves.
    """
    s = scene.page.sentences[scene.sentence[word.first]]
    places = scene.mentions.places
    if "noun" in word.features or not word.features & _VERBAL or scene.page.language.has("verb_first"):
        towns = within(places, word.last, min(word.last + _ARTICLES, s.last))
        return any(_is_town(scene, p) and _leads(scene, word.last, p) for p in towns)
    if within(scene.mentions.weapons, s.first, word.first) or not _ends(scene, word.last):
        return False
    at = word.first
    while at > s.first and scene.gram[at - 1] in _AUXILIARY:
        at -= 1
    near = within(places, max(at - places.longest, s.first), at)
    return any(p.last == at and _is_town(scene, p) and _is_subject(scene, p, s.first) for p in near)


def _is_subject(scene: Scene, town: PlaceMention, floor: int) -> bool:
    """False behind a preposition: "sales in the city of X fell"."""
    heads = {h.first for h in scene.page.of("places", "head")}
    at = town.first - 1
    while at >= floor and (scene.gram[at] in ("det", "of") or at in heads):
        if scene.gram[at] == "of" and at - 1 not in heads:
            return False
        at -= 1
    return at < floor or scene.gram[at] not in ("prep", "at", "with", "against", "by", "between")


def _leads(scene: Scene, at: int, town: PlaceMention) -> bool:
    heads = {h.first for h in scene.page.of("places", "head")}
    return all(scene.gram[i] in ("of", "det") or i in heads for i in range(at, town.first))


def describes_a_town(scene: Scene, word: Mention, group: VerbGroup) -> bool:
    """ "reached the [besieged] town", "la ville [assiégée] de X": a participle right beside a town, with no agent and no
    verb of being, says how it is.
    """
    after = scene.gram[word.last] if word.last < len(scene.gram) else ""
    if group.first != word.first or after == "by":
        return False
    heads = {x for h in scene.page.of("places", "head") for x in range(h.first, h.last)}
    if word.last in heads or bool(within(scene.mentions.places, word.last, word.last + 1)):
        return True
    behind = not scene.page.language.has("noun_compounds") and not scene.page.language.has("case_roles")
    ended = any(p.last == word.first for p in within(scene.mentions.places, max(word.first - 4, 0), word.first))
    return behind and word.first > 0 and (word.first - 1 in heads or ended)
