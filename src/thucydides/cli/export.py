"""thucydides export: writes the claims of a project as files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import json_option, open_project, project_option
from thucydides.cli.version import version
from thucydides.export.formats import FORMATS, Format
from thucydides.export.manifest import Origin, export
from thucydides.model.errors import UsageError


@click.command("export")
@click.argument("name", metavar="FORMAT", type=click.Choice(tuple(FORMATS)))
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    help="A folder, a file, or - for standard output; by default exports/ of the project.",
)
@project_option
@json_option
def verb(name: str, output: str | None, folder: Path | None, as_json: bool) -> int:
    """Write the claims of a project as jsonl, csv or geojson, with a manifest.

    A file appears when it is complete; the manifest has its SHA-256. The same claims give the same bytes.

    \b
    Examples:
      thucydides export jsonl                  # exports/claims.jsonl, exports/claims.jsonl.manifest.json
      thucydides export csv -o claims.csv      # text that a spreadsheet would run begins with an apostrophe
      thucydides export geojson -o maps/
      thucydides export jsonl -o - | head
    """
    ledger = Ledger("export", as_json=as_json)
    chosen = FORMATS[name]
    with open_project(folder) as project:
        if output == "-":
            if as_json:
                raise UsageError("--json and -o - both want standard output")
            ledger.count("rows", chosen.write(project.claims(), sys.stdout))
            project.note_export(f"{name} to standard output", "")
            return ledger.finish(0)
        path = _path(output, project.folder.exports, chosen)
        manifest = path.with_name(path.name + ".manifest.json")
        origin = Origin(version(), project.project_id(), project.audit_head())
        told = export(project.claims(), chosen, path, manifest, origin)
        project.note_export(f"{name} {path.name}", told["files"][0]["sha256"])
    ledger.counts |= told["counts"]
    ledger.outputs += [str(path), str(manifest)]
    if not as_json:
        say(f"{told['counts']['rows']} rows in {path}")
    return ledger.finish(0)


def _path(output: str | None, exports: Path, chosen: Format) -> Path:
    """The file that is meant: as named, or claims.* in the folder that is named."""
    if output is None:
        return exports / f"claims{chosen.suffix}"
    path = Path(output)
    is_folder = path.is_dir() or output.endswith("/") or not path.suffix
    return path / f"claims{chosen.suffix}" if is_folder else path
