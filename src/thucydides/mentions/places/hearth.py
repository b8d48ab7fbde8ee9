"""Where a document is at home: the region and town that most of its surely placed names lie in."""

from __future__ import annotations

from typing import NamedTuple

from thucydides.knowledge.gazetteer.file import Spot
from thucydides.mentions.places.desk import TOWNS, Desk
from thucydides.mentions.places.fit import SUB_CITY, region_id
from thucydides.mentions.places.geometry import distance_km
from thucydides.mentions.places.place import Placed
from thucydides.mentions.places.toponym import Toponym

_HALF, _THIRD = 0.5, 0.3
_LEAST = 2
_MANY = 8
_BY_NAME = 0.5  # what a name counts that only one of a place's other names gives
_WITHIN_KM = 300.0
_LITTLE, _LARGE = 20_000, 300_000  # people, by its own name and by another
_FINE = TOWNS | SUB_CITY | {"admin2"}


class Hearth(NamedTuple):
    """The region of most names (its id, "" for none), its share of them, and its town of most names."""

    region: str = ""
    share: float = 0.0
    town: Placed | None = None

    @property
    def sure(self) -> bool:
        """True where most of the document plays there."""
        return bool(self.region) and self.share >= _HALF

    @property
    def likely(self) -> bool:
        """True where more of it plays there than anywhere else, if not most of it."""
        return bool(self.region) and self.share >= _THIRD

    def outlies(self, top: Toponym, spot: Spot) -> bool:
        """True for a little town far away that a toponym would be put on, though others bear the name."""
        if spot.kind not in TOWNS or spot.layer != "core" or not self.far(spot):
            return False
        first = any(f.first and f.spot.id == spot.id for f in top.found)
        return spot.population < (_LITTLE if first else _LARGE)

    def far(self, spot: Spot) -> bool:
        """True for a place of another region, a day's ride from its town."""
        return self.sure and self.away(spot)

    def away(self, spot: Spot) -> bool:
        """The same where the region is but the likeliest."""
        if region_id(spot) == self.region:
            return False
        town = self.town.spot if self.town is not None else None
        return town is None or distance_km(spot.lat, spot.lon, town.lat, town.lon) > _WITHIN_KM


def hearth_of(desk: Desk) -> Hearth:
    """Of a settled page; nothing where fewer than two names tell."""
    regions: dict[str, float] = {}
    towns: dict[str, float] = {}
    at: dict[str, Placed] = {}
    spots: dict[str, Spot] = {}
    for i, top in enumerate(desk.toponyms):
        placed = desk.placed.get(i)
        spot = placed.spot if placed is not None and not placed.within else None
        if placed is None or spot is None or not region_id(spot):
            continue
        first = any(f.spot.id == spot.id and f.first for f in top.found)
        weight = 1.0 if (first or spot.layer != "core") and top.rule != "part" else _BY_NAME
        weight *= 1.0 if _is_telling(top, spot) else _BY_NAME
        regions[region_id(spot)] = regions.get(region_id(spot), 0.0) + weight
        if spot.kind in TOWNS:
            towns[spot.id] = towns.get(spot.id, 0.0) + weight
            at.setdefault(spot.id, placed)
            spots[spot.id] = spot
    whole = sum(regions.values())
    if whole < _LEAST:
        return Hearth()
    best = max(regions, key=lambda r: (regions[r], r))
    inside = [t for t in towns if region_id(spots[t]) == best]
    town = max(inside, key=lambda t: (towns[t], spots[t].population, t), default="")
    return Hearth(best, regions[best] / whole, at.get(town))


def told_at_home(desk: Desk, hearth: Hearth, i: int) -> Placed | None:
    """The town or finer place by the hearth that is told nearest to toponym i, before it first; None where no hearth is
    likely.
    """
    if not hearth.likely:
        return None
    for j in (*range(i - 1, -1, -1), *range(i + 1, len(desk.toponyms))):
        placed = desk.placed.get(j)
        spot = placed.spot if placed is not None and not placed.within else None
        if spot is None or spot.kind not in _FINE or hearth.away(spot):
            continue
        if _is_telling(desk.toponyms[j], spot) or _is_town_of(hearth, spot):
            return placed
    return hearth.town


def _is_town_of(hearth: Hearth, spot: Spot) -> bool:
    return hearth.town is not None and hearth.town.spot is not None and hearth.town.spot.id == spot.id


def _is_telling(top: Toponym, spot: Spot) -> bool:
    """False for a town of no renown whose name many towns bear, where the text does not say in what it lies."""
    return len(top.found) <= _MANY or top.holder >= 0 or bool(spot.capital) or spot.population >= _LARGE
