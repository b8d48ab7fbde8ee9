"""The points of a pair without their names: the same sum that `compare` explains, made quickly for millions of pairs.

Whatever `compare` tells of days, kinds, figures, voices, actors and words is weighed here once more, without a table in
between; `tests/linking/test_points.py` holds both together.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from thucydides.linking.sketch import OPEN_KINDS, Sketch

# How well the day of a paper, and the day before it, fit what the paper tells without a day; where neither tells one.
NEWS = (0.8, 0.65)
BY_PAPER = 0.65
REMOTE = "remote"
# Strikes are part of battles, and of one tale the other is told.
FIGHTING = frozenset({"remote", "battle", "demonstration", "strategic"})
# Gaps of days beyond this one weigh no more.
LONGEST_GAP = 3
# What rounding may take from a bound; a pair this near to the threshold is weighed in full.
_SLACK = 1e-9


def by_paper_value(a: Sketch, b: Sketch) -> float:
    """From 0 to 1: papers tell what is new, so of the days that a paper bounds its own and the one before are likely;
    0 for an earlier one.
    """
    paper, other = (a, b) if a.by_paper else (b, a)
    if not other.sharp or paper.last is None or other.last is None:
        return BY_PAPER
    age = max(0, paper.last - other.last)
    return NEWS[age] if age < len(NEWS) else 0.0


def toll_value(a: Sketch, b: Sketch) -> float:
    """Figures that meet, from 0 to 1; figures that differ say nothing."""
    best = 0.0
    for outcome, low, high in a.tolls:
        for other, low2, high2 in b.tolls:
            if outcome != other or (low is None and high is None) or (low2 is None and high2 is None):
                continue
            if low == low2 and high == high2 and low is not None:
                best = max(best, min(1.0, math.log1p(low) / 3))
            elif (low or 0) <= (high2 if high2 is not None else math.inf) and (low2 or 0) <= (
                high if high is not None else math.inf
            ):
                best = max(best, 0.3)
    return best


def other_means(a: Sketch, b: Sketch) -> float:
    """How surely one source tells of two means within a day of each other: 0 where it does not. Weapons told on both
    sides leave no doubt; a kind that a reader took by default ("a strike") says nothing of the means.
    """
    if not a.family == b.family == REMOTE or a.kind == b.kind or a.denied or b.denied or a.weapons & b.weapons:
        return 0.0
    if a.published is None or b.published is None or abs(a.published - b.published) > 1:
        return 0.0
    if a.weapons and b.weapons:
        return 2.5
    return 0.0 if a.guessed or b.guessed else 1.0


@dataclass(frozen=True, slots=True)
class Points:
    """Weights by name, and the most that the features behind the day, those behind the kind, and words and places alone
    can speak for a pair.
    """

    weight: Mapping[str, float]
    any_pair: float
    past_day: float
    past_kind: float
    past_all: float

    @classmethod
    def of(cls, weight: Mapping[str, float], best_place: float) -> Points:
        """The points of the weights in data/linking.toml; `best_place` is the most that places can give."""

        def most(*names: str) -> float:
            return max(0.0, *(weight[name] for name in names))

        voice = most("one document", "told apart", "one source", "other means of one source")
        actors = most("initiator", "rival initiators") + most("target")
        past_all = best_place + most("words") + _SLACK
        past_kind = past_all + voice + actors + most("toll") + most("weapon")
        kind = max(weight[name] for name in weight if name.startswith("kind"))
        return cls(weight, weight["any pair"], past_kind + kind, past_kind, past_all)

    def reach(self, threshold: float) -> int | None:
        """How many days may lie between two claims that can still be one event; None where any number may."""
        for more in range(1, LONGEST_GAP + 1):
            if self.any_pair + self.weight["day other"] * more + self.past_day < threshold:
                # The gap that counts is one longer, and one day of it is forgiven where a day is not sharp.
                return more + 1
        return None

    def _day(self, a: Sketch, b: Sketch) -> float:
        if a.first is None or a.last is None or b.first is None or b.last is None:
            return self.weight["day unknown"]
        late = max(b.first, a.first)
        early = min(b.last, a.last)
        gap = late - early
        if gap <= 0:
            if a.sharp and b.sharp:
                return self.weight["day same"]
            if a.by_paper or b.by_paper:
                fits = by_paper_value(a, b)
                return self.weight["day fits"] * fits if fits else self.weight["day next"]
            return self.weight["day fits"] * (1.0 / (1 + math.log1p(max(a.last - a.first, b.last - b.first))))
        if not (a.sharp and b.sharp):
            gap = max(1, gap - 1)
        return self.weight["day next"] if gap == 1 else self.weight["day other"] * float(min(gap - 1, LONGEST_GAP))

    def _kind(self, a: Sketch, b: Sketch) -> float:
        if a.kind == b.kind:
            return self.weight["kind same"]
        if a.kind in OPEN_KINDS or b.kind in OPEN_KINDS or a.denied or b.denied:
            return self.weight["kind open"]
        if a.family == b.family:
            return self.weight["kind near"]
        return self.weight["kind mixed" if a.family in FIGHTING and b.family in FIGHTING else "kind other"]

    def _voice(self, a: Sketch, b: Sketch) -> float:
        if a.doc_id == b.doc_id:
            return self.weight["told apart" if a.root == b.root and not (a.denied or b.denied) else "one document"]
        if a.root != b.root or not (a.named_root and b.named_root):
            return 0.0
        means = other_means(a, b)
        return self.weight["other means of one source"] * means if means else self.weight["one source"]

    def told(self, a: Sketch, b: Sketch, floor: float) -> list[float] | None:
        """Points of all features but the place; None as soon as no place could lift their sum to the floor."""
        weight, day = self.weight, self._day(a, b)
        if self.any_pair + day + self.past_day < floor:
            return None
        kind = self._kind(a, b)
        if self.any_pair + day + kind + self.past_kind < floor:
            return None
        found = [self.any_pair, day, kind]
        if a.weapons and a.weapons & b.weapons:
            found.append(weight["weapon"])
        if a.tolls and b.tolls and (toll := toll_value(a, b)):
            found.append(weight["toll"] * toll)
        if voice := self._voice(a, b):
            found.append(voice)
        if a.initiators and b.initiators:
            found.append(weight["rival initiators" if a.initiators.isdisjoint(b.initiators) else "initiator"])
        if a.targets and not a.targets.isdisjoint(b.targets):
            found.append(weight["target"])
        if sum(found) + self.past_all < floor:
            return None
        if a.language == b.language and a.terms and b.terms and (shared := len(a.terms & b.terms)):
            found.append(weight["words"] * (shared / math.sqrt(len(a.terms) * len(b.terms))))
        return found
