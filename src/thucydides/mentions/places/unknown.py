"""Where a name goes that no acceptable place bears: to one spelt alike in the frame, else to what surely holds it."""

from __future__ import annotations

from msgspec.structs import replace

from thucydides.knowledge.gazetteer import Found
from thucydides.knowledge.gazetteer.endings import base_forms
from thucydides.knowledge.gazetteer.file import Spot
from thucydides.knowledge.gazetteer.keys import skeleton
from thucydides.mentions.places.desk import TOWNS, Desk, before
from thucydides.mentions.places.fit import ADMIN, QUARTER, SUB_CITY, inside, region_id
from thucydides.mentions.places.geometry import is_within
from thucydides.mentions.places.likeness import alike
from thucydides.mentions.places.place import Placed, coarsened, placed_at
from thucydides.mentions.places.toponym import Toponym

_AROUND_KM = 60.0
_REACH_KM = 300.0
_CERTAIN = 0.5
_SURE = 0.8
_SUBURB_KM, _LARGER = 40.0, 5
_STRONG = 0.25
_GUESSED = 4
_SEVERAL = 2
_SCENES = TOWNS | {"admin1", "admin2"}
_HOME = 0.3
_ABOUT = 0.25
_LATELY = 2  # sentences
_TOLD, _NEXT_KM = 0.2, 200.0  # the share of a region of which a text surely tells, and how far from its point


def unknown(desk: Desk, i: int, top: Toponym, stray: bool = False, why: str = "not in the gazetteer") -> Placed | None:
    """No place of this name is acceptable, `why` says for what reason: spelt alike inside the frame (unless the name itself
    is a `stray`), else the smallest area that surely holds it.
    """
    frame, country = desk.frame, desk.country
    heads = set(top.heads)
    if not heads & SUB_CITY and not stray:
        placed = _spelt_alike(desk, top)
        if placed is not None or top.rule == "maybe":
            return placed
    if (heads & QUARTER and not heads & ADMIN) or (stray and _is_called_a_quarter(top)):
        city = _city_of(desk, i)
        if city is not None:
            return coarsened(top, city, "a part of the town named before it; no place of this name is known there")
    region = _region_of(desk, i, 3 if stray else 1)
    if region is not None and _is_told(desk, top, region):
        return _in_region(desk, i, top, region, why)
    near = _just_been(desk, i, top) if region is None and not stray else None
    if near is not None:
        return near
    spot = desk.gazetteer.country(country) if frame.countries.get(country, 0.0) >= _SURE else None
    if spot is not None and _is_told(desk, top, spot):
        return coarsened(top, Placed(spot, "country", ""), f"{why}; the text plays in {spot.name}")
    last = before(desk, i, frozenset(), _LATELY)
    # of two lands that the text is about alike, the one it has just been in
    if last is not None and frame.countries.get(last.country, 0.0) >= _HOME:
        spot = desk.gazetteer.country(last.country)
        if spot is not None:
            return coarsened(top, Placed(spot, "country", ""), f"{why}; the text has just been in {spot.name}")
    return Placed(None, "unresolved", "", reason=f"{why}, and nothing says what holds it")


def _just_been(desk: Desk, i: int, top: Toponym) -> Placed | None:
    """By the town, or in the region, that was told of just before, in the country that weighs most: more than "somewhere there"."""
    last = before(desk, i, _SCENES, _LATELY)
    spot = last.spot if last is not None else None
    if last is None or spot is None or spot.capital or spot.country != desk.country:
        return None
    if any(t.holder == i for t in desk.toponyms[:i]):
        return None  # a guess says of no other name where it lies
    region = desk.gazetteer.region(region_id(spot))
    if region is None or not _is_told(desk, top, region):
        return None
    return _in_region(desk, i, top, region, "not in the gazetteer")


def _is_called_a_quarter(top: Toponym) -> bool:
    """ "The X district" of a town, where other towns have a quarter of that name."""
    return "admin2" in top.heads and any(f.spot.kind in QUARTER for f in top.found)


def _is_told(desk: Desk, top: Toponym, area: Spot) -> bool:
    """False where nothing but the name itself speaks for an area: its bearers there have just been held for none of it."""
    if not any(f.spot.country == area.country for f in top.found):
        return True
    for other in desk.toponyms:
        if other.key != top.key and (other.country == area.country or other.anaphor):
            return True
        if other.key != top.key and any(f.spot.country == area.country for f in other.found):
            return True
    return False


def _city_of(desk: Desk, i: int) -> Placed | None:
    """The town whose quarter is meant: the one told last, or a larger one by it that the text told of before."""
    last = _scene_in(desk, i)
    if last is not None and last.spot is not None and last.spot.kind == "admin2":
        return None  # "in Y district, … in the area of X"
    if last is None or last.spot is None or last.spot.kind not in TOWNS:
        last = before(desk, i, TOWNS, 1)
    if last is None or last.spot is None:
        return last
    for j in range(i):
        placed = desk.placed.get(j)
        spot = placed.spot if placed is not None and not placed.within else None
        if placed is None or spot is None or desk.toponyms[j].role != "event" or spot.kind not in TOWNS:
            continue
        larger = spot.population > _LARGER * last.spot.population
        if larger and is_within(spot.lat, spot.lon, last.spot.lat, last.spot.lon, _SUBURB_KM):
            return placed
    return last


