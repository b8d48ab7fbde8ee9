"""Differences of two readers as lines: what each says, in which words, and what the gold says."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thucydides.cli.render.paint import shown
from thucydides.model.claim import Claim
from thucydides.readers.differences import ALONE, Difference, compare
from thucydides.readers.gold import GoldClaim, GoldDocument, gold_of, told, verdict
from thucydides.readers.slots import Slot

_CLAUSE = 160
Names = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """A difference, whom the gold bears out ("first", "second", "both", "neither", "" where it says nothing), and its words."""

    difference: Difference
    bears_out: str
    gold: str


def judged(
    row: GoldDocument, text: str, first: Sequence[Claim], second: Sequence[Claim], names: Names, tally: Counter[str]
) -> list[Judged]:
    """All differences on one document. `tally` counts them by slot and by whom the gold bears out."""
    compared = compare(first, second)
    tally["claims of both"] += compared.both
    tally["values of both"] += compared.same
    called = {"first": names[0], "second": f"{names[1]} (B)" if names[0] == names[1] else names[1]}
    found = []
    for difference in compared.differences:
        gold = gold_of(difference.claim, row, text)
        if difference.slot == ALONE:
            one = _alone(difference, gold)
            who = called["first" if difference.first else "second"]
            tally[f"claim: only {who}, {'in the gold' if gold else 'not in the gold'}"] += 1
        else:
            one = _valued(difference, gold, text)
            right = {"": "the gold says nothing", **{k: f"{v} right" for k, v in called.items()}}
            tally[f"{difference.slot}: {right.get(one.bears_out, one.bears_out)}"] += 1
        found.append(one)
    return found


def _alone(difference: Difference, gold: GoldClaim | None) -> Judged:
    maker, other = ("first", "second") if difference.first else ("second", "first")
    return Judged(difference, maker if gold else other, gold.event_type if gold else "")


def _valued(difference: Difference, gold: GoldClaim | None, text: str) -> Judged:
    if gold is None:
        return Judged(difference, "", "")
    says = told(difference.slot, gold)
    rights = [
        _right(slots, difference.claim_of[n], gold, text)
        for n, slots in enumerate((difference.first, difference.second))
    ]
    both = {(True, True): "both", (True, False): "first", (False, True): "second", (False, False): "neither"}
    return Judged(difference, both[rights[0], rights[1]] if says else "", says)


def _right(slots: tuple[Slot, ...], claim: Claim, gold: GoldClaim, text: str) -> bool:
    """True where one side says something and all of it is the gold's."""
    return bool(slots) and all(verdict(slot, claim, gold, text) == "right" for slot in slots)


def _said(slots: tuple[Slot, ...]) -> str:
    if not slots:
        return "nothing"
    return ", ".join(f"{s.value} “{s.anchor.exact}”" if s.anchor else s.value for s in slots)


def text_lines(doc_id: str, found: Sequence[Judged], names: Names) -> Iterator[str]:
    """For people: the document, then each claim's words once, with the differences below."""
    if not found:
        return
    yield shown(doc_id)
    clause = None
    for one in found:
        d = one.difference
        if d.clause != clause:
            clause = d.clause
            words = " ".join(clause.exact.split())
            yield shown(f"  “{words[:_CLAUSE]}{'…' if len(words) > _CLAUSE else ''}”")
        if d.slot == ALONE:
            who = names[0] if d.first else names[1]
            told_gold = f"the gold has it as {one.gold}" if one.gold else "the gold has no such claim"
            yield shown(f"     only {who}: {_said(d.first or d.second)}; {told_gold}")
            continue
        right = {"first": f": {names[0]} is right", "second": f": {names[1]} is right", "both": ": both are right"}
        told_gold = (
            f"gold {one.gold}{right.get(one.bears_out, ': neither is right')}" if one.gold else "the gold says nothing"
        )
        yield shown(f"     {d.slot}: {names[0]} {_said(d.first)} | {names[1]} {_said(d.second)} | {told_gold}")


def json_lines(doc_id: str, found: Sequence[Judged], names: Names) -> Iterator[str]:
    """For programs: one difference a line, with offsets."""
    for one in found:
        d = one.difference
        yield json.dumps(
            {
                "doc_id": doc_id, "slot": d.slot, "a": names[0], "b": names[1], "clause": _anchor(d),
                "a_says": [_plain(s) for s in d.first], "b_says": [_plain(s) for s in d.second], "gold": one.gold or None,
                "right": {"first": "a", "second": "b"}.get(one.bears_out, one.bears_out or None),
            },
            ensure_ascii=False,
        )  # fmt: skip


def _anchor(d: Difference) -> dict[str, object]:
    return {"start": d.clause.start, "end": d.clause.end, "exact": d.clause.exact}


def _plain(slot: Slot) -> dict[str, object]:
    anchor = slot.anchor
    return {
        "value": slot.value,
        "anchor": None if anchor is None else {"start": anchor.start, "end": anchor.end, "exact": anchor.exact},
    }
