"""Pairs the claims of two readers on one document: which of them tell the same event by the same words."""

from __future__ import annotations

from collections.abc import Sequence

from thucydides.model.anchor import Anchor
from thucydides.model.claim import Claim


def _shared(a: Anchor, b: Anchor) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _likeness(a: Claim, b: Claim) -> float:
    """0 where they tell two events: neither do their triggers overlap, nor the clauses of two claims of one type."""
    clauses = _shared(a.anchor, b.anchor) / max(min(len(a.anchor.exact), len(b.anchor.exact)), 1)
    triggers = a.trigger.overlaps(b.trigger)
    if not triggers and not (clauses >= 0.5 and a.event_type == b.event_type):
        return 0.0
    same_root = a.attribution[-1].source == b.attribution[-1].source
    return (
        2.0 * triggers + clauses + (a.event_type == b.event_type) + 0.5 * (a.polarity == b.polarity) + 0.5 * same_root
    )


def pairs(ours: Sequence[Claim], theirs: Sequence[Claim]) -> tuple[tuple[int, int], ...]:
    """Indexes (ours, theirs) of claims that tell the same, each claim at most once, the likest first; sorted by ours."""
    options = [(-_likeness(a, b), m, n) for m, a in enumerate(ours) for n, b in enumerate(theirs)]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for likeness, m, n in sorted(options):
        if likeness < 0 and m not in found and n not in taken:
            found[m] = n
            taken.add(n)
    return tuple(sorted(found.items()))
