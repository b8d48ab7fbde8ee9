"""thucydides project: copies a project between a folder and a team's database."""

from __future__ import annotations

from pathlib import Path

import click

from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import ProjectFolder, json_option
from thucydides.model.errors import UsageError


@click.command("project")
@click.argument("act", type=click.Choice(["copy"]))
@click.argument("source", metavar="FROM", type=ProjectFolder())
@click.argument("target", metavar="TO")
@click.option(
    "--folder", metavar="DIR", type=ProjectFolder(),
    help="Where TO is an address: the folder of the copy.",
)  # fmt: skip
@json_option
def verb(act: str, source: Path, target: str, folder: Path | None, as_json: bool) -> int:  # noqa: ARG001 (one act yet)
    """Copy a project into another folder or a team's database, with nothing lost.

    FROM is the folder of a project on either store. TO is a new folder, or the address of an empty PostgreSQL database
    with --folder. Every row keeps its number and the audit chain its hashes, so both give the same exports. FROM stays
    as it is.

    \b
    Examples:
      thucydides project copy aleppo postgresql://rana@db.example.org/aleppo --folder aleppo-team
      thucydides project copy aleppo-team aleppo-2          # back into one file
    """
    from thucydides.store.copying import copy_project
    from thucydides.store.postgres.address import has_password, is_address
    from thucydides.store.project import Project

    address = target if is_address(target) else None
    if address is not None and folder is None:
        raise UsageError("which folder shall point to the copy?", hint="name it with --folder DIR")
    if address is None and folder is not None:
        raise UsageError("--folder goes with an address", hint="name the new folder as TO")
    ledger = Ledger("project", as_json=as_json)
    root = folder or Path(target)
    with Project.open(source) as opened:
        ledger.counts |= copy_project(opened, root, address)
    ledger.outputs.append(str(root))
    if not as_json:
        told = ", ".join(f"{ledger.counts[name]} {name}" for name in ("documents", "readings", "claims", "judgements"))
        say(f"copied {told}, {ledger.counts['raw']} raw files and all else to {root}")
        if address is not None and has_password(address):
            say("the password was not written down: put it into ~/.pgpass or PGPASSWORD")
    return ledger.finish(0)
