"""What is wrong with a stored project: anchors that do not hold, raw bytes that changed, a broken audit chain."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection, select

from thucydides.model.anchor import Anchor
from thucydides.store import audit, raw
from thucydides.store.database import Database, streamed
from thucydides.store.folder import Folder
from thucydides.store.schema import claims, documents, not_coded, readings


def anchors_in(value: object) -> Iterator[Anchor]:
    """Every anchor anywhere in the JSON of a claim or document."""
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "exact"}:
            yield Anchor(value["start"], value["end"], value["exact"])
            return
        for part in value.values():
            yield from anchors_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from anchors_in(part)


def _claims(connection: Connection) -> Iterator[str]:
    asked = select(claims.c.claim_id, claims.c.claim_json, documents.c.text).join(
        documents, documents.c.doc_id == claims.c.doc_id
    )
    for claim_id, claim_json, text in streamed(connection, asked.order_by(claims.c.id)):
        for anchor in anchors_in(json.loads(claim_json)):
            if not anchor.holds(text):
                yield f"claim {claim_id}: {anchor.exact!r} does not stand at {anchor.start}:{anchor.end} of its document"


def _seen(connection: Connection) -> Iterator[str]:
    n = not_coded.c
    asked = (
        select(n.words, n.words_start, n.words_end, documents.c.doc_id, documents.c.text)
        .join(readings, readings.c.id == n.reading_id)
        .join(documents, documents.c.doc_id == readings.c.doc_id)
        .order_by(n.id)
    )
    for words, start, end, doc_id, text in streamed(connection, asked):
        if not Anchor(start, end, words).holds(text):
            yield f"document {doc_id}: words seen and not coded, {words!r}, do not stand at {start}:{end}"


def _documents(connection: Connection, database: Database, folder: Folder) -> Iterator[str]:
    d = documents.c
    asked = select(d.doc_id, d.text, d.document_json, d.raw_path).order_by(d.id)
    for doc_id, text, document_json, path in streamed(connection, asked):
        for anchor in anchors_in(json.loads(document_json)):
            if not anchor.holds(text):
                yield f"document {doc_id}: a date's words {anchor.exact!r} do not stand at {anchor.start}:{anchor.end}"
        if path is not None and not raw.matches(path, database.raw_parts(connection, folder.raw, path)):
            yield f"document {doc_id}: its raw bytes raw/{path} are missing or changed"


def faults_of(connection: Connection, database: Database, folder: Folder) -> Iterator[str]:
    """All faults, in words that name the row."""
    yield from database.faults(connection)
    yield from audit.broken(connection)
    yield from _documents(connection, database, folder)
    yield from _claims(connection)
    yield from _seen(connection)
