"""How documents are put into a project: the bytes of a source once, each document once, failures told."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from thucydides.cli.interrupts import Stop
from thucydides.cli.ledger import Ledger
from thucydides.cli.reading_options import Found
from thucydides.intake.options import Failure
from thucydides.model.document import Document
from thucydides.model.errors import InputError

if TYPE_CHECKING:
    from thucydides.store.project import Project
    from thucydides.store.raw import Kept


class Taker:
    """Puts documents into a project one by one; the bytes of a source are kept with its first document."""

    def __init__(self, project: Project, ledger: Ledger) -> None:
        self.project, self.ledger = project, ledger
        self.source = ""
        self.kept: Kept | None = None

    def fail(self, failure: Failure) -> None:
        """Tells what could not be taken in."""
        self.ledger.fail(failure.place, failure.code, failure.message, failure.hint)

    def add(self, source: str, document: Document) -> bool:
        """Adds one document and counts it as added or known; false, and told, where it is refused."""
        try:
            if source != self.source:
                self.source, self.kept = source, self.project.keep(Path(source))
            self.ledger.count("added" if self.project.add(document, self.kept) else "known")
        except InputError as error:
            self.ledger.fail(f"{source}: {error.place}", error.code, error.message, error.hint)
            return False
        return True


def take(project: Project, found: Iterable[Found], ledger: Ledger, stop: Stop) -> None:
    """Adds each document that was found, until stopped."""
    taker = Taker(project, ledger)
    for one in found:
        if stop:
            return
        if isinstance(one.document, Failure):
            taker.fail(one.document)
        else:
            taker.add(one.source, one.document)
