"""Events and their relations as rows: a linking is appended whole, the newest holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, insert, select

from thucydides.model.event import Event
from thucydides.store.rows import compact
from thucydides.store.schema import claims_current, event_claims, events, events_current, linkings, relations


def save_events(connection: Connection, found: tuple[Event, ...], linker: str, at: str) -> None:
    """Appends a linking; claims are those that are current now. KeyError for a claim that is not."""
    current = connection.execute(select(claims_current.c.claim_id, claims_current.c.id))
    of_id = {row.claim_id: row.id for row in current}
    key = connection.execute(insert(linkings), {"linker": linker, "at": at, "events": len(found)}).inserted_primary_key
    assert key is not None
    for event in found:
        row = {
            "linking_id": key[0], "event_id": event.event_id, "roots_json": compact(list(event.roots)),
            "event_json": compact(msgspec.to_builtins(event)),
        }  # fmt: skip
        number = connection.execute(insert(events), row).inserted_primary_key
        assert number is not None
        members = [{"event_row": number[0], "claim_row": of_id[claim], "claim_id": claim} for claim in event.claims]
        connection.execute(insert(event_claims), members)
        if event.relations:
            told = [{"event_row": number[0], "a": r.a, "b": r.b, "kind": r.kind, "why": r.why} for r in event.relations]
            connection.execute(insert(relations), told)


def newest_linker(connection: Connection) -> str:
    """Name and version of the linker whose linking holds; empty where nothing was linked yet."""
    return str(connection.execute(select(linkings.c.linker).order_by(linkings.c.id.desc()).limit(1)).scalar() or "")


def members_ever(connection: Connection, ids: Sequence[str] | None = None) -> dict[str, tuple[str, ...]]:
    """Claim ids of every event that any linking knew, as the newest that knew it had them: what judgements speak of.

    With `ids` only of these events.
    """
    known = select(events.c.event_id, event_claims.c.claim_id, events.c.id).join(
        event_claims, event_claims.c.event_row == events.c.id
    )
    if ids is not None:
        known = known.where(events.c.event_id.in_(ids))
    newest: dict[str, int] = {}
    members: dict[str, list[str]] = {}
    for event_id, claim_id, row in connection.execute(known.order_by(events.c.id, event_claims.c.claim_id)):
        if newest.get(event_id) != row:
            newest[event_id], members[event_id] = row, []
        members[event_id].append(claim_id)
    return {event_id: tuple(claims) for event_id, claims in members.items()}


def events_of(connection: Connection) -> Iterator[Event]:
    """The events of the newest linking, by id."""
    for row in connection.execute(select(events_current.c.event_json).order_by(events_current.c.event_id)):
        yield msgspec.convert(json.loads(row[0]), Event)
