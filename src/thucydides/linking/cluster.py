"""Groups claims by average link: a group is joined with another where their pairs, on the average, fit one event."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

Score = Callable[[int, int], float]
# More claims than this in one component are first parted along weaker bonds.
_MOST = 300
_STEP = 0.5


@dataclass(frozen=True, slots=True)
class Bonds:
    """What people decided, as pairs of positions: `must` stay together, `never` are not joined, whatever speaks for it."""

    must: frozenset[tuple[int, int]] = frozenset()
    never: frozenset[tuple[int, int]] = frozenset()

    def forbids(self, a: int, b: int) -> bool:
        """True where these two were told apart."""
        return bool(self.never) and (min(a, b), max(a, b)) in self.never

    def tied(self, node: int) -> list[tuple[int, int]]:
        """The pairs that tie a node to others."""
        return [pair for pair in self.must if node in pair] if self.must else []


def components(nodes: Iterable[int], edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Connected components, each ascending, in the order of their first nodes."""
    parent = {n: n for n in nodes}

    def top(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for a, b in edges:
        a, b = top(a), top(b)
        if a != b:
            parent[max(a, b)] = min(a, b)
    groups: dict[int, list[int]] = {}
    for n in sorted(parent):
        groups.setdefault(top(n), []).append(n)
    return list(groups.values())


def parted(nodes: Sequence[int], edges: Sequence[tuple[float, int, int]], floor: float) -> Iterator[list[int]]:
    """Components of at most a few hundred nodes: the larger ones without their weakest bonds."""
    groups = components(nodes, ((a, b) for _, a, b in edges))
    large = {n: at for at, group in enumerate(groups) if len(group) > _MOST for n in group}
    kept: dict[int, list[tuple[float, int, int]]] = {}
    for edge in edges:
        if edge[1] in large and edge[0] >= floor + _STEP:
            kept.setdefault(large[edge[1]], []).append(edge)
    for at, group in enumerate(groups):
        if at in kept:
            yield from parted(group, kept[at], floor + _STEP)
        else:
            yield group


def average_link(nodes: Sequence[int], score: Score, bonds: Bonds, threshold: float) -> list[list[int]]:
    """Groups of nodes, each ascending, in the order of their first nodes; equal scores are joined in that order."""
    groups: dict[int, list[int]] = {g[0]: g for g in _tied(nodes, bonds)}
    sums: dict[int, dict[int, float]] = {a: {} for a in groups}
    heads = sorted(groups)
    for at, a in enumerate(heads):
        for b in heads[at + 1 :]:
            sums[a][b] = sums[b][a] = _total(groups[a], groups[b], score, bonds)
    # What lies below the threshold is never joined, so it need not wait in the heap.
    heap = [
        (-mean, a, b, 0, 0)
        for a in heads
        for b in sums[a]
        if a < b and (mean := sums[a][b] / (len(groups[a]) * len(groups[b]))) >= threshold
    ]
    heapq.heapify(heap)
    age = dict.fromkeys(groups, 0)
    while heap:
        _, a, b, age_a, age_b = heapq.heappop(heap)
        if a not in groups or b not in groups or age[a] != age_a or age[b] != age_b:
            continue
        groups[a] = sorted(groups[a] + groups.pop(b))
        age[a] += 1
        gone = sums.pop(b)
        for c in sorted(sums[a]):
            if c == b:
                continue
            total = sums[a][c] + gone[c]
            sums[a][c] = sums[c][a] = total
            del sums[c][b]
            first, second = min(a, c), max(a, c)
            mean = total / (len(groups[a]) * len(groups[c]))
            if mean >= threshold:
                heapq.heappush(heap, (-mean, first, second, age[first], age[second]))
        del sums[a][b]
    return [groups[head] for head in sorted(groups)]


def _tied(nodes: Sequence[int], bonds: Bonds) -> list[list[int]]:
    """Nodes that people put together; a bond that would join what they told apart is left out."""
    groups = {n: [n] for n in sorted(nodes)}
    home = {n: n for n in nodes}
    for a, b in sorted(bonds.must):
        if a not in home or b not in home or home[a] == home[b]:
            continue
        one, two = min(home[a], home[b]), max(home[a], home[b])
        if any(bonds.forbids(x, y) for x in groups[one] for y in groups[two]):
            continue
        for n in groups[two]:
            home[n] = one
        groups[one] = sorted(groups[one] + groups.pop(two))
    return list(groups.values())


def _total(one: list[int], two: list[int], score: Score, bonds: Bonds) -> float:
    if bonds.never and any(bonds.forbids(a, b) for a in one for b in two):
        return -math.inf
    if len(one) == len(two) == 1:
        return score(min(one[0], two[0]), max(one[0], two[0]))
    return math.fsum(score(min(a, b), max(a, b)) for a in one for b in two)
