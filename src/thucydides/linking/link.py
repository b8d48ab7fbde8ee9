"""Claims to events: sketches, blocks, bonds, groups, accounts; the same events whatever order the claims came in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from thucydides.knowledge.linking import LinkingWeights, linking_weights
from thucydides.linking.accounts import accounts_of
from thucydides.linking.cluster import Bonds, average_link, parted
from thucydides.linking.compare import Scale
from thucydides.linking.copies import Copies, copies_among, print_of, twins_of
from thucydides.linking.decisions import NO_DECISIONS, Decisions
from thucydides.linking.identity import named
from thucydides.linking.keys import Blocks
from thucydides.linking.relations import relations_of, told_since
from thucydides.linking.roots import own_voice
from thucydides.linking.sketch import Sketch, sketch_of
from thucydides.model.claim import Claim
from thucydides.model.document import Document
from thucydides.model.event import Event

NO_COPIES = Copies({})
# The score of what people put together.
TIED = 99.0
Edge = tuple[float, int, int]
Told = tuple[Claim, Sketch]


@dataclass(frozen=True, slots=True)
class Linking:
    """What a linking stands on: which texts are copies, what people decided, and the weights."""

    copies: Copies = NO_COPIES
    decisions: Decisions = NO_DECISIONS
    weights: LinkingWeights = field(default_factory=linking_weights)

    @property
    def name(self) -> str:
        """Name and version, as a stored linking bears it."""
        return f"average-link/{self.weights.version}"


def copies_of(documents: Iterable[Document], published: dict[str, int]) -> Copies:
    """Which of these documents are copies; `published` are ordinals of days by doc_id."""
    return copies_among(print_of(d, published.get(d.doc_id)) for d in documents)


def published_days(claims: Iterable[Claim]) -> dict[str, int]:
    """Ordinal of the day of publication by doc_id, for documents that have claims and a day."""
    days = {c.document.doc_id: c.document.published.earliest for c in claims}
    return {doc_id: day.toordinal() for doc_id, day in days.items() if day is not None}


def link(claims: Iterable[Claim], linking: Linking | None = None, previous: Sequence[Event] = ()) -> tuple[Event, ...]:
    """Events of these claims, by id; every claim is in exactly one, and the order of the claims does not matter.

    Events that hold most claims of a `previous` one keep its id.
    """
    table = _Table.of(claims, linking or Linking())
    edges = [e for at in range(len(table.sketches)) for e in table.edges(at, later=True)]
    return table.events(table.groups(range(len(table.sketches)), edges), previous)


def relink(
    claims: Iterable[Claim], previous: Sequence[Event], linking: Linking | None = None,
    now: Mapping[str, str] = MappingProxyType({}),
) -> tuple[tuple[Event, ...], int]:  # fmt: skip
    """The same as `link`, but only the neighbourhoods of claims that no previous event has, or lost, are looked at.

    `now` is older claim id -> the claim that it became when its text was read anew: an event keeps its id through that.
    Gives the events, and how many claims were linked anew.
    """
    table = _Table.of(claims, linking or Linking())
    at = table.at
    old = {claim_id for event in previous for claim_id in event.claims}
    touched = {i for claim_id, i in at.items() if claim_id not in old}
    for event in previous:
        if any(claim_id not in at for claim_id in event.claims):
            touched.update(at[c] for c in event.claims if c in at)
    touched.update(at[c] for c in table.linking.decisions.judged if c in at)
    frontier, edges = sorted(touched), set[Edge]()
    while frontier:
        found = {e for i in frontier for e in table.edges(i)}
        edges |= found
        frontier = sorted({n for _, a, b in found for n in (a, b)} - touched)
        touched.update(frontier)
    groups = table.groups(sorted(touched), sorted(edges))
    kept = [e for e in previous if e.claims and all(c in at and at[c] not in touched for c in e.claims)]
    gone = [e for e in previous if not all(c in at and at[c] not in touched for c in e.claims)]
    made = table.events(groups, followed(gone, now), frozenset(e.event_id for e in kept))
    return tuple(sorted((*kept, *made), key=lambda e: e.event_id)), len(touched)


def followed(events: Iterable[Event], now: Mapping[str, str]) -> tuple[Event, ...]:
    """Events with the claims that theirs became; their relations stay as they were told."""
    return tuple(replace(e, claims=tuple(sorted({now.get(c, c) for c in e.claims}))) for e in events)


@dataclass(frozen=True, slots=True)
class _Table:
    """Claims in their order with all that is needed to link them; positions stand for claims.

    A claim that a copied text tells as its original does is no claim of its own: it goes with the original's
    (`twins`), and weighs nothing. `at` has the positions of all claim ids, twins under their original's.
    """

    told: tuple[Told, ...]
    twins: dict[int, list[Told]]
    at: dict[str, int]
    sketches: tuple[Sketch, ...]
    blocks: Blocks
    bonds: Bonds
    linking: Linking
    scale: Scale

    @classmethod
    def of(cls, claims: Iterable[Claim], linking: Linking) -> _Table:
        pairs = [(c, sketch_of(c, voice_in(c, linking.copies))) for c in claims]
        pairs.sort(key=lambda pair: pair[1].order)
        of_twin = twins_of([s for _, s in pairs], linking.copies)
        own = [pair for pair in pairs if pair[1].claim_id not in of_twin]
        at = {s.claim_id: i for i, (_, s) in enumerate(own)}
        twins: dict[int, list[Told]] = {}
        for pair in pairs:
            original = of_twin.get(pair[1].claim_id)
            if original is not None:
                at[pair[1].claim_id] = at[original]
                twins.setdefault(at[original], []).append(pair)
        sketches = tuple(s for _, s in own)
        bonds = Bonds(placed(linking.decisions.must, at), placed(linking.decisions.never, at))
        scale = Scale(linking.weights)
        blocks = Blocks.of(sketches, reach=scale.points.reach(linking.weights.threshold))
        return cls(tuple(own), twins, at, sketches, blocks, bonds, linking, scale)

    def score(self, a: int, b: int) -> float:
        return self.scale.score(self.sketches[a], self.sketches[b])

    def edges(self, at: int, *, later: bool = False) -> list[Edge]:
        """(score, a, b) with a < b of all pairs of this claim that may be one event, by the blocks or by decision.

        `later` leaves out those with claims before it, which have them already.
        """
        found: list[Edge] = []
        for other in self.blocks.later(at) if later else self.blocks.around(at):
            a, b = min(at, other), max(at, other)
            score = self.scale.bond(self.sketches[a], self.sketches[b], self.linking.weights.threshold)
            if score is not None and not self.bonds.forbids(a, b):
                found.append((score, a, b))
        return found + [(TIED, a, b) for a, b in sorted(self.bonds.tied(at))]

    def groups(self, nodes: Sequence[int], edges: Sequence[Edge]) -> list[list[int]]:
        """Groups of positions that tell one event."""
        threshold = self.linking.weights.threshold
        found: list[list[int]] = []
        for part in parted(nodes, edges, threshold):
            found += average_link(part, self.score, self.bonds, threshold) if len(part) > 1 else [part]
        return sorted(found)

    def events(
        self, groups: list[list[int]], previous: Sequence[Event], taken: frozenset[str] = frozenset()
    ) -> tuple[Event, ...]:
        """Events of groups, by id."""
        whole = [[pair for i in group for pair in (self.told[i], *self.twins.get(i, ()))] for group in groups]
        for group in whole:
            group.sort(key=lambda pair: pair[1].order)
        ids = named([[c.claim_id for c, _ in group] for group in whole], previous, taken)
        made = [event_of(event_id, group, self.linking) for event_id, group in zip(ids, whole, strict=True)]
        return tuple(sorted(made, key=lambda e: e.event_id))


def event_of(event_id: str, order: Sequence[Told], linking: Linking) -> Event:
    """The event of these claims, oldest first: who tells it, and how the accounts stand to each other."""
    copies = linking.copies
    relations = relations_of(told_since(order), copies) if len(order) > 1 else ()
    roots = tuple(a.label for a in accounts_of(order, copies, relations))
    return Event(event_id, tuple(sorted(c.claim_id for c, _ in order)), roots, relations)


def voice_in(claim: Claim, copies: Copies) -> str | None:
    """The root of a claim that an outlet tells itself out of a copied text: whoever wrote the text."""
    original = copies.original.get(claim.document.doc_id)
    return f"text:{original}" if original and own_voice(claim) else None


def placed(pairs: Iterable[tuple[str, str]], at: dict[str, int]) -> frozenset[tuple[int, int]]:
    """Pairs of claim ids as pairs of positions, the lower first; those of unknown claims fall away."""
    known = [(at[a], at[b]) for a, b in pairs if a in at and b in at and a != b]
    return frozenset((min(pair), max(pair)) for pair in known)
