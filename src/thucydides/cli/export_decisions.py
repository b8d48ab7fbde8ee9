"""thucydides export-decisions: claims and what people decided, as a spreadsheet to fill."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import json_option, open_project, project_option
from thucydides.model.errors import UsageError


@click.command("export-decisions")
@click.option("-o", "--output", metavar="FILE", default="decisions.csv", show_default=True, help="A file, or -.")
@project_option
@json_option
def verb(output: str, folder: Path | None, as_json: bool) -> int:
    """Write claims and the decisions on them as CSV, to be filled in a spreadsheet.

    One row a claim with empty cells `verdict`, `field`, `value`, `exact`, `other`, `why`, `by`; one row each decision
    that holds. `import-decisions` takes it back.

    \b
    Examples:
      thucydides export-decisions -o august.csv
      thucydides export-decisions -o - | head
    """
    from thucydides.export.atomic import replacing
    from thucydides.store.judging.judgements import standings_of
    from thucydides.store.sheet import write

    if output == "-" and as_json:
        raise UsageError("--json and -o - both want standard output")
    ledger = Ledger("export-decisions", as_json=as_json)
    with open_project(folder) as project, project.look() as connection:
        said, standings = list(project.judgements()), standings_of(connection)
        if output == "-":
            ledger.count("rows", write(connection, said, standings, sys.stdout))
        else:
            with replacing(Path(output)) as out:
                ledger.count("rows", write(connection, said, standings, out))
            ledger.outputs.append(output)
            if not as_json:
                say(f"{ledger.counts['rows']} rows in {output}")
    return ledger.finish(0)
