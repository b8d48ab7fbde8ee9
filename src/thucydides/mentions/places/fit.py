"""How well a place fits a toponym: the kind that its head noun asks for, what holds it, the frame, how known it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from thucydides.knowledge.gazetteer import Found
from thucydides.knowledge.gazetteer.file import Spot
from thucydides.mentions.places.frame import Frame
from thucydides.mentions.places.geometry import is_within
from thucydides.mentions.places.toponym import Toponym

_TOWNS = frozenset({"settlement", "village"})
_WANTED: dict[str, frozenset[str]] = {
    "country": frozenset({"country", "region"}),
    "admin1": frozenset({"admin1", "region"}),
    "admin2": frozenset({"admin2"}),
    "city": _TOWNS,
    "town": _TOWNS,
    "village": _TOWNS | {"neighbourhood"},
    "neighbourhood": frozenset({"neighbourhood", "camp"}),
    "camp": frozenset({"camp", "neighbourhood"}),
    "base": frozenset({"site", "airport"}),
    "airport": frozenset({"airport", "site"}),
    "site": frozenset({"site", "camp", "neighbourhood"}),
    "river": frozenset({"water"}),
    "mountain": frozenset({"relief"}),
    "area": frozenset({"region", "relief", "island", "neighbourhood"}),
    "road": frozenset({"road"}),
}
# What cannot leave its town: a head noun of these never lifts a name to a far homonym.
SUB_CITY = frozenset({"neighbourhood", "site", "base", "road", "camp", "airport"})
QUARTER = frozenset({"neighbourhood"})
ADMIN = frozenset({"admin1", "admin2", "country"})
_COUNTRY, _REGION, _NEAR = 3.2, 1.2, 0.9
_DECAY_KM, _FAR_KM = 120.0, 500.0
_TOWN_HEADS = frozenset({"city", "town", "village"})
_NO_RIVER = -0.8
_METROPOLIS = 1_000_000  # people of a town that has a centre of its own


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place already settled on, with the id of its first-level region, and km a degree of longitude there."""

    spot: Spot
    region: str
    flat: float

    @classmethod
    def at(cls, spot: Spot) -> Anchor:
        """On a spot."""
        return cls(spot, region_id(spot), 111.2 * math.cos(math.radians(spot.lat)))


# Latitude and longitude of an anchor, and km a degree of longitude there.
Ground = tuple[float, float, float]
# What only a town has: "the northern outskirts of X" is X the town.
_BY_TOWNS = frozenset({"outskirts", "suburb"})


def region_id(spot: Spot) -> str:
    """Id of the first-level region that a spot is or lies in."""
    return spot.id if spot.kind == "admin1" else spot.admin1_id


def kind_fit(top: Toponym, spot: Spot) -> float:
    """Points for the kind: what the head noun asks for, or a town where nothing is said."""
    if not top.heads:
        if (
            top.direction and not top.distance_km and top.relation not in _BY_TOWNS
        ):  # "the south of X": X is an area rather than its seat
            if top.direction == "center" and spot.kind == "settlement" and spot.population >= _METROPOLIS:
                return 1.4  # "central Khartoum"
            return 1.3 if spot.kind in ("admin1", "region", "country") else 0.0
        return 1.1 if spot.kind == "country" or (spot.kind == "settlement" and spot.seat) else 0.0
    for head in top.heads:
        if spot.kind in _WANTED.get(head, ()):
            return 1.6
    if "admin2" in top.heads and spot.kind == "neighbourhood":
        return 0.2  # a district of a city
    if top.is_headed(ADMIN):
        return 0.2 if spot.kind == "settlement" and (spot.seat or "admin2" in top.heads) else -1.6
    if top.is_headed(_TOWN_HEADS):
        return -1.6
    if "river" in top.heads and spot.kind in _TOWNS:
        return _NO_RIVER
    return 0.9 if spot.kind == "settlement" and top.is_headed(SUB_CITY) else 0.0


def inside(spot: Spot, holder: Spot) -> bool:
    """True where `spot` can lie in `holder`."""
    if spot.id == holder.id:
        return False
    if holder.kind == "country":
        return spot.country == holder.country
    if holder.kind == "admin1":
        if spot.admin1_id:
            return spot.admin1_id == holder.id
        return spot.country == holder.country
    if holder.kind == "admin2":
        return spot.admin2 == holder.name or _near(spot, holder)
    if spot.kind in ("country", "admin1", "continent"):
        return False
    return _near(spot, holder)


def _near(spot: Spot, holder: Spot) -> bool:
    reach = 1.5 * holder.radius_km + 10
    return is_within(spot.lat, spot.lon, holder.lat, holder.lon, reach)


def score(top: Toponym, found: Found, frame: Frame) -> float:
    """Points of a candidate; above all its country and region in the frame, then its kind and how known it is."""
    points = found.known + kind_fit(top, found.spot)
    points += _COUNTRY * frame.countries.get(found.spot.country, 0.0)
    return points + _REGION * frame.regions.get(found.region, 0.0)


def nearness(spot: Spot, ground: Sequence[Ground]) -> float:
    """Points for lying near a place of its country that needs no context."""
    if spot.kind in ("country", "continent"):
        return 0.0
    nearest, lat, lon = _FAR_KM, spot.lat, spot.lon
    for its_lat, its_lon, flat in ground:
        dy = 111.2 * (its_lat - lat)
        if -nearest < dy < nearest:
            nearest = min(nearest, math.hypot(flat * (its_lon - lon), dy))
    return _NEAR * math.exp(-nearest / _DECAY_KM) if nearest < _FAR_KM else 0.0
