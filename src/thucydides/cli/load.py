"""thucydides load: puts the documents and readings of a batch into a project."""

from __future__ import annotations

from pathlib import Path

import click

from thucydides.cli.interrupts import stoppable
from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import json_option, open_project, project_option
from thucydides.cli.progress import watched
from thucydides.intake.options import Failure
from thucydides.model.errors import InputError


@click.command("load")
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--every", is_flag=True, help="Also documents that were read and claim nothing.")
@project_option
@json_option
def verb(out: Path, every: bool, folder: Path | None, as_json: bool) -> int:
    """Put the documents that a batch has read, with their claims, into a project, as `add` and `read` would.

    OUT is the folder of a batch. The sources must still stand where the batch read them: the texts are taken from
    there, and a claim whose words are not in its text any more is left out and named. Can be run again.

    \b
    Examples:
      thucydides batch archive/ -o out && thucydides load out --project aleppo
    """
    from thucydides.scale.loading import loaded
    from thucydides.scale.manifest import read_manifest

    manifest = read_manifest(out)
    if manifest is None:
        raise InputError("no batch in this folder", place=str(out), hint="make one: thucydides batch INPUT -o OUT")
    ledger = Ledger("load", as_json=as_json)
    ledger.counts |= {"added": 0, "known": 0, "readings": 0, "claims": 0}
    kept_of, kept = "", None
    with open_project(folder) as project, stoppable() as stop:
        for one in watched(loaded(out, manifest, every=every), "loading", quiet=as_json):
            if stop:
                break
            if isinstance(one, Failure):
                ledger.fail(one.place, one.code, one.message, one.hint)
                continue
            try:
                if one.path != kept_of:
                    kept_of, kept = one.path, project.keep(Path(one.path))
                ledger.count("added" if project.add(one.document, kept) else "known")
            except InputError as error:
                ledger.fail(f"{one.path}: {error.place}", error.code, error.message, error.hint)
                continue
            if project.save(one.reading, manifest.order.reader):
                ledger.count("readings")
                ledger.count("claims", len(one.reading.claims))
    if not as_json:
        say(f"{ledger.counts['added']} documents added, {ledger.counts['claims']} claims")
    return ledger.finish(130 if stop else None)
