"""thucydides add: puts documents into a project."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from thucydides.cli.interrupts import stoppable
from thucydides.cli.ledger import Ledger, say
from thucydides.cli.mappings import mappings_of, remember
from thucydides.cli.options import from_settings, json_option, open_project, project_option
from thucydides.cli.progress import watched
from thucydides.cli.reading_options import STDIN, Found, found_in, intake_options, options_of
from thucydides.cli.taking import take
from thucydides.intake.options import Failure, IntakeOptions

if TYPE_CHECKING:
    from thucydides.store.project import Project


@click.command("add")
@click.argument("paths", nargs=-1, required=True)
@intake_options
@click.option(
    "--remember",
    "pattern",
    metavar="PATTERN",
    help="Keep the --field columns in the project, for files of such names ('posts-*.csv').",
)
@project_option
@json_option
def verb(
    paths: tuple[str, ...], day: date | None, language: str | None, outlet: str | None, fetched: date | None,
    form: str | None, fields: tuple[str, ...], pattern: str | None, folder: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Put files, folders, patterns or standard input (-) into a project.

    Takes text, HTML, JSON, CSV, feeds (RSS, Atom), web archives (WARC), exports of Telegram Desktop, PDF, and ZIP or
    gzip of these; the bytes are kept under raw/. A document that is there already is left alone, so the same command
    can be run again.

    \b
    Examples:
      thucydides add reports/ --outlet "Daily Example"
      thucydides add posts-05.csv --field text=message --field date=posted --remember 'posts-*.csv'
      thucydides add CC-NEWS-20160812.warc.gz ChatExport/result.json feed.xml
      cat article.txt | thucydides add - --date 2016-08-12
    """
    from thucydides.store.folder import SETTINGS

    ledger = Ledger("add", as_json=as_json)
    ledger.counts |= {"added": 0, "known": 0}
    with open_project(folder) as project, stoppable() as stop:
        language = from_settings(project, "add", "language", language)
        outlet = from_settings(project, "add", "outlet", outlet)
        options = options_of(day, language, outlet, fetched, form, fields)
        settings = project.folder.root / SETTINGS
        if pattern is not None:
            remember(settings, project.folder.settings, pattern, options.mapping)
        options = replace(options, mappings=mappings_of(project.folder.settings, settings))
        take(project, watched(_found(project, paths, options), "adding", quiet=as_json), ledger, stop)
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
