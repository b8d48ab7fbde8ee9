"""What sentences in ten languages say of the day: the rows of said.csv."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from mentions.times.pages import words_of
from thucydides.mentions.times import resolve
from thucydides.model.document import Published

TOLD_ON = date(2019, 3, 20)


def _rows() -> list[dict[str, str]]:
    with (Path(__file__).parent / "said.csv").open(encoding="utf-8", newline="") as handle:
        return [row for row in csv.DictReader(handle) if not row["language"].startswith("#")]


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row['language']}: {row['words']}")
def test_sentence_says_the_day(row):
    """The words of time that hold these words mean these days, with this precision and clock."""
    page, words = words_of(row["language"], row["sentence"])
    mentions = resolve(words, Published(TOLD_ON, TOLD_ON, "given"), page)
    start = page.text.index(row["words"])
    told = [m for m in mentions if m.start < start + len(row["words"]) and start < m.end]
    assert [(str(m.earliest), str(m.latest), m.precision, m.clock or "") for m in told] == [
        (row["earliest"], row["latest"], row["precision"], row["clock"])
    ]


def test_every_language_is_tried_enough():
    """Thirty sentences for the two first languages, fifteen for the others."""
    rows = _rows()
    counts = {code: sum(r["language"] == code for r in rows) for code in {r["language"] for r in rows}}
    assert counts["en"] >= 30
    assert counts["fr"] >= 30
    assert len(counts) == 10
    assert min(counts.values()) >= 15


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "Convoys cross the ford far faster than they do today."),
        ("en", "The clinic had more beds than today."),
        ("ru", "Раньше через брод ходило больше машин, чем сегодня."),
        ("uk", "Раніше через брід ходило більше машин, ніж сьогодні."),
    ],
)
def test_what_is_compared_with_these_times_names_no_day(code: str, sentence: str):
    """ "Than today" is no day."""
    page, words = words_of(code, sentence)
    assert resolve(words, Published(TOLD_ON, TOLD_ON, "given"), page) == ()


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "More than 40 people were killed today in Gao."),
        ("en", "More than a dozen shells fell on the ford today."),
        ("ru", "Более чем 40 человек погибли сегодня в Гао."),
    ],
)
def test_more_than_counts(code: str, sentence: str):
    """ "More than 40 … today" does name the day."""
    page, words = words_of(code, sentence)
    assert [m.earliest for m in resolve(words, Published(TOLD_ON, TOLD_ON, "given"), page)] == [TOLD_ON]
