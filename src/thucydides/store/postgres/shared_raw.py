"""Raw bytes inside a shared database, in parts: who works on another machine has no folder raw/ of ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Column, Connection, LargeBinary, MetaData, Table, func, select
from sqlalchemy.dialects.postgresql import insert

from thucydides.store import raw
from thucydides.store.database import KEY, NUMBER, streamed

# Beside the schema that all engines share. A part is at most raw.CHUNK bytes; an empty file is one empty part.
raw_parts = Table(
    "raw_parts", MetaData(), Column("path", KEY, primary_key=True),
    Column("position", NUMBER, primary_key=True, autoincrement=False), Column("content", LargeBinary, nullable=False),
)  # fmt: skip


def is_whole(connection: Connection, folder: Path, inside: str) -> bool:
    """True where as many parts are there as the file has."""
    needed = max(1, -(-(folder / inside).stat().st_size // raw.CHUNK))
    asked = select(func.count()).select_from(raw_parts).where(raw_parts.c.path == inside)
    return int(connection.execute(asked).scalar_one()) == needed


def put(connection: Connection, inside: str, position: int, content: bytes) -> None:
    """Adds a part; one that is there stays, for the path is the hash of the whole."""
    row = {"path": inside, "position": position, "content": content}
    connection.execute(insert(raw_parts).on_conflict_do_nothing(), row)


def paths(connection: Connection) -> list[str]:
    """All paths, sorted."""
    return [str(row[0]) for row in connection.execute(select(raw_parts.c.path).distinct().order_by(raw_parts.c.path))]


def parts(connection: Connection, inside: str) -> Iterator[bytes]:
    """The parts of one file in their order; nothing where it is missing."""
    asked = select(raw_parts.c.content).where(raw_parts.c.path == inside).order_by(raw_parts.c.position)
    for row in streamed(connection, asked, 4):
        yield bytes(row[0])
