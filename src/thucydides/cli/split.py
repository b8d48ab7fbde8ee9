"""thucydides split: parts two events or claims that are not one happening."""

from __future__ import annotations

from pathlib import Path

import click

from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import json_option, open_project, project_option


@click.command("split")
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
@click.option("--why", default="", metavar="WORDS", help="The reason.")
@click.option("--by", metavar="NAME", help="Who says so; by default your user name.")
@project_option
@json_option
def verb(one: str, other: str, why: str, by: str | None, folder: Path | None, as_json: bool) -> int:
    """Say that a claim is not of an event, or that two claims are not of one.

    The next linking keeps them apart; the browser does so at once.

    \b
    Examples:
      thucydides split 31aa2501 9c0d11aa --why "another village"      # a claim, and the event it is in
    """
    from thucydides.cli.deciding import made

    ledger = Ledger("split", as_json=as_json)
    with open_project(folder) as project:
        told = made(project, {"subject": one, "other": other, "verdict": "split", "why": why}, by)
    ledger.count("judgements")
    if not as_json:
        say(f"split {told.subject} {told.other} by {told.by}; undo {told.judgement_id}")
    return ledger.finish(0)
