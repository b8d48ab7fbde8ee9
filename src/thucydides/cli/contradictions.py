"""thucydides contradictions: where accounts of one event cannot all be right."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from thucydides.cli.ledger import Ledger
from thucydides.cli.options import Day, json_option, open_project, project_option

KINDS = ("number", "actor", "day", "place", "kind", "denies")


@click.command("contradictions")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only of this kind; may be repeated.")
@click.option("--country", metavar="XX", help="ISO code of the country where it happened.")
@click.option("--since", type=Day(), help="Happened on this day or later.")
@click.option("--until", type=Day(), help="Happened on this day or earlier.")
@click.option("--format", "chosen", type=click.Choice(("text", "jsonl")), default="text", show_default=True)
@project_option
@json_option
def verb(kinds: tuple[str, ...], chosen: str, folder: Path | None, as_json: bool, **asked: Any) -> int:
    """Show events whose accounts contradict each other, side by side, in their words.

    A toll that rises is an update and no contradiction; a denial negates a claim and counts nobody.

    \b
    Examples:
      thucydides contradictions --country SY
      thucydides contradictions --kind actor --kind denies
      thucydides contradictions --format jsonl > contradictions.jsonl
    """
    from thucydides.cli.linked import EventFilter, admitted, conflicts, dossiers
    from thucydides.cli.render.grid import grid
    from thucydides.cli.render.paint import Paint, wants_colour

    ledger = Ledger("contradictions", as_json=as_json)
    wanted = {k if k == "denies" else f"conflicts_{k}" for k in kinds}
    with open_project(folder) as project:
        found = admitted(dossiers(project), EventFilter(contested=True, **asked))
    found = [d for d in found if not wanted or wanted & set(conflicts(d))]
    ledger.count("events", len(found))
    paint = Paint(wants_colour(sys.stdout))
    for dossier in found:
        told = [r for r in dossier.event.relations if r.kind == "denies" or r.kind.startswith("conflicts_")]
        told = [r for r in told if not wanted or r.kind in wanted]
        ledger.count("contradictions", len(told))
        if as_json:
            continue
        if chosen == "jsonl":
            for r in told:
                row = {"event_id": dossier.event.event_id, **asdict(r)}
                sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        else:
            sys.stdout.write("\n".join(grid(dossier, paint)) + "\n\n")
    return ledger.finish(0)
