"""Options of the verbs that take documents in: add and read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import click

from thucydides.cli.faults import fault
from thucydides.cli.options import Day, LanguageCode
from thucydides.intake.files import STDIN, sources
from thucydides.intake.formats import FORMS
from thucydides.intake.load import documents
from thucydides.intake.options import Failure, IntakeOptions
from thucydides.model.document import Document
from thucydides.model.errors import KnowledgeError, UsageError

__all__ = ["STDIN", "Found", "found_in", "intake_options", "mapping_of", "options_of"]

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Found:
    """A document, or why there is none, and the source that it was found in ("-" is standard input)."""

    source: str
    document: Document | Failure


def intake_options(verb: F) -> F:
    """What the user knows of the documents: day, language, outlet, fetch day, format and columns."""
    given = (
        click.option("--date", "day", type=Day(), help="The publication day, where you know it."),
        click.option("--language", type=LanguageCode(), metavar="XX", help="The language; by default it is detected."),
        click.option("--outlet", metavar="NAME", help="Who published it, where the text does not say."),
        click.option("--fetched", type=Day(), help="The day a machine took the page; never its publication day."),
        click.option("--from", "form", type=click.Choice(FORMS), help="The format, where the suffix misleads."),
        click.option("--field", "fields", multiple=True, metavar="FIELD=KEY", help="Which column or key holds a field (text title date outlet url id ...)."),
    )  # fmt: skip
    for option in reversed(given):
        verb = option(verb)
    return verb


def mapping_of(fields: tuple[str, ...]) -> dict[str, str]:
    """FIELD=KEY pairs as a mapping; UsageError for a pair that is none."""
    pairs = [field.partition("=") for field in fields]
    for field, sign, key in pairs:
        if not (field and sign and key):
            raise UsageError(f"--field {field}{sign}{key}: write it as FIELD=KEY, such as text=body")
    return {field: key for field, _, key in pairs}


def options_of(
    day: date | None, language: str | None, outlet: str | None, fetched: date | None, form: str | None,
    fields: tuple[str, ...],
) -> IntakeOptions:  # fmt: skip
    """What intake is asked."""
    return IntakeOptions(
        date=day, fetched=fetched, language=language, outlet=outlet, mapping=mapping_of(fields), format=form
    )


def found_in(paths: tuple[str, ...], options: IntakeOptions) -> Iterator[Found]:
    """All documents of files, folders, patterns and standard input, in a stable order; what cannot be read among them."""
    for source in sources(paths):
        if isinstance(source, Failure):
            yield Found(source.source, source)
        else:
            yield from _found_in(str(source), options)


def _found_in(source: str, options: IntakeOptions) -> Iterator[Found]:
    try:
        for document in documents(source, options):
            yield Found(source, document)
    except KnowledgeError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the other sources are read
        yield Found(source, fault(source, "intake", error))
