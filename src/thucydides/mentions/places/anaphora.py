"""What "the city", "this province", "there" and "the north-west" go back to; the region that a sentence tells of."""

from __future__ import annotations

from msgspec.structs import replace

from thucydides.knowledge.gazetteer import Found
from thucydides.knowledge.gazetteer.file import Spot
from thucydides.mentions.places.desk import TOWNS, Desk, before, ranked_by
from thucydides.mentions.places.fit import inside
from thucydides.mentions.places.geometry import is_within
from thucydides.mentions.places.place import Placed, coarsened, placed_at
from thucydides.mentions.places.toponym import Toponym

_KNOWN = 300_000
_WIDE = frozenset({"admin1", "country"})
_TOWN_WORDS = frozenset({"city", "town", "village"})
_SETTING, _OPENING = 1.5, 1  # radii of a region beyond which nothing told of it lies, and tokens before its name
_CERTAIN = 0.5  # weight of a country that a text is surely about

_ASKS = {
    "city": ("settlement",), "town": ("settlement", "village"), "village": ("village", "settlement"),
    "admin1": ("admin1",), "admin2": ("admin2",), "country": ("country",), "area": ("region", "admin1", "island"),
}  # fmt: skip


def antecedent(desk: Desk, i: int) -> Placed | None:
    """What "the city", "there": the last place before that is of that kind; "the area", "there" take any."""
    top = desk.toponyms[i]
    if top.anaphor == "part":
        return _home(desk, i)
    if top.anaphor == "this_capital":
        return _this_capital(desk, i) or _capital(desk, i)
    if top.anaphor == "capital":
        return _capital(desk, i)
    wanted = _ASKS.get(top.anaphor)
    town = top.anaphor in _TOWN_WORDS
    holders = {t.holder for t in desk.toponyms[:i]} if wanted is None or top.anaphor == "area" else set()
    for role in ("event", ""):
        for j in range(i - 1, -1, -1):
            earlier, placed = desk.toponyms[j], desk.placed.get(j)
            if placed is None or earlier.anaphor or earlier.role in ("nationality", "outlet", "comparison"):
                continue
            if role and earlier.role != role:
                continue
            kind = placed.spot.kind if placed.spot is not None and not placed.within else ""
            if (town and kind in _WIDE) or (j in holders and kind in _WIDE):
                continue  # "X, capital of Y region ... the city", "X, in Y region ... there": X
            seat = _called_after(desk, placed) if top.anaphor == "admin1" and not earlier.heads else None
            if seat is not None:
                return seat
            fits = (
                top.anaphor in ("any", "area")
                or top.anaphor in earlier.heads
                or (wanted is not None and kind in wanted)
            )
            if (fits and kind not in ("country", "continent")) or kind in (wanted or ()):
                return replace(placed, reason=f"carried over from {earlier.name}, the last such place before it")
    return _region_of_last(desk, i) if top.anaphor == "admin1" else None


def _region_of_last(desk: Desk, i: int) -> Placed | None:
    """The region in which the town told last lies, where none is named before ("In Kafranbel ... south of the province")."""
    last = before(desk, i, TOWNS, 2)
    return _region_by(desk, last.spot) if last is not None and last.spot is not None else None


def _called_after(desk: Desk, placed: Placed) -> Placed | None:
    """The region whose head a town is, and which mostly is called after it ("In Kirkuk ... in the south of the province")."""
    spot = placed.spot
    if spot is None or placed.within or not spot.seat or spot.capital or spot.kind not in TOWNS:
        return None
    return _region_by(desk, spot)


def _region_by(desk: Desk, spot: Spot) -> Placed | None:
    region = desk.gazetteer.region(spot.admin1_id)
    if region is None:
        return None
    why = f"the region of {spot.name}, the last town before it"
    return Placed(region, "admin1", "", region.country, region.lat, region.lon, region.radius_km, why)


def _this_capital(desk: Desk, i: int) -> Placed | None:
    """ "This capital", as a correspondent says it: the one where the report is dated."""
    first = desk.placed.get(0)
    spot = first.spot if first is not None and i else None
    return first if spot is not None and spot.capital and spot.kind in TOWNS else None


