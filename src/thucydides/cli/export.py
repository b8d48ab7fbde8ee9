"""thucydides export: writes the claims or events of a project as files of the field's formats."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import json_option, open_project, project_option
from thucydides.cli.version import version
from thucydides.model.errors import UsageError

if TYPE_CHECKING:
    from thucydides.export.event_formats import EventFormat
    from thucydides.export.formats import Format
    from thucydides.store.project import Project

CLAIM_NAMES = ("jsonl", "csv", "geojson", "webannotation", "parquet", "geoparquet")
EVENT_NAMES = ("acled", "ucdp-ged", "plover", "airwars", "kml", "timemap", "overlap")


@dataclass(frozen=True, slots=True)
class Wishes:
    """The switches of a call."""

    policy: str | None
    inter: str
    dates: str
    civilian_label: str
    hxl: bool
    bom: bool


@click.command("export")
@click.argument("name", metavar="FORMAT", type=click.Choice((*CLAIM_NAMES, *EVENT_NAMES)))
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    help="A folder, a file, or - for standard output; by default exports/ of the project.",
)
@click.option("--policy", metavar="NAME", help="How events are counted; by default the format's own.")
@click.option("--inter", type=click.Choice(("text", "numeric")), default="text", help="Types of actors in acled.")
@click.option("--date-format", "dates", type=click.Choice(("iso", "long")), default="iso", help="Days in acled.")
@click.option("--civilian-label", default="Civilian targeting", help="What acled's civilian_targeting says.")
@click.option("--hxl", is_flag=True, help="A second row of HXL tags in tables.")
@click.option("--bom", is_flag=True, help="A byte order mark in tables, for old spreadsheets.")
@project_option
@json_option
def verb(name: str, output: str | None, folder: Path | None, as_json: bool, **wished: Any) -> int:
    """Write the claims or events of a project, with a manifest, evidence and datapackage.json.

    Claims: jsonl, csv, geojson, webannotation, parquet, geoparquet. Events: acled, ucdp-ged, plover, airwars, kml,
    timemap, overlap (which root tells of which event). A file appears when it is complete; same claims, same bytes.

    \b
    Examples:
      thucydides export jsonl                  # exports/claims.jsonl, exports/claims.jsonl.manifest.json
      thucydides export csv -o claims.csv      # text that a spreadsheet would run begins with an apostrophe
      thucydides export acled -o out/          # 31 columns; acled.csv.evidence.jsonl leads every row to its words
      thucydides export ucdp-ged --policy ucdp-low-best-high
      thucydides export jsonl -o - | head
    """
    ledger = Ledger("export", as_json=as_json)
    wishes = Wishes(**wished)
    with open_project(folder) as project:
        if name in CLAIM_NAMES:
            return _claims(project, name, output, wishes, ledger)
        return _events(project, name, output, wishes, ledger)


def _claims(project: Project, name: str, output: str | None, wishes: Wishes, ledger: Ledger) -> int:
    from thucydides.cli.linked import claims_as_judged
    from thucydides.export.formats import FORMATS
    from thucydides.export.manifest import Origin, export

    if wishes.policy:
        raise UsageError("claims are told as they are: --policy is for formats of events")
    chosen = FORMATS[name]
    if name == "csv" and (wishes.hxl or wishes.bom):
        from thucydides.export import csv_table

        chosen = replace(chosen, write=partial(csv_table.write, hxl=wishes.hxl, bom=wishes.bom))
    if output == "-":
        if ledger.as_json:
            raise UsageError("--json and -o - both want standard output")
        ledger.count("rows", chosen.write(claims_as_judged(project), sys.stdout))
        project.note_export(f"{name} to standard output", "")
        return ledger.finish(0)
    path = path_of(output, project.folder.exports, "claims", chosen)
    manifest = path.with_name(path.name + ".manifest.json")
    origin = Origin(version(), project.project_id(), project.audit_head())
    told = export(claims_as_judged(project), chosen, path, manifest, origin)
    return _done(project, name, path, told, [path, manifest], ledger)


def _events(project: Project, name: str, output: str | None, wishes: Wishes, ledger: Ledger) -> int:
    from thucydides.cli.linked import dossiers
    from thucydides.export.event_files import export_events
    from thucydides.export.event_formats import EVENT_FORMATS
    from thucydides.export.manifest import Origin
    from thucydides.export.rows import Style
    from thucydides.knowledge.policies import policy

    if output == "-":
        raise UsageError("an export of events is several files", hint="name a folder with -o DIR")
    if name == "overlap":
        return _overlap(project, output, ledger)
    chosen = EVENT_FORMATS[name]
    path = path_of(output, project.folder.exports, name, chosen)
    told = export_events(
        dossiers(project), chosen, policy(wishes.policy or chosen.policy), path,
        Origin(version(), project.project_id(), project.audit_head()),
        style=Style(wishes.inter, wishes.dates, wishes.civilian_label), hxl=wishes.hxl, bom=wishes.bom,
    )  # fmt: skip
    written = [path, *(path.with_name(path.name + end) for end in _BESIDE)]
    return _done(project, name, path, told, written, ledger)


_BESIDE = (".evidence.jsonl", ".rejected.csv", ".manifest.json")


def _overlap(project: Project, output: str | None, ledger: Ledger) -> int:
    from thucydides.cli.linked import dossiers
    from thucydides.export import overlap
    from thucydides.export.atomic import replacing

    path = path_of(output, project.folder.exports, "overlap", ".csv")
    with replacing(path) as out:
        rows = overlap.write((d.event for d in dossiers(project)), out)
    return _done(project, "overlap", path, {"counts": {"rows": rows}, "files": [{"sha256": ""}]}, [path], ledger)


def _done(
    project: Project, name: str, path: Path, told: dict[str, Any], written: list[Path], ledger: Ledger
) -> int:  # fmt: skip
    from thucydides.export.datapackage import describe

    project.note_export(f"{name} {path.name}", told["files"][0]["sha256"])
    if path.suffix == ".csv":
        written = [*written, describe(path.parent)]
    ledger.counts |= told["counts"]
    ledger.outputs += [str(p) for p in written]
    if not ledger.as_json:
        counts = told["counts"]
        rejected = f", {counts['rejected']} events left out (see .rejected.csv)" if counts.get("rejected") else ""
        say(f"{counts['rows']} rows in {path}{rejected}")
    return ledger.finish(0)


def path_of(output: str | None, exports: Path, stem: str, chosen: Format | EventFormat | str) -> Path:
    """The file that is meant: as named, or STEM.* in the folder that is named."""
    name = stem + (chosen if isinstance(chosen, str) else chosen.suffix)
    if output is None:
        return exports / name
    path = Path(output)
    is_folder = path.is_dir() or output.endswith("/") or not path.suffix
    return path / name if is_folder else path
