"""The longest name of the gazetteer that begins at a token, as written or in another case."""

from __future__ import annotations

from typing import NamedTuple

from thucydides.knowledge.gazetteer import Found, Gazetteer, Renown, renown
from thucydides.knowledge.gazetteer.endings import base_forms, sister_forms
from thucydides.mentions.page import Page
from thucydides.mentions.places.around import Signs
from thucydides.text.tokens import Tokens

LONGEST = 6
_NONE = Renown()
_WHOLE = frozenset(
    {"admin1", "admin2", "region", "site", "neighbourhood"}
)  # what names with the head noun in them are names of

# Token after the name, folded key, the places that bear it, how they were found.
Match = tuple[int, str, tuple[Found, ...], str]


class Name(NamedTuple):
    """Tokens [first, last) that are a name, its folded key, the places that bear it, and how they were found.

    `run` are the tokens of the whole run of capitals that holds it.
    """

    first: int
    last: int
    key: str
    found: tuple[Found, ...]
    rule: str
    run: tuple[int, int]
    renown: Renown = _NONE


def _reach(tokens: Tokens, i: int, longest: int) -> int:
    """Where a name of so many words that begins at token i ends at most: none has a mark in it."""
    shapes, last, stop = tokens.shapes, i + 1, min(i + longest, len(tokens))
    while last < stop and shapes[last] not in ".n":
        last += 1
    return last


def longest_name(page: Page, gazetteer: Gazetteer, i: int, end: int) -> Match | None:
    """The longest name that begins at token i. It may leave its run of capitals over small words, where it comes to
    a capital again ("Norte de Santander"), or where a chosen place is written carelessly ("Deir ezzor").
    """
    forms, shapes = page.tokens.forms, page.tokens.shapes
    longest = min(gazetteer.longest(forms[i]), LONGEST)
    if longest < 2:
        found = gazetteer.exact(forms[i]) if longest else ()
        return (i + 1, forms[i], found, "exact") if found else None
    for last in range(_reach(page.tokens, i, longest), i, -1):
        small = last > end and shapes[last - 1] == "x"
        if small and forms[last - 1] in page.language.words:
            continue
        key = " ".join(forms[i:last]) if last > i + 1 else forms[i]
        found = gazetteer.exact(key)
        if found and (not small or gazetteer.renown(key).chosen):
            return last, key, found, "exact"
    return None


def inflected(page: Page, gazetteer: Gazetteer, i: int, end: int) -> Match | None:
    """The same for a name in another case, by the endings that the language lists."""
    forms, shapes, code = page.tokens.forms, page.tokens.shapes, page.language.code
    more = int(end < len(forms) and shapes[end] == "x")  # the head noun of a region is part of its name
    if shapes[end : end + 2] == "xx" and any(gazetteer.longest(b) > 2 for b in base_forms(code, (forms[i],))):
        more = 2  # "the X nuclear station", each word in its case
    for n in range(min(3, end - i + more), 0, -1):
        found: dict[str, Found] = {}
        best = ""
        for key in sister_forms(code, base_forms(code, words := tuple(forms[i : i + n])), words):
            bearers = gazetteer.exact(key)
            if not bearers or (i + n > end and not any(f.spot.kind in _WHOLE for f in bearers)):
                continue
            if not best or gazetteer.renown(key).people > gazetteer.renown(best).people:
                best = key
            for one in bearers:
                found.setdefault(one.spot.id, one)
        if found:
            return i + n, best, tuple(found.values()), "inflected"
    return None


def renown_of(gazetteer: Gazetteer, hit: Match) -> Renown:
    """What the bearers of a match are at best."""
    return gazetteer.renown(hit[1]) if hit[3] == "exact" else renown(hit[2])


def is_place_word(signs: Signs, i: int) -> bool:
    """True for a head noun or direction that stands alone at a token."""
    span = signs.starting.get(i)
    return span is not None and span[0] == i + 1
