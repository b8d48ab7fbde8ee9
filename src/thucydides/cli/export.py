"""thucydides export: writes the claims or events of a project as files of the field's formats."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import Day, json_option, open_project, project_option
from thucydides.cli.version import version
from thucydides.model.errors import UsageError

if TYPE_CHECKING:
    from thucydides.export.event_formats import EventFormat
    from thucydides.export.formats import Format
    from thucydides.export.release import Release
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
    public: bool
    release: str | None
    snap: str | None
    embargo_days: int | None
    as_of: date | None

    @property
    def profile(self) -> str | None:
        """The release profile that was asked for; UsageError where only its switches were."""
        named = self.release or ("public" if self.public else None)
        if named is None and not (self.snap is None and self.embargo_days is None and self.as_of is None):
            raise UsageError(
                "--snap, --embargo-days and --as-of are for releases", hint="add --public or --release NAME"
            )
        return named

    def stem(self, name: str) -> str:
        """The name of a file: a release does not lie on the project's own export."""
        return name if self.profile is None else f"{Path(self.profile).stem}-{name}"


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
@click.option("--public", is_flag=True, help="What may leave for everybody: the release profile `public`.")
@click.option("--release", metavar="NAME", help="Another release profile, by name or as a .toml file.")
@click.option("--snap", metavar="WAY", help="Places of the release: grid:0.1 (degrees), admin2, admin1, country.")
@click.option("--embargo-days", type=click.IntRange(0), metavar="N", help="Withhold events of the last N days.")
@click.option("--as-of", type=Day(), help="The day that the embargo counts from; by default today.")
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
      thucydides export acled --public --snap admin1 --embargo-days 30 -o out/
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
    release = _release(project, wishes)
    if output == "-":
        if ledger.as_json:
            raise UsageError("--json and -o - both want standard output")
        leaving = claims_as_judged(project)
        ledger.count("rows", chosen.write(leaving if release is None else release.claims(leaving), sys.stdout))
        project.note_export(f"{name} to standard output", "")
        return ledger.finish(0)
    path = path_of(output, project.folder.exports, wishes.stem("claims"), chosen)
    manifest = path.with_name(path.name + ".manifest.json")
    origin = Origin(version(), project.project_id(), project.audit_head())
    told = export(claims_as_judged(project), chosen, path, manifest, origin, release)
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
        return _overlap(project, output, wishes, ledger)
    chosen = EVENT_FORMATS[name]
    path = path_of(output, project.folder.exports, wishes.stem(name), chosen)
    told = export_events(
        dossiers(project), chosen, policy(wishes.policy or chosen.policy), path,
        Origin(version(), project.project_id(), project.audit_head()),
        style=Style(wishes.inter, wishes.dates, wishes.civilian_label), hxl=wishes.hxl, bom=wishes.bom,
        release=_release(project, wishes),
    )  # fmt: skip
    written = [path, *(path.with_name(path.name + end) for end in _BESIDE)]
    return _done(project, name, path, told, written, ledger)


_BESIDE = (".evidence.jsonl", ".rejected.csv", ".manifest.json")


def _release(project: Project, wishes: Wishes) -> Release | None:
    from thucydides.cli.linked import claims_as_judged

    if wishes.profile is None:
        return None
    from thucydides.export.release import Release, chosen

    profile = chosen(wishes.profile, wishes.snap, wishes.embargo_days)
    return Release.of(claims_as_judged(project), profile, wishes.as_of or date.today())  # noqa: DTZ011 (the user's day)


def _overlap(project: Project, output: str | None, wishes: Wishes, ledger: Ledger) -> int:
    from thucydides.cli.linked import dossiers
    from thucydides.export import overlap
    from thucydides.export.atomic import replacing

    path = path_of(output, project.folder.exports, wishes.stem("overlap"), ".csv")
    release = _release(project, wishes)
    found = dossiers(project) if release is None else release.dossiers(dossiers(project))
    with replacing(path) as out:
        rows = overlap.write((d.event for d in found), out)
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
        withheld = sum(((told.get("release") or {}).get("withheld") or {}).values())
        kept_back = f", {withheld} claims withheld" if withheld else ""
        say(f"{counts['rows']} rows in {path}{rejected}{kept_back}")
    return ledger.finish(0)


def path_of(output: str | None, exports: Path, stem: str, chosen: Format | EventFormat | str) -> Path:
    """The file that is meant: as named, or STEM.* in the folder that is named."""
    name = stem + (chosen if isinstance(chosen, str) else chosen.suffix)
    if output is None:
        return exports / name
    path = Path(output)
    is_folder = path.is_dir() or output.endswith("/") or not path.suffix
    return path / name if is_folder else path
