"""Accidents, nature, sickness and sport make no claim, in any language; the war told beside them does."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from told import read

SHEET: dict[str, Any] = tomllib.loads(Path(__file__).with_name("mishaps.toml").read_text(encoding="utf-8"))
DAY = date(2024, 5, 8)


@pytest.mark.parametrize("code", SHEET)
def test_mishaps_are_no_events_of_the_conflict(code: str):
    """No claim of any of these sentences."""
    told = [(text, [c.event_type for c in read(text, DAY, code).claims]) for text in SHEET[code]["silent"]]
    assert not [one for one in told if one[1]]


def test_what_is_told_beside_a_mishap_stays():
    """Only the sentence of the mishap is silent."""
    text = "Gunmen killed four people in Gao on Monday. A bus collided with a truck near Gao on Tuesday, killing 12."
    assert [c.casualties[0].low for c in read(text, DAY, "en").claims] == [4]
