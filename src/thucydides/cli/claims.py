"""thucydides claims: lists the claims of a project."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from thucydides.cli.ledger import Ledger
from thucydides.cli.options import Code, Day, json_option, open_project, project_option
from thucydides.model.claim import Claim

_FORMATS = ("table", "jsonl", "csv")


@click.command("claims")
@click.option(
    "--event-type", type=Code("event type"), metavar="CODE", help="Such as air_strike; see `thucydides doctor --codes`."
)
@click.option("--country", metavar="XX", help="ISO code of the country where it happened.")
@click.option("--place", metavar="WORDS", help="Part of the place's name.")
@click.option("--since", type=Day(), help="Happened on this day or later.")
@click.option("--until", type=Day(), help="Happened on this day or earlier.")
@click.option("--actor", metavar="WORDS", help="Part of the name of who did it or to whom it was done.")
@click.option("--source", metavar="WORDS", help="Part of the name of anybody in the chain of sources.")
@click.option("--weapon", type=Code("weapon"), metavar="CODE", help="Such as aerial_bomb.")
@click.option("--language", metavar="XX", help="Language of the document.")
@click.option("--outlet", metavar="WORDS", help="Part of the outlet's name.")
@click.option("--polarity", type=click.Choice(("asserted", "denied")))
@click.option("--modality", type=click.Choice(("stated", "alleged", "estimated", "planned", "hypothetical")))
@click.option("--min-killed", type=click.IntRange(0), metavar="N", help="At least N killed, by the lower figure.")
@click.option("--doc", "doc_id", metavar="ID", help="Of this document.")
@click.option("--search", metavar="WORDS", help="The document holds all these words.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="No more than N.")
@click.option("--format", "chosen", type=click.Choice(_FORMATS), default="table", show_default=True)
@project_option
@json_option
def verb(folder: Path | None, chosen: str, as_json: bool, **asked: Any) -> int:
    """List the claims of a project: the newest reading of each document.

    \b
    Examples:
      thucydides claims --country SY --since 2016-08-01 --until 2016-08-31
      thucydides claims --source Reuters --min-killed 10
      thucydides claims --search "market hospital" --format csv > found.csv
    """
    from thucydides.store.queries import ClaimFilter

    ledger = Ledger("claims", as_json=as_json)
    for name in ("since", "until"):
        asked[name] = asked[name].isoformat() if asked[name] else None
    with open_project(folder) as project:
        if asked["doc_id"]:
            asked["doc_id"] = project.document(asked["doc_id"]).doc_id
        claims = project.claims(ClaimFilter(**asked))
        ledger.count("claims", sum(1 for _ in claims) if as_json else _print(claims, chosen))
    return ledger.finish(0)


def _print(claims: Iterable[Claim], chosen: str) -> int:
    if chosen == "table":
        from thucydides.cli.render.table import print_claims

        return print_claims(claims, sys.stdout)
    from thucydides.export.formats import FORMATS

    return FORMATS[chosen].write(claims, sys.stdout)
