"""Addresses of PostgreSQL databases as people type them, and what of them may be shown or written down."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from thucydides.model.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import URL

_SCHEMES = ("postgresql://", "postgres://", "postgresql+psycopg://")
_SECRET = ("password", "sslpassword")
_SECONDS_TO_CONNECT = "10"


def is_address(told: str) -> bool:
    """True for what begins as an address of a PostgreSQL database, not as a folder."""
    return told.startswith(_SCHEMES)


def _parsed(address: str) -> URL:
    # Settings are read before a database is opened; SQLAlchemy takes a fifth of a second to import.
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(address)
        _ = url.port, url.host, url.query
    except (ArgumentError, ValueError) as error:
        # Not what was typed: there may be a password in it. Nor the error, which repeats it.
        hint = "write it as postgresql://NAME@HOST:PORT/DATABASE; signs such as @ : / % in a name go as %40 %3A %2F %25"
        raise UsageError("the address of the database cannot be read", hint=hint) from error
    if not url.database:
        raise UsageError("the address names no database", hint="write it as postgresql://NAME@HOST/DATABASE")
    return url.set(drivername="postgresql")


def has_password(address: str) -> bool:
    """True where a password stands in it."""
    url = _parsed(address)
    return url.password is not None or any(name in url.query for name in _SECRET)


def shown(address: str) -> str:
    """The address without what is secret: for settings, errors and everything that is kept."""
    url = _parsed(address)._replace(password=None)
    return url.difference_update_query(_SECRET).render_as_string()


def connecting(address: str) -> URL:
    """The address for the driver; gives up after ten seconds where nobody said how long to wait."""
    url = _parsed(address).set(drivername="postgresql+psycopg")
    if "connect_timeout" in url.query or os.environ.get("PGCONNECT_TIMEOUT"):
        return url
    return url.update_query_dict({"connect_timeout": _SECONDS_TO_CONNECT})
