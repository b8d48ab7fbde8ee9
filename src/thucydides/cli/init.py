"""thucydides init: makes a project."""

from __future__ import annotations

from pathlib import Path

import click

from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import json_option
from thucydides.model.errors import UsageError


@click.command("init")
@click.argument("places", metavar="[ADDRESS] [DIR]", nargs=-1)
@json_option
def verb(places: tuple[str, ...], as_json: bool) -> int:
    """Make a project: one folder, one database.

    DIR (by default the current folder) gets thucydides.toml, project.sqlite, raw/ and exports/, readable by you only.
    A project that is there already stays as it is; one of an older version is brought up to date, a copy is kept.

    With the ADDRESS of a PostgreSQL database, a team's project stands there and DIR only points to it; who joins runs
    the same command. No password is written down: give it in ~/.pgpass or PGPASSWORD.

    \b
    Examples:
      thucydides init aleppo
      thucydides init            # here
      thucydides init postgresql://rana@db.example.org/aleppo aleppo
    """
    from thucydides.store.postgres.address import has_password
    from thucydides.store.project import Project

    address, folder = _split(places)
    ledger = Ledger("init", as_json=as_json)
    with Project.init(folder, address=address) as project:
        ledger.counts |= project.counts()
        place = project.database.place
        with project.look() as connection:
            features = project.database.features(connection)
    ledger.outputs.append(str(folder))
    if not as_json:
        if address is not None:
            say(f"the database {place}: " + ", ".join(f"{name} {told}" for name, told in features.items()))
        if features.get("postgis") == "no":
            say("without PostGIS: all works but the view claims_map; an administrator may CREATE EXTENSION postgis")
        if address is not None and has_password(address):
            say("the password was not written down: put it into ~/.pgpass or PGPASSWORD")
        say(f"a project in {folder}; next: thucydides add FILES, then thucydides read")
    return ledger.finish(0)


def _split(places: tuple[str, ...]) -> tuple[str | None, Path]:
    """(address or None, folder) of what was typed; UsageError for more than that."""
    from thucydides.store.postgres.address import is_address

    address = places[0] if places and is_address(places[0]) else None
    rest = places[1:] if address else places
    if other := next((place for place in rest if "://" in place and not is_address(place)), None):
        raise UsageError(
            f"{other.partition(':')[0]}:// is no store of projects", hint="a folder, or postgresql://NAME@HOST/DATABASE"
        )
    if len(rest) > 1 or any(is_address(place) for place in rest):
        raise UsageError("too many arguments", hint="thucydides init [postgresql://NAME@HOST/DATABASE] [DIR]")
    folder = Path(rest[0] if rest else ".")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file", hint="name a folder")
    return address, folder
