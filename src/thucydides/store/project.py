"""A project: one folder, one database; documents go in, readings and judgements are appended, nothing is changed."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from sqlalchemy import Connection, Engine, RowMapping, Table, exists, func, insert, select

import thucydides.store.audit as audit_chain
from thucydides.model.anchor import Anchor
from thucydides.model.claim import Claim, DocumentRef, NotCoded, Reading, Refused
from thucydides.model.document import Document
from thucydides.model.errors import InputError, ProjectError
from thucydides.model.event import Event
from thucydides.model.judgement import Judgement
from thucydides.store import folder as folders
from thucydides.store import raw as raw_bytes
from thucydides.store import rows, schema
from thucydides.store.database import BUSY_MS, DURABLE, WRITING, Database, streamed, streamed_mappings
from thucydides.store.engines import database_of
from thucydides.store.events import events_of, members_ever, newest_linker, save_events
from thucydides.store.judging.judgements import append as append_judgement
from thucydides.store.migrate import require_newest, upgrade
from thucydides.store.postgres.server import PostgresServer
from thucydides.store.queries import ClaimFilter, claims_asked

_EVERYTHING = ClaimFilter()
_BATCH = 200


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


class Project:
    """Opened with `Project.open` or `Project.init`; close it, or use it in a `with`."""

    def __init__(
        self, folder: folders.Folder, database: Database, engine: Engine, *, actor: str = "local",
        clock: Callable[[], datetime] = _now,
    ) -> None:  # fmt: skip
        self.folder = folder
        self.database = database
        self._engine = engine
        self._actor = actor
        self._clock = clock

    @classmethod
    def init(cls, root: Path | str, *, address: str | None = None, actor: str = "local", blank: bool = False) -> Self:
        """Makes a project, or brings an older one up to date; one that is there stays as it is.

        `address` is that of a PostgreSQL database, for a project without one of its own; its password is not kept.
        `blank` makes one without its first rows, for a copy to be put into.
        """
        if address is not None:
            PostgresServer(address).make()  # before a folder points to what cannot be reached
        folder = folders.make(Path(root), address)
        database = database_of(folder, address)
        with database.errors():
            database.make()
        project = cls(folder, database, database.engine(), actor=actor)
        with project._closed_on_error():
            if upgrade(project._engine, database) and not blank:
                project._welcome()
            with project._writing() as connection:
                database.finish(connection)
        return project

    @classmethod
    def open(cls, root: Path | str, *, actor: str = "local", busy_ms: int = BUSY_MS) -> Self:
        """Opens a project; ProjectError where there is none, it is locked, or of another version."""
        folder = folders.load(Path(root))
        database = database_of(folder)
        if not database.is_there():
            raise ProjectError(
                "the database is missing", place=database.place, hint="restore it, or: thucydides init DIR"
            )
        project = cls(folder, database, database.engine(busy_ms), actor=actor)
        with project._closed_on_error(), project._reading() as connection:
            require_newest(connection, database.place)
        return project

    @contextmanager
    def _closed_on_error(self) -> Iterator[None]:
        try:
            with self.database.errors():
                yield
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    # -- writing: one transaction an act, with its row in the audit chain

    @contextmanager
    def _writing(self, *, durable: bool = True) -> Iterator[Connection]:
        engine = self._engine.execution_options(**{WRITING: True, DURABLE: durable})
        with self.database.errors(), engine.begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self.database.errors(), self._engine.connect() as connection:
            yield connection

    def _at(self) -> str:
        return self._clock().isoformat()

    def _noted(self, connection: Connection, act: str, subject: str, **told: str | None) -> None:
        audit_chain.append(
            connection, at=self._at(), actor=self._actor, act=act, subject=subject,
            before=told.get("before"), after=told.get("after"), reason=told.get("reason") or "",
        )  # fmt: skip

    def _welcome(self) -> None:
        with self._writing() as connection:
            if (
                connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "project_id")).scalar()
                is None
            ):
                told = {"project_id": uuid.uuid4().hex, "created_at": self._at()}
                connection.execute(insert(schema.meta), [{"key": k, "value": v} for k, v in told.items()])
            self._noted(connection, "migrate", "schema", after=schema.HEAD)

    def keep(self, source: Path | BinaryIO) -> raw_bytes.Kept:
        """Copies a file or stream into raw/, once for all documents that stand in it; give what comes back to `add`."""
        kept = raw_bytes.keep(self.folder.raw, source)
        self.share(kept)
        return kept

    def share(self, kept: raw_bytes.Kept) -> None:
        """Lets all who work on the project have bytes that were kept in this folder."""
        self.database.share(self._engine, self.folder.raw, kept.path)

    def add(self, document: Document, raw: bytes | raw_bytes.Kept | None = None) -> bool:
        """Keeps a document and the bytes it came from; False where it is there already. Committed on return.

        InputError where its id is there with another text: what is kept is never replaced.
        """
        if self._known(document):
            return False
        kept = self.keep(BytesIO(raw)) if isinstance(raw, bytes) else raw
        with self._writing() as connection:
            if self._has(connection, schema.documents, doc_id=document.doc_id):
                return False  # somebody else was quicker
            row = rows.document_row(document, kept.path if kept else None, self._at())
            connection.execute(insert(schema.documents), row)
            self._noted(connection, "add", document.doc_id, after=document.raw_sha256)
        return True

    def _known(self, document: Document) -> bool:
        asked = select(schema.documents.c.text).where(schema.documents.c.doc_id == document.doc_id)
        with self._reading() as connection:
            text = connection.execute(asked).scalar()
        if text is None:
            return False
        if text != document.text:
            raise InputError(
                "a document of this id is kept already, with another text", place=document.doc_id,
                hint="give the new text another id",
            )  # fmt: skip
        return True

    @staticmethod
    def _has(connection: Connection, table: Table, **key: str) -> bool:
        found = select(table.c.id).where(*(table.c[name] == value for name, value in key.items()))
        return connection.execute(found.limit(1)).first() is not None

    def save(self, reading: Reading, reader: str) -> bool:
        """Appends a reading with all its claims; False where this reader's is there already. Committed on return.

        `reader` tells name, version and knowledge of the reader; a newer reading supersedes older ones by view.
        """
        doc_id = reading.document.doc_id
        # Not forced to disk one by one, which would cost more than the reading: a power cut can only cost readings that
        # the next run makes again, byte by byte the same.
        with self._writing(durable=False) as connection:
            if self._has(connection, schema.readings, doc_id=doc_id, reader=reader):
                return False
            number = self._insert(connection, schema.readings, rows.reading_row(reading, reader, self._at()))
            for position, claim in enumerate(reading.claims):
                row = self._insert(connection, schema.claims, rows.claim_row(claim, number, position))
                if claim.casualties:
                    connection.execute(insert(schema.tolls), rows.toll_rows(claim, row))
            if reading.refused:
                connection.execute(insert(schema.refused), rows.refused_rows(reading, number))
            if reading.not_coded:
                connection.execute(insert(schema.not_coded), rows.not_coded_rows(reading, number))
            self._noted(connection, "read", doc_id, after=f"{reader}: {len(reading.claims)} claims")
        return True

    @staticmethod
    def _insert(connection: Connection, table: Table, row: rows.Row) -> int:
        key = connection.execute(insert(table), row).inserted_primary_key
        assert key is not None
        return int(key[0])

    def append_judgement(self, judgement: Judgement, *, seen: str | None = None) -> None:
        """Appends a person's verdict; JudgedMeanwhile where `seen`, the newest that they knew of, is not the newest."""
        with self._writing() as connection:
            append_judgement(connection, judgement, seen)
            after = judgement.value if judgement.slot is None else f"{judgement.slot}={judgement.value}"
            audit_chain.append(
                connection, at=self._at(), actor=judgement.by, act=judgement.verdict, subject=judgement.subject,
                before=seen or None, after=judgement.other or after, reason=judgement.why,
            )  # fmt: skip

    def save_events(self, events: tuple[Event, ...], linker: str) -> None:
        """Appends a linking of current claims to events; it supersedes the one before by view."""
        with self._writing() as connection:
            save_events(connection, events, linker, self._at())
            self._noted(connection, "link", linker, after=f"{len(events)} events")

    def note_export(self, subject: str, after: str) -> None:
        """Writes into the audit chain that something left the project."""
        with self._writing() as connection:
            self._noted(connection, "export", subject, after=after)

    # -- reading: each iterator sees one state of the project, also while another process writes

    def unread(self, reader: str, *, batch: int = 50) -> Iterator[Document]:
        """Documents that this reader has not read, in the order they were added; may be saved to while iterating.

        On a server those that another machine is reading now are left to it.
        """
        d, r = schema.documents, schema.readings
        open_ones = ~exists().where(r.c.doc_id == d.c.doc_id, r.c.reader == reader)
        last = 0
        with self.database.turns(self._engine) as take:
            while True:
                asked = select(d.c.id).where(d.c.id > last, open_ones).order_by(d.c.id).limit(batch)
                with self._reading() as connection:
                    ids = list(connection.execute(asked).scalars())
                if not ids:
                    return
                # Asked again: somebody may have read one before it was ours.
                ours = select(d).where(d.c.id.in_(take(ids)), open_ones).order_by(d.c.id)
                with self._reading() as connection:
                    found = connection.execute(ours).mappings().all()
                for row in found:
                    yield rows.document_of(row)
                last = ids[-1]

    def count_unread(self, reader: str) -> int:
        """How many documents this reader has not read."""
        d, r = schema.documents, schema.readings
        asked = select(func.count()).select_from(d)
        asked = asked.where(~exists().where(r.c.doc_id == d.c.doc_id, r.c.reader == reader))
        with self._reading() as connection:
            return int(connection.execute(asked).scalar_one())

    def claims(self, asked: ClaimFilter = _EVERYTHING) -> Iterator[Claim]:
        """Current claims that meet the filter, by document and position."""
        with self._reading() as connection:
            for claim_json, event_id in streamed(connection, claims_asked(asked), _BATCH):
                yield rows.claim_of(claim_json, event_id)

    def documents(self) -> Iterator[Document]:
        """All documents by id."""
        asked = select(schema.documents).order_by(schema.documents.c.doc_id)
        with self._reading() as connection:
            for row in streamed_mappings(connection, asked, _BATCH):
                yield rows.document_of(row)

    def _one(self, table: Table, column: str, prefix: str, what: str) -> RowMapping:
        c = table.c[column]
        asked = select(table).where(c >= prefix, c < prefix + "\U0010ffff").order_by(c, table.c.id.desc())
        with self._reading() as connection:
            found = connection.execute(asked.limit(20)).mappings().all()
        ids = list(dict.fromkeys(row[column] for row in found))
        if not ids:
            raise InputError(
                f"no {what} {prefix!r}", place=str(self.folder.root), hint="list them with: thucydides claims"
            )
        if len(ids) > 1 and prefix not in ids:
            raise InputError(
                f"{prefix!r} begins more than one {what}: {', '.join(ids[:5])}", hint="give more of the id"
            )
        return found[0]

    def document(self, prefix: str) -> Document:
        """The document whose id begins so; InputError where none or more than one does."""
        return rows.document_of(self._one(schema.documents, "doc_id", prefix, "document"))

    def claim(self, prefix: str) -> Claim:
        """The current claim whose id begins so; InputError where none or more than one does."""
        return rows.claim_of(self._one(schema.claims_current, "claim_id", prefix, "claim")["claim_json"])

    def reading(self, doc_id: str) -> Reading | None:
        """The newest reading of a document; None where it is unread."""
        r = schema.readings
        with self._reading() as connection:
            newest = select(r).where(r.c.doc_id == doc_id).order_by(r.c.id.desc()).limit(1)
            row = connection.execute(newest).mappings().first()
            if row is None:
                return None
            d = connection.execute(select(schema.documents).where(schema.documents.c.doc_id == doc_id)).mappings().one()
            document = DocumentRef(doc_id, d["uri"], d["title"], d["language"], d["outlet"], rows.published_of(row))
            found = {
                table.name: connection.execute(
                    select(table).where(table.c.reading_id == row["id"]).order_by(table.c.position)
                ).mappings().all()
                for table in (schema.claims, schema.refused, schema.not_coded)
            }  # fmt: skip
        return Reading(
            document,
            tuple(replace(rows.claim_of(c["claim_json"]), document=document) for c in found["claims"]),
            tuple(
                Refused(replace(rows.claim_of(c["claim_json"]), document=document), c["reason"])
                for c in found["refused"]
            ),
            tuple(
                NotCoded(Anchor(n["words_start"], n["words_end"], n["words"]), n["reason"], n["rule"])
                for n in found["not_coded"]
            ),
        )

    def judgements(self, subject: str | None = None) -> Iterator[Judgement]:
        """All judgements, or those on one claim or event, oldest first."""
        j = schema.judgements
        asked = select(j).order_by(j.c.id)
        if subject is not None:
            asked = asked.where(j.c.subject == subject)
        with self._reading() as connection:
            for row in connection.execute(asked).mappings():
                yield rows.judgement_of(row)

    @contextmanager
    def written(self) -> Iterator[Connection]:
        """A connection that writes alone, all or nothing; for what no method here does."""
        with self._writing() as connection:
            yield connection

    @contextmanager
    def look(self) -> Iterator[Connection]:
        """A connection that sees one state of the project; for queries that pages ask and no method here does."""
        with self._reading() as connection:
            yield connection

    def events(self) -> Iterator[Event]:
        """The events of the newest linking, by id."""
        with self._reading() as connection:
            yield from events_of(connection)

    def linker(self) -> str:
        """Name and version of the linker that made the events; empty where nothing was linked yet."""
        with self._reading() as connection:
            return newest_linker(connection)

    def members_ever(self, ids: Sequence[str] | None = None) -> dict[str, tuple[str, ...]]:
        """Claim ids of every event there ever was, or of these, by event id: what a judgement on an event speaks of."""
        with self._reading() as connection:
            return members_ever(connection, ids)

    def counts(self) -> dict[str, int]:
        """How many documents, current claims, events and judgements there are."""
        tables = {
            "documents": schema.documents, "claims": schema.claims_current, "events": schema.events_current,
            "judgements": schema.judgements,
        }  # fmt: skip
        with self._reading() as connection:
            return {
                name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
                for name, table in tables.items()
            }

    def project_id(self) -> str:
        """The id that the project was given when it was made."""
        with self._reading() as connection:
            asked = select(schema.meta.c.value).where(schema.meta.c.key == "project_id")
            return str(connection.execute(asked).scalar_one())

    def audit_head(self) -> str:
        """The hash of the newest row of the audit chain."""
        with self._reading() as connection:
            return audit_chain.head(connection)

    def faults(self) -> Iterator[str]:
        """All that is wrong with what is stored, in words; nothing where all is well."""
        from thucydides.store.faults import faults_of

        with self._reading() as connection:
            yield from faults_of(connection, self.database, self.folder)
