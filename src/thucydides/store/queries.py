"""Which claims are asked for, as SQL over the view of current claims."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select

from thucydides.store.database import Words, holds_words
from thucydides.store.schema import claims_current, documents, event_claims, events_current


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Conditions that a claim must all meet; None asks nothing.

    `since`, `until` are ISO days that the event's range of days must touch. `actor`, `source`, `place`, `weapon` are
    found anywhere in the names, upper and lower case alike in ASCII; `search` are words that the document must hold.
    """

    event_type: str | None = None
    country: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    actor: str | None = None
    source: str | None = None
    weapon: str | None = None
    language: str | None = None
    outlet: str | None = None
    polarity: str | None = None
    modality: str | None = None
    min_killed: int | None = None
    doc_id: str | None = None
    search: str | None = None
    limit: int | None = None


_EQUAL = ("event_type", "country", "language", "polarity", "modality", "doc_id")


def _holds(column: ColumnElement[str], words: str) -> ColumnElement[bool]:
    return column.icontains(words, autoescape=True)


def conditions(asked: ClaimFilter) -> list[ColumnElement[bool]]:
    """The filter as SQL conditions, values bound."""
    c = claims_current.c
    found: list[ColumnElement[bool]] = [
        c[name] == getattr(asked, name) for name in _EQUAL if getattr(asked, name) is not None
    ]
    if asked.since is not None:
        found.append(c.latest >= asked.since)
    if asked.until is not None:
        found.append(c.earliest <= asked.until)
    if asked.place is not None:
        found.append(
            or_(_holds(c.place, asked.place), _holds(c.admin1, asked.place), _holds(c.place_words, asked.place))
        )
    if asked.actor is not None:
        found.append(or_(*(_holds(c[name], asked.actor) for name in ("initiators", "targets", "parties"))))
    if asked.source is not None:
        found.append(_holds(c.chain, asked.source))
    if asked.weapon is not None:
        found.append(_holds(c.weapons, asked.weapon))
    if asked.outlet is not None:
        found.append(_holds(c.outlet, asked.outlet))
    if asked.min_killed is not None:
        found.append(c.killed_low >= asked.min_killed)
    if asked.search is not None:
        words = bindparam("search", asked.search, type_=Words())
        found.append(c.doc_id.in_(select(documents.c.doc_id).where(holds_words(documents.c.id, words))))
    return found


def claims_asked(asked: ClaimFilter) -> Select[str, str | None]:
    """Select of (claim_json, event_id) in the order of document and position, the same for any order of adding."""
    c = claims_current.c
    linked = (
        select(event_claims.c.claim_row, events_current.c.event_id)
        .join(events_current, events_current.c.id == event_claims.c.event_row)
        .subquery()
    )
    chosen = (
        select(c.claim_json, linked.c.event_id)
        .select_from(claims_current.outerjoin(linked, linked.c.claim_row == c.id))
        .where(and_(True, *conditions(asked)))
        .order_by(c.doc_id, c.position)
    )
    return chosen.limit(asked.limit) if asked.limit is not None else chosen
