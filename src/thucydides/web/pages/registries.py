"""Registries: places, actors and sources with the forms that texts use for them, and which of them are the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from thucydides.store import browse
from thucydides.store.registries import KINDS, Kind, registered, same_as
from thucydides.web.asking import Ask
from thucydides.web.desk import JUDGEMENTS, READINGS, Desk

Row = dict[str, Any]


def registries(desk: Desk, ask: Ask) -> dict[str, Any]:
    """A page of one registry: names, forms in all scripts, claims; those that people called the same are one row."""
    asked = ask.text("kind")
    kind: Kind = next((one for one in KINDS if one == asked), "place")
    search = (ask.text("search") or "").casefold()
    read: Callable[[], list[Row]] = lambda: _read(desk, kind)  # noqa: E731
    rows = desk.kept(f"registry.{kind}", (READINGS, JUDGEMENTS), read)
    found = [
        row for row in rows if not search or any(search in form.casefold() for form in (row["name"], *row["forms"]))
    ]
    part = found[ask.first : ask.first + ask.size]
    return {
        "kind": kind, "kinds": KINDS, "rows": part, "total": len(found), "search": ask.text("search") or "",
        "pager": ask.pager(more=len(found) > ask.first + ask.size),
    }  # fmt: skip


def _read(desk: Desk, kind: Kind) -> list[Row]:
    def names() -> list[tuple[str, str | None, int]]:
        with desk.project.look() as connection:
            return browse.names_of(connection, kind)

    told = desk.kept(f"names.{kind}", (READINGS,), names)
    return registered(told, same_as(list(desk.project.judgements()), kind))
