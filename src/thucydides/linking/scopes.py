"""How the figures and ranges of two claims lie to each other; only like is compared with like."""

from __future__ import annotations

import math
from dataclasses import dataclass

from thucydides.model.claim import Claim, Outcome, Toll, Victims

# Classes of victims that are persons among others; a figure of such a class is a part of the general one.
_PARTS: frozenset[Victims] = frozenset({"children", "women", "medics", "journalists", "aid_workers", "police"})
_OPEN: frozenset[Victims] = frozenset({"all", "unknown"})
_CIVIL: frozenset[Victims] = frozenset({"civilians", "children", "women", "medics", "journalists", "aid_workers"})
COUNTED: tuple[Outcome, ...] = (
    "killed", "injured", "killed_or_injured", "missing", "abducted", "arrested", "displaced", "captured",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A toll of one outcome: `low`, `high` with None for an open end."""

    outcome: Outcome
    victims: Victims
    low: int | None
    high: int | None

    @property
    def told(self) -> int:
        """The number that the words name."""
        return self.low if self.low is not None else self.high or 0

    def meets(self, other: Figure) -> bool:
        """True where some number fits both."""
        mine = (self.low or 0, math.inf if self.high is None else self.high)
        theirs = (other.low or 0, math.inf if other.high is None else other.high)
        return mine[0] <= theirs[1] and theirs[0] <= mine[1]

    def width(self) -> float:
        """How much it leaves open."""
        return math.inf if self.high is None or self.low is None else self.high - self.low


def figures(claim: Claim, outcome: Outcome) -> tuple[Figure, ...]:
    """The tolls of an outcome that are part of no other and say a number."""
    return tuple(
        Figure(outcome, t.victims, t.low, t.high)
        for t in claim.casualties
        if t.outcome == outcome and t.part_of is None and _says(t)
    )


def _says(toll: Toll) -> bool:
    return toll.low is not None or toll.high is not None


def main_figure(claim: Claim, outcome: Outcome = "killed") -> Figure | None:
    """The total of an outcome: of several classes their sum, of one its own; None where no number is told.

    A figure that is greater than the total beside it is no part of it: it is the newer one.
    """
    found = figures(claim, outcome)
    if not found:
        return None
    whole = [f for f in found if f.victims in _OPEN]
    if whole:
        return max((*whole, *found), key=lambda f: f.told)
    if len(found) == 1:
        return found[0]
    low = sum(f.low or 0 for f in found)
    highs = [f.high for f in found]
    high = None if None in highs else sum(h for h in highs if h is not None)
    classes = {f.victims for f in found}
    return Figure(outcome, found[0].victims if len(classes) == 1 else "all", low, high)


def comparable(a: Figure, b: Figure) -> bool:
    """True where both count the same persons: one class, or one of them says of no class."""
    return (
        a.victims == b.victims
        or a.victims in _OPEN
        or b.victims in _OPEN
        or (a.victims in _CIVIL and b.victims in _CIVIL)
    )


def part_of(a: Figure, b: Figure) -> bool:
    """True where `a` counts some of the persons that `b` counts."""
    return a.victims in _PARTS and b.victims not in _PARTS and b.victims != "combatants"


def other_kind(a: Figure, b: Figure) -> bool:
    """True where one calls civilians those whom the other calls fighters."""
    return (a.victims in _CIVIL and b.victims == "combatants") or (b.victims in _CIVIL and a.victims == "combatants")
