"""A town of a war is the place of the event in every frame that tells one, and a capital that acts is none."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from told import read

SHEET: dict[str, Any] = tomllib.loads(Path(__file__).with_name("towns.toml").read_text(encoding="utf-8"))
DAY = date(2024, 5, 8)
FINE = ("settlement", "vicinity", "admin2", "admin1", "neighbourhood", "site")


def _places(text: str, code: str) -> list[tuple[str, str | None, float]]:
    claims = read(text[0].upper() + text[1:], DAY, code).claims
    return [(p.precision, p.country, p.radius_km or 0.0) if (p := c.place) else ("", None, 0.0) for c in claims]


@pytest.mark.parametrize("code", SHEET)
def test_each_town_is_found_in_each_frame(code: str):
    """One claim a sentence, in the town's country and finer than it."""
    wrong = []
    for town in SHEET[code]["towns"]:
        for frame in SHEET[code]["frames"]:
            text = frame.format(**town)
            told = _places(text, code)
            if len(told) != 1 or told[0][0] not in FINE or told[0][1] != town["country"]:
                wrong.append((text, told))
    assert not wrong


@pytest.mark.parametrize("code", SHEET)
def test_what_lies_by_a_town_has_a_radius_of_its_own(code: str):
    """Outskirts, gates and approaches are a vicinity with at least ten kilometres."""
    wrong = []
    for relation in SHEET[code]["near"]:
        text = SHEET[code]["near_frame"].format(rel=relation, **SHEET[code]["towns"][0])
        told = _places(text, code)
        if len(told) != 1 or told[0][0] != "vicinity" or told[0][2] < 10:
            wrong.append((text, told))
    assert not wrong


@pytest.mark.parametrize("code", SHEET)
def test_who_speaks_or_forbids_is_no_place(code: str):
    """The capital that says it and the state that forbids a group hold no event."""
    told = {text: _places(text, code) for text in SHEET[code]["elsewhere"]}
    assert not {text: places for text, places in told.items() if any(precision for precision, _, _ in places)}
