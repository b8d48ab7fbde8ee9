"""thucydides merge: joins two events or claims that are one happening."""

from __future__ import annotations

from pathlib import Path

import click

from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import json_option, open_project, project_option


@click.command("merge")
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
@click.option("--why", default="", metavar="WORDS", help="The reason.")
@click.option("--by", metavar="NAME", help="Who says so; by default your user name.")
@project_option
@json_option
def verb(one: str, other: str, why: str, by: str | None, folder: Path | None, as_json: bool) -> int:
    """Say that two events or claims are one happening.

    The next linking keeps them together; the browser and the exports of events do so at once.

    \b
    Examples:
      thucydides merge 9c0d11aa 77b1fe02 --why "the same market, the same hour"
    """
    from thucydides.cli.deciding import made

    ledger = Ledger("merge", as_json=as_json)
    with open_project(folder) as project:
        told = made(project, {"subject": one, "other": other, "verdict": "merge", "why": why}, by)
    ledger.count("judgements")
    if not as_json:
        say(f"merge {told.subject} {told.other} by {told.by}; undo {told.judgement_id}")
    return ledger.finish(0)
