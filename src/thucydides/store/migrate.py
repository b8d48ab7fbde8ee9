"""Brings a project's database to the newest schema, and tells when it cannot."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from thucydides.model.errors import ProjectError
from thucydides.store.database import WRITING, Database
from thucydides.store.schema import HEAD, REVISIONS

FOLDER = Path(__file__).parent / "migrations"


def revision_of(connection: Connection) -> str | None:
    """The schema's revision in an open database; None where it has none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())


def require_newest(connection: Connection, place: str) -> None:
    """ProjectError where the database is older or newer than this program, or no project's at all."""
    found = revision_of(connection)
    if found == HEAD:
        return
    if found is None:
        raise ProjectError("is no project's database", place=place, hint="make a project with: thucydides init DIR")
    if found not in REVISIONS:
        raise ProjectError(
            f"was written by a newer version of the program (schema {found}; this one knows up to {HEAD})",
            place=place, hint="install the newer version: pip install --upgrade thucydides",
        )  # fmt: skip
    raise ProjectError(
        f"needs a migration (schema {found}, this program has {HEAD})", place=place,
        hint="run: thucydides init DIR on the same folder (a copy of the file is kept)",
    )  # fmt: skip


def upgrade(engine: Engine, database: Database) -> bool:
    """Runs the revisions that are missing, in one transaction; keeps a copy of an older file. True where it changed.

    Raises ProjectError where the database is of a newer version.
    """
    with engine.connect() as connection:
        found = revision_of(connection)
    if found == HEAD:
        return False
    if found is not None:
        if found not in REVISIONS:
            with engine.connect() as connection:
                require_newest(connection, database.place)
        database.keep_copy(HEAD)
    # Alembic takes a third of a second to import: only who migrates pays.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        if revision_of(connection) == HEAD:
            return False  # somebody else was quicker
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return True
