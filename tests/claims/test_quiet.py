"""Ordinary news, accidents, nature and sport make no claim, in any language; armed men or harm told in the same words do."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from told import read


def _sheet(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


SHEET = _sheet("quiet.toml")
MISHAPS = _sheet("mishaps.toml")
NEWS = {path.stem: _sheet(f"news/{path.name}") for path in sorted(Path(__file__).with_name("news").glob("*.toml"))}
DAY = date(2024, 5, 8)


SILENT = [
    *(pytest.param(code, text, id=f"news-{code}-{n}") for code in SHEET for n, text in enumerate(SHEET[code]["quiet"])),
    *(pytest.param(code, text, id=f"page-{code}-{n}") for code in NEWS for n, text in enumerate(NEWS[code]["quiet"])),
    *(
        pytest.param(code, text, id=f"mishap-{code}-{n}")
        for code in MISHAPS
        for n, text in enumerate(MISHAPS[code]["silent"])
    ),
]


@pytest.mark.parametrize(("code", "text"), SILENT)
def test_what_is_no_conflict_makes_no_claim(code: str, text: str):
    """No claim of an article of civil life, nor of an accident, nature, sickness or sport."""
    assert [c.event_type for c in read(text, DAY, code).claims] == []


def test_what_is_told_beside_a_mishap_stays():
    """Only the sentence of the mishap is silent."""
    text = "Gunmen killed four people in Gao on Monday. A bus collided with a truck near Gao on Tuesday, killing 12."
    assert [c.casualties[0].low for c in read(text, DAY, "en").claims] == [4]


@pytest.mark.parametrize("code", SHEET)
def test_the_same_words_of_war_are_claimed(code: str):
    """At least one claim of each of these reports."""
    assert not [text for text in SHEET[code]["told"] if not read(text, DAY, code).claims]


@pytest.mark.parametrize("code", NEWS)
def test_one_event_in_a_clause_is_all_that_a_mixed_page_tells(code: str):
    """A vote, a market, a play: the one deed that is told in passing is claimed, and no figure of speech beside it."""
    told = [[(c.trigger.exact, c.event_type) for c in read(m["text"], DAY, code).claims] for m in NEWS[code]["mixed"]]
    assert told == [[(m["trigger"], m["event"])] for m in NEWS[code]["mixed"]]
