"""The desk: one project, and what was computed of it, kept as long as nothing new was appended."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import RLock
from typing import Any, TypeVar

from thucydides.store import browse
from thucydides.store.decisions import Held, held
from thucydides.store.judging.judgements import Standing, standings_of
from thucydides.store.project import Project
from thucydides.web.eventbook import EventBook, Row, book_of, corrected_cells, linked, short
from thucydides.web.rereading import Rereading
from thucydides.web.serving import Serving

T = TypeVar("T")
DOCUMENTS, READINGS, JUDGEMENTS, LINKINGS = range(4)


class Desk:
    """Shared by all requests; every method may be called from several threads."""

    def __init__(self, project: Project, serving: Serving, rereading: Rereading | None = None) -> None:
        self.project = project
        self.serving = serving
        self.rereading = rereading or Rereading(None)
        self._kept: dict[str, tuple[tuple[Hashable, ...], Any]] = {}
        self._lock = RLock()

    def kept(self, name: str, parts: tuple[int, ...], make: Callable[[], T], *, asked: Hashable = None) -> T:
        """What `make` gives, made again only when one of these parts of the project has grown, or `asked` is another."""
        with self.project.look() as connection:
            state = browse.state_of(connection)
        key = (asked, *(state[part] for part in parts))
        with self._lock:
            held = self._kept.get(name)
            if held is not None and held[0] == key:
                return held[1]  # type: ignore[no-any-return]
            made = make()
            self._kept[name] = (key, made)
            return made

    def standings(self) -> dict[str, Standing]:
        """Standing of every claim that was ever judged."""

        def make() -> dict[str, Standing]:
            with self.project.look() as connection:
                return standings_of(connection)

        return self.kept("standings", (READINGS, JUDGEMENTS), make)

    def people(self) -> Held:
        """What people decided, in the ids of now."""
        return self.kept("people", (READINGS, JUDGEMENTS, LINKINGS), lambda: held(self.project))

    def events(self) -> EventBook:
        """All events as people left them."""

        def groups() -> tuple[dict[str, list[Row]], dict[str, Row]]:
            found = linked(self.project)
            return found, {event: short(event, rows) for event, rows in found.items()}

        def make() -> EventBook:
            told, shorts = self.kept("linked", (READINGS, LINKINGS), groups)
            corrected = corrected_cells(self.project, self.standings())
            return book_of(told, shorts, self.people().said, corrected)

        return self.kept("events", (READINGS, JUDGEMENTS, LINKINGS), make)
