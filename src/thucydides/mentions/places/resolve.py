"""Settles each toponym on a place, or on the smallest area that surely holds it; never on a far namesake."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec.structs import replace

from thucydides.knowledge.gazetteer import Found, Gazetteer
from thucydides.knowledge.gazetteer.file import Spot
from thucydides.mentions.page import Page
from thucydides.mentions.places.anaphora import antecedent, in_setting, is_famous
from thucydides.mentions.places.borders import at_border
from thucydides.mentions.places.desk import TOWNS, Desk, anchor, before, is_a_toss, manner, ranked_by
from thucydides.mentions.places.fit import ADMIN, QUARTER, SUB_CITY, inside
from thucydides.mentions.places.frame import Frame
from thucydides.mentions.places.geometry import distance_km, is_within, lies_towards
from thucydides.mentions.places.place import Placed, coarsened, placed_at, related, to_mention
from thucydides.mentions.places.toponym import Toponym
from thucydides.mentions.places.unknown import spelt_alike_in, unknown
from thucydides.model.mention import PlaceMention

_LEAVES_CITY_KM = 25.0
_FOREIGN = 0.12  # a country of less than this share of the first one's weight needs a well-known place
_KNOWN = 300_000
_MIDDLING = 50_000
_LARGE_ENOUGH = 20_000  # a town that may be all that a text tells of another country
_ALONE = 100_000
_KNOWN_FIRST = 150_000
_STRAY_PEOPLE, _STRAY_KM, _REACH_KM = 20_000, 150.0, 300.0
_CROWDED, _CROWDED_KM = 5, 100.0
_AROUND_KM = 60.0
_AT_HAND_KM, _A_TOWN = 60.0, 5_000
_DISTRICT_KM = 45.0
_OVER_A_BORDER_KM = 150.0
_EVERYWHERE = frozenset({"country", "continent", "region", "water", "relief"})
_CERTAIN = 0.5
_SURE = 0.6
_STRONG = 0.25
_GUESSED = 4
_LARGE_TOWN = 100_000
_SEVERAL = 2
_FINE = TOWNS | QUARTER | {"admin2", "admin1", "camp", "site", "airport"}
_NAMESAKES, _NOT_KNOWN = "several places have this name and nothing tells which is meant", "not in the gazetteer"
_SCENE, _SCENE_KM, _WIDE_KM = 1.2, 60.0, 80.0


def resolve(toponyms: tuple[Toponym, ...], frame: Frame, gazetteer: Gazetteer, page: Page) -> tuple[PlaceMention, ...]:
    """Mentions of the toponyms, in their order, less those that turned out to be no places; pure."""
    desk = settled(toponyms, frame, gazetteer, page)
    return tuple(
        to_mention(top, desk.placed.get(i))
        for i, top in enumerate(toponyms)
        if desk.placed.get(i) is not None or top.anaphor
    )


def settled(toponyms: tuple[Toponym, ...], frame: Frame, gazetteer: Gazetteer, page: Page) -> Desk:
    """The desk with each toponym placed, or None where it is no place."""
    desk = Desk(toponyms, frame, gazetteer, page, country=frame.country)
    _first_anchors(desk)
    for i, top in enumerate(toponyms):
        desk.named.setdefault(top.key, []).append(i)
        if top.key and not top.heads and not _is_of_a_part(top):
            model = desk.models.get(top.key, i)
            if (_says(top), -i) >= (_says(toponyms[model]), -model):
                desk.models[top.key] = i
    for i in range(len(toponyms)):
        _settle(desk, i, 0)
    return desk


def _model(desk: Desk, i: int, top: Toponym) -> int:
    """The mention of its name that settles this one too, where neither head noun nor holder says more of it."""
    own = top.holder >= 0 or bool(top.heads) or _is_of_a_part(top)
    return i if own else desk.models.get(top.key, i)


def _is_of_a_part(top: Toponym) -> bool:
    """ "East of X": where one name is a town's and its region's, this says nothing of which the bare name means."""
    return bool(top.direction) and not top.distance_km


def _says(top: Toponym) -> int:
    """How much a mention says of where its name is: what holds it above all."""
    return 2 * (top.holder >= 0) + (top.rule != "maybe")


def _first_anchors(desk: Desk) -> None:
    """Places that need no context: names with one candidate, or one far better known than the others."""
    seen: set[str] = set()
    for top in desk.toponyms:
        if not top.found or top.key in seen:
            continue
        seen.add(top.key)
        ranked = ranked_by(desk, top, top.found)
        if ranked[0][1].spot.kind in ("country", "continent"):
            continue
        if len(ranked) == 1 or ranked[0][0] - ranked[1][0] > 1.0:
            spot = ranked[0][1].spot
            anchor(desk, spot)


def _settle(desk: Desk, i: int, depth: int) -> Placed | None:
    """The place of toponym i; holders are settled before what they hold."""
    if i in desk.placed:
        return desk.placed[i]
    desk.placed[i] = None
    top = desk.toponyms[i]
    if top.anaphor:
        placed = antecedent(desk, i)
    elif top.country and not top.found:
        placed = _country(desk, top)
    elif (model := _model(desk, i, top)) != i:
        _settle(desk, model, depth + 1)
        placed = desk.bare.get(model)
    else:
        holder = _settle(desk, top.holder, depth + 1) if top.holder >= 0 and depth < 4 else None
        placed = _place(desk, i, top, holder)
    desk.bare[i] = placed
    if placed is not None and "border" in top.heads and placed.precision == "country":
        placed = at_border(desk, placed)
    elif placed is not None and top.partner >= 0:
        other = _settle(desk, top.partner, depth + 1)
        placed = related(top, placed, other)
    elif placed is not None and (top.relation or top.direction):
        placed = related(top, placed, None)
    desk.placed[i] = placed
    return placed


def _country(desk: Desk, top: Toponym) -> Placed:
    spot = desk.gazetteer.country(top.country)
    if spot is None:
        return Placed(None, "country", "", country=top.country, reason="a nationality or a state's name")
    why = "a nationality" if top.role == "nationality" else "a state's name"
    return Placed(spot, "country", "", spot.country, spot.lat, spot.lon, spot.radius_km, why)


def _place(desk: Desk, i: int, top: Toponym, holder: Placed | None) -> Placed | None:
    found = top.found
    if holder is not None and holder.spot is not None:
        held = _held(desk, top, found, holder, _held_by(desk, desk.toponyms[top.holder], holder.spot))
        if held is not None:
            return held
    if holder is None and found and (told := in_setting(desk, i, top)) is not None:
        return told
    if found:
        before_it = _as_before(desk, i, top)
        if before_it is not None:
            return placed_at(top, [(1.0, before_it)], "the place of this name that the text told before")
        same = manner(top)
        ranked = desk.alike.get(same)
        if ranked is None:
            alone = len({f.spot.country for f in found}) == 1
            world = _of_the_world(top, found)
            ranked = [r for r in ranked_by(desk, top, world) if _admissible(desk, top, r[1], alone)]
            ranked = desk.alike[same] = _as_region(desk, top, ranked)
        ranked = _by_scene(desk, i, _as_town_at_hand(desk, ranked))
        toss = is_a_toss(ranked)
        stray = toss or (bool(ranked) and _strays(desk, i, ranked[0][1].spot))
        leaves = not stray and bool(ranked) and _leaves_city(desk, i, top, ranked[0][1].spot)
        if ranked and not stray and not leaves:
            return placed_at(top, ranked, "")
        if not top.heads and not top.prep and not toss:
            return None
        return unknown(desk, i, top, stray or (leaves and "admin2" in top.heads), _NAMESAKES if toss else _NOT_KNOWN)
    return _as_guessed(desk, i, top) or unknown(desk, i, top)


def _as_guessed(desk: Desk, i: int, top: Toponym) -> Placed | None:
    """Where the text had an unknown name before: by a town or in a district, when it told more of it."""
    for j in desk.named[top.key]:
        placed = desk.placed.get(j) if j < i else None
        if placed is not None and placed.within and (placed.radius_km or _WIDE_KM) < _WIDE_KM:
            return replace(placed, reason=f"as {top.name} was told of before; {placed.reason}")
    return None


def _as_before(desk: Desk, i: int, top: Toponym) -> Found | None:
    """The bearer of its name that a text means from its first mention on, whatever head noun stands before it now."""
    if top.is_headed(ADMIN):
        return None
    for j in desk.named[top.key]:
        if j >= i:
            break
        placed = desk.placed.get(j)
        spot = placed.spot if placed is not None else None
        if _is_of_a_part(desk.toponyms[j]) and not _is_of_a_part(top):
            continue
        if spot is not None and not desk.toponyms[j].is_headed(ADMIN):
            return next((f for f in top.found if f.spot.id == spot.id), None)
    return None


def _of_the_world(top: Toponym, found: Sequence[Found]) -> Sequence[Found]:
    """A part of the world ("the Middle East") before its namesakes in one country, where no head noun asks for these."""
    world = [f for f in found if f.spot.kind in ("region", "continent") and not f.spot.country]
    return world if world and not top.heads else found


def _as_region(desk: Desk, top: Toponym, ranked: list[tuple[float, Found]]) -> list[tuple[float, Found]]:
    """ "The province of X" where X is known only as the town that the province is called after: the province."""
    if not ranked or "admin1" not in top.heads:
        return ranked
    best = ranked[0][1].spot
    region = desk.gazetteer.region(best.admin1_id) if best.kind == "settlement" and best.seat else None
    return ranked if region is None else [(ranked[0][0], Found.of(region, False)), *ranked]


def _held(desk: Desk, top: Toponym, found: Sequence[Found], holder: Placed, spot: Spot) -> Placed | None:
    """A toponym that the text says lies in, or so far from, another place."""
    holding = desk.toponyms[top.holder]
    if holding.distance_km and holder.lat is not None and holder.lon is not None:
        reach = 1.5 * (holder.radius_km or 10.0)
        near = [f for f in found if is_within(f.spot.lat, f.spot.lon, holder.lat, holder.lon, reach)]
        if near:
            return placed_at(top, ranked_by(desk, top, near), f"where the text has it, {holder.reason}")
        return coarsened(top, holder, f"not in the gazetteer; {holder.reason}")
    if any(f.spot.kind == "country" and f.spot.id != spot.id for f in found) and not top.heads:
        return None
    if holding.direction and spot.kind in TOWNS:
        return _towards(desk, top, found, holder, spot)
    if holding.relation in ("between", "near") and spot.kind == "country":
        return None  # what lies between or by countries lies in none of them for sure
    district = _is_district(holding, spot)
    held = [f for f in found if inside(f.spot, spot) or (district and _by(f.spot, [spot], _DISTRICT_KM))]
    if held:
        ranked = _as_region(desk, top, ranked_by(desk, top, held))
        return placed_at(top, ranked, f"in {spot.name}, which the text says holds it")
    close = None if any(f.first and is_famous(f) for f in found) else spelt_alike_in(desk, top, spot, 3)
    if close is not None:
        return placed_at(top, [(1.0, Found.of(close, False))], f"spelt alike, in {spot.name}")
    quarter = (
        not QUARTER.isdisjoint(top.heads) and spot.kind in TOWNS
    )  # "the X quarter of Y", whatever else is called X
    if not quarter and any(inside(spot, f.spot) or f.spot.id == spot.id or is_famous(f) for f in found):
        return None
    if found and spot.kind in TOWNS and not top.heads and not district and top.rule != "part":
        return None
    if top.rule == "maybe":
        return None
    return coarsened(top, holder, f"no place of this name is known in {spot.name}, which holds it")


def _towards(desk: Desk, top: Toponym, found: Sequence[Found], holder: Placed, spot: Spot) -> Placed | None:
    """ "X, west of the town of Y": a bearer by Y, any that is well known or a ride away, else somewhere there."""
    near = [f for f in found if f.spot.id != spot.id and _by(f.spot, [spot], _AROUND_KM)]
    bearing = desk.toponyms[top.holder].direction
    near = [f for f in near if lies_towards(spot.lat, spot.lon, f.spot.lat, f.spot.lon, bearing)] or [
        f for f in near if f.first
    ]
    if near:
        return placed_at(top, ranked_by(desk, top, near), f"where the text has it, {holder.reason}")
    if any(is_famous(f) or _by(f.spot, [spot], _REACH_KM) for f in found) or top.rule == "maybe":
        return None
    return coarsened(top, holder, f"{_NOT_KNOWN}; {holder.reason}")


def _held_by(desk: Desk, top: Toponym, spot: Spot) -> Spot:
    """ "The countryside of Y", where Y is the seat of a region: what lies there lies in the region."""
    region = desk.gazetteer.region(spot.admin1_id) if top.relation == "countryside" and spot.seat else None
    return region or spot


def _is_district(top: Toponym, spot: Spot) -> bool:
    """True for a district of which the gazetteer has only the town that it is called after."""
    return "admin2" in top.heads and spot.kind in TOWNS


def _admissible(desk: Desk, top: Toponym, found: Found, alone: bool) -> bool:
    """A place outside the frame's countries must be well known, or the only one of its name on earth (`alone`)."""
    spot = found.spot
    if not found.first and desk.frame.voices.get(spot.country, 0) <= 1 and _is_by_the_way(desk, top, spot):
        return False
    if spot.kind in _EVERYWHERE or not desk.frame.countries:
        return True
    weight = desk.frame.countries.get(spot.country, 0.0)
    little = spot.population < _LARGE_ENOUGH
    if little and spot.country != desk.country and _speaks_alone(desk, top, spot.country):
        own = {f.spot.id for f in top.found}
        near = _by(spot, [a.spot for a in desk.anchors if a.spot.id not in own], _OVER_A_BORDER_KM)
        weight = weight if near or spot.layer != "core" else 0.0
    most = desk.frame.countries[desk.country]
    if weight >= most * (_FOREIGN if spot.population >= _MIDDLING else 2 * _FOREIGN):
        return True
    if spot.kind == "admin1":
        return alone or (found.first and spot.population >= _KNOWN)
    least = _MIDDLING if spot.layer != "core" else _KNOWN_FIRST  # a list of war names has chosen it
    known = spot.population >= (least if found.first else _KNOWN)
    return known or spot.capital or (alone and spot.population >= _ALONE)


