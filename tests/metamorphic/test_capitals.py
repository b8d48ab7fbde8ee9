"""A text that is shouted tells the same: what our own reports tell, they tell in capitals too."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest

from told import HERE, Reading, read

DAY = date(2024, 5, 10)
# Of a hundred texts so many may lose something in capitals, where a name is no more than words that no list knows.
SLACK = {"en": 3, "fr": 10, "es": 4, "ru": 2, "uk": 2}


def _texts(sheet: Any) -> list[str]:
    """Every value `text` of a sheet, however deep it stands."""
    if isinstance(sheet, list):
        return [text for part in sheet for text in _texts(part)]
    if not isinstance(sheet, dict):
        return []
    own = [sheet["text"]] if isinstance(sheet.get("text"), str) else []
    return own + [text for part in sheet.values() for text in _texts(part)]


def _told(reading: Reading) -> list[tuple[object, ...]]:
    return sorted(
        (c.event_type, c.polarity, tuple((t.outcome, t.low or -1, t.high or -1) for t in c.casualties))
        for c in reading.claims
    )


@pytest.mark.parametrize("code", sorted(SLACK))
def test_capitals_tell_the_same_events_and_figures(code: str):
    """Type, polarity and toll are kept; what is denied is never asserted."""
    sheets = [HERE / folder / f"{code}.toml" for folder in ("metamorphic", "claims")]
    texts = [t for sheet in sheets for t in _texts(tomllib.loads(sheet.read_text(encoding="utf-8")))]
    told = {text: found for text in texts if (found := _told(read(text, DAY, code)))}
    assert len(told) >= 50, "too few reports to tell"
    shouted = {text: _told(read(text.upper(), DAY, code)) for text in told}
    other = [text for text in told if shouted[text] != told[text]]
    assert len(other) <= SLACK[code] * len(told) / 100, "\n".join(other)
    denied = [t for t in told if all(polarity == "denied" for _, polarity, _ in told[t])]
    assert denied, "no denial among the reports"
    assert not [t for t in denied if any(polarity == "asserted" for _, polarity, _ in shouted[t])]
