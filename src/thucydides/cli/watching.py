"""One round of a watch: files that are new or changed, feeds that are due; what was seen stands in the notebook."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from thucydides.cli.fetched import Fetching
from thucydides.cli.interrupts import Stop
from thucydides.cli.ledger import Ledger
from thucydides.cli.reading_options import Found, found_in
from thucydides.cli.taking import take
from thucydides.intake.files import sources
from thucydides.intake.options import Failure, IntakeOptions

if TYPE_CHECKING:
    from thucydides.intake.fetching.manners import Manners
    from thucydides.store.notebook import Notebook
    from thucydides.store.project import Project

WEB = ("http://", "https://")
_FILE = "file"
# A file that was touched so shortly ago may still be being written.
_SETTLED_S = 2.0
_FEED_S = 900.0
_LONGEST_S = 6 * 3600.0
_EMPTY = "empty"


@dataclass(slots=True)
class Watch:
    """What is watched: `places` are files, folders and patterns, `feeds` addresses. `every` are seconds between rounds."""

    project: Project
    notebook: Notebook
    options: IntakeOptions
    stop: Stop
    places: tuple[str, ...]
    feeds: tuple[str, ...] = ()
    manners: Manners | None = None
    every: float = 60.0
    once: bool = False
    clock: Callable[[], float] = time.time
    _told: frozenset[str] = frozenset()
    _due: dict[str, tuple[float, int]] = field(default_factory=dict)

    def round(self, ledger: Ledger) -> None:
        """Looks at everything once."""
        self._look_at_files(ledger)
        for url in self.feeds:
            if not self.stop:
                self._look_at_feed(url, ledger)

    def _look_at_files(self, ledger: Ledger) -> None:
        """Takes what is new or changed; a folder or file that cannot be looked at is told once, not each round."""
        told = set()
        for source in sources(self.places) if self.places else ():
            if self.stop:
                return
            if isinstance(source, Failure):
                line = str(source)
                told.add(line)
                if source.code != _EMPTY and line not in self._told:
                    ledger.fail(source.place, source.code, source.message, source.hint)
            else:
                self._look_at_file(str(source), ledger)
        self._told = frozenset(told)

    def _look_at_file(self, name: str, ledger: Ledger) -> None:
        """Takes a file whose size or time is not that of the last look; what is known of it already is left alone."""
        key = os.path.realpath(name)
        try:
            seen = Path(name).stat()
        except OSError:
            return  # gone since the folder was listed
        if not self.once and 0 <= self.clock() - seen.st_mtime < _SETTLED_S:
            return
        state = f"{seen.st_size} {seen.st_mtime_ns}"
        if self.notebook.told(_FILE, key) == state:
            return
        take(self.project, self._found(name), ledger, self.stop)
        ledger.count("sources")
        if not self.stop:
            self.notebook.tell(_FILE, key, state)

    def _found(self, name: str) -> Iterator[Found]:
        return found_in((name,), self.options)

    def _look_at_feed(self, url: str, ledger: Ledger) -> None:
        """Takes what is new in a feed that is due; one that fails is asked half as often each time, down to every 6 h."""
        due, failed = self._due.get(url, (0.0, 0))
        if self.clock() < due:
            return
        assert self.manners is not None
        before = ledger.failures
        Fetching(self.project, self.notebook, self.manners, self.options, ledger, self.stop).feed(url)
        failed = failed + 1 if ledger.failures > before else 0
        pause = max(self.every, _FEED_S)
        self._due[url] = self.clock() + min(pause * 2 ** min(failed, 12), max(_LONGEST_S, pause)), failed
