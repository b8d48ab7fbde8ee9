"""Events as exporters want them: with their claims as people left them, joined, parted and decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from thucydides.export.dossier import Dossier
from thucydides.model.claim import Claim
from thucydides.model.event import Event, Relation
from thucydides.store import browse
from thucydides.store.decisions import as_decided, homes_of
from thucydides.web.desk import Desk


def dossiers(desk: Desk, claims: Mapping[str, Claim]) -> list[Dossier]:
    """All events that have some of these claims, by id."""
    people = desk.people()
    events = as_decided(desk.project.events(), people.said, claims)
    decided = people.events(homes_of(events))
    found = [Dossier.of(e, [claims[c] for c in e.claims if c in claims], decided.get(e.event_id)) for e in events]
    return [dossier for dossier in found if dossier.claims]


def one(desk: Desk, event_id: str, claims: Sequence[Claim]) -> Dossier:
    """One event of the book, with these of its claims."""
    book, people = desk.events(), desk.people()
    parts = [event_id, *(old for old in book.became if book.now(old) == event_id)]
    with desk.project.look() as connection:
        linked = browse.events_json(connection, parts)
    ids = {c.claim_id for c in claims}
    roots = tuple(dict.fromkeys(root for part in linked for root in part["roots"]))
    relations = tuple(Relation(**r) for part in linked for r in part["relations"] if r["a"] in ids and r["b"] in ids)
    if not roots:
        roots = tuple(dict.fromkeys(c.attribution[-1].source for c in claims))
    decided = people.events(book.of_claim).get(event_id)
    return Dossier.of(Event(event_id, tuple(sorted(ids)), roots, relations), claims, decided)
