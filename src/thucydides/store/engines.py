"""Which database a project's settings name."""

from __future__ import annotations

from thucydides.store.database import Database
from thucydides.store.folder import Folder
from thucydides.store.postgres.server import PostgresServer
from thucydides.store.sqlite import SqliteFile


def database_of(folder: Folder, url: str | None = None) -> Database:
    """The database of a folder; `url`, where given, is its address with the password that the settings leave out."""
    address = url or folder.address
    return SqliteFile(folder.database) if address is None else PostgresServer(address)
