"""Is a span that could be a place one here? Persons, organisations and plain words bear the names of places too."""

from __future__ import annotations

from dataclasses import dataclass

from thucydides.mentions.page import Page
from thucydides.mentions.places.around import Signs
from thucydides.mentions.places.names import Name
from thucydides.mentions.places.toponym import Around

_BROAD = frozenset({"country", "continent", "region", "admin1", "water", "relief", "island"})
_LARGE = 100_000
_MIDDLE = 5_000


@dataclass(frozen=True, slots=True)
class Crowd:
    """What a document shows of its capitalised words: `partial` are last words of longer unknown runs (surnames),
    `lower` folded words that it also writes small, `starts` tokens that begin a sentence.
    """

    partial: frozenset[str]
    lower: frozenset[str]
    starts: frozenset[int]
    signs: Signs


def crowd_of(page: Page, names: list[Name], signs: Signs) -> Crowd:
    """Gathers it in one pass."""
    forms, shapes = page.tokens.forms, page.tokens.shapes
    starts = frozenset(s.first for s in page.sentences)
    if not page.language.has("capitals_mark_names"):
        return Crowd(frozenset(), frozenset(), starts, signs)
    lower = frozenset(forms[i] for i, shape in enumerate(shapes) if shape == "x")
    partial: set[str] = set()
    for name in names:
        first, last = name.run
        if last - first > 1 and not name.found and first not in starts:
            partial.update(forms[i] for i in range(name.last, last))
            partial.update(forms[i] for i in range(name.first, name.last))
    return Crowd(frozenset(partial), lower, starts, signs)


def _weight(name: Name) -> tuple[bool, int]:
    """(is a broad area, people of the largest)."""
    broad = any(f.spot.kind in _BROAD for f in name.found)
    return broad, max((f.spot.population for f in name.found), default=0)


def plausible(page: Page, name: Name, beside: Around, crowd: Crowd) -> bool:
    """True where the span is read as a place."""
    placed = bool(beside.heads) or beside.prep or bool(beside.direction)
    if not name.found:
        if _apposed(page, name, crowd):
            return True
        return bool(beside.heads) or (beside.prep and page.language.has("capitals_mark_names") and _clean(page, name, crowd))
    if not page.language.has("capitals_mark_names"):
        return _plausible_caseless(page, name, placed)
    broad, people = _weight(name)
    single = name.last == name.first + 1
    form = page.tokens.forms[name.first]
    if single and name.first in crowd.starts and (form in crowd.lower or form in page.language.table):
        return False
    if single and len(form) < 3 and not placed:
        return False
    if placed:
        return True
    whole = name.run == (name.first, name.last)
    if broad and any(f.first or f.spot.kind == "country" for f in name.found):
        return True
    if single and form in crowd.partial:
        return False
    if not whole:
        return people >= _LARGE
    return people >= _MIDDLE or not single


def _apposed(page: Page, name: Name, crowd: Crowd) -> bool:
    """True for "X, a village in ...": a comma, a small word, a head noun of places."""
    forms, i = page.tokens.forms, name.last
    if i >= len(forms) or forms[i] not in (",", "("):
        return False
    i += 1
    while i < len(forms) and i in crowd.signs.soft:
        i += 1
    span = crowd.signs.starting.get(i)
    return span is not None and any(e.role == "head" for e in span[1])


def _clean(page: Page, name: Name, crowd: Crowd) -> bool:
    """No word of an unknown name is a known word of the language."""
    forms = page.tokens.forms
    return all(forms[i] not in page.language.table and forms[i] not in crowd.lower for i in range(name.first, name.last))


def _plausible_caseless(page: Page, name: Name, placed: bool) -> bool:
    broad, people = _weight(name)
    if name.last > name.first + 1 or placed:
        return True
    form = page.tokens.forms[name.first]
    if len(form) < 3 or form in page.language.table:
        return False
    return broad or people >= _LARGE
