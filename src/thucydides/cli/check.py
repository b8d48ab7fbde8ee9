"""thucydides check: validates the data files, and a project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import click

from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import json_option, open_project, project_folder, project_option
from thucydides.cli.progress import watched
from thucydides.model.document import Document
from thucydides.model.errors import KnowledgeError

_FAULTY = 5


@click.command("check")
@click.option("--data/--no-data", "of_data", default=True, help="Check the data files of all languages.")
@click.option("--language", "only", metavar="XX", help="Check the data files of one language.")
@project_option
@json_option
def verb(of_data: bool, only: str | None, folder: Path | None, as_json: bool) -> int:
    """Check that the data files are sound, and that a project is.

    Data: every file loads, every row finds and spares the sentences that it promises to. Project: the database is
    whole, every stored word still stands where it was read, raw bytes and the audit chain are unchanged.

    \b
    Examples:
      thucydides check                       # the data, and the project of the current folder
      thucydides check --language fr         # while you work on one language
      thucydides check --no-data --project aleppo
    """
    ledger = Ledger("check", as_json=as_json)
    if of_data:
        _check_data(only, ledger)
    if project_folder(folder) is not None:
        with open_project(folder) as project:
            ledger.counts |= project.counts()
            for fault in project.faults():
                ledger.fail(str(project.folder.root), "project", fault)
    if not as_json:
        say(", ".join(f"{number} {what}" for what, number in ledger.counts.items()) + f"; {ledger.failures} faults")
    return ledger.finish(_FAULTY if ledger.failures else 0)


def _check_data(only: str | None, ledger: Ledger) -> None:
    from thucydides.knowledge import library

    lists: tuple[Callable[[], object], ...] = (
        library.event_types, library.weapon_codes, library.actors, library.outlets
    )  # fmt: skip
    for load in lists:
        _tried(load, ledger)
    codes = library.languages() if only is None else (only,)
    for code in watched(codes, "languages", len(codes), quiet=ledger.as_json):
        for place, fault in _faults_of(code, ledger):
            ledger.fail(place, "knowledge", fault)


def _tried(load: Callable[[], object], ledger: Ledger) -> bool:
    try:
        load()
    except KnowledgeError as error:
        ledger.fail(error.place, error.code, error.message, error.hint)
        return False
    return True


def _faults_of(code: str, ledger: Ledger) -> Iterator[tuple[str, str]]:
    """(place, fault) of the rows of a language that do not keep their promises."""
    from thucydides.knowledge import library, times
    from thucydides.mentions.page import open_page
    from thucydides.text.canonical import canonical

    if not (_tried(lambda: library.language(code), ledger) and _tried(lambda: times.time_book(code), ledger)):
        return
    language = library.language(code)
    ledger.count("languages")
    for row in language.rows:
        ledger.count("rows")
        for sentence, wanted in (*((s, True) for s in row.finds), *((s, False) for s in row.spares)):
            ledger.count("sentences")
            page = open_page(Document("check", canonical(sentence), code), language)
            fired = any(hit.entry.row == row.entry.row for hit in page.of(row.kind))
            if fired is not wanted:
                yield row.place, f"{row.cell!r} {'does not find' if wanted else 'does not spare'}: {sentence}"
