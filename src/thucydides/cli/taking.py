"""How documents are put into a project: the bytes of a source once, each document once, failures told."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from thucydides.cli.interrupts import Stop
from thucydides.cli.ledger import Ledger
from thucydides.cli.reading_options import Found
from thucydides.intake.options import Failure
from thucydides.model.errors import InputError

if TYPE_CHECKING:
    from thucydides.store.project import Project


def take(project: Project, found: Iterable[Found], ledger: Ledger, stop: Stop) -> None:
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
