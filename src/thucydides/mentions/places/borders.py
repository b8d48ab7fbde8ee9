"""Where "the border with X" is: the part of the country that the text plays in that lies towards X."""

from __future__ import annotations

from functools import lru_cache

from thucydides.knowledge.gazetteer import Gazetteer
from thucydides.knowledge.gazetteer.file import Spot
from thucydides.mentions.places.desk import Desk
from thucydides.mentions.places.geometry import distance_km
from thucydides.mentions.places.place import Placed

_HOME = 0.15  # of the frame's weight: less says nothing of where a text plays
_REGION = 0.15
_TOUCH = 1.1  # regions touch where their middles are less than this many radii apart
_MARGIN_KM = 30.0
_LEAST_KM = 60.0


def at_border(desk: Desk, state: Placed) -> Placed:
    """The border with `state` in another country of the frame; `state` itself where no such border is known."""
    weights = desk.frame.countries
    homes = sorted((c for c in weights if c != state.country and weights[c] >= _HOME), key=lambda c: (-weights[c], c))
    for home in homes:
        strip = _strip(desk.gazetteer, home, state.country)
        told = [p for p in strip if desk.frame.regions.get(p[0], 0.0) >= _REGION]
        country = desk.gazetteer.country(home)
        if not strip or country is None:
            continue
        points = told or strip
        lat, lon = sum(p[1] for p in points) / len(points), sum(p[2] for p in points) / len(points)
        reach = max(distance_km(lat, lon, p[1], p[2]) for p in points) + _MARGIN_KM
        region = desk.gazetteer.region(points[0][0]) if len(points) == 1 else None
        why = f"the border of {country.name} with {state.spot.name if state.spot else state.country}"
        radius = round(max(reach, _LEAST_KM), 1)
        holds = region or country
        return Placed(holds, "admin1_part", holds.name, home, round(lat, 3), round(lon, 3), radius, why)
    return state


@lru_cache(maxsize=512)
def _strip(gazetteer: Gazetteer, home: str, beyond: str) -> tuple[tuple[str, float, float], ...]:
    """(id, lat, lon) of each first-level region of `home` by a country: the point of it that is nearest to that."""
    there = gazetteer.regions_of(beyond)
    if not there:
        return ()
    found = []
    for here in gazetteer.regions_of(home):
        other, apart = _nearest(here, there)
        if apart <= _TOUCH * (here.radius_km + other.radius_km):
            share = min(1.0, here.radius_km / max(apart, 1.0)) * 0.8
            point = here.lat + share * (other.lat - here.lat), here.lon + share * (other.lon - here.lon)
            found.append((here.id, *point))
    return tuple(found)


def _nearest(here: Spot, there: tuple[Spot, ...]) -> tuple[Spot, float]:
    """The region that comes nearest, its own radius taken off, and how far apart the middles are."""
    rows = [(distance_km(here.lat, here.lon, t.lat, t.lon), t) for t in there]
    apart, other = min(rows, key=lambda r: (r[0] - r[1].radius_km, r[1].id))
    return other, apart
