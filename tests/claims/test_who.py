"""Who the harmed were by name, told by a verb of being, by words of naming, in a subset, or in a list behind a verb."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from told import read

SHEET: dict[str, Any] = tomllib.loads(Path(__file__).with_name("who.toml").read_text(encoding="utf-8"))
DAY: date = SHEET["day"]
CODES = ("en", "fr", "es", "ru", "uk", "de")


@pytest.mark.parametrize("code", CODES)
def test_the_harmed_are_those_whom_a_sentence_names(code: str):
    """The tolls of each text name the persons of the sheet and nobody else, and its largest count of dead is right."""
    wrong = []
    for case in SHEET["case"]:
        if code not in case:
            continue
        tolls = [t for c in read(case[code], DAY, code).claims for t in c.casualties]
        named = [n.exact for t in tolls for n in t.names]
        dead = max((t.low or 0 for t in tolls if t.outcome == "killed"), default=0)
        if sorted(set(named)) != sorted(case["names"]) or dead != case["killed"]:
            wrong.append((case[code], named, dead))
    assert not wrong
