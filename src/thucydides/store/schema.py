"""The tables of a project's database, portable over SQL engines; migrations/ has their history."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Float, ForeignKey, Index, MetaData, Table, UniqueConstraint
from sqlalchemy.types import TypeEngine

from thucydides.store.database import KEY, NUMBER, TEXT
from thucydides.store.flat import FLAT

# All revisions that this program knows, oldest first; a test holds them against migrations/versions.
REVISIONS = ("0001", "0002")
HEAD = REVISIONS[-1]

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _number() -> Column[int]:
    return Column("id", NUMBER, primary_key=True)


def _text(name: str, *, required: bool = True) -> Column[str]:
    return Column(name, TEXT, nullable=not required)


def _key(name: str, *, required: bool = True, index: bool = False) -> Column[str]:
    return Column(name, KEY, nullable=not required, index=index)


def _count(name: str, *, required: bool = True) -> Column[int]:
    return Column(name, NUMBER, nullable=not required)


def _points_to(name: str, target: str, *, index: bool = True) -> Column[int]:
    return Column(name, NUMBER, ForeignKey(target), nullable=False, index=index)


_TYPES: dict[str, TypeEngine[Any]] = {"text": TEXT, "day": KEY, "integer": NUMBER, "number": Float()}
_REQUIRED = frozenset({"claim_id", "doc_id", "event_type", "polarity", "modality", "language", "reader"})
_INDEXED = frozenset({"claim_id", "event_type", "earliest", "country", "root_source"})


def _flat_columns() -> list[Column[object]]:
    return [
        Column(name, _TYPES[kind], nullable=name not in _REQUIRED, index=name in _INDEXED)
        for name, kind in FLAT.items()
        if name != "doc_id"
    ]


# Key and value pairs about the project itself: its id, when and by which program it was made.
meta = Table("meta", metadata, Column("key", KEY, primary_key=True), _text("value"))

# One row a document, its canonical text kept for ever; `document_json` has stamps, segments and notes.
documents = Table(
    "documents", metadata, _number(), _key("doc_id"), _text("title", required=False), _key("language"),
    _text("outlet", required=False), _text("uri", required=False), _text("text"), _count("characters"),
    _key("raw_sha256"), _key("raw_path", required=False), _key("added_at"), _text("document_json"),
    UniqueConstraint("doc_id"), Index(None, "outlet"), Index(None, "language"),
)  # fmt: skip

# One row each time a reader read a document. `reader` is its name, version and a hash of what it knew.
readings = Table(
    "readings", metadata, _number(),
    Column("doc_id", KEY, ForeignKey("documents.doc_id"), nullable=False), _key("reader"), _key("at"),
    _key("published_earliest", required=False), _key("published_latest", required=False), _key("published_status"),
    _count("claims"), _count("refused"), _count("not_coded"), _text("published_json"),
    UniqueConstraint("doc_id", "reader"),
)  # fmt: skip

# One row a claim of a reading: columns to query by, and the whole claim by the contract in `claim_json`.
claims = Table(
    "claims", metadata, _number(), _points_to("reading_id", "readings.id"),
    Column("doc_id", KEY, ForeignKey("documents.doc_id"), nullable=False, index=True), _count("position"),
    *_flat_columns(), _text("claim_json"),
    UniqueConstraint("reading_id", "position"),
    # A page of what many claims meet is walked in its order; to sort them all takes a quarter of a second at 100,000.
    *(Index(None, *e, "doc_id", "position") for e in (("country",), ("language",), ("event_type",), ("country", "language"))),
)  # fmt: skip

# One row a toll of a claim; `part_of` is the position of the toll that holds it.
tolls = Table(
    "tolls", metadata, _number(), _points_to("claim_row", "claims.id"), _count("position"), _key("outcome"),
    _key("victims"), _text("side", required=False), _count("low", required=False), _count("high", required=False),
    _key("exactness"), _count("part_of", required=False), _text("words"), _count("words_start"), _count("words_end"),
)  # fmt: skip

# Claims that the gate did not let through, and words that looked like an event and were not coded.
refused = Table(
    "refused", metadata, _number(), _points_to("reading_id", "readings.id"), _count("position"), _text("reason"),
    _text("claim_json"),
)  # fmt: skip
not_coded = Table(
    "not_coded", metadata, _number(), _points_to("reading_id", "readings.id"), _count("position"), _text("words"),
    _count("words_start"), _count("words_end"), _text("reason"), _text("rule"),
)  # fmt: skip

# A person's verdicts; a later one undoes an earlier one.
judgements = Table(
    "judgements", metadata, _number(), _key("judgement_id"), _key("subject", index=True),
    _key("other", required=False), _key("verdict"), _text("slot", required=False), _text("value", required=False),
    _text("exact", required=False), _text("why"), _text("by"), _key("at"), UniqueConstraint("judgement_id"),
)  # fmt: skip

# One row each time claims were joined to events; the newest holds.
linkings = Table(
    "linkings", metadata, _number(), _key("linker"), _key("at"), _count("events"),
)  # fmt: skip
events = Table(
    "events", metadata, _number(), _points_to("linking_id", "linkings.id"), _key("event_id", index=True),
    _text("roots_json"), _text("event_json"), UniqueConstraint("linking_id", "event_id"),
)  # fmt: skip
event_claims = Table(
    "event_claims", metadata, _number(), _points_to("event_row", "events.id"), _points_to("claim_row", "claims.id"),
    _key("claim_id", index=True), UniqueConstraint("event_row", "claim_row"),
)  # fmt: skip
relations = Table(
    "relations", metadata, _number(), _points_to("event_row", "events.id"), _key("a"), _key("b"), _key("kind"),
    _text("why"),
)  # fmt: skip

# Who changed what and when; each row's hash covers the one before, so a row cannot be taken out unseen.
audit = Table(
    "audit", metadata, _number(), _key("at"), _text("actor"), _key("act"), _text("subject"),
    _text("before", required=False), _text("after", required=False), _text("reason"), _key("previous"), _key("hash"),
    UniqueConstraint("hash"),
)  # fmt: skip

# Made by migrations as views: what holds now. Declared here only to be selected from.
_views = MetaData()
claims_current = Table("claims_current", _views, *(Column(c.name, c.type) for c in claims.c))
events_current = Table("events_current", _views, *(Column(c.name, c.type) for c in events.c))

APPEND_ONLY = (
    "meta", "documents", "readings", "claims", "tolls", "refused", "not_coded", "judgements", "linkings", "events",
    "event_claims", "relations", "audit",
)  # fmt: skip