def _speaks_alone(desk: Desk, top: Toponym, country: str) -> bool:
    """True where nothing but this name itself speaks for a country that the text is not about."""
    own = any(f.spot.country == country and (f.first or f.spot.layer != "core") for f in top.found)
    return desk.frame.voices.get(country, 0) <= own


def _is_by_the_way(desk: Desk, top: Toponym, spot: Spot) -> bool:
    """True for a country or little place that only one of its other names gives, when the text speaks of others: "Cana"
    is no town of Saxony, "Qana" no country, though some language calls them so.
    """
    if spot.kind == "country":
        return not _is_a_state(desk.page, top)
    if not top.key.isascii() and max(desk.frame.voices.values(), default=0) < _SEVERAL:
        return False  # in other scripts no name is a place's first: only a text that surely plays elsewhere speaks against it
    if spot.kind in ADMIN and spot.kind in top.heads:
        return False  # called a district or region in so many words
    return spot.layer == "core" and spot.population < _KNOWN and spot.kind in TOWNS | ADMIN


def _is_a_state(page: Page, top: Toponym) -> bool:
    """True where the language's own names of states have the name."""
    return any(h.entry.role == "state" and h.first == top.name_first for h in page.hits.get("actors", ()))


def _by_scene(desk: Desk, i: int, ranked: list[tuple[float, Found]]) -> list[tuple[float, Found]]:
    """Of little places of one name the one by what the text has just told of."""
    if len(ranked) < _SEVERAL or ranked[0][1].spot.kind in _EVERYWHERE or ranked[0][1].spot.population >= _KNOWN_FIRST:
        return ranked
    scene = before(desk, i, _FINE, 1)
    if scene is None or scene.lat is None or scene.lon is None or (scene.radius_km or 0.0) > _WIDE_KM:
        return ranked
    rows = []
    for points, found in ranked:
        apart = distance_km(found.spot.lat, found.spot.lon, scene.lat, scene.lon)
        rows.append((points + _SCENE * math.exp(-apart / _SCENE_KM), found))
    return sorted(rows, key=lambda row: (-row[0], row[1].spot.id))


