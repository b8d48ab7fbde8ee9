"""Dates of isolated strings: digits, names of months, addresses; never a date that is none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thucydides.intake.dates import find_date, told_date, url_date

MONTHS = {"mai": 5, "march": 3, "aout": 8}


@pytest.mark.parametrize(
    ("string", "day"),
    [
        ("2031-02-03", date(2031, 2, 3)), ("2031-02-03T22:10:00Z", date(2031, 2, 3)), ("20310203", date(2031, 2, 3)),
        ("2031/2/3", date(2031, 2, 3)), ("23.02.2031", date(2031, 2, 23)), ("02/23/2031", date(2031, 2, 23)),
        ("le 7 mai 2031", date(2031, 5, 7)), ("March 7, 2031", date(2031, 3, 7)), ("1er AOÛT 2031", date(2031, 8, 1)),
        ("٢٣/٠٢/٢٠٣١", date(2031, 2, 23)), ("05-05-2031", date(2031, 5, 5)),
    ],
)  # fmt: skip
def test_days(string: str, day: date) -> None:
    """One reading, whatever the order and the digits."""
    found = find_date(string, MONTHS)
    assert found is not None
    assert (found.earliest, found.latest) == (day, day)


@pytest.mark.parametrize(
    "string", ["", "2031", "31.02.2031", "2031-13-40", "12:30", "1070", "3 of 2031 men", "1.2.3.2031"]
)
def test_no_days(string: str) -> None:
    """Numbers that are no day give none."""
    assert find_date(string, MONTHS) is None


def test_seconds_since_1970() -> None:
    """Feeds and exports tell seconds or milliseconds."""
    for told in (1_000_000_000, "1000000000", 1_000_000_000_000):
        found = told_date(told)
        assert found is not None
        assert found.earliest == date(2001, 9, 9)
    assert told_date(True) is None
    assert told_date({"day": 3}) is None


def test_addresses() -> None:
    """A day in the path, a month as a range, nothing from the query."""
    day = url_date("https://example.org/news/2031/02/03/mill.html")
    assert day is not None
    assert day.earliest == day.latest == date(2031, 2, 3)
    month = url_date("https://example.org/2031/12/mill")
    assert month is not None
    assert (month.earliest, month.latest) == (date(2031, 12, 1), date(2031, 12, 31))
    assert url_date("https://example.org/mill?d=/2031/02/03/") is None
    assert url_date("https://example.org/id/20991/1234") is None


@given(st.text(max_size=60))
def test_any_string(string: str) -> None:
    """No string breaks it; what is found lies in the string and is in order."""
    for found in (find_date(string, MONTHS), told_date(string), url_date("/" + string)):
        if found is not None:
            assert 0 <= found.start < found.end <= len(string) + 1
            assert found.earliest <= found.latest
