"""May a place named in a text be where something happened: no state that acts, no day's name, no name of a unit."""

from __future__ import annotations

from thucydides.claims.scene import Scene, covered, within
from thucydides.model.mention import PlaceMention

_NAME = 4  # tokens of an actor's name before a word for a place in it
_CASES = frozenset("nom gen dat acc ins loc".split())
_ACTS = frozenset({"nom", "ins"})


def may_hold(scene: Scene, place: PlaceMention) -> bool:
    """May an event have happened in a place: told as such, no name of a day, no state that acts."""
    if place.role != "event" or _is_time(scene, place) or _acts(scene, place):
        return False
    return not (_is_called(scene, place) or (place.anaphor and _names_an_actor(scene, place)))


def _is_called(scene: Scene, place: PlaceMention) -> bool:
    """ "«Азов» держит высоты": where names of units and firms stand in quotes, a place alone in quotes with no word of a
    place before it is such a name.
    """
    forms, first, last = scene.page.tokens.forms, place.first, place.last
    if not first or last >= len(forms) or forms[first - 1] != '"' or forms[last] != '"':
        return False
    return scene.page.language.has("case_roles") and place.precision in ("settlement", "unresolved", "site")


def _names_an_actor(scene: Scene, place: PlaceMention) -> bool:
    """ "«Islamic State»", "«Dawlat X»": a word for a state or a town within an actor's own name points to no place."""
    near = within(scene.mentions.actors, max(place.first - _NAME, 0), place.last)
    return any(a.actor_id is not None and a.first <= place.first and place.last <= a.last for a in near)


def _acts(scene: Scene, place: PlaceMention) -> bool:
    """ "the drones launched by Russia": a state in a case of subjects or agents, no preposition before it, is an actor."""
    if place.precision != "country" or not scene.page.language.has("case_roles"):
        return False
    before = scene.before(place.first)
    if before >= 0 and scene.gram[before] in ("prep", "with", "against", "between"):
        return False
    said = [a.features & _CASES for a in scene.mentions.actors if a.first == place.first and a.country]
    return any(cases and cases <= _ACTS for cases in said)


def _is_time(scene: Scene, place: PlaceMention) -> bool:
    """ "on Khamis", "the night of Ahad": a day of the week that towns are called after too."""
    return covered(place.first, place.first + 1, scene.mentions.times)


def is_compounded(scene: Scene, place: PlaceMention) -> bool:
    """ "Iran-backed", "Kyiv-held": a place that a hyphen ties to a small word is a part of an adjective."""
    tokens, at = scene.page.tokens, place.last
    if at >= len(tokens) or tokens.shapes[at] != "x":
        return False
    return scene.page.folded[tokens.ends[at - 1] : tokens.starts[at]] == "-"


def in_aside(scene: Scene, place: PlaceMention) -> bool:
    """ "X (banned in Russia)": a place in brackets that tell more than where."""
    forms, s = scene.page.tokens.forms, scene.page.sentences[scene.sentence[place.first]]
    first = next((i for i in range(place.first, s.first - 1, -1) if forms[i] in "()"), -1)
    last = next((i for i in range(place.last - 1, s.last) if forms[i] in "()"), -1)
    if first < 0 or last < 0 or forms[first] != "(" or forms[last] != ")":
        return False
    inside = range(first + 1, last)
    mentions = scene.mentions
    if any(m.first in inside for m in (*mentions.triggers, *mentions.casualties)):
        return False
    named = {i for m in within(mentions.places, first, last) for i in range(m.first, m.last)}
    return any(scene.page.tokens.shapes[i] == "x" and not scene.gram[i] and i not in named for i in inside)
