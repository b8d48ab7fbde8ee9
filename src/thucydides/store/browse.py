"""Questions that pages ask of a project: tables a page at a time, counts, and what needs a person."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from thucydides.store.flat import FLAT
from thucydides.store.queries import ClaimFilter, conditions
from thucydides.store.schema import (
    audit,
    claims,
    claims_current,
    documents,
    event_claims,
    events,
    events_current,
    judgements,
    linkings,
    readings,
    relations,
)

Row = dict[str, Any]
_c = claims_current.c
_d = documents.c
_r = readings.c
# What a claim tells in a table: all but its words' offsets.
LISTED = tuple(_c[name] for name in FLAT if not name.endswith(("_start", "_end")))


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page of a table, and whether there are more after it."""

    rows: tuple[Row, ...]
    more: bool


def _page(connection: Connection, asked: Select[Any], first: int, size: int) -> Page:
    found = connection.execute(asked.offset(first).limit(size + 1)).mappings().all()
    return Page(tuple(dict(row) for row in found[:size]), len(found) > size)


def state_of(connection: Connection) -> tuple[int, int, int, int]:
    """Four numbers that grow with every document, reading, judgement and linking: what was computed of one holds."""
    asked = select(*(select(func.max(t.c.id)).scalar_subquery() for t in (documents, readings, judgements, linkings)))
    return tuple(number or 0 for number in connection.execute(asked).one())  # type: ignore[return-value]


def claims_page(
    connection: Connection, asked: ClaimFilter, first: int, size: int, *, extra: Sequence[ColumnElement[bool]] = ()
) -> Page:
    """Current claims, by document and position."""
    chosen = select(*LISTED).where(and_(True, *conditions(asked), *extra)).order_by(_c.doc_id, _c.position)
    return _page(connection, chosen, first, size)


def claims_count(connection: Connection, asked: ClaimFilter, *, extra: Sequence[ColumnElement[bool]] = ()) -> int:
    """How many there are."""
    chosen = select(func.count()).select_from(claims_current).where(and_(True, *conditions(asked), *extra))
    return int(connection.execute(chosen).scalar_one())


def unjudged() -> ColumnElement[bool]:
    """Claims of which nobody ever said anything."""
    return ~select(judgements.c.id).where(judgements.c.subject == _c.claim_id).exists()


def unplaced() -> ColumnElement[bool]:
    """Claims that stand nowhere on a map."""
    return or_(_c.place_precision.is_(None), _c.place_precision == "unresolved")


def undated() -> ColumnElement[bool]:
    """Claims whose day is not known."""
    return _c.earliest.is_(None)


def documents_page(
    connection: Connection, first: int, size: int, *, language: str | None = None, outlet: str | None = None,
    day: str | None = None, search: str | None = None,
) -> Page:  # fmt: skip
    """Documents with their newest reading, newest publication day first; those without a day come last."""
    newest = select(func.max(_r.id)).where(_r.doc_id == _d.doc_id).correlate(documents).scalar_subquery()
    asked = select(
        _d.doc_id, _d.title, _d.language, _d.outlet, _d.uri, _d.characters, _d.raw_sha256, _d.added_at,
        _r.published_earliest, _r.published_latest, _r.published_status, _r.claims, _r.reader, _d.document_json,
    ).select_from(documents.outerjoin(readings, _r.id == newest))  # fmt: skip
    if language:
        asked = asked.where(_d.language == language)
    if outlet:
        asked = asked.where(_d.outlet == outlet)
    if day:
        asked = asked.where(_r.published_earliest <= day, _r.published_latest >= day)
    if search:
        asked = asked.where(_d.title.icontains(search, autoescape=True))
    order = (_r.published_earliest.is_(None), _r.published_earliest.desc(), _d.doc_id)
    return _page(connection, asked.order_by(*order), first, size)


def outlet_days(connection: Connection) -> list[tuple[str, str, int]]:
    """(outlet, day, documents) of all documents whose publication day is one."""
    newest = select(func.max(_r.id)).group_by(_r.doc_id)
    asked = (
        select(func.coalesce(_d.outlet, ""), _r.published_earliest, func.count())
        .join(documents, _d.doc_id == _r.doc_id)
        .where(_r.id.in_(newest), _r.published_earliest == _r.published_latest)
        .group_by(_d.outlet, _r.published_earliest)
        .order_by(_d.outlet.nulls_first(), _r.published_earliest)
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(asked)]


def same_text(connection: Connection) -> dict[str, list[str]]:
    """Groups of documents of the same bytes: sha256 -> document ids, where there is more than one."""
    twice = select(_d.raw_sha256).where(_d.raw_sha256 != "").group_by(_d.raw_sha256).having(func.count() > 1)
    found: dict[str, list[str]] = {}
    for row in connection.execute(select(_d.raw_sha256, _d.doc_id).where(_d.raw_sha256.in_(twice)).order_by(_d.doc_id)):
        found.setdefault(row[0], []).append(row[1])
    return found


