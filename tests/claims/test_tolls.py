"""However a language tells a toll, killed and injured are read alike, in figures and in words."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from told import read

SHEET: dict[str, Any] = tomllib.loads(Path(__file__).with_name("tolls.toml").read_text(encoding="utf-8"))
DAY = date(2024, 5, 8)
FIGURES = {"k": "12", "i": "23", "w": "5"}


@pytest.mark.parametrize("spelt", [False, True], ids=["figures", "words"])
@pytest.mark.parametrize("code", SHEET)
def test_tolls_are_read_however_they_are_told(code: str, spelt: bool):
    """One claim a sentence, with the whole toll among its casualties; parts of it may stand beside it."""
    numbers = SHEET[code]["words"] if spelt else FIGURES
    wrong = []
    for case in SHEET[code]["tolls"]:
        text = case["text"].format(**numbers)
        claims = read(text[0].upper() + text[1:], DAY, code).claims
        told = {(t.outcome, f"{t.low} {t.high}") for c in claims for t in c.casualties}
        wanted = {(name, case[name]) for name in ("killed", "injured") if name in case}
        if len(claims) != 1 or not wanted <= told:
            wrong.append((text, told))
    assert not wrong
