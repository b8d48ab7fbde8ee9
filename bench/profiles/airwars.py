"""Airwars: what the accounts of one incident come to under a minimum-maximum policy, civilians only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reading import read, rows, told
from thucydides.model.claim import Claim, Place, Toll

CIVILIAN = frozenset(("civilians", "medics", "journalists", "aid_workers", "all", "unknown"))
PART = frozenset(("children", "women"))
FINE = ("site", "neighbourhood", "settlement", "vicinity", "admin2", "admin1_part", "admin1", "country", "unresolved")


def _range(toll: Toll) -> tuple[int, int] | None:
    low = toll.low if toll.low is not None else toll.high
    high = toll.high if toll.high is not None else toll.low
    return None if low is None or high is None else (low, high)


def bounds(claims: list[Claim], outcome: str) -> list[int] | None:
    """[smallest, largest] over the independent roots; a root's figure is the largest whole that it tells."""
    by_root: dict[str, list[tuple[int, int]]] = defaultdict(list)
    parts: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for claim in claims:
        root = claim.attribution[-1].source if len(claim.attribution) > 1 else ""
        for toll in claim.casualties:
            span = _range(toll)
            if toll.outcome != outcome or span is None or toll.part_of is not None:
                continue
            if toll.victims in CIVILIAN:
                by_root[root].append(span)
            elif toll.victims in PART:
                parts[root].append(span)
    told_by = by_root or parts
    if not told_by:
        return None
    whole = [max(spans) for spans in told_by.values()]
    return [min(low for low, _ in whole), max(high for _, high in whole)]


def _place(claims: list[Claim]) -> Place | None:
    """The finest place that has a point; among equals the one most claims name, then the first."""
    placed = [c.place for c in claims if c.place is not None and c.place.lat is not None]
    votes = Counter((p.lat, p.lon) for p in placed)
    return min(placed, key=lambda p: (FINE.index(p.precision), -votes[p.lat, p.lon]), default=None)


def answers(gold: Path) -> Iterator[dict[str, Any]]:
    """Ranges of civilians killed and injured, the day most claims give, the finest place."""
    for row in rows(gold, "id", "text"):
        claims = told(read(row["text"], doc_id=row["id"], language="en").claims)
        answer: dict[str, Any] = {"id": row["id"]}
        for outcome in ("killed", "injured"):
            found = bounds(claims, outcome)
            if found is not None:
                answer[outcome] = found
        days = Counter((c.time.earliest, c.time.latest) for c in claims if c.time and c.time.earliest and c.time.anchor)
        if days:
            (earliest, latest), _ = days.most_common(1)[0]
            answer["earliest"], answer["latest"] = str(earliest), str(latest)
        place = _place(claims)
        if place is not None:
            answer |= {"lat": place.lat, "lon": place.lon, "radius_km": place.radius_km}
        yield answer