def _as_town_at_hand(desk: Desk, ranked: list[tuple[float, Found]]) -> list[tuple[float, Found]]:
    """A state that nothing but its name speaks for, where a town of that name lies by a town that the text tells of:
    the town ("in Costa Rica", south of Culiacan).
    """
    if len(ranked) < _SEVERAL or ranked[0][1].spot.kind != "country":
        return ranked
    state = ranked[0][1].spot
    if any(t.country == state.country for t in desk.toponyms):
        return ranked
    towns = [a.spot for a in desk.anchors if a.spot.kind in TOWNS and a.spot.country != state.country]
    near = [r for r in ranked if r[1].spot.kind in TOWNS and r[1].spot.population >= _A_TOWN and _by(r[1].spot, towns)]
    return near or ranked


def _by(spot: Spot, others: Sequence[Spot], reach: float = _AT_HAND_KM) -> bool:
    """True where another one lies so near."""
    return any(is_within(spot.lat, spot.lon, o.lat, o.lon, reach) and o.id != spot.id for o in others)


def _strays(desk: Desk, i: int, spot: Spot) -> bool:
    """True for a little place far from all that the page is about: more likely a namesake of one that is not known."""
    if spot.kind not in TOWNS or spot.population >= _KNOWN_FIRST or spot.layer != "core":
        return False
    if len(desk.toponyms[i].found) >= _CROWDED and _is_far_from_scene(desk, i, spot):
        return True
    if spot.population >= _STRAY_PEOPLE and "village" not in desk.toponyms[i].heads:
        return False
    others = [a.spot for a in desk.anchors if a.spot.id != spot.id]
    if len({o.id for o in others}) < _SEVERAL or all(o.country != spot.country for o in others):
        return False
    return not _by(spot, others, _STRAY_KM)


