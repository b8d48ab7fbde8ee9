"""Abbreviations of countries and regions by language: what text says, which place it means, what must stand before it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from thucydides.knowledge.files import bundled, csv_rows
from thucydides.knowledge.gazetteer import Found, Gazetteer
from thucydides.knowledge.gazetteer.keys import fold_key
from thucydides.model.errors import KnowledgeError
from thucydides.text.tokens import Cutting, tokenize

_NEEDS = frozenset({"", "comma", "prep"})


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """Folded token forms after the first, the place, and what it needs: "comma" a comma and a name before it ("Mobile,
    Ala."), "prep" a preposition of place, "" nothing. `capitals` is true of forms that must be all capitals.
    """

    rest: tuple[str, ...]
    found: tuple[Found, ...]
    needs: str
    capitals: bool


@cache
def abbreviations(code: str) -> dict[str, tuple[Abbreviation, ...]]:
    """By first folded form, the longest first; of data/languages/<code>/place_abbreviations.csv."""
    path = bundled() / "languages" / code / "place_abbreviations.csv"
    table: dict[str, list[Abbreviation]] = {}
    if not path.exists():
        return {}
    gazetteer = Gazetteer.open()
    for line, row in csv_rows(path, ("form", "country", "admin1", "needs", "note")):
        if row["needs"] not in _NEEDS:
            raise KnowledgeError(f"unknown need {row['needs']!r}", place=f"{path}:{line}")
        found = _place(gazetteer, row["country"], row["admin1"])
        if not found:
            raise KnowledgeError("no such country or region", place=f"{path}:{line}")
        for form in row["form"].split("|"):
            forms = tuple(tokenize(form, Cutting()).forms)
            table.setdefault(forms[0], []).append(
                Abbreviation(forms[1:], found, row["needs"], len(forms) == 1 and form.isupper())
            )
    return {first: tuple(sorted(rows, key=lambda a: -len(a.rest))) for first, rows in table.items()}


def _place(gazetteer: Gazetteer, country: str, admin1: str) -> tuple[Found, ...]:
    if not admin1:
        spot = gazetteer.country(country)
        return (Found(spot, True),) if spot is not None else ()
    found = [f for f in gazetteer.exact(fold_key(admin1)) if f.spot.kind == "admin1" and f.spot.country == country]
    return tuple(found[:1])
