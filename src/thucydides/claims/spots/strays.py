"""Persons' names that are towns elsewhere: "her daughters Hala and Samara" in a report that plays in another land."""

from __future__ import annotations

from thucydides.claims.persons.named import is_name, is_surname
from thucydides.claims.scene import Scene, within
from thucydides.model.mention import PlaceMention

_SEVERAL = 2  # places named: one in the land that a text plays in, one abroad
_FAR = ("settlement", "vicinity", "admin1", "admin2")
_PARTICLES, _SHORT = 3, 3  # tokens of "al-", and letters of one
_NEXT, _LAST = 3, 2  # tokens from a place to what is done to it, and from that to a place


def strays_of(scene: Scene) -> frozenset[str]:
    """Gazetteer ids of names that the text nowhere frames as a place, at least once beside persons, in lands of which it
    frames no other place; empty where capitals mark no names.
    """
    if not scene.page.language.has("capitals_mark_names"):
        return frozenset()
    named = [p for p in scene.mentions.places.all if p.gazetteer_id is not None and not p.anaphor]
    if len(named) < _SEVERAL:
        return frozenset()
    framed = {p.gazetteer_id: p.country for p in named if _is_framed(scene, p)}
    if not framed:
        return frozenset()
    lands = list(framed.values())
    told: dict[str, list[PlaceMention]] = {}
    for p in named:
        if p.precision in _FAR and p.gazetteer_id not in framed and p.country not in lands:
            told.setdefault(p.gazetteer_id or "", []).append(p)
    return frozenset(one for one, mentions in told.items() if any(_is_beside_persons(scene, p) for p in mentions))


def _is_framed(scene: Scene, p: PlaceMention) -> bool:
    """True behind a preposition, with a head noun, a colon or its land behind it, or where it is itself what was hit."""
    gram, forms = scene.gram, scene.page.tokens.forms
    before = scene.before(p.first)
    if before >= 0 and gram[before] in ("prep", "between", "against"):
        return True
    nouns = range(p.first, p.last)
    if any(scene.page.tokens.shapes[i] == "x" for i in nouns) or forms[p.last : p.last + 1] == [":"]:
        return True
    behind = within(scene.mentions.places, p.last, p.last + 3)
    if any(q.country == p.country for q in behind):
        return True
    struck = within(scene.mentions.triggers, max(p.first - _LAST, 0), p.last + _NEXT)
    return any(t.sense != "casualties_only" for t in struck)


def _is_beside_persons(scene: Scene, p: PlaceMention) -> bool:
    """True within a longer name, behind kin or an age, in a list of names, before "'s brother", behind an at-sign."""
    page, first, last = scene.page, p.first, p.last
    sentence = page.sentences[scene.sentence[first]]
    if first > sentence.first and page.tokens.forms[first - 1] == "@":
        return True
    opened = _opens_list(scene, first, sentence.first)
    near = max(opened - 3, sentence.first)
    kin = (*within(scene.mentions.actors, near, opened), *within(scene.mentions.casualties, near, opened))
    if any(m.last == opened for m in kin):
        return True  # "her daughters X, Y and Z"
    if any(m.first == last for m in within(scene.mentions.actors, last, last + 1)):  # "the X family"
        return True
    if last < sentence.last and _goes_on(scene, last, sentence.last):
        return True
    if first - 1 > sentence.first and _names_nothing(scene, first - 1):
        return True
    return any(
        sentence.first < i + step < sentence.last - 1 and _names_nothing(scene, i + step)
        for i, step in ((last, 1), (first - 1, -1))
        if sentence.first < i < sentence.last and (page.tokens.forms[i] == "," or scene.gram[i] == "and")
    )


def _opens_list(scene: Scene, token: int, floor: int) -> int:
    """The token at which the list of names begins that the one at `token` goes on."""
    i = token
    while i > floor and (
        scene.page.tokens.forms[i - 1] == "," or scene.gram[i - 1] == "and" or _is_capital(scene, i - 1)
    ):
        i -= 1
    return i


def _is_capital(scene: Scene, i: int) -> bool:
    return scene.page.tokens.shapes[i] in "XA" and not scene.gram[i]


def _goes_on(scene: Scene, i: int, last: int) -> bool:
    """True where a name goes on at token i, a particle of names ("al-") perhaps before its next word."""
    forms, shapes = scene.page.tokens.forms, scene.page.tokens.shapes
    end = min(i + _PARTICLES, last)
    while i < end and (forms[i] == "-" or (shapes[i] == "x" and not scene.gram[i] and len(forms[i]) <= _SHORT)):
        i += 1
    return i < last and _names_nothing(scene, i)


def _names_nothing(scene: Scene, i: int) -> bool:
    """True for a capitalised word that no list knows, or a surname by form, and that is no part of a place's name."""
    if not (is_name(scene, i) or is_surname(scene, i)):
        return False
    return not any(q.first <= i < q.last for q in within(scene.mentions.places, max(i - 3, 0), i + 1))
