"""Each type of event is known in each language by a plain sentence that tells it."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from thucydides.knowledge.library import event_types
from told import read

SHEET: dict[str, Any] = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))
DAY = date(2024, 5, 8)


@pytest.mark.parametrize("code", SHEET)
def test_a_plain_sentence_tells_its_type(code: str):
    """One claim of that type and no more."""
    told = [
        (kind, text, [c.event_type for c in read(text, DAY, code).claims])
        for kind, ts in SHEET[code].items()
        for text in ts
    ]
    assert not [one for one in told if one[2] != [one[0]]]


@pytest.mark.parametrize("code", SHEET)
def test_most_types_are_there(code: str):
    """The sheet names types of the contract, and at least nine of ten that a sentence may tell by itself."""
    assert set(SHEET[code]) <= set(event_types())
    assert len(SHEET[code]) >= 24