def _is_far_from_scene(desk: Desk, i: int, spot: Spot) -> bool:
    """True for a bearer of a name that many places have, which lies far from the town that was told of just before."""
    scene = before(desk, i, TOWNS)
    if scene is None or scene.spot is None or scene.spot.capital or scene.spot.country != spot.country:
        return False
    return not is_within(spot.lat, spot.lon, scene.spot.lat, scene.spot.lon, _CROWDED_KM)


def _leaves_city(desk: Desk, i: int, top: Toponym, spot: Spot) -> bool:
    """True for a quarter, base or factory whose only namesakes are far from every town that the page is about."""
    quarter = spot.kind == "neighbourhood" and (top.is_headed(QUARTER) or "admin2" in top.heads)
    if not quarter and (not top.is_headed(SUB_CITY) or top.is_headed(ADMIN)):
        return False
    if spot.population >= _LARGE_TOWN and top.rule == "exact":  # an adjective made of a city's name may name a street
        return top.is_headed(QUARTER) and spot.country != desk.country and _speaks_alone(desk, top, spot.country)
    if not quarter and spot.kind in ("neighbourhood", "camp", "site", "airport"):
        return False
    if not top.is_headed(QUARTER) and len(top.found) == 1 and spot.kind in TOWNS and spot.country == desk.country:
        return False  # "the camp of X", and no other place on earth is called so
    town = before(desk, i, TOWNS)
    if town is None or town.spot is None:
        alone = desk.frame.voices.get(spot.country, 0) == 0 and not any(f.first for f in top.found)
        return alone and top.is_headed(QUARTER) and spot.kind in TOWNS and spot.population < _LARGE_TOWN
    others = [town.spot, *(a.spot for a in desk.anchors if a.spot.id != spot.id)]
    return not any(is_within(spot.lat, spot.lon, o.lat, o.lon, _LEAVES_CITY_KM) for o in others)
