"""thucydides add: puts documents into a project."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from thucydides.cli.interrupts import Stop, stoppable
from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import from_settings, json_option, open_project, project_option
from thucydides.cli.progress import watched
from thucydides.cli.reading_options import STDIN, Found, found_in, intake_options, options_of
from thucydides.intake.options import Failure, IntakeOptions
from thucydides.model.errors import InputError

if TYPE_CHECKING:
    from thucydides.store.project import Project


@click.command("add")
@click.argument("paths", nargs=-1, required=True)
@intake_options
@project_option
@json_option
def verb(
    paths: tuple[str, ...], day: date | None, language: str | None, outlet: str | None, fetched: date | None,
    form: str | None, fields: tuple[str, ...], folder: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Put files, folders, patterns or standard input (-) into a project.

    Takes .txt .html .jsonl .json .csv .tsv; the bytes are kept under raw/. A document that is there already is left
    alone, so the same command can be run again.

    \b
    Examples:
      thucydides add reports/ --outlet "Daily Example"
      thucydides add posts.csv --field text=message --field date=posted
      cat article.txt | thucydides add - --date 2016-08-12
    """
    ledger = Ledger("add", as_json=as_json)
    ledger.counts |= {"added": 0, "known": 0}
    with open_project(folder) as project, stoppable() as stop:
        language = from_settings(project, "add", "language", language)
        outlet = from_settings(project, "add", "outlet", outlet)
        options = options_of(day, language, outlet, fetched, form, fields)
        _take(project, watched(_found(project, paths, options), "adding", quiet=as_json), ledger, stop)
    if not as_json:
        say(f"{ledger.counts['added']} added, {ledger.counts['known']} there already")
    return ledger.finish(130 if stop else None)


def _found(project: Project, paths: tuple[str, ...], options: IntakeOptions) -> Iterator[Found]:
    """What stands in the sources; standard input is kept under raw/ first and read from there."""
    if STDIN not in paths:
        yield from found_in(paths, options)
        return
    copy = project.folder.raw / project.keep(sys.stdin.buffer).path
    for one in found_in(tuple(str(copy) if path == STDIN else path for path in paths), options):
        told = one.document
        if isinstance(told, Failure) and told.source == str(copy):
            yield Found(STDIN, replace(told, source=STDIN, place=told.place.replace(str(copy), STDIN)))
        else:
            yield one


def _take(project: Project, found: Iterable[Found], ledger: Ledger, stop: Stop) -> None:
    """Adds each document; the bytes of a source are kept with its first."""
    source, kept = "", None
    for one in found:
        if stop:
            return
        if isinstance(one.document, Failure):
            ledger.fail(one.document.place, one.document.code, one.document.message, one.document.hint)
            continue
        try:
            if one.source != source:
                source, kept = one.source, project.keep(Path(one.source))
            ledger.count("added" if project.add(one.document, kept) else "known")
        except InputError as error:
            ledger.fail(f"{one.source}: {error.place}", error.code, error.message, error.hint)
