"""What people decided of pairs: judgements of merge and split become bonds; a later one undoes an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from thucydides.model.event import Event
from thucydides.model.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Decisions:
    """Pairs of claim ids that `must` be one event, and that are `never` joined, whatever speaks for it."""

    must: frozenset[tuple[str, str]] = frozenset()
    never: frozenset[tuple[str, str]] = frozenset()


NO_DECISIONS = Decisions()


def decisions_of(judgements: Iterable[Judgement], events: Sequence[Event] = ()) -> Decisions:
    """The bonds that hold now. A judgement on events binds the claims that they had; oldest judgements come first.

    The newest verdict on a pair holds; "unsure" takes an earlier one back, and so does an undo.
    """
    members = {e.event_id: e.claims for e in events}
    undone: set[str] = set()
    told = list(judgements)
    for judgement in reversed(told):
        if judgement.verdict == "undo" and judgement.judgement_id not in undone:
            undone.add(judgement.subject)
    verdict: dict[tuple[str, str], str] = {}
    for judgement in told:
        if judgement.judgement_id in undone or judgement.other is None:
            continue
        if judgement.verdict in ("merge", "split", "unsure"):
            for pair in _pairs(judgement.subject, judgement.other, members, whole=judgement.verdict == "split"):
                verdict[pair] = judgement.verdict
    return Decisions(
        frozenset(pair for pair, said in verdict.items() if said == "merge"),
        frozenset(pair for pair, said in verdict.items() if said == "split"),
    )


def _pairs(a: str, b: str, members: Mapping[str, tuple[str, ...]], *, whole: bool) -> list[tuple[str, str]]:
    """Every claim of one with every claim of the other; to merge two groups, one bond in a chain is enough."""
    ours, theirs = members.get(a, (a,)), members.get(b, (b,))
    if not whole:
        chain = [*ours, *theirs]
        return [(min(x, y), max(x, y)) for x, y in pairwise(chain) if x != y]
    return [(min(x, y), max(x, y)) for x in ours for y in theirs if x != y]
