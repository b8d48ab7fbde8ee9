"""Errors of PostgreSQL and its driver in our words, each with what to do; no password ever stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from thucydides.model.errors import InputError, ProjectError, ThucydidesError

_PASSWORD = "put it into ~/.pgpass (HOST:PORT:DATABASE:NAME:PASSWORD, mode 600), or into PGPASSWORD"  # noqa: S105 (none)

# SQLSTATE, by its beginning -> message, what to do.
_BY_STATE = (
    ("55P03", "is locked by another process", "wait for it to end, then run again"),
    ("40P01", "is locked by another process", "run again"),
    ("53100", "cannot be written: the server's disk is full", "free some space there; what was committed is kept"),
    ("53300", "has no connection left for us", "close other programs, or raise max_connections of the server"),
    ("42501", "this user may not do that", "ask for: GRANT CREATE, USAGE ON SCHEMA public and CREATE ON DATABASE"),
    ("25006", "is read-only: a standby, or set so", "name the primary server"),
    ("57P0", "the server shut down", "run again when it is up; what was committed is kept"),
    ("08", "the connection was lost", "run again; what was committed is kept"),
)
# What libpq or the server says while connecting, where no SQLSTATE is given -> message, what to do.
_BY_WORDS = (
    ("password authentication failed", "wrong name or password", _PASSWORD),
    ("no password supplied", "a password is needed", _PASSWORD),
    ("Connection refused", "no server answers there", "check host and port, and that the server runs"),
    ("No such file or directory", "no server answers there", "check host and port, and that the server runs"),
    ("could not translate host name", "no machine of that name", "check the host in the address"),
    ("failed to resolve host", "no machine of that name", "check the host in the address"),
    ("timeout expired", "no answer in time", "check host and port, and the firewall between"),
    ("connection timeout", "no answer in time", "check host and port, and the firewall between"),
    ("no pg_hba.conf entry", "the server does not let us in from here", "its administrator adds a line to pg_hba.conf"),
    ("too many clients", "has no connection left for us", "close other programs, or raise max_connections"),
    ("server closed the connection", "the connection was lost", "run again; what was committed is kept"),
)


@contextmanager
def errors_of(place: str) -> Iterator[None]:
    """Turns errors of the engine at `place` into ours: ProjectError, InputError for text that it cannot hold."""
    try:
        yield
    except exc.TimeoutError as error:
        raise ProjectError("all connections are in use", place=place, hint="try again in a moment") from error
    except exc.DBAPIError as error:
        said = str(error.orig).strip()
        raise _ours(said, str(getattr(error.orig, "sqlstate", None) or ""), place) from error


def _ours(said: str, state: str, place: str) -> ThucydidesError:
    first = said.split("\n", 1)[0]
    if "append-only" in said:
        return ProjectError(first, place=place, hint="append a judgement instead")
    if "NUL (0x00)" in said:
        return InputError("a text holds a NUL character, which PostgreSQL cannot keep", hint="take it out")
    for beginning, message, hint in _BY_STATE:
        if state.startswith(beginning):
            return ProjectError(message, place=place, hint=hint)
    if 'database "' in said and "does not exist" in said:
        return ProjectError("there is no database of that name", place=place, hint="make it: createdb NAME")
    for words, message, hint in _BY_WORDS:
        if words in said:
            return ProjectError(message, place=place, hint=hint)
    return ProjectError(first, place=place)
