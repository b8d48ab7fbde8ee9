"""Periods: windows, this and last week, months, years, seasons, so long ago. Rules are numbered in docs/times.md."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from thucydides.mentions.times import calendars as cal
from thucydides.mentions.times.context import TURN, Context, Told, doc_symbol, one_day, shifted_base, symbol
from thucydides.mentions.times.days import inherited, nearest_year
from thucydides.mentions.times.words import TimeWords
from thucydides.model.mention import TimePrecision

_FEW = {
    "minute": 0,
    "hour": 1,
    "day": 7,
    "day24": 3,
    "week": 28,
    "weekend": 28,
    "month": 92,
    "year": 1096,
    "decade": 10957,
}
_FEW_AHEAD = {"hour": 1, "day": 10, "week": 28, "month": 92, "year": 1096}
_SEASON = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def _window(words: TimeWords, ctx: Context) -> Told | None:
    """A window up to the document's day: a total over it is never put on one day (rule 5)."""
    count, unit = words.number("n") or 0, words.word("unit")
    ahead = words.word("deix") == "next"
    if words.number("bare") and unit == "day" and count:
        count -= 1
    if ctx.base is None:
        days = count * {"week": 7, "hour": 0}.get(unit, 1) or (1 if unit == "hour" else 0)
        if unit not in ("hour", "day", "day24", "week") or not days:
            return Told(None, None, "symbolic", window=True)
        text = f"DOC/{doc_symbol(days)}" if ahead else f"{doc_symbol(-days)}/DOC"
        return Told(None, None, "symbolic", symbolic=text, window=True)
    lo, hi = ctx.base
    precision: TimePrecision = "week" if unit == "week" and count == 1 else "range"
    if ahead:
        end = cal.units_before(hi, -count, unit) if count else cal.shifted(hi, _FEW_AHEAD.get(unit, 10))
        return Told(lo if count else cal.shifted(lo, 1), end, precision, window=True)
    start = cal.units_before(lo, count, unit) if count else cal.shifted(lo, -_FEW.get(unit, 7))
    return Told(start, hi, precision, window=True)