def _capital(desk: Desk, i: int) -> Placed | None:
    """ "The capital": the last one before it, or that of the last country, else of the country that the text is about."""
    last = before(desk, i, frozenset({"country"}), 2)
    country = last.country if last is not None else desk.country
    named = before(desk, i, TOWNS, 2)
    if last is None and named is not None and named.spot is not None and named.spot.capital:
        country = named.spot.country
    behind = desk.toponyms[i + 1] if i + 1 < len(desk.toponyms) else None
    if behind is not None and behind.role == "nationality" and behind.first == desk.toponyms[i].last and behind.country:
        country = behind.country
    spot = desk.gazetteer.capital(country)
    if spot is None:
        return None
    return Placed(
        spot,
        "settlement",
        "",
        spot.country,
        spot.lat,
        spot.lon,
        spot.radius_km,
        "the capital of the country it is told of",
    )


def _home(desk: Desk, i: int) -> Placed | None:
    """What "the north-west" is a part of: the last country or region before it, else the frame's country."""
    last = before(desk, i, frozenset({"country", "admin1", "region"}), 2)
    spot = desk.gazetteer.country(desk.country)
    if last is not None:
        return last
    if spot is None or desk.frame.countries[desk.country] < _CERTAIN:
        return None
    return Placed(
        spot, "country", "", spot.country, spot.lat, spot.lon, spot.radius_km, "the country that the text is about"
    )


def in_setting(desk: Desk, i: int, top: Toponym) -> Placed | None:
    """ "In Y region, … in the village of X": the X in the region that its sentence opens with, or somewhere in the region
    where all that bear the name lie far from it.
    """
    area = _setting(desk, i) if top.role == "event" and not top.is_headed(_WIDE) else None
    if area is None or area.spot is None:
        return None
    spot = area.spot
    if any(_is_meant_anyway(top, f, spot) for f in top.found):
        return None
    reach = _SETTING * spot.radius_km
    held = [f for f in top.found if spot.kind == "admin1" and inside(f.spot, spot)]
    if "admin2" not in top.heads or spot.kind != "admin1":  # a municipality of that region lies in it
        held = held or [f for f in top.found if is_within(f.spot.lat, f.spot.lon, spot.lat, spot.lon, reach)]
    if held:
        return placed_at(top, ranked_by(desk, top, held), f"in or by {spot.name}, of which its sentence tells")
    if not top.heads:
        return None
    return coarsened(top, area, f"no place of this name is known in {spot.name}, of which its sentence tells")


def _is_meant_anyway(top: Toponym, found: Found, area: Spot) -> bool:
    """A famous place that no region keeps away: by its own name or in the same land, and no "municipality of X"."""
    own = found.first or found.spot.country == area.country or not top.key.isascii()
    return own and is_famous(found) and ("admin2" not in top.heads or found.spot.kind == "country")


def _setting(desk: Desk, i: int) -> Placed | None:
    """The first-level region that the sentence of toponym i opens with ("In Y region, …")."""
    tops, page = desk.toponyms, desk.page
    s = page.sentences[page.sentence_at(tops[i].name_first)]
    j = i
    while j and tops[j - 1].first >= s.first:
        j -= 1
    opens = j < i and tops[j].first - s.first <= _OPENING and tops[j].prep and tops[j].role == "event"
    last = tops[i - 1]
    if not opens and i and last.is_headed(_WIDE) and last.role == "event" and tops[i].first == last.last + 1:
        j, opens = i - 1, page.tokens.forms[last.last] == ","  # "in Y region, in the town of X"
    if opens and j + 1 < i and tops[j + 1].holder == j and tops[j + 1].first <= tops[j].last + 1:
        j += 1  # "in Russia's Y region, …"
    placed = desk.placed.get(j) if opens else None
    if placed is None or placed.spot is None or placed.precision != "admin1":
        return None
    return _division(placed, placed.spot, tops[j])


def _division(placed: Placed, spot: Spot, top: Toponym) -> Placed:
    """The division of a country by the name that some list has put on a region of it too."""
    if spot.kind == "admin1" or "admin1" not in top.heads:
        return placed
    own = next((f.spot for f in top.found if f.spot.kind == "admin1" and f.spot.country == spot.country), None)
    return placed if own is None else replace(placed, spot=own, lat=own.lat, lon=own.lon, radius_km=own.radius_km)


def is_famous(found: Found) -> bool:
    """True for a large city, a country, a region or a water: what a text may name wherever it plays."""
    return found.spot.population >= _KNOWN or found.spot.kind in ("country", "admin1", "region", "water")
