"""A day that opens a running sentence is the event's: no publication day is told by it and no dateline ends behind it."""

from __future__ import annotations

from datetime import date

import pytest

from told import read


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "At 5:15 pm on Tuesday, October 10th 2023, shells killed four people in Rafah."),
        ("en", "On October 10 2023, one man – a student – was killed and several were injured by shells in Rafah."),
        ("fr", "Le 10 octobre 2023, un homme – un étudiant – a été tué par des obus à Rafah."),
        ("es", "El 10 de octubre de 2023, un hombre – un estudiante – murió por disparos de soldados en Rafah."),
        ("ru", "10 октября 2023 года, во вторник, четыре человека погибли при обстреле Рафаха."),
    ],
)
def test_day_of_the_event(code: str, text: str):
    """The event's day has its words, and the day of the text is not given by them."""
    reading = read(text, None, code)
    when = reading.claims[0].time
    assert when is not None
    assert when.anchor is not None
    assert (when.earliest, when.latest) == (date(2023, 10, 10), date(2023, 10, 10))


def test_dateline_still_ends_at_its_dash():
    """A town, a day and a dash are where and when the report was sent."""
    reading = read("GOMA, 10 October 2023 - Shells killed four people on Monday.", None, "en")
    assert reading.claims[0].time.earliest == date(2023, 10, 9)