def values_of(connection: Connection, column: str) -> list[tuple[str, int]]:
    """(value, claims) of a column of current claims, the most frequent first."""
    c = _c[column]
    asked = select(c, func.count()).where(c.is_not(None)).group_by(c).order_by(func.count().desc(), c)
    return [(str(row[0]), row[1]) for row in connection.execute(asked)]


def claims_json(connection: Connection) -> list[str]:
    """The JSON of all current claims; for registries, which look into every name."""
    return [row[0] for row in connection.execute(select(_c.claim_json).order_by(_c.doc_id, _c.position))]


def located(connection: Connection, asked: ClaimFilter, limit: int) -> Page:
    """Current claims with a point, as few columns as a map needs."""
    columns = (
        "claim_id", "doc_id", "event_type", "polarity", "modality", "earliest", "latest", "place", "place_precision",
        "country", "admin1", "lat", "lon", "radius_km", "killed_low", "killed_high", "root_source", "trigger_words",
    )  # fmt: skip
    chosen = select(*(_c[name] for name in columns)).where(and_(_c.lat.is_not(None), *conditions(asked)))
    return _page(connection, chosen.order_by(_c.earliest.nulls_first(), _c.claim_id), 0, limit)


def neighbours(connection: Connection, doc_id: str) -> tuple[str | None, str | None]:
    """The documents before and after one, by id."""
    before = select(func.max(_d.doc_id)).where(_d.doc_id < doc_id)
    after = select(func.min(_d.doc_id)).where(_d.doc_id > doc_id)
    return connection.execute(before).scalar(), connection.execute(after).scalar()


def event_claim_rows(connection: Connection) -> list[Row]:
    """(event_id, flat cells) of every claim of the newest linking; what lists of events are made from."""
    names = (
        "claim_id", "doc_id", "event_type", "polarity", "earliest", "latest", "place", "place_precision", "country", "gazetteer_id",
        "admin1", "killed_low", "killed_high", "root_source", "outlet",
    )  # fmt: skip
    asked = (
        select(events_current.c.event_id, *(_c[name] for name in names))
        .join(event_claims, event_claims.c.event_row == events_current.c.id)
        .join(claims_current, _c.id == event_claims.c.claim_row)
        .order_by(events_current.c.event_id, _c.doc_id, _c.position)
    )
    return [dict(row) for row in connection.execute(asked).mappings()]


def relations_page(connection: Connection, kinds: Sequence[str], first: int, size: int) -> Page:
    """Relations of these kinds, with the event they stand in."""
    asked = (
        select(events_current.c.event_id, relations.c.a, relations.c.b, relations.c.kind, relations.c.why)
        .join(events_current, events_current.c.id == relations.c.event_row)
        .where(relations.c.kind.in_(kinds))
        .order_by(relations.c.id)
    )
    return _page(connection, asked, first, size)


def relations_count(connection: Connection, kinds: Sequence[str]) -> int:
    """How many there are."""
    asked = select(func.count()).select_from(
        relations.join(events_current, events_current.c.id == relations.c.event_row)
    )
    return int(connection.execute(asked.where(relations.c.kind.in_(kinds))).scalar_one())


def audit_page(connection: Connection, first: int, size: int, *, act: str | None, actor: str | None) -> Page:
    """The audit chain, newest row first."""
    asked = select(audit)
    if act:
        asked = asked.where(audit.c.act == act)
    if actor:
        asked = asked.where(audit.c.actor == actor)
    return _page(connection, asked.order_by(audit.c.id.desc()), first, size)


def claims_of(connection: Connection, ids: Sequence[str]) -> dict[str, Row]:
    """Claim id -> its JSON, of the current claims among these ids."""
    found: dict[str, Row] = {}
    for first in range(0, len(ids), 500):
        asked = select(_c.claim_id, _c.claim_json).where(_c.claim_id.in_(ids[first : first + 500])).order_by(_c.id)
        found |= {row[0]: json.loads(row[1]) for row in connection.execute(asked)}
    return found


def claim_rows(connection: Connection, claim_id: str) -> Row:
    """The flat cells of a claim's newest row, current or not; empty where there never was one."""
    c = claims.c
    chosen = select(*(c[column.name] for column in LISTED)).where(c.claim_id == claim_id)
    row = connection.execute(chosen.order_by(c.id.desc()).limit(1)).mappings().first()
    return dict(row) if row else {}


