"""Claims to events: sketches, blocks, bonds, groups, accounts; the same events whatever order the claims came in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thucydides.knowledge.linking import LinkingWeights, linking_weights
from thucydides.linking.accounts import accounts_of
from thucydides.linking.cluster import Bonds, average_link, parted
from thucydides.linking.compare import Scale
from thucydides.linking.copies import Copies, Print, copies_among, print_of
from thucydides.linking.keys import Blocks
from thucydides.linking.relations import relations_of, told_since
from thucydides.linking.roots import root_of
from thucydides.linking.sketch import Sketch, sketch_of
from thucydides.linking.words import Rarity
from thucydides.model.claim import Claim
from thucydides.model.document import Document, content_id
from thucydides.model.event import Event

NO_COPIES = Copies({})
_TIED = 99.0


@dataclass(frozen=True, slots=True)
class Linking:
    """What a linking stands on: the weights, which texts are copies, and what people decided of pairs of claims."""

    weights: LinkingWeights
    copies: Copies = NO_COPIES
    must: frozenset[tuple[str, str]] = frozenset()
    never: frozenset[tuple[str, str]] = frozenset()


def copies_of(documents: Iterable[Document], published: dict[str, int]) -> Copies:
    """Which of these documents are copies; `published` are ordinals of days by doc_id."""
    prints: list[Print] = [print_of(d, published.get(d.doc_id)) for d in documents]
    return copies_among(prints)


def published_days(claims: Iterable[Claim]) -> dict[str, int]:
    """Ordinal of the day of publication by doc_id, for documents that have claims and a day."""
    days = {c.document.doc_id: c.document.published.earliest for c in claims}
    return {doc_id: day.toordinal() for doc_id, day in days.items() if day is not None}


def link(claims: Iterable[Claim], linking: Linking | None = None) -> tuple[Event, ...]:
    """Events of these claims, by id; every claim is in exactly one. Order of the claims does not matter."""
    linking = linking or Linking(linking_weights())
    pairs = [(c, sketch_of(c, _voice(c, linking.copies))) for c in claims]
    pairs.sort(key=lambda pair: pair[1].order)
    sketches = [s for _, s in pairs]
    groups = groups_of(sketches, _bonds(sketches, linking), linking.weights)
    made = [event_of([pairs[i] for i in group], linking.copies) for group in groups]
    return tuple(sorted(made, key=lambda e: e.event_id))


def _voice(claim: Claim, copies: Copies) -> str | None:
    """The root of a claim that an outlet tells itself out of a copied text: whoever wrote the text."""
    root = root_of(claim)
    original = copies.original.get(claim.document.doc_id)
    return f"text:{original}" if original and len(claim.attribution) == 1 else root.key


def _bonds(sketches: Sequence[Sketch], linking: Linking) -> Bonds:
    at = {s.claim_id: i for i, s in enumerate(sketches)}

    def placed(pairs: frozenset[tuple[str, str]]) -> frozenset[tuple[int, int]]:
        known = [(at[a], at[b]) for a, b in pairs if a in at and b in at and a != b]
        return frozenset((min(pair), max(pair)) for pair in known)

    return Bonds(placed(linking.must), placed(linking.never))


def groups_of(sketches: Sequence[Sketch], bonds: Bonds, weights: LinkingWeights | None = None) -> list[list[int]]:
    """Positions of claims that tell one event, for sketches in their order."""
    weights = weights or linking_weights()
    scale = Scale(weights, Rarity.of(s.words for s in sketches))
    blocks = Blocks.of(sketches)
    edges: list[tuple[float, int, int]] = []
    for a, mine in enumerate(sketches):
        for b in blocks.later(a):
            score = scale.score(mine, sketches[b])
            if score >= weights.threshold:
                edges.append((score, a, b))
    edges += [(_TIED, a, b) for a, b in sorted(bonds.must)]

    def score_of(a: int, b: int) -> float:
        return scale.score(sketches[a], sketches[b])

    found: list[list[int]] = []
    for part in parted(range(len(sketches)), edges, weights.threshold):
        found += average_link(part, score_of, bonds, weights.threshold) if len(part) > 1 else [part]
    return sorted(found)


def event_of(claims: Sequence[tuple[Claim, Sketch]], copies: Copies) -> Event:
    """One event with its roots and relations; its id is that of its oldest claim."""
    order = sorted(claims, key=lambda pair: pair[1].order)
    ids = tuple(sorted(c.claim_id for c, _ in order))
    docs = {s.doc_id for _, s in order}
    copied = {(d, copies.original[d]) for d in docs if d in copies.original}
    copied |= {(a, b) for a, _ in copied for b, _ in copied if a < b and copies.is_copy(a, b)}
    relations = relations_of(told_since(order), copied) if len(order) > 1 else ()
    roots = tuple(a.label for a in accounts_of(order, copies))
    return Event(content_id("event", order[0][0].claim_id), ids, roots, relations)
