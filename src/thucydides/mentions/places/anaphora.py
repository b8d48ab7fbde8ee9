"""What "the city", "this province", "there", "the capital" and "the north-west" go back to."""

from __future__ import annotations

from msgspec.structs import replace

from thucydides.mentions.places.desk import TOWNS, Desk, before
from thucydides.mentions.places.place import Placed

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
    for role in ("event", ""):
        for j in range(i - 1, -1, -1):
            earlier, placed = desk.toponyms[j], desk.placed.get(j)
            if placed is None or earlier.anaphor or earlier.role in ("nationality", "outlet", "comparison"):
                continue
            if role and earlier.role != role:
                continue
            kind = placed.spot.kind if placed.spot is not None and not placed.within else ""
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
    return None


def _called_after(desk: Desk, placed: Placed) -> Placed | None:
    """The region that is called after the town at its head ("In Kirkuk ... in the south of the province")."""
    spot = placed.spot
    if spot is None or placed.within or not spot.seat or spot.kind not in TOWNS or spot.admin1 != spot.name:
        return None
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
