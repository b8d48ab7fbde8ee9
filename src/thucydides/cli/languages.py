"""thucydides languages: which knowledge each language has."""

from __future__ import annotations

import click

from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import json_option
from thucydides.cli.render.table import aligned
from thucydides.knowledge.inventory import FILES, Inventory, inventory


@click.command("languages")
@json_option
def verb(as_json: bool) -> int:
    """Show what is known of each language: rows of each kind of words.

    A column that is empty means that nothing of the kind is found in texts of that language.

    \b
    Examples:
      thucydides languages
      thucydides languages --json
    """
    ledger = Ledger("languages", as_json=as_json)
    known = inventory()
    for language in known:
        ledger.count("languages")
        ledger.count("rows", sum(language.rows.values()))
    if not as_json:
        _print(known)
    return ledger.finish(0)


def _print(known: tuple[Inventory, ...]) -> None:
    head = ("code", "name", "script", *FILES)
    rows = [(one.code, one.name, one.script, *(str(one.rows.get(file) or "-") for file in FILES)) for one in known]
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    for row in (head, *rows):
        print(aligned(row, widths))
    complete = sum(1 for one in known if all(one.rows.get(file) for file in FILES))
    say(f"{len(known)} languages, {complete} with all kinds")
