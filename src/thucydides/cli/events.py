"""thucydides events: lists the events of a project."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from thucydides.cli.ledger import Ledger
from thucydides.cli.options import Code, Day, json_option, open_project, project_option

if TYPE_CHECKING:
    from thucydides.export.dossier import Dossier
    from thucydides.knowledge.policies import Policy


@click.command("events")
@click.option("--event-type", type=Code("event type"), metavar="CODE", help="Such as air_strike.")
@click.option("--country", metavar="XX", help="ISO code of the country where it happened.")
@click.option("--place", metavar="WORDS", help="Part of the place's name.")
@click.option("--since", type=Day(), help="Happened on this day or later.")
@click.option("--until", type=Day(), help="Happened on this day or earlier.")
@click.option("--min-roots", type=click.IntRange(1), metavar="N", help="Told by N independent roots or more.")
@click.option("--contested", is_flag=True, help="Only events whose accounts contradict each other.")
@click.option("--policy", "counted", metavar="NAME", default="ucdp-low-best-high", help="How casualties are counted.")
@click.option("--format", "chosen", type=click.Choice(("table", "jsonl")), default="table", show_default=True)
@project_option
@json_option
def verb(folder: Path | None, chosen: str, counted: str, as_json: bool, **asked: Any) -> int:
    """List the events of a project: day, place, how many independent roots, the range of the toll, contradictions.

    \b
    Examples:
      thucydides events --country SY --since 2016-08-01
      thucydides events --contested --min-roots 2
      thucydides events --policy acled-conservative --format jsonl > events.jsonl
    """
    from thucydides.cli.linked import EventFilter, admitted, dossiers
    from thucydides.knowledge.policies import policy

    ledger = Ledger("events", as_json=as_json)
    chosen_policy = policy(counted)
    with open_project(folder) as project:
        found = admitted(dossiers(project), EventFilter(**asked))
    ledger.count("events", len(found))
    if not as_json:
        if chosen == "jsonl":
            from thucydides.export.events import write

            write(found, chosen_policy, sys.stdout)
        else:
            _table(found, chosen_policy)
    return ledger.finish(0)


_HEAD = ("id", "day", "event", "place", "roots", "claims", "killed", "contradictions")


def _table(found: Sequence[Dossier], chosen: Policy) -> None:
    from thucydides.cli.render.paint import Paint, wants_colour
    from thucydides.cli.render.table import aligned

    rows = [_row(d, chosen) for d in found]
    widths = [max(len(r[i]) for r in (_HEAD, *rows)) for i in range(len(_HEAD))]
    sys.stdout.write(Paint(wants_colour(sys.stdout))(aligned(_HEAD, widths), "strong") + "\n")
    for row in rows:
        sys.stdout.write(aligned(row, widths) + "\n")


def _row(dossier: Dossier, chosen: Policy) -> tuple[str, ...]:
    from thucydides.cli.linked import conflicts, first_day
    from thucydides.cli.render import phrases
    from thucydides.cli.render.paint import shown
    from thucydides.export.figures import derive

    placed, killed = dossier.placed(), derive(dossier, chosen).figure("killed")
    told = ""
    if killed is not None and killed.told:
        numbers = [n for n in (killed.low, killed.high) if n is not None]
        told = "-".join(str(n) for n in dict.fromkeys(numbers))
    conflicting = ", ".join(phrases.plain(k.removeprefix("conflicts_")) for k in conflicts(dossier))
    cells = (
        dossier.event.event_id[:8], str(first_day(dossier) or "?"), phrases.plain(dossier.typed().event_type),
        placed.place.name if placed and placed.place else "?", str(len(dossier.event.roots)),
        str(len(dossier.claims)), told, conflicting,
    )  # fmt: skip
    return tuple(shown(cell) for cell in cells)
