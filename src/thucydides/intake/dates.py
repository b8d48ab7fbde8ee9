"""Dates in isolated strings: metadata, columns, addresses of pages, lines that hold little else. Never running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from thucydides.text.fold import fold

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)([./-])(\d{1,2})\2(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<![\d.])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_DAY_NAME_YEAR = re.compile(
    r"(?<!\d)(\d{1,2})[^\W\d_]{0,2}[.º°]?[\s/-]{1,3}(?:[^\W\d_]{2}\s)?([^\W\d_]+)\.?(?:/[^\W\d_]+)?[\s,/-]{1,3}"
    r"(?:[^\W\d_]{2,3}\s)?((?:19|20)\d\d)(?!\d)"
)
_NAME_DAY_YEAR = re.compile(r"([^\W\d_]+)\.?\s(\d{1,2})[^\W\d_]{0,2},?\s((?:19|20)\d\d)(?!\d)")
_STAMP = re.compile(r"\d{9,13}")
_QUERY = re.compile(r"[?#].*", re.DOTALL)
_URL_DAY = re.compile(r"[/_-]((?:19|20)\d\d)([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/")


@dataclass(frozen=True, slots=True)
class Found:
    """A date at [start, end) of a string: a day, or a range where the order of day and month stays open."""

    start: int
    end: int
    earliest: date
    latest: date

    @property
    def is_open(self) -> bool:
        """True where day and month may be either way round."""
        return self.earliest != self.latest


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _found(match: re.Match[str], day: date | None, other: date | None = None) -> Found | None:
    if day is None:
        day, other = other, None
    if day is None:
        return None
    days = sorted([day, other or day])
    return Found(match.start(), match.end(), days[0], days[1])


def find_date(string: str, months: dict[str, int] | None = None, day_first: bool | None = None) -> Found | None:
    """The first date of a short string, in digits or with a month of `months` (folded names -> 1..12).

    03/04/2020 is a range of both readings unless `day_first` settles it; 25/12/2020 needs no help.
    """
    folded = fold(string)
    if match := _ISO.search(folded) or _YEAR_FIRST.search(folded):
        parts = [int(g) for g in match.groups() if g.isdigit()]
        if day := _day(*parts):
            return _found(match, day)
    if match := _YEAR_LAST.search(folded):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        by_day, by_month = _day(year, second, first), _day(year, first, second)
        if day_first is not None and by_day and by_month:
            return _found(match, by_day if day_first else by_month)
        return _found(match, by_day, by_month)
    if months:
        return _named(folded, months)
    return None


def _named(folded: str, months: dict[str, int]) -> Found | None:
    for match in _DAY_NAME_YEAR.finditer(folded):
        if match[2] in months:
            return _found(match, _day(int(match[3]), months[match[2]], int(match[1])))
    for match in _NAME_DAY_YEAR.finditer(folded):
        if match[1] in months:
            return _found(match, _day(int(match[3]), months[match[1]], int(match[2])))
    return None


def told_date(told: object, months: dict[str, int] | None = None, day_first: bool | None = None) -> Found | None:
    """A date that a column, key or attribute tells: a string, or seconds or milliseconds since 1970."""
    if isinstance(told, bool) or not isinstance(told, str | int | float):
        return None
    string = str(int(told)) if isinstance(told, float) and told.is_integer() else str(told).strip()[:100]
    if _STAMP.fullmatch(string) and len(string) in (9, 10, 12, 13):
        seconds = int(string) // (1000 if len(string) > 10 else 1)
        day = date(1970, 1, 1) + timedelta(seconds=seconds)
        return Found(0, len(string), day, day)
    return find_date(string, months, day_first)


def url_date(url: str) -> Found | None:
    """The day in the path of an address, or the month as a range where it tells no day."""
    path = _QUERY.sub("", url[:2000]).split("://", 1)[-1]
    if match := _URL_DAY.search(path):
        return _found(match, _day(int(match[1]), int(match[3]), int(match[4])))
    if match := _URL_MONTH.search(path):
        year, month = int(match[1]), int(match[2])
        following = date(year + month // 12, month % 12 + 1, 1)
        return Found(match.start(), match.end(), date(year, month, 1), following - timedelta(days=1))
    return None
