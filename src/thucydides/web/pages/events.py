"""Events: the list with its filters."""

from __future__ import annotations

from typing import Any

from thucydides.web.asking import Ask
from thucydides.web.desk import Desk

_EQUAL = ("event_type", "country")
Row = dict[str, Any]


def _meets(row: Row, asked: dict[str, str]) -> bool:
    if any(row[name] != asked[name] for name in _EQUAL if name in asked):
        return False
    if "since" in asked and not (row["latest"] and row["latest"] >= asked["since"]):
        return False
    if "until" in asked and not (row["earliest"] and row["earliest"] <= asked["until"]):
        return False
    if "place" in asked:
        names = " ".join(str(row[name] or "") for name in ("place", "admin1")).casefold()
        if asked["place"].casefold() not in names:
            return False
    return not ("min_killed" in asked and (row["killed_high"] or 0) < int(asked["min_killed"]))


def events(desk: Desk, ask: Ask) -> dict[str, Any]:
    """A page of events, newest day first; those without a day come last."""
    asked = {name: ask.text(name) or "" for name in ask.filters()}
    ask.claim_filter()  # days and numbers are checked there
    found = [row for row in desk.events().shorts.values() if _meets(row, asked)]
    found.sort(key=lambda row: (row["earliest"] or "", row["event_id"]), reverse=True)
    part = found[ask.first : ask.first + ask.size]
    return {
        "rows": part, "total": len(found), "pager": ask.pager(more=len(found) > ask.first + ask.size),
        "filters": ask.filters(),
    }  # fmt: skip
