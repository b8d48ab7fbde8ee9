"""thucydides init: makes a project."""

from __future__ import annotations

from pathlib import Path

import click

from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import json_option


@click.command("init")
@click.argument("folder", metavar="DIR", default=".", type=click.Path(file_okay=False, path_type=Path))
@json_option
def verb(folder: Path, as_json: bool) -> int:
    """Make a project: one folder, one database.

    DIR (by default the current folder) gets thucydides.toml, project.sqlite, raw/ and exports/, readable by you only.
    A project that is there already stays as it is; one of an older version is brought up to date, a copy is kept.

    \b
    Examples:
      thucydides init aleppo
      thucydides init            # here
    """
    from thucydides.store.project import Project

    ledger = Ledger("init", as_json=as_json)
    with Project.init(folder) as project:
        ledger.counts |= project.counts()
    ledger.outputs.append(str(folder))
    if not as_json:
        say(f"a project in {folder}; next: thucydides add FILES, then thucydides read")
    return ledger.finish(0)
