"""Documents: the table, outlets by days, copies, languages."""

from __future__ import annotations

import json
from typing import Any

from thucydides.store import browse
from thucydides.web.asking import Ask
from thucydides.web.desk import DOCUMENTS, READINGS, Desk

_COLUMNS, _OUTLETS = 31, 40
Row = dict[str, Any]


def documents(desk: Desk, ask: Ask) -> dict[str, Any]:
    """A page of documents and, over all of them, the matrix of outlets and days."""
    overview = desk.kept("documents", (DOCUMENTS, READINGS), lambda: _overview(desk))
    with desk.project.look() as connection:
        page = browse.documents_page(
            connection, ask.first, ask.size, language=ask.text("language"), outlet=ask.text("outlet"),
            day=ask.day("day"), search=ask.text("title"),
        )  # fmt: skip
    rows = []
    for row in page.rows:
        bare = json.loads(row.pop("document_json"))
        stamps = [stamp["kind"] for stamp in bare["stamps"]]
        same = overview["copies"].get(row["raw_sha256"], ())
        rows.append(row | {"stamps": list(dict.fromkeys(stamps)), "copies": [i for i in same if i != row["doc_id"]]})
    kept = {n: ask.text(n) for n in ("language", "outlet", "day", "title") if ask.text(n)}
    return {
        "rows": rows, "pager": ask.pager(more=page.more), "filters": kept,
        "languages": overview["languages"], "matrix": overview["matrix"],
    }  # fmt: skip


def _overview(desk: Desk) -> dict[str, Any]:
    with desk.project.look() as connection:
        cells = browse.outlet_days(connection)
        copies = browse.same_text(connection)
        languages = browse.document_languages(connection)
    days = sorted({day for _, day, _ in cells})[-_COLUMNS:]
    total: dict[str, int] = {}
    for outlet, _, number in cells:
        total[outlet] = total.get(outlet, 0) + number
    outlets = sorted(total, key=lambda name: (-total[name], name))[:_OUTLETS]
    of_cell = {(outlet, day): number for outlet, day, number in cells}
    matrix = {
        "days": days,
        "rows": [
            {"outlet": o, "total": total[o], "cells": [of_cell.get((o, day), 0) for day in days]} for o in outlets
        ],
    }
    return {"copies": copies, "languages": languages, "matrix": matrix}
