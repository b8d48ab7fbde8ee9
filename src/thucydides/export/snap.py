"""Places made coarse: to the middle of a cell of a grid, of a district, a region or a country; the same each time."""

from __future__ import annotations

import math
from dataclasses import replace

from thucydides.knowledge.gazetteer.districts import district_of, middle_of
from thucydides.knowledge.gazetteer.file import Spot
from thucydides.knowledge.library import country_names
from thucydides.knowledge.releases import PlaceRule, Snap
from thucydides.model.claim import Place
from thucydides.model.mention import PlacePrecision

_KM_A_DEGREE = 111.2
# From coarse to fine: a place that is known no better than a level stays as it is there.
_LEVELS: tuple[Snap, ...] = ("country", "admin1", "admin2", "grid", "none")
_COARSE: dict[str, int] = {"country": 0, "unresolved": 0, "admin1": 1, "admin1_part": 1, "admin2": 2}
_FINE = len(_LEVELS)


def snapped(place: Place, rule: PlaceRule, *, private: bool = False) -> Place:
    """The place as coarse as the rule wants it, without what leads back: alternatives, ids, reasons.

    A jitter could be averaged away over several releases; a snapped point is the same in all of them.
    """
    level = rule.snap
    if private:
        level = min((rule.snap, rule.private), key=_LEVELS.index)
    bare = replace(place, gazetteer_id=None, alternatives=(), reason=f"told to {level}" if level != "none" else "")
    if _COARSE.get(place.precision, _FINE) <= _LEVELS.index(level) or level == "none":
        return bare if place.precision in rule.named else _named_by_region(place, bare)
    if level == "grid":
        return _in_grid(place, bare, rule)
    return _in_area(place, bare, level)


def _in_grid(place: Place, bare: Place, rule: PlaceRule) -> Place:
    named = bare if place.precision in rule.named else _named_by_region(place, bare)
    if place.lat is None or place.lon is None:
        return named
    lat, lon = _middle(place.lat, rule.degrees, 90), _middle(place.lon, rule.degrees, 180)
    half = rule.degrees / 2 * _KM_A_DEGREE
    diagonal = math.hypot(half, half * math.cos(math.radians(lat)))
    # The truth lay within the old radius of a point that lies somewhere in the cell.
    radius = round((place.radius_km or 0.0) + diagonal, 1)
    return replace(named, lat=lat, lon=lon, radius_km=radius, precision="vicinity")


def _middle(degrees: float, size: float, most: int) -> float:
    middle = (math.floor(round(degrees / size, 9)) + 0.5) * size
    return round(max(-most, min(most, middle)), 6)


def _in_area(place: Place, bare: Place, level: Snap) -> Place:
    """The middle of the district, the region or the country; what the gazetteer does not know is told one step coarser."""
    spot: Spot | None = None
    precision: PlacePrecision = "country"
    if level == "admin2":
        spot = district_of(place.gazetteer_id, place.name)
        precision = "admin2"
    if spot is None and level in ("admin2", "admin1"):
        spot = middle_of("admin1", place.country or "", place.admin1 or "")
        precision = "admin1"
    if spot is None:
        spot = middle_of("country", place.country or "", "")
        precision = "country"
    if spot is None:
        return replace(bare, name=_country(place), admin1=None, lat=None, lon=None, radius_km=None, precision="country")
    admin1 = None if precision == "country" else place.admin1
    return replace(
        bare, name=spot.name, admin1=admin1, lat=spot.lat, lon=spot.lon, radius_km=spot.radius_km, precision=precision
    )


def _named_by_region(place: Place, bare: Place) -> Place:
    """A place finer than may be named, under the name of its district, region or country."""
    district = district_of(place.gazetteer_id, place.name)
    return replace(bare, name=(district.name if district else "") or place.admin1 or _country(place))


def _country(place: Place) -> str:
    return country_names().get(place.country or "", "")
