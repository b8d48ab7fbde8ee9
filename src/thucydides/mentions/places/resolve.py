"""Settles each toponym on a place, or on the smallest area that surely holds it; never on a far namesake."""

from __future__ import annotations

from dataclasses import dataclass, field

from thucydides.knowledge.gazetteer import Found, Gazetteer
from thucydides.knowledge.gazetteer_file import Spot
from thucydides.mentions.page import Page
from thucydides.mentions.places.fit import ADMIN, SUB_CITY, Anchor, inside, region_id, score
from thucydides.mentions.places.frame import Frame
from thucydides.mentions.places.geometry import distance_km
from thucydides.mentions.places.likeness import alike
from thucydides.mentions.places.place import Placed, coarsened, placed_at, related, to_mention
from thucydides.mentions.places.toponym import Toponym
from thucydides.model.mention import PlaceMention

_LEAVES_CITY_KM = 25.0
_FOREIGN = 0.04  # a country of less weight than this needs a well-known place
_KNOWN = 300_000
_CERTAIN = 0.5


@dataclass
class _Desk:
    """What is settled so far on one page."""

    toponyms: tuple[Toponym, ...]
    frame: Frame
    gazetteer: Gazetteer
    page: Page
    placed: dict[int, Placed | None] = field(default_factory=dict)
    anchors: list[Anchor] = field(default_factory=list)


def resolve(toponyms: tuple[Toponym, ...], frame: Frame, gazetteer: Gazetteer, page: Page) -> tuple[PlaceMention, ...]:
    """A mention for each toponym, in their order; pure."""
    desk = _Desk(toponyms, frame, gazetteer, page)
    _first_anchors(desk)
    for i in range(len(toponyms)):
        _settle(desk, i, 0)
    return tuple(to_mention(top, desk.placed.get(i)) for i, top in enumerate(toponyms))


def _first_anchors(desk: _Desk) -> None:
    """Places that need no context: names with one candidate, or one far better known than the others."""
    seen: set[str] = set()
    for top in desk.toponyms:
        if not top.found or top.key in seen:
            continue
        seen.add(top.key)
        ranked = _ranked(desk, top, list(top.found))
        if ranked[0][1].spot.kind in ("country", "continent"):
            continue
        if len(ranked) == 1 or ranked[0][0] - ranked[1][0] > 1.0:
            spot = ranked[0][1].spot
            desk.anchors.append(Anchor(spot, region_id(spot)))


def _ranked(desk: _Desk, top: Toponym, found: list[Found]) -> list[tuple[float, Found]]:
    rows = [(score(top, f, desk.frame, desk.anchors), f) for f in found]
    rows.sort(key=lambda r: (-r[0], r[1].spot.id))
    return rows


def _settle(desk: _Desk, i: int, depth: int) -> Placed | None:
    """The place of toponym i; holders are settled before what they hold."""
    if i in desk.placed:
        return desk.placed[i]
    desk.placed[i] = None
    top = desk.toponyms[i]
    if top.anaphor:
        placed = _antecedent(desk, i)
    elif top.country and not top.found:
        placed = _country(desk, top)
    else:
        holder = _settle(desk, top.holder, depth + 1) if top.holder >= 0 and depth < 4 else None
        placed = _place(desk, i, top, holder)
    if placed is not None and top.partner >= 0:
        other = _settle(desk, top.partner, depth + 1)
        placed = related(top, placed, other)
    elif placed is not None and (top.relation or top.direction):
        placed = related(top, placed, None)
    desk.placed[i] = placed
    return placed


def _country(desk: _Desk, top: Toponym) -> Placed:
    spot = desk.gazetteer.country(top.country)
    if spot is None:
        return Placed(None, "country", "", country=top.country, reason="a nationality or a state's name")
    why = "a nationality" if top.role == "nationality" else "a state's name"
    return Placed(spot, "country", "", spot.country, spot.lat, spot.lon, spot.radius_km, why)


def _place(desk: _Desk, i: int, top: Toponym, holder: Placed | None) -> Placed | None:
    found = list(top.found)
    if holder is not None and holder.spot is not None:
        held = [f for f in found if inside(f.spot, holder.spot)]
        if held:
            return placed_at(top, _ranked(desk, top, held), f"in {holder.spot.name}, which the text says holds it")
        spot = _loose(desk, top, holder.spot, 3)
        if spot is not None:
            return placed_at(top, [(1.0, Found(spot, False))], f"spelt alike, in {holder.spot.name}")
        wider = [f for f in found if inside(holder.spot, f.spot)]
        famous = any(f.spot.population >= _KNOWN or f.spot.kind in ("country", "admin1") for f in found)
        if not wider and not famous and not any(f.spot.id == holder.spot.id for f in found):
            return coarsened(top, holder, f"no place of this name is known in {holder.spot.name}, which holds it")
        found = wider or found
    if found:
        ranked = [r for r in _ranked(desk, top, found) if _admissible(desk, r[1])]
        if ranked and not _leaves_city(desk, i, top, ranked[0][1].spot):
            return placed_at(top, ranked, "")
        if not set(top.heads) & SUB_CITY and not top.heads and not top.prep:
            return None
    return _unknown(desk, i, top)


