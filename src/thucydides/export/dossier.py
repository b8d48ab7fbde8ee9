"""An event with its claims, and which of them lends the type, the day, the place and the sides that stand."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from thucydides.export import decided as by_people
from thucydides.model.claim import Actor, Claim, Place, Role, Time
from thucydides.model.event import Event

_OPEN_TYPES = frozenset({"casualties_only"})
_FINE = ("site", "neighbourhood", "settlement", "vicinity", "admin2", "admin1_part", "admin1", "country", "unresolved")
_SHARP = ("day", "night", "range", "week", "publication", "month", "year", "symbolic")


@dataclass(frozen=True, slots=True)
class Dossier:
    """`claims` are all of the event's, oldest report first; `told` those that assert it and are no plan.

    `decided` is what people decided of the event, by slot: it goes before what the claims say.
    """

    event: Event
    claims: tuple[Claim, ...]
    told: tuple[Claim, ...]
    decided: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, event: Event, claims: Iterable[Claim], decided: Mapping[str, Any] | None = None) -> Dossier:
        """A dossier; claims that are not of the event are left out."""
        ids = set(event.claims)
        order = sorted((c for c in claims if c.claim_id in ids), key=report_order)
        told = [c for c in order if c.polarity == "asserted" and c.modality not in ("planned", "hypothetical")]
        return cls(event, tuple(order), tuple(told), decided or {})

    @property
    def superseded(self) -> frozenset[str]:
        """Ids of claims whose figures a later, higher toll has overtaken."""
        return frozenset(r.b for r in self.event.relations if r.kind == "updates")

    @property
    def copies(self) -> frozenset[str]:
        """Ids of claims that stand in a copy of another text."""
        return frozenset(r.a for r in self.event.relations if r.kind == "copies")

    def typed(self) -> Claim:
        """The claim whose event type stands: what most roots say, a cause before none, then the oldest."""
        told = self.told or self.claims
        known = [c for c in told if c.event_type not in _OPEN_TYPES] or list(told)
        return _most_told(known, lambda c: c.event_type)

    def placed(self) -> Claim | None:
        """The claim whose place stands: the decided, else the finest, told by most roots; None where none is known."""
        return by_people.place(self.decided, self.told or self.claims, self._placed())

    def _placed(self) -> Claim | None:
        known = [c for c in self.told or self.claims if c.place is not None and c.place.lat is not None]
        if not known:
            return next((c for c in self.told or self.claims if c.place is not None), None)
        best = min(_FINE.index(c.place.precision) for c in known if c.place)
        finest = [c for c in known if c.place and _FINE.index(c.place.precision) == best]
        return _most_told(finest, lambda c: c.place.name if c.place else "")

    def timed(self) -> Claim | None:
        """The claim whose days stand: the decided, else the sharpest, told by most roots; None where none is known."""
        return by_people.day(self.decided, self.told or self.claims, self._timed())

    def _timed(self) -> Claim | None:
        known = [c for c in self.told or self.claims if c.time and c.time.earliest and c.time.latest]
        if not known:
            return None
        best = min(_SHARP.index(c.time.precision) for c in known if c.time)
        sharp = [c for c in known if c.time and _SHARP.index(c.time.precision) == best]
        return _most_told(sharp, lambda c: (c.time.earliest, c.time.latest) if c.time else ())

    def sides(self, *roles: Role) -> tuple[tuple[Actor, Claim], ...]:
        """Actors of these roles by name, each once with the claim that names it; most told first, then oldest.

        Whoever was decided to have done it is the only one who did.
        """
        if roles == ("initiator",) and (one := by_people.perpetrator(self.decided, self.told)):
            return (one,)
        found: dict[str, list[tuple[Actor, Claim]]] = {}
        for claim in self.told:
            for actor in claim.actors:
                if actor.role in roles:
                    found.setdefault(actor.actor_id or actor.name, []).append((actor, claim))
        ranked = sorted(found.values(), key=lambda pairs: -len({root(c) for _, c in pairs}))
        return tuple(pairs[0] for pairs in ranked)


def report_order(claim: Claim) -> tuple[date, str, int, str]:
    """By publication, then document and place in it."""
    return (claim.document.published.earliest or date.min, claim.document.doc_id, claim.anchor.start, claim.claim_id)


def root(claim: Claim) -> str:
    """The name of who is answerable for a claim."""
    return claim.attribution[-1].source_id or claim.attribution[-1].source


def _most_told(claims: Sequence[Claim], value: Callable[[Claim], Hashable]) -> Claim:
    """The oldest claim of the value that most roots tell."""
    roots: dict[Hashable, set[str]] = {}
    for claim in claims:
        roots.setdefault(value(claim), set()).add(root(claim))
    return max(claims, key=lambda c: len(roots[value(c)]))


def days_of(time: Time | None) -> int:
    """How many days a range covers; 0 where it is not known."""
    if time is None or time.earliest is None or time.latest is None:
        return 0
    return (time.latest - time.earliest).days + 1


def point_of(place: Place | None) -> tuple[float, float] | None:
    """Latitude and longitude, where they are known."""
    if place is None or place.lat is None or place.lon is None:
        return None
    return place.lat, place.lon
