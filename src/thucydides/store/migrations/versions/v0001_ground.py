"""Revision 0001: documents, readings, claims, judgements, events and the audit chain."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from thucydides.store import sqlite
from thucydides.store.database import KEY, NUMBER, TEXT
from thucydides.store.postgres import additions

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    "meta", "documents", "readings", "claims", "tolls", "refused", "not_coded", "judgements", "linkings", "events",
    "event_claims", "relations", "audit",
)  # fmt: skip
_TYPES: dict[str, sa.types.TypeEngine[Any]] = {"text": TEXT, "key": KEY, "integer": NUMBER, "number": sa.Float()}


def _columns(spec: str) -> list[sa.Column[Any]]:
    """Columns from words `name:type`; `!` after the name forbids NULL, `*` makes an index, text is the default."""
    columns: list[sa.Column[Any]] = []
    for word in spec.split():
        name, _, kind = word.partition(":")
        columns.append(
            sa.Column(name.rstrip("!*"), _TYPES[kind or "text"], nullable="!" not in name, index="*" in name)
        )
    return columns


def _row_id() -> sa.Column[int]:
    return sa.Column("id", NUMBER, primary_key=True)


def _to(name: str, target: str, *, index: bool = True, kind: sa.types.TypeEngine[Any] = NUMBER) -> sa.Column[Any]:
    return sa.Column(name, kind, sa.ForeignKey(target), nullable=False, index=index)


def _documents() -> None:
    op.create_table("meta", sa.Column("key", KEY, primary_key=True), *_columns("value!"))
    op.create_table(
        "documents", _row_id(),
        *_columns(
            "doc_id!:key title language!*:key outlet* uri text! characters!:integer raw_sha256!:key raw_path:key "
            "added_at!:key document_json!"
        ),
        sa.UniqueConstraint("doc_id"),
    )  # fmt: skip
    op.create_table(
        "readings", _row_id(), _to("doc_id", "documents.doc_id", index=False, kind=KEY),
        *_columns(
            "reader!:key at!:key published_earliest:key published_latest:key published_status!:key claims!:integer "
            "refused!:integer not_coded!:integer published_json!"
        ),
        sa.UniqueConstraint("doc_id", "reader"),
    )  # fmt: skip


def _claims() -> None:
    op.create_table(
        "claims", _row_id(), _to("reading_id", "readings.id"),
        _to("doc_id", "documents.doc_id", kind=KEY),
        *_columns(
            "position!:integer claim_id!* event_type!* polarity! modality! language! outlet published_earliest:key "
            "published_latest:key earliest*:key latest:key time_precision time_words time_start:integer "
            "time_end:integer place place_precision country* admin1 lat:number lon:number radius_km:number "
            "gazetteer_id place_words place_start:integer place_end:integer initiators targets parties weapons "
            "killed_low:integer killed_high:integer injured_low:integer injured_high:integer tolls chain root_source* "
            "root_kind root_stance trigger_words trigger_start:integer trigger_end:integer words words_start:integer "
            "words_end:integer confidence:number reader! claim_json!"
        ),
        sa.UniqueConstraint("reading_id", "position"),
    )  # fmt: skip
    op.create_table(
        "tolls", _row_id(), _to("claim_row", "claims.id"),
        *_columns(
            "position!:integer outcome!:key victims!:key side low:integer high:integer exactness!:key part_of:integer "
            "words! words_start!:integer words_end!:integer"
        ),
    )  # fmt: skip
    op.create_table(
        "refused", _row_id(), _to("reading_id", "readings.id"), *_columns("position!:integer reason! claim_json!")
    )
    op.create_table(
        "not_coded", _row_id(), _to("reading_id", "readings.id"),
        *_columns("position!:integer words! words_start!:integer words_end!:integer reason! rule!"),
    )  # fmt: skip


def _people() -> None:
    op.create_table(
        "judgements", _row_id(),
        *_columns("judgement_id!:key subject!*:key other:key verdict!:key slot value exact why! by! at!:key"),
        sa.UniqueConstraint("judgement_id"),
    )  # fmt: skip
    op.create_table(
        "audit", _row_id(),
        *_columns("at!:key actor! act!:key subject! before after reason! previous!:key hash!:key"),
        sa.UniqueConstraint("hash"),
    )  # fmt: skip


def _events() -> None:
    op.create_table("linkings", _row_id(), *_columns("linker!:key at!:key events!:integer"))
    op.create_table(
        "events", _row_id(), _to("linking_id", "linkings.id"), *_columns("event_id!*:key roots_json! event_json!"),
        sa.UniqueConstraint("linking_id", "event_id"),
    )  # fmt: skip
    op.create_table(
        "event_claims", _row_id(), _to("event_row", "events.id"), _to("claim_row", "claims.id"),
        *_columns("claim_id!*:key"), sa.UniqueConstraint("event_row", "claim_row"),
    )  # fmt: skip
    op.create_table("relations", _row_id(), _to("event_row", "events.id"), *_columns("a!:key b!:key kind!:key why!"))


def _views() -> None:
    op.execute(
        "CREATE VIEW readings_current AS SELECT r.* FROM readings AS r "
        "WHERE r.id = (SELECT max(newer.id) FROM readings AS newer WHERE newer.doc_id = r.doc_id)"
    )
    op.execute(
        "CREATE VIEW claims_current AS SELECT c.* FROM claims AS c "
        "WHERE c.reading_id = (SELECT max(newer.id) FROM readings AS newer WHERE newer.doc_id = c.doc_id)"
    )
    op.execute(
        "CREATE VIEW tolls_current AS SELECT c.claim_id, c.doc_id, c.event_type, c.polarity, c.modality, "
        "c.root_source, t.* FROM tolls AS t JOIN claims_current AS c ON c.id = t.claim_row"
    )
    op.execute(
        "CREATE VIEW events_current AS SELECT e.* FROM events AS e "
        "WHERE e.linking_id = (SELECT max(linkings.id) FROM linkings)"
    )
    op.execute(
        "CREATE VIEW documents_unread AS SELECT d.doc_id, d.title, d.language, d.outlet, d.added_at FROM documents AS d "
        "WHERE NOT EXISTS (SELECT 1 FROM readings AS r WHERE r.doc_id = d.doc_id)"
    )


def upgrade() -> None:
    """Goes forward; there is no way back, a copy of the file is kept."""
    _documents()
    _claims()
    _people()
    _events()
    _views()
    connection = op.get_bind()
    own = {"sqlite": sqlite.add_search_and_guards, "postgresql": additions.add_search_and_guards}
    own[connection.dialect.name](connection, _TABLES)
