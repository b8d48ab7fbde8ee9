"""Calendars: Islamic (tabular, within a day), Persian and Hebrew days as Gregorian ones, and arithmetic on days."""

from __future__ import annotations

from calendar import isleap
from datetime import date

# First years of Persian cycles in which a leap year comes a year late (Borkowski 1996).
_PERSIAN_BREAKS = (-61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394)
_ISLAMIC_EPOCH = 227014  # 15 July 622, Julian, as an ordinal: nearest to Umm al-Qura, which is within a day of it
_HEBREW_EPOCH = -1373427
_PERSIAN_SUM = (0, 31, 62, 93, 124, 155, 186, 216, 246, 276, 306, 336)

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LAST_DAY = date.max.toordinal()

Days = tuple[date, date]

# Other calendars count at least so many years fewer than ours, or more.
YEARS_BEHIND = 400


def shifted(day: date, days: int) -> date:
    """The day so many days later; stays inside the years that dates have."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), _LAST_DAY))


def _length(year: int, month: int) -> int:
    """Days of a Gregorian month."""
    return _LENGTHS[month - 1] + (month == 2 and isleap(year))


def of_month(day: date, number: int) -> date:
    """The day of this number in the month that holds a day."""
    return date(day.year, day.month, number)


def months_later(day: date, months: int) -> date:
    """The same day so many months later, the month's last where there is none."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    year = min(max(year, 1), 9999)
    return date(year, month + 1, min(day.day, _length(year, month + 1)))


def month_days(year: int, month: int) -> Days:
    """First and last day of a Gregorian month."""
    return date(year, month, 1), date(year, month, _length(year, month))


def gregorian(year: int, month: int, day: int) -> date | None:
    """A day, None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def islamic(year: int, month: int, day: int) -> date:
    """A day of the tabular Islamic calendar; sightings may differ by a day either way."""
    ordinal = day + (29 * (month - 1) + month // 2) + (year - 1) * 354 + (3 + 11 * year) // 30 + _ISLAMIC_EPOCH - 1
    return date.fromordinal(ordinal)


def _persian_new_year(year: int) -> date:
    """The first of Farvardin by Borkowski's rule."""
    gregorian_year = year + 621
    leap, start, jump = -14, _PERSIAN_BREAKS[0], 0
    for edge in _PERSIAN_BREAKS[1:]:
        jump = edge - start
        if year < edge:
            break
        leap += jump // 33 * 8 + jump % 33 // 4
        start = edge
    count = year - start
    leap += count // 33 * 8 + (count % 33 + 3) // 4
    if jump % 33 == 4 and jump - count == 4:
        leap += 1
    gregorian_leap = gregorian_year // 4 - (gregorian_year // 100 + 1) * 3 // 4 - 150
    return date(gregorian_year, 3, 20 + leap - gregorian_leap)


def persian(year: int, month: int, day: int) -> date:
    """A day of the Persian solar calendar."""
    return shifted(_persian_new_year(year), _PERSIAN_SUM[month - 1] + day - 1)


def _hebrew_leap(year: int) -> bool:
    return (7 * year + 1) % 19 < 7


def _hebrew_elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = months * 29 + parts // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def _hebrew_new_year(year: int) -> int:
    before, here, after = _hebrew_elapsed(year - 1), _hebrew_elapsed(year), _hebrew_elapsed(year + 1)
    delay = 2 if after - here == 356 else 1 if here - before == 382 else 0
    return _HEBREW_EPOCH + here + delay


def hebrew(year: int, month: int, day: int) -> date:
    """A day of the Hebrew calendar; months count from Tishri, 6 is Adar I, 7 Adar (II), as in CLDR."""
    start, end = _hebrew_new_year(year), _hebrew_new_year(year + 1)
    length = end - start
    heshvan = 30 if length % 10 == 5 else 29
    kislev = 29 if length % 10 == 3 else 30
    lengths = [30, heshvan, kislev, 29, 30, 30 if _hebrew_leap(year) else 0, 29, 30, 29, 30, 29, 30, 29]
    return date.fromordinal(start + sum(lengths[: month - 1]) + day - 1)


def days_of(year: int, month: int, day: int) -> Days | None:
    """The Gregorian days that a day of any calendar may be; months as in TimeWords. An Islamic day is three days wide."""
    calendar, number = divmod(month, 100)
    try:
        if calendar == 0:
            exact = gregorian(year, number, day)
            return None if exact is None else (exact, exact)
        if calendar == 1:
            middle = islamic(year, number, day)
            return shifted(middle, -1), shifted(middle, 1)
        exact = persian(year, number, day) if calendar == 2 else hebrew(year, number, day)
    except (ValueError, OverflowError, IndexError):
        return None
    return exact, exact


def month_of(year: int, month: int) -> Days | None:
    """The Gregorian days of a month of any calendar."""
    calendar, number = divmod(month, 100)
    if calendar == 0:
        return month_days(year, number)
    first = days_of(year, month, 1)
    following = days_of(year + 1, month - number + 1, 1) if number >= 12 else days_of(year, month + 1, 1)
    if first is None or following is None:
        return None
    return first[0], shifted(following[0], -1) if following[0] > first[0] else shifted(first[0], 29)


def year_near(day: date, month: int) -> int:
    """The year of the month's calendar in which a Gregorian day lies, about."""
    calendar = month // 100
    if calendar == 1:
        return int((day.toordinal() - _ISLAMIC_EPOCH) * 30 / 10631) + 1
    if calendar == 2:
        return day.year - 621 - (day < _persian_new_year(day.year - 621))
    if calendar == 3:
        return day.year + 3760 + (day.toordinal() >= _hebrew_new_year(day.year + 3761))
    return day.year


def week_of(day: date) -> Days:
    """Monday to Sunday."""
    monday = shifted(day, -day.weekday())
    return monday, shifted(monday, 6)


def quarter_of(year: int, quarter: int) -> Days:
    """First and last day of a quarter, 1 to 4."""
    return date(year, 3 * quarter - 2, 1), month_days(year, 3 * quarter)[1]


def units_before(day: date, count: int, unit: str) -> date:
    """The day so many units before; negative counts lie ahead."""
    if unit in ("month", "quarter", "halfyear", "year", "decade", "century"):
        months = {"month": 1, "quarter": 3, "halfyear": 6, "year": 12, "decade": 120, "century": 1200}[unit]
        return months_later(day, -months * count)
    if unit in ("hour", "minute"):
        return shifted(day, -((count + 23) // 24) if count > 0 else (-count + 23) // 24)
    return shifted(day, -count * {"week": 7, "weekend": 7}.get(unit, 1))
