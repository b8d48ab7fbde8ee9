"""Airwars: what the accounts of one incident come to under its minimum-maximum policy, civilians only.

The policy, as its pages apply it: the lead's figure is the minimum, "at least" opens upwards to what other accounts say,
"up to" downwards; "others" and "several" count two, "dozens" twelve to twenty-four.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from reading import read, rows, told
from thucydides.model.claim import Claim, Place, Toll

CIVILIAN = frozenset(("civilians", "medics", "journalists", "aid_workers", "all", "unknown"))
PART = frozenset(("children", "women"))
VAGUE = {(None, None): (2, 2), (2, None): (2, 2), (2, 9): (2, 2), (24, 99): (12, 24), (200, 999): (100, 200)}
COARSE = frozenset(("admin1_part", "admin1", "country", "unresolved"))
# An account that tells more than three times the lead's figure is held to count something else.
REACH = 3


def _range(toll: Toll) -> tuple[int, int] | None:
    if toll.exactness == "vague" and (toll.low, toll.high) in VAGUE:
        return VAGUE[toll.low, toll.high]
    low = toll.low if toll.low is not None else toll.high
    high = toll.high if toll.high is not None else toll.low
    return None if low is None or high is None else (low, high)


def _counted(claims: list[Claim], outcome: str, victims: frozenset[str]) -> list[tuple[Toll, tuple[int, int]]]:
    """Whole tolls of an outcome and these classes in order of telling; figures of more than one where there are any,
    behind a lead of "at least one", which stays the minimum.
    """
    found = [
        (toll, span)
        for claim in claims
        for toll in claim.casualties
        if toll.outcome == outcome and toll.victims in victims and toll.part_of is None and toll.high != 0
        if (span := _range(toll)) is not None
    ]
    more = [f for f in found if f[1][1] > 1]
    if more and found[0] not in more and found[0][0].exactness == "at_least":
        return [found[0], *more]
    return more or found


def bounds(claims: list[Claim], outcome: str) -> list[int] | None:
    """[smallest, largest] of an outcome over all accounts, led by the first that is told; None where none is."""
    counted = _counted(claims, outcome, CIVILIAN) or _counted(claims, outcome, PART)
    if not counted:
        return None
    (lead, (low, high)), *others = counted
    if lead.exactness == "up_to":
        low = min([span[0] for _, span in others if high / REACH <= span[0] < high], default=low)
    elif lead.exactness == "at_least":
        high = max([high, *(span[1] for _, span in others if low < span[1] <= REACH * low)])
    return [low, high]


def _place(claims: list[Claim]) -> Place | None:
    """The first place with a point in the country that most claims are placed in; a fine one before a coarse one."""
    placed = [c.place for c in claims if c.place is not None and c.place.lat is not None]
    countries = [p.country for p in placed]
    home = [p for p in placed if p.country == max(countries, key=countries.count)]
    return next((p for p in home if p.precision not in COARSE), next(iter(home), None))


def _days(claims: list[Claim]) -> tuple[date, date] | None:
    """The first single day that words tell; else the first range."""
    timed = [c.time for c in claims if c.time is not None and c.time.anchor is not None]
    ranges = [(t.earliest, t.latest) for t in timed if t.earliest is not None and t.latest is not None]
    return next((r for r in ranges if r[0] == r[1]), next(iter(ranges), None))


def answers(gold: Path) -> Iterator[dict[str, Any]]:
    """Ranges of civilians killed and injured, day and place of the incident that a narrative is about."""
    for row in rows(gold, "id", "text"):
        claims = told(read(row["text"], doc_id=row["id"], language="en").claims)
        claims.sort(key=lambda c: c.trigger.start)
        answer: dict[str, Any] = {"id": row["id"]}
        answer |= {o: found for o in ("killed", "injured") if (found := bounds(claims, o)) is not None}
        days, place = _days(claims), _place(claims)
        if days is not None:
            answer |= {"earliest": days[0].isoformat(), "latest": days[1].isoformat()}
        if place is not None:
            answer |= {"lat": place.lat, "lon": place.lon, "radius_km": place.radius_km}
        yield answer
