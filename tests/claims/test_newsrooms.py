"""What English, French and Spanish newsrooms write of one situation is read alike: type, place, doers, tolls and root."""

from __future__ import annotations

from typing import Any

import pytest

from told import read, sheet

_SHEET = sheet("claims", "newsrooms")
_TOLD = [(story["name"], *told) for story in _SHEET["story"] for told in story["told"]]


def _counts(claim: Any, outcome: str) -> str:
    return ",".join(str(c.low) for c in claim.casualties if c.outcome == outcome) or "-"


def _seen(claim: Any) -> tuple[str, str, str, str, str, str]:
    """Type, place, doers and parties, deaths, injured, root of a claim."""
    doers = " ".join(a.name for a in claim.actors if a.role != "target") or "-"
    root = claim.attribution[-1].source if len(claim.attribution) > 1 else "-"
    place = claim.place.name if claim.place else "-"
    return claim.event_type, place, doers, _counts(claim, "killed"), _counts(claim, "injured"), root


def _fits(wanted: str, value: str) -> bool:
    if wanted in ("-", "*"):
        return wanted == "*" or value == "-"
    return any(part.lower() in value.lower() for part in wanted.split("|"))


@pytest.mark.parametrize("told", _TOLD, ids=[f"{name}-{code}" for name, code, *_ in _TOLD])
def test_told_as_newsrooms_do(told: tuple[str, ...]):
    """Each sentence makes the claims that the sheet names and no more, each value as named."""
    _, code, text, *rows = told
    claims = sorted(read(text, _SHEET["day"], code).claims, key=lambda c: c.trigger.start)
    seen = [_seen(c) for c in claims]
    assert len(seen) == len(rows), seen
    for row, values in zip(rows, seen, strict=True):
        wanted = row.split()
        assert all(_fits(w, v) for w, v in zip(wanted, values, strict=False)), (row, values)
