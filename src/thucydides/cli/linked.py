"""What verbs on events share: the dossiers of a project, filtered, and one by the beginning of its id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from thucydides.export.dossier import Dossier
from thucydides.model.errors import InputError

if TYPE_CHECKING:
    from thucydides.model.claim import Claim
    from thucydides.store.project import Project


def claims_as_judged(project: Project) -> Iterator[Claim]:
    """The claims of a project as people left them: corrected, under the names they chose, without the rejected."""
    from thucydides.store.judging.judgements import settled, standings_of
    from thucydides.store.registries import renamed

    with project.look() as connection:
        standings = standings_of(connection)
    yield from renamed(settled(project.claims(), standings), list(project.judgements()))


def dossiers(project: Project) -> list[Dossier]:
    """All events of a project with their claims as people left them, by day and id; InputError where none is linked."""
    events = list(project.events())
    if not events:
        raise InputError(
            "no events: its claims are not linked", place=str(project.folder.root), hint="run: thucydides link"
        )
    from thucydides.store.decisions import as_decided, held, homes_of

    claims = {c.claim_id: c for c in claims_as_judged(project)}
    people = held(project)
    told = as_decided(events, people.said, claims)
    decided = people.events(homes_of(told))
    found = [Dossier.of(e, [claims[c] for c in e.claims if c in claims], decided.get(e.event_id)) for e in told]
    return sorted((d for d in found if d.claims), key=lambda d: (first_day(d) or date.max, d.event.event_id))


def one(project: Project, prefix: str) -> Dossier:
    """The event whose id begins so; InputError where none or more than one does."""
    found = [d for d in dossiers(project) if d.event.event_id.startswith(prefix)]
    if len(found) != 1:
        told = f"no event {prefix!r}" if not found else f"{prefix!r} begins more than one event"
        raise InputError(told, place=str(project.folder.root), hint="list them with: thucydides events")
    return found[0]


def first_day(dossier: Dossier) -> date | None:
    """The first day that it can have been."""
    timed = dossier.timed()
    return timed.time.earliest if timed and timed.time else None


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Conditions that an event must all meet; None asks nothing."""

    event_type: str | None = None
    country: str | None = None
    place: str | None = None
    since: date | None = None
    until: date | None = None
    min_roots: int | None = None
    contested: bool = False

    def admits(self, dossier: Dossier) -> bool:
        """True where the event meets them."""
        placed, timed = dossier.placed(), dossier.timed()
        where = placed.place if placed else None
        when = timed.time if timed else None
        if self.event_type and dossier.typed().event_type != self.event_type:
            return False
        if self.country and (where is None or where.country != self.country):
            return False
        if self.place and (where is None or self.place.lower() not in where.name.lower()):
            return False
        if self.since and (when is None or when.latest is None or when.latest < self.since):
            return False
        if self.until and (when is None or when.earliest is None or when.earliest > self.until):
            return False
        if self.min_roots and len(dossier.event.roots) < self.min_roots:
            return False
        return not self.contested or bool(conflicts(dossier))


def conflicts(dossier: Dossier) -> tuple[str, ...]:
    """The kinds of contradiction among an event's claims, each once."""
    kinds = (r.kind for r in dossier.event.relations if r.kind == "denies" or r.kind.startswith("conflicts_"))
    return tuple(dict.fromkeys(sorted(kinds)))


def admitted(these: Iterable[Dossier], asked: EventFilter) -> list[Dossier]:
    """Those that meet the conditions, in their order."""
    return [d for d in these if asked.admits(d)]
