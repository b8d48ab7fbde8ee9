"""Days of other calendars as Gregorian ones, against days that almanacs give."""

from __future__ import annotations

from datetime import date

import pytest

from thucydides.mentions.times import calendars as cal


@pytest.mark.parametrize(
    ("year", "month", "day", "middle"),
    [(1437, 10, 1, date(2016, 7, 6)), (1445, 1, 1, date(2023, 7, 19)), (1440, 9, 1, date(2019, 5, 6))],
)
def test_islamic_day_is_a_range_of_three(year, month, day, middle):
    """Sightings differ: the day that the Saudi calendar gives lies inside the three days told."""
    earliest, latest = cal.days_of(year, 100 + month, day)
    assert (latest - earliest).days == 2
    assert earliest <= middle <= latest


@pytest.mark.parametrize(
    ("year", "month", "day", "gregorian"),
    [
        (1395, 1, 1, date(2016, 3, 20)),
        (1399, 12, 30, date(2021, 3, 20)),
        (1403, 1, 1, date(2024, 3, 20)),
        (1401, 6, 26, date(2022, 9, 17)),
    ],
)
def test_persian_day(year, month, day, gregorian):
    """New years and the last day of a leap year fall where the almanac has them."""
    assert cal.days_of(year, 200 + month, day) == (gregorian, gregorian)


@pytest.mark.parametrize(
    ("year", "month", "day", "gregorian"),
    [(5784, 1, 1, date(2023, 9, 16)), (5784, 8, 15, date(2024, 4, 23)), (5733, 1, 10, date(1972, 9, 18))],
)
def test_hebrew_day(year, month, day, gregorian):
    """New Year, Passover and the Day of Atonement fall where the almanac has them."""
    assert cal.days_of(year, 300 + month, day) == (gregorian, gregorian)


def test_no_such_day():
    """A day that no calendar has is none, and raises nothing."""
    assert cal.days_of(2019, 2, 29) is None
    assert cal.gregorian(2019, 13, 1) is None


def test_months_later_keeps_to_the_month():
    """The last day of a long month goes to the last of a short one."""
    assert cal.months_later(date(2019, 3, 31), -1) == date(2019, 2, 28)
    assert cal.months_later(date(2020, 12, 31), 2) == date(2021, 2, 28)
