"""The seam between a project and its engine: all that SQLite and PostgreSQL do each in their own way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import (
    BigInteger,
    Boolean,
    Connection,
    Engine,
    Integer,
    RowMapping,
    Select,
    String,
    Text,
    TypeDecorator,
    Unicode,
)
from sqlalchemy.sql.functions import FunctionElement

BUSY_MS = 10_000
# Execution options of connections that will write: they take the lock at once instead of failing halfway, one writer at
# a time, so that numbers of rows grow in the order of commits. DURABLE commits survive a power cut; others survive every
# crash of the program, and a power cut at most costs the newest.
WRITING = "thucydides_writing"
DURABLE = "thucydides_durable"


# Types of columns. PostgreSQL would sort by the language of the server and count to two thousand million; SQLite sorts
# by code point and counts further. Exports must be the same bytes from both.
TEXT = Text().with_variant(Text(collation="C"), "postgresql")
KEY = String().with_variant(String(collation="C"), "postgresql")
NUMBER = Integer().with_variant(BigInteger(), "postgresql")


class Database(Protocol):
    """Where the rows stand. `place` is what people and errors call it, never with a password."""

    @property
    def place(self) -> str:
        """A path, or an address without its password."""

    def is_there(self) -> bool:
        """False where there is nothing to open yet; who connects to a server sees for himself."""

    def make(self) -> None:
        """Makes what connections need to be there."""

    def engine(self, busy_ms: int = BUSY_MS) -> Engine:
        """Connections; nothing is opened yet. A writer waits that many milliseconds for another one."""

    def keep_copy(self, before: str) -> None:
        """Keeps a copy before the revision `before` is run, where that is this program's to do."""

    def finish(self, connection: Connection) -> None:
        """Adds what the engine can do beyond the schema, as far as it can; may be called again at any time."""

    def faults(self, connection: Connection) -> list[str]:
        """What the engine itself finds wrong; empty where all is well."""

    def features(self, connection: Connection) -> dict[str, str]:
        """Versions, and what is there beyond the schema."""

    def turns(self, engine: Engine) -> AbstractContextManager[Callable[[list[int]], list[int]]]:
        """What to ask which of these documents nobody else is reading; who asks has them until two questions later."""

    def errors(self) -> AbstractContextManager[None]:
        """Turns the engine's errors into ours, each with what to do."""

    def counted(self, connection: Connection, tables: tuple[str, ...]) -> None:
        """Lets numbering go on after rows that were put in with their numbers."""

    def share(self, engine: Engine, folder: Path, inside: str) -> None:
        """Lets all who use this database have the raw bytes that were kept at `inside` of `folder`."""

    def raw_paths(self, connection: Connection, folder: Path) -> list[str]:
        """Where raw bytes stand below raw/, sorted."""

    def raw_parts(self, connection: Connection, folder: Path, inside: str) -> Iterator[bytes]:
        """The raw bytes, in parts; nothing where they are missing."""


class Words(TypeDecorator[str]):
    """Words that a document must hold, as the engine's search takes them; operators are taken as words."""

    impl = Unicode
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        """Each word as a string of FTS5; PostgreSQL's function takes them as they are."""
        if value is None or dialect.name != "sqlite":
            return value
        return " ".join('"' + word.replace('"', '""') + '"' for word in value.split())


class holds_words(FunctionElement[bool]):  # noqa: N801 (named like an SQL function)
    """Condition: the document of this id (first argument) holds all these words (second); compiled by each engine."""

    type = Boolean()
    inherit_cache = True


def streamed(connection: Connection, asked: Select[*tuple[Any, ...]], size: int = 100) -> Iterator[Any]:
    """Rows, `size` at a time; a server's cursor is closed also where nobody asks for the last one."""
    found = connection.execution_options(yield_per=size).execute(asked)
    try:
        yield from found
    finally:
        found.close()


def streamed_mappings(connection: Connection, asked: Select[*tuple[Any, ...]], size: int = 100) -> Iterator[RowMapping]:
    """As `streamed`, each row by the names of its columns."""
    found = connection.execution_options(yield_per=size).execute(asked)
    try:
        yield from found.mappings()
    finally:
        found.close()