def _admissible(desk: _Desk, found: Found) -> bool:
    """A place outside the frame's countries must be well known or be asked for by its kind."""
    spot = found.spot
    if spot.kind in ("country", "continent", "region", "water", "relief") or not desk.frame.countries:
        return True
    weight = desk.frame.countries.get(spot.country, 0.0)
    return weight >= _FOREIGN or spot.population >= _KNOWN or spot.capital or spot.kind == "admin1"


def _leaves_city(desk: _Desk, i: int, top: Toponym, spot: Spot) -> bool:
    """True for a quarter, base or factory whose only namesakes are far from every town that the page is about."""
    if not set(top.heads) & SUB_CITY or set(top.heads) & ADMIN or spot.population >= _KNOWN:
        return False
    if spot.kind in ("neighbourhood", "camp", "site", "airport") or not desk.anchors:
        return False
    others = [a.spot for a in desk.anchors if a.spot.id != spot.id]
    near = any(distance_km(spot.lat, spot.lon, o.lat, o.lon) <= _LEAVES_CITY_KM for o in others)
    return bool(others) and not near and _city_before(desk, i) is not None


def _city_before(desk: _Desk, i: int) -> Placed | None:
    """The town named last before toponym i, in the same paragraph or the title."""
    page = desk.page
    mine = page.sentences[page.sentence_at(desk.toponyms[i].first)].paragraph if page.sentences else 0
    for j in range(i - 1, -1, -1):
        placed = desk.placed.get(j)
        if placed is None or placed.spot is None or placed.spot.kind not in ("settlement", "village"):
            continue
        if desk.toponyms[j].role not in ("event", "destination"):
            continue
        theirs = page.sentences[page.sentence_at(desk.toponyms[j].first)].paragraph
        return placed if mine - theirs <= 2 else None
    return None


def _loose(desk: _Desk, top: Toponym, holder: Spot, least: int) -> Spot | None:
    """A place in `holder` whose name is spelt alike, across scripts and romanisations."""
    if holder.kind == "continent" or not holder.country:
        return None
    rows = [(s, n) for s, n in desk.gazetteer.loose(top.key, holder.country) if inside(s, holder)]
    return alike(top.key, rows, least)


def _unknown(desk: _Desk, i: int, top: Toponym) -> Placed | None:
    """No place of this name is acceptable: spelt alike inside the frame, else the smallest area that holds it."""
    frame, country = desk.frame, desk.frame.country
    weight = frame.countries.get(country, 0.0)
    if weight >= _CERTAIN and not set(top.heads) & SUB_CITY:
        rows = list(desk.gazetteer.loose(top.key, country))
        spot = alike(top.key, rows, 4)
        if spot is not None and top.rule == "unknown":
            return placed_at(top, [(1.0, Found(spot, False))], "spelt alike, in the country that the text is about")
    if set(top.heads) & SUB_CITY:
        city = _city_before(desk, i)
        if city is not None:
            return coarsened(top, city, "a part of the town named before it; no place of this name is known there")
    region = max(frame.regions, key=lambda r: (frame.regions[r], r), default="")
    if region and frame.regions[region] >= 0.6:
        for anchor in desk.anchors:
            if anchor.region == region:
                return coarsened(top, Placed(anchor.spot, "admin1", ""), "not in the gazetteer; the text plays in this region")
    if weight >= _CERTAIN:
        return Placed(None, "unresolved", "", country=country, reason="not in the gazetteer; the text plays in this country")
    return Placed(None, "unresolved", "", reason="not in the gazetteer, and nothing says what holds it")


_ASKS = {
    "city": ("settlement",), "town": ("settlement", "village"), "village": ("village", "settlement"),
    "admin1": ("admin1",), "admin2": ("admin2",), "country": ("country",), "area": ("region", "admin1", "island"),
}  # fmt: skip


def _antecedent(desk: _Desk, i: int) -> Placed | None:
    """ "The city", "there": the last place before that is of that kind."""
    top = desk.toponyms[i]
    wanted = _ASKS.get(top.anaphor)
    for j in range(i - 1, -1, -1):
        before, placed = desk.toponyms[j], desk.placed.get(j)
        if placed is None or before.role in ("nationality", "outlet", "comparison") or before.anaphor:
            continue
        kind = placed.spot.kind if placed.spot is not None else ""
        fits = wanted is None or kind in wanted or top.anaphor in before.heads
        if fits and (wanted or top.anaphor == "any" or top.anaphor in before.heads):
            return Placed(
                placed.spot, placed.precision, placed.within, placed.country, placed.lat, placed.lon, placed.radius_km,
                f"carried over from {before.name}, the last place of that kind before it", placed.alternatives,
            )
    return None
