"""All events in short, as the newest linking has them and as people joined and parted them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from thucydides.model.document import content_id
from thucydides.model.judgement import Judgement
from thucydides.store import browse
from thucydides.store.flat import flat
from thucydides.store.judging.judgements import Standing, decided_pairs, judged
from thucydides.store.project import Project

Row = dict[str, Any]
# From fine to coarse: the finest place that a claim tells stands for its event.
_FINE = (
    "site", "neighbourhood", "settlement", "vicinity", "admin2", "admin1_part", "admin1", "country", "unresolved",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventBook:
    """`groups`: event id -> flat rows of its claims; `shorts`: event id -> one row that tells of it in short.

    `became`: id of an event that people joined to another -> that other.
    """

    groups: Mapping[str, list[Row]]
    shorts: Mapping[str, Row]
    of_claim: Mapping[str, str]
    became: Mapping[str, str] = field(default_factory=dict)

    def now(self, event_id: str) -> str:
        """The event that this one is part of now."""
        while event_id in self.became:
            event_id = self.became[event_id]
        return event_id


def _common(values: Iterable[Any]) -> Any:
    found = Counter(value for value in values if value)
    return min(found, key=lambda value: (-found[value], str(value)), default=None)


def short(event_id: str, rows: Sequence[Row]) -> Row:
    """One row for an event: the day, the finest place, the range of figures over its claims."""
    placed = [row for row in rows if row["place_precision"] in _FINE]
    finest = min(placed, key=lambda row: _FINE.index(row["place_precision"]), default=None)
    told = [row for row in rows if row["polarity"] == "asserted"]
    lows = [row["killed_low"] for row in told if row["killed_low"] is not None]
    highs = [row["killed_high"] for row in told if row["killed_high"] is not None]
    return {
        "event_id": event_id,
        "event_type": _common(row["event_type"] for row in rows),
        "earliest": _common(row["earliest"] for row in rows),
        "latest": _common(row["latest"] for row in rows),
        "place": finest["place"] if finest else None,
        "place_precision": finest["place_precision"] if finest else None,
        "admin1": finest["admin1"] if finest else None,
        "country": _common(row["country"] for row in rows),
        "killed_low": min(lows, default=None),
        "killed_high": max((*highs, *lows), default=None),
        "reports": len({row["doc_id"] for row in rows}),
        "claims": len(rows),
        "sources": len({row["root_source"] for row in rows}),
        "denied": any(row["polarity"] == "denied" for row in rows),
    }


def linked(project: Project) -> dict[str, list[Row]]:
    """Event id -> rows of its claims, as the newest linking has them."""
    groups: dict[str, list[Row]] = {}
    with project.look() as connection:
        for row in browse.event_claim_rows(connection):
            groups.setdefault(row["event_id"], []).append(row)
    return groups


def book_of(
    groups: Mapping[str, list[Row]], shorts: Mapping[str, Row], said: Sequence[Judgement], corrected: Mapping[str, Row]
) -> EventBook:
    """The book: pairs that people joined are one event, pairs that they parted are not; corrected figures hold."""
    of_claim = {row["claim_id"]: event for event, rows in groups.items() for row in rows}
    now, became = dict(groups), dict[str, str]()
    touched: set[str] = set()
    must, never = decided_pairs(said)
    for a, b in sorted(never):
        event = of_claim.get(a)
        if event is None or of_claim.get(b) != event or a == b:
            continue
        out = b if min(row["claim_id"] for row in now[event]) != b else a
        alone = content_id("event", out)
        now[alone] = [row for row in now[event] if row["claim_id"] == out]
        now[event] = [row for row in now[event] if row["claim_id"] != out]
        of_claim[out] = alone
        touched |= {event, alone}
    for a, b in sorted(must):
        first, second = of_claim.get(a), of_claim.get(b)
        if first is None or second is None or first == second:
            continue
        first, second = min(first, second), max(first, second)
        now[first] = [*now[first], *now.pop(second)]
        became[second] = first
        of_claim |= {row["claim_id"]: first for row in now[first]}
        touched.add(first)
    for claim_id, cells in corrected.items():
        event = of_claim.get(claim_id)
        if event is not None:
            now[event] = [row | cells if row["claim_id"] == claim_id else row for row in now[event]]
            now[event] = [row for row in now[event] if not row.get("rejected")] or now[event]
            touched.add(event)
    told = {event: row for event, row in shorts.items() if event in now}
    told |= {event: short(event, now[event]) for event in sorted(touched) if event in now}
    return EventBook(now, told, of_claim, became)


def corrected_cells(project: Project, standings: Mapping[str, Standing]) -> dict[str, Row]:
    """Claim id -> the flat cells that people's verdicts changed, `rejected` among them."""
    found: dict[str, Row] = {}
    for claim_id, standing in standings.items():
        if standing.gone:
            continue
        if standing.status == "rejected":
            found[claim_id] = {"rejected": True}
        elif standing.corrections:
            found[claim_id] = dict(flat(judged(project.claim(claim_id), standing)))
    return found
