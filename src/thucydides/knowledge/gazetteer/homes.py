"""Where peoples without a state of their name live: what an adjective such as "Kurdish" is put on when it is asked for."""

from __future__ import annotations

from functools import cache

from thucydides.knowledge.files import bundled, csv_rows
from thucydides.knowledge.gazetteer import Found, Gazetteer
from thucydides.knowledge.gazetteer.keys import fold_key
from thucydides.model.errors import KnowledgeError

_AREAS = ("region", "admin1", "continent", "country")


@cache
def homes() -> dict[str, tuple[Found, ...]]:
    """By the English adjective that the languages' rows of nationalities give; of data/places/peoples.csv."""
    path = bundled() / "places" / "peoples.csv"
    gazetteer = Gazetteer.open()
    table: dict[str, tuple[Found, ...]] = {}
    for line, row in csv_rows(path, ("people", "place", "why")):
        areas = [f for f in gazetteer.exact(fold_key(row["place"])) if f.spot.kind in _AREAS]
        if not areas:
            raise KnowledgeError("no such area", place=f"{path}:{line}")
        table[row["people"]] = (min(areas, key=lambda f: _AREAS.index(f.spot.kind)),)
    return table
