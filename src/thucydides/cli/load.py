"""thucydides load: puts the documents and readings of a batch into a project."""

from __future__ import annotations

from pathlib import Path

import click

from thucydides.cli.interrupts import stoppable
from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import json_option, open_project, project_option
from thucydides.cli.progress import watched
from thucydides.cli.taking import Taker
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
    with open_project(folder) as project, stoppable() as stop:
        taker = Taker(project, ledger)
        for one in watched(loaded(out, manifest, every=every), "loading", quiet=as_json):
            if stop:
                break
            if isinstance(one, Failure):
                taker.fail(one)
            elif taker.add(one.path, one.document) and project.save(one.reading, manifest.order.reader):
                ledger.count("readings")
                ledger.count("claims", len(one.reading.claims))
    if not as_json:
        say(f"{ledger.counts['added']} documents added, {ledger.counts['claims']} claims")
    return ledger.finish(130 if stop else None)
