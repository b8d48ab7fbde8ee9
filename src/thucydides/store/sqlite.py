"""All that is said to SQLite and to no other engine: connection settings, full-text search, guards, errors."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc, text
from sqlalchemy.ext.compiler import compiles

from thucydides.model.errors import ProjectError, ThucydidesError
from thucydides.store import raw
from thucydides.store.database import BUSY_MS, DURABLE, WRITING, holds_words


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """The database of a project that is one folder on one machine; see `Database`."""

    path: Path

    @property
    def place(self) -> str:
        """The file."""
        return str(self.path)

    def is_there(self) -> bool:
        """True where the file is."""
        return self.path.is_file()

    def make(self) -> None:
        """An empty file where there is none."""
        if not self.path.exists():
            create_file(self.path)

    def engine(self, busy_ms: int = BUSY_MS) -> Engine:
        """See `open_engine`."""
        return open_engine(self.path, busy_ms=busy_ms)

    def keep_copy(self, before: str) -> None:
        """A copy of the file beside it."""
        copy_file(self.path, self.path.with_name(f"{self.path.name}.before-{before}"))

    def finish(self, connection: Connection) -> None:
        """Nothing: all stands in the schema."""

    def faults(self, connection: Connection) -> list[str]:
        """See `faults`."""
        return faults(connection)

    def features(self, connection: Connection) -> dict[str, str]:  # noqa: ARG002 - SQLite needs no connection to tell
        """See `features`."""
        return {"sqlite": features()["version"]}

    def turns(self, engine: Engine) -> AbstractContextManager[Callable[[list[int]], list[int]]]:  # noqa: ARG002
        """All: one machine has one reader; two at once do no harm but read twice."""
        return nullcontext(lambda ids: ids)

    def errors(self) -> AbstractContextManager[None]:
        """See `errors_of`."""
        return errors_of(self.path)

    def counted(self, connection: Connection, tables: tuple[str, ...]) -> None:
        """Nothing: SQLite goes on after the highest number by itself."""

    def share(self, engine: Engine, folder: Path, inside: str) -> None:
        """Nothing: who has the folder has the bytes."""

    def raw_paths(self, connection: Connection, folder: Path) -> list[str]:  # noqa: ARG002 - they stand in the folder
        """All files below raw/ that are complete."""
        return raw.paths(folder)

    def raw_parts(self, connection: Connection, folder: Path, inside: str) -> Iterator[bytes]:  # noqa: ARG002
        """The parts of the file."""
        return raw.parts(folder, inside)


def open_engine(path: Path, *, busy_ms: int = BUSY_MS) -> Engine:
    """An engine over one file. Nothing is opened yet; connections use WAL and foreign keys."""
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _set(connection: Any, _pooled: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN is too late for reads and too weak for writes
        for pragma in (
            f"busy_timeout={busy_ms}",
            "journal_mode=WAL",
            "foreign_keys=ON",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get(WRITING, False):
            connection.exec_driver_sql(f"PRAGMA synchronous={'FULL' if options.get(DURABLE, True) else 'NORMAL'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITING, False) else "BEGIN")

    return engine


def create_file(path: Path) -> None:
    """An empty database file that only its owner can read; FileExistsError where there is one."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def copy_file(path: Path, target: Path) -> None:
    """A consistent copy of a database, also of one in use; an older copy of that name is replaced."""
    target.unlink(missing_ok=True)
    create_file(target)
    source, copy = sqlite3.connect(path), sqlite3.connect(target)
    try:
        source.backup(copy)
    finally:
        source.close()
        copy.close()


def add_search_and_guards(connection: Connection, append_only: tuple[str, ...]) -> None:
    """Full-text search over documents, and triggers that refuse to change or delete a row."""
    connection.execute(
        text(
            "CREATE VIRTUAL TABLE documents_fts USING fts5(title, text, content='documents', content_rowid='id', "
            "tokenize='unicode61 remove_diacritics 2')"
        )
    )
    connection.execute(
        text(
            "CREATE TRIGGER documents_search AFTER INSERT ON documents BEGIN "
            "INSERT INTO documents_fts(rowid, title, text) VALUES (new.id, new.title, new.text); END"
        )
    )
    for table in append_only:
        for act in ("UPDATE", "DELETE"):
            connection.execute(
                text(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
            )


@compiles(holds_words, "sqlite")
def _matching(element: holds_words, compiler: Any, **told: Any) -> str:
    row, words = (compiler.process(clause, **told) for clause in element.clauses)
    return f"({row} IN (SELECT rowid FROM documents_fts WHERE documents_fts MATCH {words}))"  # noqa: S608 (column, bound value)


def faults(connection: Connection) -> list[str]:
    """What SQLite itself finds wrong in the file: broken pages, dangling references; empty where all is well."""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
    found += [
        f"table {row[0]}, row {row[1]}: points to a missing row of {row[2]}"
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
    ]
    return found


def features() -> dict[str, str]:
    """SQLite's version, and whether what we need is compiled in ("yes" or "no")."""
    connection = sqlite3.connect(":memory:")
    try:
        options = {str(row[0]) for row in connection.execute("PRAGMA compile_options")}
        return {
            "version": sqlite3.sqlite_version,
            "fts5": "yes" if "ENABLE_FTS5" in options else "no",
            "rtree": "yes" if "ENABLE_RTREE" in options else "no",
        }
    finally:
        connection.close()


@contextmanager
def errors_of(path: Path) -> Iterator[None]:
    """Turns the engine's errors into ours, each with what to do."""
    try:
        yield
    except (exc.OperationalError, exc.DatabaseError, sqlite3.Error) as error:
        raise _ours(str(getattr(error, "orig", error)), path) from error


def _ours(said: str, path: Path) -> ThucydidesError:
    place = str(path)
    if "locked" in said or "busy" in said:
        return ProjectError("is locked by another process", place=place, hint="wait for it to end, then run again")
    if "full" in said or "disk I/O" in said:
        return ThucydidesError(
            "cannot be written: the disk is full or a size limit is reached", place=place,
            hint="free some space and run again; what was committed is kept",
        )  # fmt: skip
    if "not a database" in said or "malformed" in said:
        return ProjectError("is no database, or a damaged one", place=place, hint="restore it from a backup")
    if "readonly" in said or "unable to open" in said:
        return ProjectError("cannot be opened for writing", place=place, hint="check its permissions")
    if "append-only" in said:
        return ProjectError(said, place=place, hint="append a judgement instead")
    return ProjectError(said, place=place)
