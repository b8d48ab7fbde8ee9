"""The queue: what needs a person, and how far the work is."""

from __future__ import annotations

from typing import Any

from thucydides.model.event import RelationKind
from thucydides.model.judgement import Judgement
from thucydides.store import browse
from thucydides.store.added import places
from thucydides.store.judging.judgements import undone_in
from thucydides.store.queries import ClaimFilter
from thucydides.web.asking import Ask
from thucydides.web.desk import DOCUMENTS, JUDGEMENTS, LINKINGS, READINGS, Desk

CONFLICTS: tuple[RelationKind, ...] = (
    "conflicts_number", "conflicts_actor", "conflicts_day", "conflicts_place", "conflicts_kind", "denies",
)  # fmt: skip
SHOWS = {
    "new": "New claims",
    "conflicts": "Contradictions",
    "reopened": "Reopened",
    "unsure": "Unsure",
    "unplaced": "Unplaced",
    "undated": "Undated",
}
_RECENT = 10
_ALL = ClaimFilter()


def counted(desk: Desk) -> dict[str, int]:
    """How much stands in each part of the queue, and in all."""

    def read() -> dict[str, int]:
        with desk.project.look() as connection:
            return {
                "claims": browse.claims_count(connection, _ALL),
                "unplaced": browse.claims_count(connection, _ALL, extra=(browse.unplaced(),)),
                "undated": browse.claims_count(connection, _ALL, extra=(browse.undated(),)),
                "conflicts": browse.relations_count(connection, CONFLICTS),
            }

    told = dict(desk.kept("queue.counts", (DOCUMENTS, READINGS, LINKINGS), read))
    standings = [one for one in desk.standings().values() if not one.gone]
    done = sum(one.status in ("accepted", "rejected", "corrected") for one in standings)
    told |= {
        "judged": done,
        "reopened": sum(one.status == "reopened" for one in desk.standings().values()),
        "unsure": sum(one.status == "unsure" for one in standings),
    }
    return told | {"new": told["claims"] - sum(one.status != "new" for one in standings)}


def recent(desk: Desk) -> list[dict[str, Any]]:
    """The last ten decisions, newest first, each with whether it was undone."""

    def read() -> list[Judgement]:
        return list(desk.project.judgements())

    said = desk.kept("judgements", (JUDGEMENTS,), read)
    undone = undone_in(said)
    return [
        {
            "judgement_id": one.judgement_id, "subject": one.subject, "by": one.by, "at": one.at.isoformat(),
            "verdict": f"added {one.subject}" if one.slot == places.SLOT else one.verdict,
            "slot": None if one.slot == places.SLOT else one.slot,
            "value": None if one.slot == places.SLOT else one.value, "why": one.why, "other": one.other,
            "undone": one.judgement_id in undone,
        }
        for one in said[: -_RECENT - 1 : -1]
    ]  # fmt: skip


def queue(desk: Desk, ask: Ask) -> dict[str, Any]:
    """Counts, the rows of one part, the last decisions."""
    show = ask.text("show") or "new"
    show = show if show in SHOWS else "new"
    rows, more = _rows(desk, ask, show)
    return {
        "counts": counted(desk), "show": show, "shows": SHOWS, "rows": rows, "pager": ask.pager(more=more),
        "recent": recent(desk), "filters": ask.filters(),
    }  # fmt: skip


def _rows(desk: Desk, ask: Ask, show: str) -> tuple[list[dict[str, Any]], bool]:
    if show in ("reopened", "unsure"):
        found = [one for one in desk.standings().values() if one.status == show]
        part = found[ask.first : ask.first + ask.size]
        return [_judged(desk, one.claim_id) | {"note": "; ".join(one.reopened)} for one in part], len(
            found
        ) > ask.first + ask.size
    with desk.project.look() as connection:
        if show == "conflicts":
            page = browse.relations_page(connection, CONFLICTS, ask.first, ask.size)
            return _conflicts(connection, page.rows), page.more
        extra = {"unplaced": browse.unplaced(), "undated": browse.undated()}.get(show, browse.unjudged())
        page = browse.claims_page(connection, ask.claim_filter(), ask.first, ask.size, extra=(extra,))
    standings = desk.standings()
    rows = [
        row | {"status": standings[row["claim_id"]].status if row["claim_id"] in standings else "new"}
        for row in page.rows
    ]
    if show == "new" and ask.page == 1:
        again = [one.claim_id for one in standings.values() if one.status == "new" and not one.gone]
        rows = [_judged(desk, claim_id) for claim_id in again[: ask.most]] + rows
    return rows, page.more


def _judged(desk: Desk, claim_id: str) -> dict[str, Any]:
    """The row of a claim that somebody judged, also of one whose words no reading claims any more."""
    standing = desk.standings()[claim_id]
    with desk.project.look() as connection:
        rows = browse.claim_rows(connection, claim_id)
    return rows | {"status": standing.status, "gone": standing.gone}


def _conflicts(connection: Any, relations: tuple[dict[str, Any], ...]) -> list[dict[str, Any]]:
    ids = [claim for one in relations for claim in (one["a"], one["b"])]
    claims = browse.claims_of(connection, ids)
    rows = []
    for one in relations:
        told = {side: claims.get(one[side]) for side in ("a", "b")}
        rows.append(
            dict(one)
            | {
                f"{side}_source": row["attribution"][-1]["source"] if (row := told[side]) else None
                for side in ("a", "b")
            }
            | {f"{side}_words": row["anchor"]["exact"] if (row := told[side]) else None for side in ("a", "b")}
        )
    return rows
