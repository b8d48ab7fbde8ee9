"""Ordinary news in words of war makes no claim, in any language; the same words with armed men or harm do."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from told import read

SHEET: dict[str, Any] = tomllib.loads(Path(__file__).with_name("quiet.toml").read_text(encoding="utf-8"))
DAY = date(2024, 5, 8)


@pytest.mark.parametrize("code", SHEET)
def test_ordinary_news_makes_no_claim(code: str):
    """No claim of any of these articles."""
    told = [(text, [c.event_type for c in read(text, DAY, code).claims]) for text in SHEET[code]["quiet"]]
    assert not [one for one in told if one[1]]


@pytest.mark.parametrize("code", SHEET)
def test_the_same_words_of_war_are_claimed(code: str):
    """At least one claim of each of these reports."""
    assert not [text for text in SHEET[code]["told"] if not read(text, DAY, code).claims]
