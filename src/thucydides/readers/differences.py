"""Where two readers differ on one document: claims that one of them makes alone, and values of those that both make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thucydides.model.anchor import Anchor
from thucydides.model.claim import Claim
from thucydides.readers.pairing import pairs
from thucydides.readers.slots import Slot, same, slots

ALONE = "claim"


@dataclass(frozen=True, slots=True)
class Difference:
    """`slot` is the name of the value ("claim": one of them makes the whole claim alone); `clause` the words of the claim.

    `first` and `second` are what the two readers say, empty where one says nothing; `claim` is the first one's claim, or the
    second's where it is alone; `claim_of` are both, twice the same where it is alone.
    """

    slot: str
    clause: Anchor
    first: tuple[Slot, ...]
    second: tuple[Slot, ...]
    claim_of: tuple[Claim, Claim]

    @property
    def claim(self) -> Claim:
        """The first one's claim, the second's where it is alone."""
        return self.claim_of[0]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences on one document, in order of position; `both` counts claims that both make, `same` values they share."""

    differences: tuple[Difference, ...]
    both: int
    same: int


def compare(first: Sequence[Claim], second: Sequence[Claim]) -> Comparison:
    """The claims of two readers on one document, side by side."""
    paired = pairs(first, second)
    found: list[Difference] = []
    shared = 0
    for m, n in paired:
        for name, ours, theirs in _by_name(first[m], second[n]):
            if _agree(ours, theirs):
                shared += 1
            else:
                found.append(Difference(name, first[m].anchor, ours, theirs, (first[m], second[n])))
    met_first, met_second = {m for m, _ in paired}, {n for _, n in paired}
    for m, claim in enumerate(first):
        if m not in met_first:
            found.append(Difference(ALONE, claim.anchor, tuple(slots(claim))[:1], (), (claim, claim)))
    for n, claim in enumerate(second):
        if n not in met_second:
            found.append(Difference(ALONE, claim.anchor, (), tuple(slots(claim))[:1], (claim, claim)))
    found.sort(key=lambda d: (d.clause.start, d.claim.trigger.start))
    return Comparison(tuple(found), len(paired), shared)


def _by_name(first: Claim, second: Claim) -> Iterator[tuple[str, tuple[Slot, ...], tuple[Slot, ...]]]:
    ours, theirs = tuple(slots(first)), tuple(slots(second))
    for name in dict.fromkeys(s.name for s in (*ours, *theirs)):
        yield name, tuple(s for s in ours if s.name == name), tuple(s for s in theirs if s.name == name)


def _agree(ours: tuple[Slot, ...], theirs: tuple[Slot, ...]) -> bool:
    """Each value of one is met by one of the other."""
    return all(any(same(a, b) for b in theirs) for a in ours) and all(any(same(a, b) for a in ours) for b in theirs)
