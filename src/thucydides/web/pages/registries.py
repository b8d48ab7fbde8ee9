"""Registries: places, actors and sources with the forms that texts use for them, and which of them are the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from thucydides.knowledge.gazetteer.own import OWN_KINDS
from thucydides.store import browse
from thucydides.store.added import places
from thucydides.store.registries import KINDS, Kind, registered, same_as
from thucydides.web.asking import Ask
from thucydides.web.desk import JUDGEMENTS, READINGS, Desk

Row = dict[str, Any]
# Documents that one request looks through for a new name: some seconds; the next request goes on.
_LOOKED_AT = 2_000


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
        "may_add": kind == "place" and ask.user.may("reviewer") and not desk.serving.read_only,
        "typed": {}, "faults": {}, "place_kinds": OWN_KINDS, **(_added(desk) if kind == "place" else _NOTHING_ADDED),
    }  # fmt: skip


_NOTHING_ADDED: Row = {"places": [], "looked": True, "reading": {}}


def _added(desk: Desk) -> Row:
    """Places that reviewers added, taken back ones too, with the documents that name them; how far reading again is."""
    told = places.of(desk.project)
    named, looked = places.naming(desk.project, told, most=_LOOKED_AT)
    rows = [
        {
            "judgement_id": one.judgement.judgement_id, "name": one.place.name, "names": list(one.place.names),
            "lat": one.place.lat, "lon": one.place.lon, "kind": one.place.kind, "country": one.place.country,
            "source": one.place.source, "by": one.judgement.by, "at": one.judgement.at.isoformat(),
            "stands": one.stands, "last_act": one.acts[-1], "documents": len(named[one.judgement.judgement_id]),
        }
        for one in reversed(told)
    ]  # fmt: skip
    return {"places": rows, "looked": looked, "reading": desk.rereading.state()}


def _read(desk: Desk, kind: Kind) -> list[Row]:
    def names() -> list[tuple[str, str | None, int]]:
        with desk.project.look() as connection:
            return browse.names_of(connection, kind)

    told = desk.kept(f"names.{kind}", (READINGS,), names)
    return registered(told, same_as(list(desk.project.judgements()), kind))