def _in_region(desk: Desk, i: int, top: Toponym, region: Spot, because: str) -> Placed:
    """On a region: on that part of it where the text has just been, if it names a town there."""
    scene = _scene_in(desk, i)
    spot = scene.spot if scene is not None else None
    if scene is not None and scene.within == region.name and scene.radius_km is not None and spot is not None:
        if spot.id == region.id and (scene.lat, scene.lon) != (region.lat, region.lon):
            return replace(scene, reason=f"{because}; as what was told before it")
    if scene is not None and spot is not None and spot.id == region.id and scene.precision == "admin1_part":
        return replace(scene, within=region.name, reason=f"{because}; {scene.reason}")
    if spot is None or spot.capital or not inside(spot, region):
        return coarsened(top, Placed(region, "admin1", ""), f"{because}; the text plays in {region.name}")
    radius = round(min(region.radius_km, _AROUND_KM), 1)
    why = f"{because}; the text plays in {region.name}, by {spot.name}"
    return Placed(region, "admin1", region.name, region.country, spot.lat, spot.lon, radius, why)


def _scene_in(desk: Desk, i: int) -> Placed | None:
    """The town, district or region named last; not the region that only says where such a one is ("X (Y region)")."""
    scene = before(desk, i, _SCENES)
    spot = scene.spot if scene is not None else None
    if spot is None or spot.kind != "admin1":
        return scene
    for j in range(i - 1, 0, -1):
        if desk.placed.get(j) is not scene:
            continue
        held = desk.placed.get(j - 1) if desk.toponyms[j - 1].holder == j else None
        fine = held is not None and held.spot is not None and held.spot.kind in _SCENES and held.spot.id != spot.id
        return held if fine and desk.toponyms[j - 1].role == "event" else scene
    return scene


def _region_of(desk: Desk, i: int, within: int) -> Spot | None:
    """The first-level region where the text is at this point: the last event's place at most `within` sentences back,
    else the one that weighs most.
    """
    last = before(desk, i, frozenset(), within)
    regions = desk.frame.regions
    if last is not None and last.spot is not None and last.spot.capital:
        last = None  # a capital is named for who sits there
    if last is not None and regions.get(region_id(last.spot) if last.spot else "", 0.0) < _HOME:
        last = None
    if last is not None and last.spot is not None and last.spot.kind not in ("country", "continent"):
        found = desk.gazetteer.region(region_id(last.spot))
        if found is not None:
            return found
    best = max(regions, key=lambda r: (regions[r], r), default="")
    if any(a.spot.capital and a.region == best for a in desk.anchors):
        return None
    found = desk.gazetteer.region(best) if best and regions[best] >= _CERTAIN else None
    if found is None or desk.frame.countries.get(found.country, 0.0) < _ABOUT:
        return None  # the one region told of may lie in a country that the text only touches
    return found


def _spelt_alike(desk: Desk, top: Toponym) -> Placed | None:
    """A place of the frame's countries that is spelt alike; the regions that weigh first."""
    frame = desk.frame
    strong = sorted(
        (c for c in frame.countries if frame.countries[c] >= _STRONG), key=lambda c: (-frame.countries[c], c)
    )
    guessed = top.rule == "maybe"
    sure = 90.0 if guessed else 74.0
    if guessed and len(skeleton(top.key)) < _GUESSED:
        return None
    for country in strong[: 1 if guessed else 2]:
        for key in (top.key,) if guessed else _keys(desk, top):
            rows = [r for r in desk.gazetteer.loose(key, country) if _in_reach(desk, r[0])]
            near = [r for r in rows if frame.regions.get(region_id(r[0]), 0.0) >= 0.2]
            for some, least, ratio in ((near, 3, sure), (rows, 4, sure), (rows, 3, 86.0)):
                spot = alike(key, some, least + guessed, ratio) if some else None
                if spot is not None:
                    return placed_at(
                        top, [(1.0, Found.of(spot, False))], "spelt alike, in the area that the text is about"
                    )
    return None


def _in_reach(desk: Desk, spot: Spot) -> bool:
    """False for a place in a country that the text is about, but far from all that it is about there: its towns, else the
    regions that it names.
    """
    there = [a.spot for a in desk.anchors if a.spot.country == spot.country and a.spot.kind in TOWNS]
    if len(there) < _SEVERAL and all(o.capital for o in there):
        seats = {a.region for a in desk.anchors if a.spot.capital}
        heavy = sorted(r for r, weight in desk.frame.regions.items() if weight >= _TOLD and r not in seats)
        told = [desk.gazetteer.region(r) for r in heavy]
        regions = [r for r in told if r is not None]
        own = region_id(spot)
        near = (r.id == own or is_within(spot.lat, spot.lon, r.lat, r.lon, _NEXT_KM) for r in regions)
        return not regions or any(near)
    return any(is_within(spot.lat, spot.lon, o.lat, o.lon, _REACH_KM) for o in there)


def spelt_alike_in(desk: Desk, top: Toponym, holder: Spot, least: int) -> Spot | None:
    """A place in `holder` whose name is spelt alike, across scripts and romanisations."""
    if holder.kind == "continent" or not holder.country:
        return None
    for key in _keys(desk, top):
        rows = [(s, n) for s, n in desk.gazetteer.loose(key, holder.country) if inside(s, holder)]
        spot = alike(key, rows, least)
        if spot is not None:
            return spot
    return None


def _keys(desk: Desk, top: Toponym) -> tuple[str, ...]:
    """The folded name, and what it may be a case of."""
    return (top.key, *base_forms(desk.page.language.code, tuple(top.key.split())))
