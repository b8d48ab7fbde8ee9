"""Pages and feeds from the web into a project: bytes kept first, each address once, failures tried three times in all."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thucydides.cli.interrupts import Stop
from thucydides.cli.ledger import Ledger
from thucydides.intake.fetching.client import UNCHANGED, Answer
from thucydides.intake.fetching.manners import Manners
from thucydides.intake.fetching.pages import document_of, entries_of
from thucydides.intake.options import Failure, IntakeError, IntakeOptions
from thucydides.model.document import Document
from thucydides.model.errors import InputError
from thucydides.store.notebook import Notebook

if TYPE_CHECKING:
    from thucydides.store.project import Project

_PAGE, _FEED = "page", "feed"
_DONE = "done"
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Fetching:
    """What taking something from the web needs. `whole`: pages of a feed's entries are fetched, not its words taken."""

    project: Project
    notebook: Notebook
    manners: Manners
    options: IntakeOptions
    ledger: Ledger
    stop: Stop
    whole: bool = True

    def page(self, url: str, *, again: bool = False) -> None:
        """Fetches a page and adds it; what was fetched before only `again`."""
        told = self.notebook.told(_PAGE, url)
        tries = int(told) if told.isdigit() else 0
        if not again and (told == _DONE or tries >= _TRIES):
            self.ledger.count("known")
            return
        try:
            answer = self.manners.get(url)
        except IntakeError as refusal:
            if refusal.code != "interrupted":
                self.notebook.tell(_PAGE, url, str(tries + 1))
            self.fail(refusal.failure(url))
            return
        added = self._add(document_of(answer, self.options), answer)
        self.notebook.tell(_PAGE, url, _DONE if added else str(tries + 1))

    def feed(self, url: str) -> None:
        """Fetches a feed, if it has changed, and takes its new entries."""
        known = _headers(self.notebook.told(_FEED, url))
        try:
            answer = self.manners.get(url, known)
            if answer.status == UNCHANGED:
                self.ledger.count("unchanged")
                return
            entries = list(entries_of(answer, self.options))
        except IntakeError as refusal:
            self.fail(refusal.failure(url))
            return
        before = self.ledger.failures
        for entry in entries:
            if self.stop:
                return
            if self.whole and entry.url is not None:
                self.page(entry.url)
            else:
                self._add(entry.document, answer)
        # Asked for whole again while something of it is still to be had.
        if self.ledger.failures == before:
            self.notebook.tell(_FEED, url, _validators(answer))

    def _add(self, found: Document | Failure, answer: Answer) -> bool:
        """Adds a document with its bytes; bytes of which nothing came are kept nowhere."""
        if isinstance(found, Failure):
            self.fail(found)
            return False
        try:
            self.ledger.count("added" if self.project.add(found, answer.raw) else "known")
        except InputError as error:
            self.ledger.fail(f"{answer.url}: {error.place}", error.code, error.message, error.hint)
            return False
        return True

    def fail(self, failure: Failure) -> None:
        """Notes a failure."""
        self.ledger.fail(failure.place, failure.code, failure.message, failure.hint)


def _validators(answer: Answer) -> str:
    """What makes the next request for a feed a cheap one."""
    pairs = {"If-None-Match": answer.headers.get("etag"), "If-Modified-Since": answer.headers.get("last-modified")}
    return json.dumps({name: value for name, value in pairs.items() if value})


def _headers(told: str) -> dict[str, str]:
    try:
        kept = json.loads(told or "{}")
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in kept.items()} if isinstance(kept, dict) else {}