def events_json(connection: Connection, ids: Sequence[str]) -> list[Row]:
    """The events of these ids in the newest linking, by the contract."""
    e = events_current.c
    asked = select(e.event_json).where(e.event_id.in_(ids)).order_by(e.event_id)
    return [json.loads(row[0]) for row in connection.execute(asked)]


def copied(connection: Connection) -> list[tuple[str, str]]:
    """(copy, original) of documents that the newest linking found to be one text, as far as both tell of one event."""
    one, other = event_claims.alias(), event_claims.alias()
    of_one, of_other = claims.alias(), claims.alias()
    asked = (
        select(of_one.c.doc_id, of_other.c.doc_id)
        .select_from(relations)
        .join(events_current, events_current.c.id == relations.c.event_row)
        .join(one, and_(one.c.event_row == relations.c.event_row, one.c.claim_id == relations.c.a))
        .join(other, and_(other.c.event_row == relations.c.event_row, other.c.claim_id == relations.c.b))
        .join(of_one, of_one.c.id == one.c.claim_row)
        .join(of_other, of_other.c.id == other.c.claim_row)
        .where(relations.c.kind == "copies")
        .distinct()
    )
    return sorted((row[0], row[1]) for row in connection.execute(asked))


def titles_of(connection: Connection, ids: Sequence[str]) -> dict[str, Row]:
    """Document id -> its title, outlet and language."""
    found: dict[str, Row] = {}
    for first in range(0, len(ids), 500):
        asked = select(_d.doc_id, _d.title, _d.outlet, _d.language).where(_d.doc_id.in_(ids[first : first + 500]))
        found |= {row["doc_id"]: dict(row) for row in connection.execute(asked).mappings()}
    return found


def document_languages(connection: Connection) -> list[tuple[str, int]]:
    """(language, documents), the most frequent first."""
    asked = select(_d.language, func.count()).group_by(_d.language).order_by(func.count().desc(), _d.language)
    return [(row[0], row[1]) for row in connection.execute(asked)]


def event_claims_at(connection: Connection, event_id: str, at: str) -> list[str]:
    """The claims that an event had at a moment: those of the newest linking until then, else of the first after."""
    e = events.c
    asked = select(e.event_json).join(linkings, linkings.c.id == e.linking_id).where(e.event_id == event_id)
    row = connection.execute(asked.where(linkings.c.at <= at).order_by(e.id.desc()).limit(1)).first()
    row = row or connection.execute(asked.order_by(e.id).limit(1)).first()
    return list(json.loads(row[0])["claims"]) if row else []


def names_of(connection: Connection, kind: str) -> list[tuple[str, str | None, int]]:
    """(name, words in a text, claims) of every place, actor or source that current claims name."""
    if kind == "place":
        asked = select(_c.place, _c.place_words, func.count()).where(_c.place.is_not(None))
        asked = asked.group_by(_c.place, _c.place_words).order_by(_c.place, _c.place_words.nulls_first())
        return [(row[0], row[1], row[2]) for row in connection.execute(asked)]
    if kind == "source":
        asked = select(_c.root_source, _c.root_kind, func.count()).where(_c.root_source.is_not(None))
        asked = asked.group_by(_c.root_source, _c.root_kind).order_by(_c.root_source, _c.root_kind.nulls_first())
        return [(row[0], None, row[2]) for row in connection.execute(asked)]
    found: dict[str, int] = {}
    for column in (_c.initiators, _c.targets, _c.parties):
        for names, number in connection.execute(
            select(column, func.count()).where(column.is_not(None)).group_by(column).order_by(column)
        ):
            for name in names.split("; "):
                found[name] = found.get(name, 0) + number
    return [(name, None, number) for name, number in found.items()]


def risks(connection: Connection) -> dict[str, int]:
    """How many current claims carry what could harm: exact points, names of victims, words of private persons."""
    exact = and_(_c.lat.is_not(None), _c.place_precision.in_(("site", "neighbourhood")))
    # Names stand in the claim's JSON only; an empty list has no anchor in it.
    named = _c.claim_json.like('%"names":[{%')
    private = _c.root_kind.in_(("witness", "person", "social_media"))
    asked = {
        "rows": None, "exact_points": exact, "names": named, "exact_points_and_names": and_(exact, named),
        "private_persons": private, "private_persons_at_exact_points": and_(private, exact),
    }  # fmt: skip
    told = {}
    for name, condition in asked.items():
        chosen = select(func.count()).select_from(claims_current)
        chosen = chosen if condition is None else chosen.where(condition)
        told[name] = int(connection.execute(chosen).scalar_one())
    return told


def totals(connection: Connection) -> dict[str, int]:
    """How many documents, events and judgements there are."""
    tables = {"documents": documents, "events": events_current, "judgements": judgements}
    return {
        name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
        for name, table in tables.items()
    }
