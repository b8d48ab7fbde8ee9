"""Whoever speaks is heard, in every way that a language says so: ministries and hospitals, acronyms and persons, all camps."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from thucydides.model.claim import Claim
from told import read

SHEET: dict[str, Any] = tomllib.loads(Path(__file__).with_name("speakers.toml").read_text(encoding="utf-8"))
DAY = date(2024, 5, 8)
# Of 1,000 sentences so many may go wrong: a name with a rank beside an unusual verb, an outlet's own name.
SLACK = 0.02


def _said(frame: str, speaker: str) -> str:
    text = frame.format(s=speaker, S=speaker[0].upper() + speaker[1:])
    return text[0].upper() + text[1:]


def _is_root(claim: Claim, speaker: str) -> bool:
    root = claim.attribution[-1].anchor if claim.attribution else None
    if root is None:
        return False
    told, meant = root.exact.casefold(), speaker.casefold()
    shared = set(told.split()) & set(meant.split())
    return told in meant or meant in told or len(shared) >= max(1, min(len(told.split()), len(meant.split())) - 1)


def _wrong(code: str, frames: str, *, denied: bool) -> tuple[int, list[str]]:
    count, wrong = 0, []
    for speaker in SHEET[code]["speakers"]:
        for frame in SHEET[code][frames]:
            text, count = _said(frame, speaker), count + 1
            claims = read(text, DAY, code).claims
            heard = any(_is_root(c, speaker) and (c.polarity == "denied") == denied for c in claims)
            if not heard or (denied and any(c.polarity == "asserted" for c in claims)):
                wrong.append(text)
    return count, wrong


@pytest.mark.parametrize("code", SHEET)
def test_who_says_it_is_the_root(code: str):
    """What X says has X as its root, whatever X is and however it is said."""
    count, wrong = _wrong(code, "said", denied=False)
    assert len(wrong) <= SLACK * count, wrong


@pytest.mark.parametrize("code", SHEET)
def test_what_is_denied_is_no_fact(code: str):
    """What X denies is denied by X, and nothing of it is told as done."""
    count, wrong = _wrong(code, "denied", denied=True)
    assert len(wrong) <= SLACK * count, wrong
