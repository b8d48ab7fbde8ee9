"""A source that stands in a label ("Source: X", in a line, behind an entry or in brackets) answers for what it stands by."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from told import read

SHEET = tomllib.loads(Path(__file__).with_name("labels.toml").read_text(encoding="utf-8"))
REPORTS = [
    pytest.param(code, report["text"], report["roots"], id=f"{code}-{n}")
    for code in SHEET
    for n, report in enumerate(SHEET[code]["report"])
]


@pytest.mark.parametrize(("code", "text", "roots"), REPORTS)
def test_label(code: str, text: str, roots: list[str]):
    """The root of each claim in order of telling; a label covers its entry or what is quoted under it, and no more."""
    claims = sorted(read(text, date(2024, 5, 8), code).claims, key=lambda c: c.trigger.start)
    assert [c.attribution[-1].source if len(c.attribution) > 1 else "" for c in claims] == roots
