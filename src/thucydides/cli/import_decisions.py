"""thucydides import-decisions: takes a filled spreadsheet of decisions back into the project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import json_option, open_project, project_option
from thucydides.model.errors import InputError, ThucydidesError

if TYPE_CHECKING:
    from thucydides.store.judging.judgements import Standing
    from thucydides.store.project import Project
    from thucydides.store.sheet import Line

_FORM = {"field": "slot", "verdict": "verdict", "value": "value", "exact": "exact", "other": "other", "why": "why"}


@click.command("import-decisions")
@click.argument("sheet", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--by", metavar="NAME", help="Who decided, where a row does not say; by default your user name.")
@click.option("--force", is_flag=True, help="Also where somebody decided since the sheet was written.")
@click.option("--dry-run", is_flag=True, help="Check every row and append nothing.")
@project_option
@json_option
def verb(sheet: Path, by: str | None, force: bool, dry_run: bool, folder: Path | None, as_json: bool) -> int:
    """Take decisions from a CSV that export-decisions wrote and people filled.

    A row whose `verdict` is empty is passed over; one that stands already is known; one that somebody overtook since
    is refused unless --force. Errors name the row and the column. All that is right is taken.

    \b
    Examples:
      thucydides import-decisions august.csv --by rana
      thucydides import-decisions august.csv --dry-run
    """
    from thucydides.store.judging.judgements import standings_of
    from thucydides.store.sheet import filled, fingerprints, known

    ledger = Ledger("import-decisions", as_json=as_json)
    ledger.counts |= {"appended": 0, "known": 0}
    with open_project(folder) as project:
        with project.look() as connection:
            standings = standings_of(connection)
        holds = fingerprints(list(project.judgements()))
        try:
            with sheet.open(encoding="utf-8-sig", newline="") as source:
                for line in filled(source, str(sheet)):
                    if known(line, holds):
                        ledger.count("known")
                    else:
                        _take(project, standings, line, str(sheet), ledger, by, force, dry_run)
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(getattr(error, "strerror", None) or "is not UTF-8", place=str(sheet)) from error
    if not as_json:
        say(f"{ledger.counts['appended']} appended, {ledger.counts['known']} there already")
    return ledger.finish(None if ledger.failures else 0)


def _take(
    project: Project, standings: dict[str, Standing], line: Line, sheet: str, ledger: Ledger, by: str | None,
    force: bool, dry_run: bool,
) -> None:  # fmt: skip
    from thucydides.cli.deciding import who
    from thucydides.web.acts import judgement_of

    cells = line.cells
    standing = standings.get(cells["claim_id"])
    if standing and standing.version != cells["seen"] and not force:
        newer = standing.history[-1]
        ledger.fail(
            f"{sheet}:{line.number}: seen", "judged", f"{newer.by} said {newer.verdict} since the sheet was written",
            "look at it, then --force",
        )  # fmt: skip
        return
    form = {name: cells[column] for column, name in _FORM.items()} | {"subject": cells["claim_id"]}
    try:
        judgement = judgement_of(project, standings, form, cells["by"] or who(by))
        if not dry_run:
            project.append_judgement(judgement)
        ledger.count("appended")
    except ThucydidesError as error:
        column = "claim_id" if isinstance(error, InputError) else "value" if cells["field"] else "verdict"
        ledger.fail(f"{sheet}:{line.number}: {column}", error.code, error.message, error.hint)