def _unit_days(unit: str, day: date, turn: int) -> cal.Days:
    """The calendar unit that holds a day, or the one before or after it."""
    if unit == "week":
        return cal.week_of(cal.shifted(day, 7 * turn))
    if unit == "weekend":
        monday = cal.week_of(cal.shifted(day, 7 * turn))[0]
        return cal.shifted(monday, 5), cal.shifted(monday, 6)
    if unit == "month":
        start = cal.months_later(cal.of_month(day, 1), turn)
        return cal.month_days(start.year, start.month)
    if unit == "quarter":
        start = cal.months_later(cal.of_month(day, 1), 3 * turn)
        return cal.quarter_of(start.year, (start.month + 2) // 3)
    if unit == "halfyear":
        start = cal.months_later(cal.of_month(day, 1), 6 * turn)
        first = 1 if start.month < 7 else 7
        return date(start.year, first, 1), cal.month_days(start.year, first + 5)[1]
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        first = (day.year // size + turn) * size
        return date(first, 1, 1), date(first + size - 1, 12, 31)
    return date(day.year + turn, 1, 1), date(day.year + turn, 12, 31)


def edged(days: cal.Days, edge: str) -> cal.Days:
    """The first, middle or last third of a period; of a month its first, second or last ten days."""
    first, last = days
    length = (last - first).days + 1
    third = max(1, length // 3)
    if first.day == 1 and 28 <= length <= 31:
        tens = {"start": (1, 10), "mid": (11, 20), "end": (20, last.day)}[edge]
        return cal.of_month(first, tens[0]), cal.of_month(first, tens[1])
    if edge == "start" or length < 2:
        return first, cal.shifted(first, third - 1)
    if edge == "mid" and length > 2:
        return cal.shifted(first, third), cal.shifted(last, -third)
    return cal.shifted(last, -third if length > 7 else 1 - third), last


def _unit(words: TimeWords, ctx: Context) -> Told | None:
    unit, turn, edge = words.word("unit"), TURN.get(words.word("deix"), 0), words.word("edge")
    if ctx.day is None:
        return Told(None, None, "symbolic")
    if unit in ("day", "day24", "hour", "night", "minute", ""):
        return None
    tense = ctx.tense.of(words) if turn == 0 else 0
    if (unit == "weekend" and turn == 0 and ctx.day.isoweekday() <= 3 and tense <= 0) or (
        unit == "weekend" and words.word("deix") in ("last", "past") and ctx.day.isoweekday() >= 6
    ):
        turn = -1
    days = _unit_days(unit, ctx.day, turn)
    precision: TimePrecision = (
        "week" if unit == "week" else "month" if unit == "month" else "year" if unit == "year" else "range"
    )
    whole = ((days[0], days[1], "the whole period"),)
    if edge == "sofar":
        return Told(days[0], ctx.day, "range", alternatives=whole) if turn == 0 else Told(*days, precision)
    if edge:
        return Told(*edged(days, edge), "range", alternatives=whole)
    if turn == 0 and days[0] <= ctx.day <= days[1]:
        if tense > 0:
            last = days[1] if days[1] > ctx.day else cal.shifted(days[1], 7)
            return Told(ctx.day, last, "range", alternatives=whole)
        return Told(days[0], ctx.day, "range", window=True, alternatives=whole)
    return Told(days[0], days[1], precision)


def _month(words: TimeWords, ctx: Context) -> Told | None:
    month, year, edge = words.number("month") or 1, words.number("year"), words.word("edge")
    if year is None:
        deixis = words.word("deix")
        if ctx.inherits(words) and not deixis:
            days = inherited(month, 1, ctx)
        elif words.word("deix_unit") == "year" and ctx.day is not None:
            days = cal.days_of(cal.year_near(ctx.day, month) + TURN.get(deixis, 0), month, 1)
        else:
            tense = 1 if deixis == "next" else -1 if deixis in ("last", "past") else ctx.tense.of(words)
            days = nearest_year(month, 1, ctx, tense, None)
            if days and ctx.day and deixis in ("last", "past") and days[0] >= cal.of_month(ctx.day, 1) and month < 100:
                days = cal.days_of(days[0].year - 1, month, 1)
        if days is None:
            return symbol(f"--{month:02d}") if ctx.day is None and month < 100 else None
        year = cal.year_near(cal.shifted(days[0], 1), month)
    whole = cal.month_of(year, month)
    if whole is None:
        return None
    if edge and edge != "sofar":
        return Told(*edged(whole, edge), "range", alternatives=((whole[0], whole[1], "the whole month"),))
    return Told(whole[0], whole[1], "month")


def _year(words: TimeWords, ctx: Context) -> Told | None:
    year = words.number("year") or 0
    if not 1 <= year <= 9998:
        return None
    if words.word("season"):
        return _season_of(words.word("season"), year)
    calendar = (
        200 if year < 1600 and ctx.book.low_years == "persian" else 100 if year < 1600 and ctx.book.low_years else 0
    )
    days: cal.Days = (date(year, 1, 1), date(year, 12, 31))
    if calendar:
        first, last = cal.month_of(year, calendar + 1), cal.month_of(year, calendar + 12)
        if first is None or last is None:
            return None
        days = first[0], last[1]
    if words.word("edge") not in ("", "sofar"):
        return Told(*edged(days, words.word("edge")), "range", alternatives=((*days, "the whole year"),))
    return Told(days[0], days[1], "year")


def _season_of(season: str, year: int) -> Told:
    start = date(year, _SEASON[season], 1)
    return Told(start, cal.shifted(cal.months_later(start, 3), -1), "range")


def _season(words: TimeWords, ctx: Context) -> Told | None:
    if ctx.day is None:
        return Told(None, None, "symbolic")
    season, turn = words.word("season"), TURN.get(words.word("deix"), 0)
    told = _season_of(season, ctx.day.year + turn)
    if told.earliest is not None and turn == 0 and told.earliest > ctx.day and ctx.tense.of(words) <= 0:
        return _season_of(season, ctx.day.year - 1)
    if told.latest is not None and turn < 0 and _season_of(season, ctx.day.year).latest < ctx.day:  # type: ignore[operator]
        return _season_of(season, ctx.day.year)
    return told


def _todate(words: TimeWords, ctx: Context) -> Told | None:
    if ctx.day is None:
        return Told(None, None, "symbolic", window=True)
    month = words.number("month")
    if month is not None:
        days = nearest_year(month, 1, ctx, -1, None)
        return Told(days[0], ctx.day, "range", window=True) if days and days[0] <= ctx.day else None
    return Told(_unit_days(words.word("unit"), ctx.day, 0)[0], ctx.day, "range", window=True)


def _ago(words: TimeWords, ctx: Context) -> Told | None:
    count, unit = words.number("n") or 0, words.word("unit")
    if ctx.base is None or ctx.day is None:
        if unit in ("day", "week") and count:
            return symbol(doc_symbol(-count * (7 if unit == "week" else 1)))
        return symbol(doc_symbol(0)) if unit == "minute" else Told(None, None, "symbolic")
    day = ctx.day
    if unit == "minute":
        return one_day(day)
    if unit == "hour":
        return Told(cal.units_before(ctx.base[0], count or 1, "hour"), day, "range")
    if unit == "day":
        if not count:
            return Told(cal.shifted(day, -7), cal.shifted(day, -2), "range")
        return shifted_base(ctx, -count)
    if not count and unit not in ("week", "weekend"):
        return Told(None, None, "symbolic")
    if unit in ("week", "weekend"):
        middle = cal.shifted(day, -7 * (count or 3))
        return Told(cal.shifted(middle, -3), cal.shifted(middle, 3), "range")
    if unit == "month":
        start = cal.months_later(day, -count)
        return Told(*cal.month_days(start.year, start.month), "month")
    years = {"quarter": 0, "decade": 10, "century": 100}.get(unit, 1) * count
    if not years or day.year - years < 1:
        return None
    return Told(date(day.year - years, 1, 1), date(day.year - years, 12, 31), "year")


def _ahead(words: TimeWords, ctx: Context) -> Told | None:
    count, unit = words.number("n") or 0, words.word("unit")
    if ctx.day is None or not count:
        return None
    return one_day(cal.units_before(ctx.day, -count, unit)) if unit in ("day", "week", "hour") else None


PERIODS: dict[str, Callable[[TimeWords, Context], Told | None]] = {
    "window": _window, "unit": _unit, "month": _month, "year": _year, "season": _season, "todate": _todate,
    "ago": _ago, "ahead": _ahead, "vague": lambda _words, _ctx: Told(None, None, "symbolic"),
}  # fmt: skip
