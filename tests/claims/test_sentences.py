"""What single sentences tell, value by value: tolls, roles, types, and what takes up an event told before."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from thucydides.model.claim import Outcome
from told import cases, fact, read, sheet

OUTCOMES = get_args(Outcome)


def _of(case: dict[str, Any], told: Any, name: str) -> list[str]:
    if name in OUTCOMES:
        return sorted(" ".join(t.split()[2:4]) for t in told.tolls if t.startswith(f"{name} "))
    if name in ("initiator", "target"):
        return sorted(a.partition(" ")[2] for a in told.actors if a.startswith(f"{name} "))
    value = getattr(told, {"type": "event_type", "root": "sources"}.get(name, name))
    return sorted(value) if isinstance(value, tuple) else [value]


def _check(text: str, day: str, code: str, case: dict[str, Any]) -> None:
    claims = read(text, day, code).claims
    told = [fact(c) for c in sorted(claims, key=lambda c: c.trigger.start)]
    assert len(told) == len(case["claims"]), told
    for wanted, got in zip(case["claims"], told, strict=True):
        for name, value in wanted.items():
            values = value if isinstance(value, list) else [value]
            assert _of(case, got, name) == sorted(values), (name, got)


SIBLINGS = [
    (code, case)
    for name in ("siblings", "spots", "damaged")
    for case in sheet("claims", name)["situation"]
    for code in case
    if len(code) == 2 and code.islower()
]


@pytest.mark.parametrize(("code", "case"), cases("claims", "sentence"))
def test_sentence(code: str, case: dict[str, Any]):
    """Each claim of the sheet is told, with the values that the sheet names; no claim more."""
    _check(case["text"], sheet("claims", code)["day"], code, case)


@pytest.mark.parametrize(("code", "case"), SIBLINGS, ids=[f"{code}-{case['name']}" for code, case in SIBLINGS])
def test_sibling(code: str, case: dict[str, Any]):
    """One situation, told as each language tells it, gives the same claims in all."""
    _check(case[code], sheet("claims", "siblings")["day"], code, case)
