"""All that is said to PostgreSQL and to no other engine: connection settings, the one writer, search, guards, map."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, inspect, literal, not_, select, text

from thucydides.model.errors import MissingExtra, ProjectError
from thucydides.store import raw
from thucydides.store.database import BUSY_MS, DURABLE, WRITING
from thucydides.store.postgres import shared_raw
from thucydides.store.postgres.additions import add_map
from thucydides.store.postgres.address import connecting, shown
from thucydides.store.postgres.errors import errors_of
from thucydides.store.schema import metadata

# One writer at a time in a schema of a database, as on SQLite: the audit chain, the order of row numbers and the check
# of what a reviewer had seen need it. Reading and thinking are done outside.
_ONE_WRITER = "SELECT pg_advisory_xact_lock(hashtext('thucydides.' || current_schema()))"
_TURN = "hashtext('thucydides.reading.' || current_schema()), id::int"
_TAKE = f"SELECT id FROM unnest(CAST(:ids AS bigint[])) AS id WHERE pg_try_advisory_lock({_TURN})"  # noqa: S608 (constants)
_LET_GO = f"SELECT pg_advisory_unlock({_TURN}) FROM unnest(CAST(:ids AS bigint[])) AS id"  # noqa: S608 (the same)
_OLDEST = 130000
_NEEDED = ("server_version_num", "server_encoding")


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """The database of a team; see `Database`. `address` may hold a password, which is never shown."""

    address: str

    def __repr__(self) -> str:
        """Without the password, also in a traceback."""
        return f"PostgresServer({self.place!r})"

    @property
    def place(self) -> str:
        """The address without its password."""
        return shown(self.address)

    def is_there(self) -> bool:
        """True: only connecting can tell."""
        return True

    def make(self) -> None:
        """Nothing: the server's administrator makes the database. ProjectError where it cannot hold a project."""
        engine = self.engine()
        try:
            with self.errors(), engine.connect() as connection:
                told = {name: connection.exec_driver_sql(f"SHOW {name}").scalar_one() for name in _NEEDED}
        finally:
            engine.dispose()
        if int(told["server_version_num"]) < _OLDEST:
            raise ProjectError("is older than PostgreSQL 13", place=self.place, hint="use a newer server")
        if told["server_encoding"] != "UTF8":
            hint = "make another one: createdb --encoding UTF8 --template template0 NAME"
            raise ProjectError(f"is in {told['server_encoding']}, not UTF8", place=self.place, hint=hint)

    def engine(self, busy_ms: int = BUSY_MS) -> Engine:
        """Connections that read one state, or write alone after waiting at most `busy_ms`."""
        try:
            engine = create_engine(
                connecting(self.address),
                connect_args={"client_encoding": "utf8"},
                pool_size=10,
                max_overflow=20,
                pool_pre_ping=True,
            )
        except ModuleNotFoundError as error:
            hint = "pip install 'thucydides[postgres]'"
            raise MissingExtra(f"a PostgreSQL project needs {error.name}", hint=hint) from error

        from psycopg import IsolationLevel

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            options = connection.get_execution_options()
            writing = options.get(WRITING, False)
            driver: Any = connection.connection.driver_connection
            # A writer has no snapshot of its transaction: it would be taken before the wait for the lock ends.
            driver.isolation_level = IsolationLevel.READ_COMMITTED if writing else IsolationLevel.REPEATABLE_READ
            driver.read_only = not writing
            if writing:
                durable = "" if options.get(DURABLE, True) else "SET LOCAL synchronous_commit = off; "
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(busy_ms)}; {durable}{_ONE_WRITER}")

        return engine

    def keep_copy(self, before: str) -> None:
        """Nothing: migrations are one transaction here, and backups are made with pg_dump (docs/teams.md)."""

    def finish(self, connection: Connection) -> None:
        """Where PostGIS is or may be installed: an index over the points of claims, and the view `claims_map`."""
        add_map(connection)

    def faults(self, connection: Connection) -> list[str]:
        """Rows that point to missing ones; pages and checksums are the server's own care (pg_checksums, pg_amcheck)."""
        found = []
        for table in metadata.sorted_tables:
            for key in sorted(table.foreign_keys, key=lambda one: one.parent.name):
                there = select(literal(1)).where(key.column == key.parent).correlate(table).exists()
                found += [
                    f"table {table.name}, row {row[0]}: points to a missing row of {key.column.table.name}"
                    for row in connection.execute(select(table.c.id).where(not_(there)).order_by(table.c.id))
                ]
        return found

    def features(self, connection: Connection) -> dict[str, str]:
        """Versions of server and PostGIS; "no" where there is none."""
        asked = text("SELECT extversion FROM pg_extension WHERE extname = 'postgis'")
        postgis = connection.execute(asked).scalar() if inspect(connection).has_table("claims_map") else None
        version = connection.exec_driver_sql("SHOW server_version").scalar_one()
        return {"postgresql": str(version).split(maxsplit=1)[0], "postgis": str(postgis or "no")}

    @contextmanager
    def turns(self, engine: Engine) -> Iterator[Callable[[list[int]], list[int]]]:
        """Readers share the work by locks of the session: who dies lets go of his, and the next run reads them."""
        held: list[list[int]] = []
        options = {"isolation_level": "AUTOCOMMIT"}
        with self.errors(), engine.connect().execution_options(**options) as connection:

            def take(ids: list[int]) -> list[int]:
                if len(held) == 2:
                    connection.execute(text(_LET_GO), {"ids": held.pop(0)})
                held.append([int(row[0]) for row in connection.execute(text(_TAKE), {"ids": ids})])
                return held[-1]

            try:
                yield take
            finally:
                connection.exec_driver_sql("SELECT pg_advisory_unlock_all()")

    def errors(self) -> AbstractContextManager[None]:
        """See `errors_of`."""
        return errors_of(self.place)

    def counted(self, connection: Connection, tables: tuple[str, ...]) -> None:
        """Sets each sequence to the highest number."""
        for table in tables:
            if "id" in metadata.tables[table].c:
                newest = select(func.max(metadata.tables[table].c.id)).scalar_subquery()
                connection.execute(select(func.setval(func.pg_get_serial_sequence(table, "id"), newest)))

    def share(self, engine: Engine, folder: Path, inside: str) -> None:
        """Puts the bytes into the database, a part at a time so that nobody waits long."""
        with self.errors(), engine.connect() as connection:
            if shared_raw.is_whole(connection, folder, inside):
                return
        writing = engine.execution_options(**{WRITING: True})
        for position, part in enumerate(raw.parts(folder, inside) if (folder / inside).stat().st_size else (b"",)):
            with self.errors(), writing.begin() as connection:
                shared_raw.put(connection, inside, position, part)

    def raw_paths(self, connection: Connection, folder: Path) -> list[str]:  # noqa: ARG002 - they stand in the database
        """All that were shared."""
        return shared_raw.paths(connection)

    def raw_parts(self, connection: Connection, folder: Path, inside: str) -> Iterator[bytes]:  # noqa: ARG002
        """The parts as they were shared."""
        return shared_raw.parts(connection, inside)
