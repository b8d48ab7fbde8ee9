"""Claims: the table with its filters."""

from __future__ import annotations

from typing import Any

from thucydides.store import browse
from thucydides.web.asking import Ask
from thucydides.web.cards import card
from thucydides.web.desk import Desk


def claims(desk: Desk, ask: Ask) -> dict[str, Any]:
    """A page of current claims that meet the filters of the query, with how each stands."""
    with desk.project.look() as connection:
        page = browse.claims_page(connection, ask.claim_filter(), ask.first, ask.size)
    standings = desk.standings()
    rows = [
        row | {"status": standings[row["claim_id"]].status if row["claim_id"] in standings else "new"}
        for row in page.rows
    ]
    return {"rows": rows, "pager": ask.pager(more=page.more), "filters": ask.filters()}


def claim(desk: Desk, ask: Ask) -> dict[str, Any]:
    """One claim as its card; InputError where there is none of that id."""
    found = desk.project.claim(ask.path["id"])
    made = card(found, desk.standings().get(found.claim_id))
    made["event_id"] = desk.events().of_claim.get(found.claim_id)
    return {"card": made, "alone": True}
