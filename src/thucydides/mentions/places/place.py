"""What is said of a settled place: point, radius, precision and the reason in words."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from thucydides.knowledge.gazetteer import Found
from thucydides.knowledge.gazetteer.file import Spot
from thucydides.mentions.places.fit import QUARTER, SUB_CITY
from thucydides.mentions.places.geometry import BEARINGS, distance_km, middle, offset
from thucydides.mentions.places.toponym import Toponym
from thucydides.model.mention import PlaceMention, PlacePrecision

_PRECISION: dict[str, PlacePrecision] = {
    "settlement": "settlement", "village": "settlement", "neighbourhood": "neighbourhood", "camp": "neighbourhood",
    "site": "site", "airport": "site", "admin2": "admin2", "admin1": "admin1", "country": "country",
    "continent": "country", "region": "admin1", "water": "admin1", "relief": "admin1", "island": "admin1", "road": "admin1",
}  # fmt: skip
_SITES = SUB_CITY - QUARTER
_AREAS = frozenset({"admin1", "country", "region", "continent", "admin2", "water", "relief", "island"})
_ALTERNATIVES = 3
_DISTRICT_KM = 25.0
_FAR_ENDS_KM = 900.0
# Measured: what happens "in" a town or by a site of it lies so far from its point in 85 of 100.
_TOWN_KM, _FRONT_KM, _SITE_KM, _ROAD_KM = 6.0, 20.0, 17.0, 32.0


class Placed(msgspec.Struct, frozen=True, gc=False):
    """Where a toponym was put. `spot` is the gazetteer's place it rests on; `within` names it where that is only what
    holds the toponym. Coordinates in degrees, radius in km; None where nothing can be said.
    """

    spot: Spot | None
    precision: PlacePrecision
    within: str
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    reason: str = ""
    alternatives: tuple[dict[str, object], ...] = ()


def _alternative(found: Found) -> dict[str, object]:
    spot = found.spot
    return {"gazetteer_id": spot.id, "name": spot.name, "country": spot.country, "lat": spot.lat, "lon": spot.lon}


def placed_at(top: Toponym, ranked: list[tuple[float, Found]], because: str) -> Placed:
    """On the best candidate; its namesakes become alternatives."""
    best = ranked[0][1].spot
    reason = because or _why(top, ranked)
    precision = _PRECISION[best.kind]
    radius = best.radius_km
    if top.is_headed(SUB_CITY) and best.kind in ("settlement", "village"):
        precision = "vicinity" if precision == "settlement" else precision
        radius = max(radius, _reach(top))
        reason += "; the point is the town's, the site lies in or by it"
    elif _is_district(top) and best.kind in ("settlement", "village"):
        precision, radius = "admin2", max(radius, _DISTRICT_KM)
        reason += "; the point is the town's that its district is called after"
    elif precision == "settlement":
        radius = max(radius, _FRONT_KM if "area" in top.heads else _TOWN_KM)
        rough = best.kind == "village" and radius > _DISTRICT_KM  # a point so rough
        precision = "vicinity" if rough or "area" in top.heads else precision
    others = tuple(_alternative(f) for _, f in ranked[1 : 1 + _ALTERNATIVES])
    return Placed(best, precision, "", best.country, best.lat, best.lon, _tenths(radius), reason, others)


def _tenths(km: float) -> float:
    """A radius to a tenth; most are, and rounding writes and reads a decimal number."""
    return km if int(10 * km) / 10 == km else round(km, 1)


def _reach(top: Toponym) -> float:
    """How far what is called after a town may lie from it: quarters in it, bases and airports by it, roads away."""
    if "road" in top.heads:
        return _ROAD_KM
    return 8.0 if top.is_headed(QUARTER) else _SITE_KM


def _is_district(top: Toponym) -> bool:
    """ "X district": not "in the area of X", where one word means both and the name comes behind."""
    return "admin2" in top.heads and ("area" not in top.heads or top.last > top.name_last)


def _why(top: Toponym, ranked: list[tuple[float, Found]]) -> str:
    best = ranked[0][1]
    how = "the name as written" if best.first else "one of its names"
    if top.rule == "inflected":
        how = "a case of its name"
    if len(ranked) == 1:
        return f"{how}; the only place of that name that fits"
    return f"{how}; of {len(ranked)} that fit, the likeliest by kind, frame and size"


def coarsened(top: Toponym, holder: Placed, because: str) -> Placed:
    """On what holds it, with the radius of that."""
    spot = holder.spot
    if spot is None:
        return replace(holder, reason=because)
    precision = _PRECISION[spot.kind]
    if spot.kind in ("settlement", "village"):
        precision = "neighbourhood" if top.is_headed(SUB_CITY) else "vicinity"
    lat = holder.lat if holder.lat is not None else spot.lat
    lon = holder.lon if holder.lon is not None else spot.lon
    radius = max(holder.radius_km or spot.radius_km, 8.0)
    if precision == "vicinity" and not holder.within:
        radius = max(radius, 20.0)
    if top.is_headed(_SITES):
        radius = max(radius, _reach(top))
    if precision == "admin2":
        radius = max(1.3 * radius, 25.0)
    if precision == "country":  # its corners too
        radius *= 1.3
    return Placed(spot, precision, spot.name, spot.country, lat, lon, round(radius, 1), because)


def related(top: Toponym, anchor: Placed, other: Placed | None) -> Placed:
    """The point that a relation derives from its anchor."""
    spot, lat, lon = anchor.spot, anchor.lat, anchor.lon
    if spot is None or lat is None or lon is None:
        return anchor
    radius = anchor.radius_km or spot.radius_km
    name = spot.name
    if other is not None and other.lat is not None and other.lon is not None and other.spot is not None:
        apart = distance_km(lat, lon, other.lat, other.lon)
        if apart > _FAR_ENDS_KM and spot.kind not in _AREAS and other.spot.kind not in _AREAS:
            return anchor  # a namesake of the other end
        at = middle(lat, lon, other.lat, other.lon)
        return replace(
            anchor, precision="vicinity", within="", lat=at[0], lon=at[1], radius_km=round(max(0.75 * apart, 20.0, radius), 1),
            reason=f"half way between {name} and {other.spot.name}, {apart:.0f} km apart",
        )  # fmt: skip
    bearing = BEARINGS.get(top.direction)
    if top.distance_km and top.distance_km < 400:
        if bearing is None:
            return replace(
                anchor, precision="vicinity", within=name, radius_km=round(top.distance_km + radius, 1),
                reason=f"{top.distance_km:g} km from {name}, direction not told",
            )  # fmt: skip
        at = offset(lat, lon, bearing, top.distance_km)
        reach = 0.6 * top.distance_km + max(min(radius, 8.0), 5.0)
        return replace(
            anchor, precision="vicinity", within=name, lat=at[0], lon=at[1], radius_km=round(reach, 1),
            reason=f"{top.distance_km:g} km to the {top.direction} of {name}",
        )  # fmt: skip
    if bearing is not None:
        if spot.kind in _AREAS:
            at = offset(lat, lon, bearing, 0.45 * radius)
            return replace(
                anchor, precision="admin1_part" if spot.kind != "admin2" else "admin2", within=name, lat=at[0], lon=at[1],
                radius_km=round(0.9 * radius, 1), reason=f"the part of {name} towards {top.direction}",
            )  # fmt: skip
        rural = top.relation == "countryside"
        at = offset(lat, lon, bearing, 15.0 if rural else min(radius, 10.0))
        reach = max(2 * radius, 35.0 if rural else 25.0)
        return replace(
            anchor, precision="vicinity", within=name, lat=at[0], lon=at[1], radius_km=round(reach, 1),
            reason=f"towards {top.direction} of {name}",
        )  # fmt: skip
    if top.relation in ("near", "countryside", "outskirts", "suburb", "between") and spot.kind not in _AREAS:
        reach = {"near": 18.0, "countryside": 35.0}.get(top.relation, 12.0)
        return replace(
            anchor,
            precision="vicinity",
            within=name,
            radius_km=round(max(radius, reach), 1),
            reason=f"{top.relation} {name}",
        )
    return anchor


def to_mention(top: Toponym, placed: Placed | None) -> PlaceMention:
    """The mention that other rooms read."""
    spot = placed.spot if placed else None
    admin1 = (spot.name if spot.kind == "admin1" else spot.admin1) if spot else ""
    exact = placed is not None and spot is not None and not placed.within
    return PlaceMention(
        start=top.start, end=top.end, first=top.first, last=top.last, rule=top.rule,
        name=spot.name if exact and spot else top.name, role=top.role,
        precision=placed.precision if placed else "unresolved",
        gazetteer_id=spot.id if exact and spot else None,
        country=(placed.country or (spot.country if spot else "")) or None if placed else None,
        admin1=admin1 or None,
        lat=placed.lat if placed else None, lon=placed.lon if placed else None,
        radius_km=placed.radius_km if placed else None,
        reason=placed.reason if placed else "no place of this name fits here",
        within=(placed.within or None) if placed else None,
        anaphor=bool(top.anaphor), alternatives=placed.alternatives if placed else (),
    )  # fmt: skip
