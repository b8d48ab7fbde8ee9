"""Reports of other wars and styles in Russian, Ukrainian and Arabic, written before the reader was run over them."""

from __future__ import annotations

from typing import Any

import pytest

from told import cases, read
from wanted import overlaps, paired


@pytest.mark.parametrize(("code", "report"), cases("data/fresh", "report"))
def test_report(code: str, report: dict[str, Any]):
    """Each claim of the sheet is told with the values that the sheet names, and what is no event tells nothing."""
    text = report["text"].strip()
    reading = read(text, report["day"], code)
    pairs = paired(text, report["claims"], reading)
    wrong = [(w["at"], pairs[i][1] if i in pairs else "missed") for i, w in enumerate(report["claims"])]
    assert [w for w in wrong if w[1]] == []
    assert [w for w in report["silent"] if any(overlaps(c, text, w) for c in reading.claims)] == []
