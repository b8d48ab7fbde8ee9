"""A place that bears a name, how well known it is, and what the bearers of one name are at best."""

from __future__ import annotations

import math
from dataclasses import dataclass

from thucydides.knowledge.gazetteer.file import Spot

_BROAD = frozenset({"country", "continent", "region", "water", "relief", "island"})
_KNOWN = {"country": 4.6, "continent": 4.3, "region": 3.2, "water": 2.8, "relief": 2.4, "island": 2.4}
_WELL_PEOPLED = 200_000
SHARP = 1.9  # how much a point of renown weighs in the odds
_CHOSEN = 0.6  # a place that the lists of this field or the project's own have
_UNCOUNTED = 20_000  # people of a chosen town whose row does not tell how many
_LOCAL = frozenset({"neighbourhood", "camp", "site", "airport"})


@dataclass(frozen=True, slots=True)
class Found:
    """A spot that bears a name; `first` where it is the spot's own first name and no alternate.

    `known` says how well known it is, about 0 to 5; `region` is the id of the first-level region that it is or lies in;
    `odds` are those of being meant by the name alone, against its other bearers.
    """

    spot: Spot
    first: bool
    known: float = 0.0
    region: str = ""
    odds: float = 1.0

    @classmethod
    def of(cls, spot: Spot, first: bool) -> Found:
        """With its weights."""
        known = _known(spot, first)
        return cls(spot, first, known, spot.id if spot.kind == "admin1" else spot.admin1_id, math.exp(SHARP * known))


def _known(spot: Spot, first: bool) -> float:
    base = _KNOWN.get(spot.kind)
    if base is None:
        people = spot.population
        if not people and spot.kind == "settlement" and spot.layer != "core":
            people = _UNCOUNTED
        base = 0.55 * math.log10(people + 30)
        base += 0.35 if spot.kind == "admin1" else -1.0 if spot.kind == "admin2" else 0.0
    if spot.kind in _LOCAL and spot.layer != "core":  # nobody lists a site that nobody writes of
        base += 1.5
    elif spot.layer != "core" and spot.kind != "admin1":
        base += _CHOSEN
    return base + 0.6 * spot.capital + (0.0 if first else -0.3)


@dataclass(frozen=True, slots=True)
class Renown:
    """What the bearers of a name are at best: a broad area by its own name, a country, a first-level region, how many
    people live in the largest, and in the largest whose own first name it is; `local` where a quarter, camp or site bears it;
    `chosen` where a curated list or the project's own gazetteer has it.
    """

    broad: bool = False
    country: bool = False
    area: bool = False
    people: int = 0
    people_first: int = 0
    local: bool = False
    chosen: bool = False


_UNKNOWN = Renown()


def renown(found: tuple[Found, ...]) -> Renown:
    """Of some bearers."""
    if not found:
        return _UNKNOWN
    broad = country = area = local = chosen = False
    people = people_first = 0
    for one in found:
        spot = one.spot
        kind = spot.kind
        people = max(people, spot.population)
        if one.first:
            people_first = max(people_first, spot.population)
        country = country or kind in ("country", "continent")
        chosen = chosen or spot.layer != "core"
        local = local or kind in _LOCAL
        area = area or kind == "country" or (kind in ("admin1", "region") and (one.first or spot.layer != "core"))
        by_name = one.first or kind == "country"
        broad = broad or (by_name and kind in _BROAD)
        broad = broad or (one.first and kind == "admin1" and spot.population > _WELL_PEOPLED)
    return Renown(broad, country, area, people, people_first, local, chosen)
