"""thucydides event: one event as the grid of its accounts."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from thucydides.cli.ledger import Ledger
from thucydides.cli.options import json_option, open_project, project_option


@click.command("event")
@click.argument("prefix", metavar="ID")
@click.option("--policy", "counted", metavar="NAME", default="ucdp-low-best-high", help="How casualties are counted.")
@click.option("--explain", is_flag=True, help="Also the score of each pair of claims, with the share of each feature.")
@click.option("--format", "chosen", type=click.Choice(("text", "json")), default="text", show_default=True)
@project_option
@json_option
def verb(prefix: str, counted: str, explain: bool, chosen: str, folder: Path | None, as_json: bool) -> int:
    """Show one event: the grid of its accounts by source, with their words; the beginning of its id is enough.

    \b
    Examples:
      thucydides event 3f2a91c0
      thucydides event 3f2a91c0 --policy acled-conservative
      thucydides event 3f2a91c0 --explain      # why these claims are one event
    """
    from thucydides.cli.linked import one
    from thucydides.cli.render.grid import derivation, grid
    from thucydides.cli.render.paint import Paint, shown, wants_colour
    from thucydides.export.events import event_object
    from thucydides.export.figures import derive
    from thucydides.knowledge.policies import policy

    ledger = Ledger("event", as_json=as_json)
    rule = policy(counted)
    with open_project(folder) as project:
        dossier = one(project, prefix)
        judged = list(project.judgements(dossier.event.event_id))
    ledger.count("claims", len(dossier.claims))
    if as_json:
        return ledger.finish(0)
    if chosen == "json":
        sys.stdout.write(json.dumps(event_object(dossier, rule), ensure_ascii=False) + "\n")
        return ledger.finish(0)
    paint = Paint(wants_colour(sys.stdout))
    lines = [*grid(dossier, paint), *derivation(derive(dossier, rule), paint)]
    lines += [f"   {j.at:%Y-%m-%d} {j.verdict} by {shown(j.by)}: {shown(j.why)}" for j in judged]
    if explain:
        from thucydides.cli.render.shares import shares

        lines += shares(dossier, paint)
    sys.stdout.write("\n".join(lines) + "\n")
    return ledger.finish(0)
