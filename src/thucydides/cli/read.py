"""thucydides read: reads files as they are, or all unread documents of a project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from thucydides.cli.interrupts import Stop, stoppable
from thucydides.cli.ledger import Ledger, say
from thucydides.cli.mappings import mappings_here
from thucydides.cli.options import from_settings, json_option, open_project, project_folder, project_option
from thucydides.cli.printing import FORMATS, Printing
from thucydides.cli.progress import watched
from thucydides.cli.reader import gazetteers_of
from thucydides.cli.reader_options import Chosen, fresh, made, reader_options
from thucydides.cli.reading_options import Found, found_in, intake_options, options_of
from thucydides.cli.reprints import reprint_of, shelf_of
from thucydides.cli.rereading import Plan, plan_of, reread
from thucydides.cli.workers import Read, Unread, readings
from thucydides.intake.options import Failure
from thucydides.model.claim import Reading
from thucydides.model.document import Document
from thucydides.model.errors import BudgetSpent, UsageError

if TYPE_CHECKING:
    from thucydides.linking.reprints import Shelf
    from thucydides.store.project import Project

READ_COPIES = "read"


@click.command("read")
@click.argument("paths", nargs=-1)
@click.option(
    "--format",
    "form_out",
    type=click.Choice(FORMATS),
    help="How to print: text (for people), jsonl (a claim a line), json (all, with what was not coded).",
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file instead of printing."
)
@click.option("--explain", is_flag=True, help="Tell why: rules, candidates that lost, what was seen and not coded.")
@click.option("--jobs", type=click.IntRange(0), metavar="N", help="Read in N processes; 0: as many as there are cores.")
@click.option(
    "--copies",
    type=click.Choice(("collapse", READ_COPIES)),
    help="Of a project: collapse (by default) what says nothing new, or read all.",
)
@reader_options
@intake_options
@project_option
@json_option
def verb(
    paths: tuple[str, ...], form_out: str | None, output: Path | None, explain: bool, jobs: int | None,
    copies: str | None, day: date | None, language: str | None, outlet: str | None, fetched: date | None, form: str | None,
    fields: tuple[str, ...], folder: Path | None, as_json: bool, **asked: Any,
) -> int:  # fmt: skip
    """Read files, folders, patterns or standard input (-) and print what they claim, according to whom.

    Without PATHS: read the documents of the project that no reader of this version has read yet, and keep what they
    claim. It can be stopped (Ctrl-C) and run again: it goes on where it was. The output is the same for any --jobs.

    \b
    Examples:
      thucydides read article.txt
      thucydides read article.txt --explain
      thucydides read news/*.html --format jsonl > claims.jsonl
      thucydides read --jobs 4           # all that is unread in the project
      thucydides read a.txt --reader rules+llm --endpoint http://127.0.0.1:8080/v1 --model NAME
    """  # fmt: skip
    ledger = Ledger("read", as_json=as_json)
    ledger.counts |= dict.fromkeys(("documents", "claims", "refused", "not_coded"), 0)
    printing = Printing(form_out, output, explain, as_json)
    home = project_folder(folder)
    chosen = fresh(asked, home)
    with stoppable() as stop:
        if paths:
            options = options_of(day, language, outlet, fetched, form, fields)
            options = replace(options, mappings=mappings_here(folder))
            _read_sources(found_in(paths, options), printing, 1 if jobs is None else jobs, ledger, stop, chosen)
        else:
            if home is None:
                raise UsageError("nothing to read", hint="name files, or run it inside a project (thucydides init DIR)")
            with open_project(folder) as project:
                given = from_settings(project, "read", "jobs", jobs)
                kept = from_settings(project, "read", "copies", copies)
                how = How(1 if given is None else int(given), chosen, collapse=kept != READ_COPIES)
                read_project(project, printing, how, ledger, stop)
    _tell_cost(chosen, ledger)
    return ledger.finish(130 if stop else None)


def _tell_cost(chosen: Chosen | None, ledger: Ledger) -> None:
    """What a reader that costs has used, in the envelope's counts and as one line."""
    budget = made(chosen)[1] if chosen is not None else None
    if budget is None:
        return
    used = {"questions": budget.requests, "cached": budget.cached, "retries": budget.retries}
    used |= {"tokens_in": budget.asked, "tokens_out": budget.answered}
    ledger.counts |= used
    if not ledger.as_json:
        told = ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in used.items())
        say(f"{told}" + (f", cost {budget.cost:.4f}" if budget.cost else ""))


def _until_spent(done: Iterator[Read | Unread], ledger: Ledger) -> Iterator[Read | Unread]:
    """The readings until a budget is spent, which is told once."""
    try:
        yield from done
    except BudgetSpent as spent:
        ledger.fail("", spent.code, spent.message, spent.hint)


def _count(ledger: Ledger, reading: Reading) -> None:
    ledger.count("documents")
    ledger.count("claims", len(reading.claims))
    ledger.count("refused", len(reading.refused))
    ledger.count("not_coded", len(reading.not_coded))


def _fail(ledger: Ledger, failure: Failure) -> None:
    ledger.fail(failure.place, failure.code, failure.message, failure.hint)


def _read_sources(
    found: Iterator[Found], printing: Printing, jobs: int, ledger: Ledger, stop: Stop, chosen: Chosen | None
) -> None:
    """Reads and prints; nothing is kept."""
    coming = _until_spent(readings(found, jobs, stop, (), chosen), ledger)
    with printing.printer(default="text") as printer:
        for done in watched(coming, "reading", quiet=printing.shows_progress("text")):
            if isinstance(done, Unread):
                _fail(ledger, done.why)
                continue
            _count(ledger, done.reading)
            printer.put(done.source, done.document, done.reading)
    ledger.outputs += printing.outputs


@dataclass(frozen=True, slots=True)
class How:
    """How a project is read: in how many processes, by which reader (None: the rules), and whether what says nothing
    new is only listed.
    """

    jobs: int = 1
    chosen: Chosen | None = None
    collapse: bool = True


def read_project(
    project: Project, printing: Printing, how: How, ledger: Ledger, stop: Stop, shelf: Shelf | None = None
) -> None:
    """Reads what is unread and keeps each reading before the next: what was read is never lost.

    With `collapse` what says nothing new is not read but listed; `shelf` is what is known of earlier documents.
    """
    plan = plan_of(project, how.chosen)
    gazetteers, total = gazetteers_of(project.folder.root), plan.unread
    if how.collapse and total:
        found = _originals(project, plan, shelf or shelf_of(project, plan.reader), ledger)
    else:
        found = (_found(document) for document in plan.new(project))
    found = chain(found, reread(project, plan))
    coming = _until_spent(readings(found, how.jobs, stop, gazetteers, how.chosen), ledger)
    with printing.printer(default=None) as printer:
        for done in watched(coming, "reading", total, quiet=printing.shows_progress(None)):
            if isinstance(done, Unread):
                _fail(ledger, done.why)
                continue
            project.save(done.reading, plan.reader_for(done.document.doc_id))
            _count(ledger, done.reading)
            printer.put(done.source, done.document, done.reading)
    ledger.outputs += printing.outputs
    if not printing.as_json:
        read, claims, copies = (ledger.counts.get(what, 0) for what in ("documents", "claims", "copies"))
        told = f", {copies} copies not read" if copies else ""
        say(f"{read} documents read, {claims} claims{told}; {total - read - copies} left unread")


def _found(document: Document) -> Found:
    return Found(document.uri or document.doc_id, document)


def _originals(project: Project, plan: Plan, shelf: Shelf, ledger: Ledger) -> Iterator[Found]:
    """The unread documents that say something new; the others are kept as reprints at once."""
    for document in plan.new(project):
        original = shelf.original_of(document)
        if original is None:
            yield _found(document)
        else:
            project.save(reprint_of(document, original), plan.reader_for(document.doc_id))
            ledger.count("copies")
