"""thucydides compare: matches the events of a project against an existing data set."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from thucydides.cli.ledger import Ledger
from thucydides.cli.options import json_option, open_project, project_option

if TYPE_CHECKING:
    from thucydides.export.match import Match

_POLICY = {"acled": "acled-conservative", "ucdp": "ucdp-low-best-high"}
_SHOWN = 20


@click.command("compare")
@click.option(
    "--with", "path", required=True, metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
    help="A table of ACLED or UCDP GED as CSV.",
)  # fmt: skip
@click.option("--as", "kind", required=True, type=click.Choice(("acled", "ucdp")), help="Whose columns it has.")
@click.option("--format", "chosen", type=click.Choice(("text", "json")), default="text", show_default=True)
@project_option
@json_option
def verb(path: Path, kind: str, chosen: str, folder: Path | None, as_json: bool) -> int:
    """Compare events with an existing data set: what both have, and the gaps of either side.

    A pair lies within two days and 30 km. Which side is right is not decided; figures are compared, not corrected.

    \b
    Examples:
      thucydides compare --with acled-2016.csv --as acled
      thucydides compare --with GEDEvent.csv --as ucdp --format json > gaps.json
    """
    from thucydides.cli.linked import dossiers
    from thucydides.export.match import match, rows_of
    from thucydides.knowledge.policies import policy

    ledger = Ledger("compare", as_json=as_json)
    rows, broken = rows_of(path, kind)
    with open_project(folder) as project:
        told = match(dossiers(project), rows, policy(_POLICY[kind]), broken)
    agree = [p.figures_agree for p in told.pairs]
    ledger.counts |= {
        "both": len(told.pairs), "figures agree": agree.count(True), "figures differ": agree.count(False),
        "only ours": len(told.only_ours), "only theirs": len(told.only_theirs), "outside our days": told.outside,
    }  # fmt: skip
    for line, why in told.broken:
        ledger.fail(f"{path}:{line}", "input", why)
    if as_json:
        return ledger.finish()
    if chosen == "json":
        sys.stdout.write(json.dumps(asdict(told), ensure_ascii=False, default=str, indent=1) + "\n")
    else:
        _text(told, ledger)
    return ledger.finish(4 if told.broken else 0)


def _text(told: Match, ledger: Ledger) -> None:
    from thucydides.cli.render.paint import shown

    out = sys.stdout
    for name, number in ledger.counts.items():
        out.write(f"{name:18} {number}\n")
    differing = [p for p in told.pairs if p.figures_agree is False]
    for title, lines in (
        ("Figures differ (ours, theirs)", [
            f"{p.event_id[:8]}  {p.ours_low}-{p.ours_high}, {p.theirs.killed}  {p.theirs.id} {p.theirs.place}"
            for p in differing
        ]),
        ("Only ours", [event_id[:8] for event_id in told.only_ours]),
        ("Only theirs", [f"{t.id}  {t.first}  {t.kind}, {t.place}, killed {t.killed}" for t in told.only_theirs]),
    ):  # fmt: skip
        if lines:
            out.write(f"\n{title}\n")
            out.writelines(f"  {shown(one)}\n" for one in lines[:_SHOWN])
            if len(lines) > _SHOWN:
                out.write(f"  ... and {len(lines) - _SHOWN} more (--format json tells all)\n")
