"""thucydides undo: takes a judgement back."""

from __future__ import annotations

from pathlib import Path

import click

from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import json_option, open_project, project_option


@click.command("undo")
@click.argument("judgement", metavar="[JUDGEMENT]", default="last")
@click.option("--why", default="", metavar="WORDS", help="The reason.")
@click.option("--by", metavar="NAME", help="Who says so; by default your user name.")
@project_option
@json_option
def verb(judgement: str, why: str, by: str | None, folder: Path | None, as_json: bool) -> int:
    """Undo a judgement; without its id your newest that holds. An undo can be undone.

    \b
    Examples:
      thucydides undo
      thucydides undo 5f0c2a77 --why "the second list is the later one"
    """
    from thucydides.cli.deciding import who
    from thucydides.web.acts import undo
    from thucydides.web.users import User

    ledger = Ledger("undo", as_json=as_json)
    with open_project(folder) as project:
        # Who holds the folder holds the project: no role stands between them and an undo.
        told, touches_places = undo(project, judgement, User(who(by), "admin"), why)
    ledger.count("judgements")
    if not as_json:
        say(f"undid {told.subject}; undo {told.judgement_id} brings it back")
        if touches_places:
            say("read again what names the place: thucydides read")
    return ledger.finish(0)
