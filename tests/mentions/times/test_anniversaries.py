"""Anniversaries of dated events tell the day of a page, or its year, or nothing: own sentences in six languages."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from mentions.times.pages import words_of
from thucydides.knowledge.times import time_book
from thucydides.mentions.times import document_day, resolve
from thucydides.mentions.times.anniversaries import find_anniversaries
from thucydides.model.document import Published


def _rows() -> list[tuple[str, str, str]]:
    path = Path(__file__).parent / "anniversaries.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = [row for row in csv.reader(handle) if row and not row[0].startswith("#")][1:]
    return [(row[0], row[1], row[2]) for row in rows]


@pytest.mark.parametrize(("day", "code", "text"), _rows())
def test_what_an_anniversary_tells(day: str, code: str, text: str) -> None:
    """A day is told only where the sentence says that it is the anniversary's; a year is a candidate; else silence."""
    page, words = words_of(code, text)
    found = document_day(page, (), words, ())
    if day == "-":
        assert not find_anniversaries(page, words, time_book(code))
        assert found.earliest is None
    elif day.startswith("?"):
        assert found.earliest is None, found.reasons
        assert not day[1:] or str(found.candidates[0][0]).startswith(day[1:])
    else:
        first, _, last = day.partition("..")
        assert (str(found.earliest), str(found.latest)) == (first, last or first), found.reasons
        assert found.status == "inferred"
        assert any("anniversary" in reason for reason in found.reasons)


def test_an_anniversary_speaks_against_a_line_of_another_year() -> None:
    """With one more reason a line above the text is set aside, and the day stays open; a line of its year stands."""
    body = "Shells hit on Thursday 14 October. Today marks the 58th anniversary of the 14 October revolution."
    page, words = words_of("en", f"03/02/2018\n\n{body}")
    found = document_day(page, (), words, ())
    assert found.earliest is None
    assert any("is set aside" in reason for reason in found.reasons)
    page, words = words_of("en", f"15/10/2021\n\n{body}")
    assert str(document_day(page, (), words, ()).earliest) == "2021-10-15"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Hundreds have been killed in the camp since the October 7 attacks."),
        ("fr", "Des centaines de personnes ont été tuées depuis l'attaque du 7 octobre."),
        ("es", "Cientos de personas han muerto desde los ataques del 7 de octubre."),
        ("ru", "Сотни человек погибли после нападения 7 октября."),
        ("uk", "Сотні людей загинули після нападу 7 жовтня."),
        ("ar", "قتل مئات الأشخاص منذ هجوم 7 أكتوبر."),
    ],
)
def test_a_day_that_an_event_is_called_by_is_of_its_year(code: str, text: str) -> None:
    """Told years later it is not the latest such day; told soon after such a day it may be another event's."""
    page, words = words_of(code, text)

    def first(day: date) -> str:
        return str(resolve(words, Published(day, day, "given"), page)[0].earliest)

    assert first(date(2025, 3, 8)) == "2023-10-07"
    assert first(date(2025, 10, 9)) == "2025-10-07"
