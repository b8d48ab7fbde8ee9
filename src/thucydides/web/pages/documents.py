"""Documents: the table, outlets by days, copies, languages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from thucydides.store import browse
from thucydides.web.asking import Ask
from thucydides.web.desk import DOCUMENTS, READINGS, Desk

_COLUMNS, _OUTLETS, _GROUPS, _SHOWN = 31, 40, 20, 12
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
        group = overview["copies"].get(row["doc_id"], (row["doc_id"],))
        told = {"stamps": list(dict.fromkeys(stamps)), "copies": [i for i in group if i != row["doc_id"]]}
        rows.append(row | told | {"copy_of": group[0] if group[0] != row["doc_id"] else None})
    kept = {n: ask.text(n) for n in ("language", "outlet", "day", "title") if ask.text(n)}
    return {
        "rows": rows, "pager": ask.pager(more=page.more), "filters": kept,
        "languages": overview["languages"], "matrix": overview["matrix"], "one_text": overview["one_text"],
        "documents_in_copies": len(overview["copies"]),
    }  # fmt: skip


def _overview(desk: Desk) -> dict[str, Any]:
    with desk.project.look() as connection:
        cells = browse.outlet_days(connection)
        copies = _groups(browse.copied(connection), browse.same_text(connection).values())
        largest = sorted(set(copies.values()), key=lambda group: (-len(group), group))[:_GROUPS]
        known = browse.titles_of(connection, [one for group in largest for one in group[:_SHOWN]])
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
    one_text = [
        {
            "number": len(group),
            "original": known.get(group[0]),
            "copies": [known[i] for i in group[1:_SHOWN] if i in known],
        }
        for group in largest
    ]
    return {"copies": copies, "languages": languages, "matrix": matrix, "one_text": one_text}


def _groups(copied: Iterable[tuple[str, str]], same: Iterable[Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Document id -> all documents of its text, the original first: what copied another, or has the same bytes."""
    pairs = [*copied, *((one, group[0]) for group in same for one in group[1:])]
    head: dict[str, str] = {}

    def root(doc_id: str) -> str:
        while head.get(doc_id, doc_id) != doc_id:
            doc_id = head[doc_id]
        return doc_id

    for copy, original in pairs:
        a, b = root(copy), root(original)
        if a != b:
            head[a] = b
    members: dict[str, list[str]] = {}
    for doc_id in sorted({one for pair in pairs for one in pair}):
        members.setdefault(root(doc_id), []).append(doc_id)
    copying = {copy for copy, _ in pairs}
    found: dict[str, tuple[str, ...]] = {}
    for group in members.values():
        order = tuple(sorted(group, key=lambda doc_id: (doc_id in copying, doc_id)))
        found |= dict.fromkeys(order, order)
    return found
