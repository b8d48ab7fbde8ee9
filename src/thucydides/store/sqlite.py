"""All that is said to SQLite and to no other engine: connection settings, full-text search, guards, errors."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc, text

from thucydides.model.errors import ProjectError, ThucydidesError

BUSY_MS = 10_000
# Execution options of connections that will write: they take the lock at once instead of failing halfway. DURABLE
# commits survive a power cut; others survive every crash of the program, and a power cut at most costs the newest.
WRITING = "thucydides_writing"
DURABLE = "thucydides_durable"


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


def matching(words: str) -> tuple[str, dict[str, str]]:
    """SQL condition and its bound value: documents that hold all these words. Operators of FTS5 are taken as words."""
    quoted = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
    return "SELECT rowid FROM documents_fts WHERE documents_fts MATCH :search", {"search": quoted}


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
