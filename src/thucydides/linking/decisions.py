"""What people decided of pairs: judgements of merge and split become bonds; a later one undoes an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from thucydides.model.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Decisions:
    """Pairs of claim ids that `must` be one event, and that are `never` joined, whatever speaks for it.

    `judged` are all claims that anything was ever said of, taken back or not: they are looked at again.
    """

    must: frozenset[tuple[str, str]] = frozenset()
    never: frozenset[tuple[str, str]] = frozenset()
    judged: frozenset[str] = frozenset()


NO_DECISIONS = Decisions()


def decisions_of(judgements: Iterable[Judgement], members: Mapping[str, tuple[str, ...]] | None = None) -> Decisions:
    """The bonds that hold now. A judgement on events binds the claims that they had (`members`, claim ids by event
    id); judgements come oldest first.

    The newest verdict on a pair holds; "unsure" takes an earlier one back, and so does an undo.
    """
    members = members or {}
    undone: set[str] = set()
    told = list(judgements)
    for judgement in reversed(told):
        if judgement.verdict == "undo" and judgement.judgement_id not in undone:
            undone.add(judgement.subject)
    verdict: dict[tuple[str, str], str] = {}
    judged: set[str] = set()
    for judgement in told:
        if judgement.other is None or judgement.verdict not in ("merge", "split", "unsure"):
            continue
        pairs = _pairs(judgement.subject, judgement.other, members, whole=judgement.verdict != "merge")
        judged.update(claim_id for pair in pairs for claim_id in pair)
        if judgement.judgement_id not in undone:
            verdict |= dict.fromkeys(pairs, judgement.verdict)
    return Decisions(
        frozenset(pair for pair, said in verdict.items() if said == "merge"),
        frozenset(pair for pair, said in verdict.items() if said == "split"),
        frozenset(judged),
    )


def _pairs(a: str, b: str, members: Mapping[str, tuple[str, ...]], *, whole: bool) -> list[tuple[str, str]]:
    """Every claim of one with every claim of the other; to merge two groups, one bond in a chain is enough."""
    ours, theirs = members.get(a, (a,)), members.get(b, (b,))
    if not whole:
        chain = [*ours, *theirs]
        return [(min(x, y), max(x, y)) for x, y in pairwise(chain) if x != y]
    return [(min(x, y), max(x, y)) for x in ours for y in theirs if x != y]
