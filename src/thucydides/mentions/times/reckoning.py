"""How each kind of words of time is reckoned; the conventions are numbered in docs/times.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from thucydides.mentions.times import calendars as cal
from thucydides.mentions.times.words import TimeWords
from thucydides.model.mention import TimePrecision

if TYPE_CHECKING:
    from thucydides.mentions.times.resolution import Context

# A day and month without a year lie behind, unless that is longer ago than this and the next such day is near.
_LONG_AGO, _SOON = 243, 122
# A clock alone is of the day told in so many sentences before it.
_CLOCK_REACH = 3
# A date with a year lends it to the dates in so many sentences after it.
_STORY_REACH = 4
_FEW = {"minute": 0, "hour": 1, "day": 7, "day24": 3, "week": 28, "weekend": 28, "month": 92, "year": 1096, "decade": 10957}
_FEW_AHEAD = {"hour": 1, "day": 10, "week": 28, "month": 92, "year": 1096}
_TURN = {"last": -1, "past": -1, "this": 0, "same": 0, "next": 1}
_SEASON = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


@dataclass(frozen=True, slots=True)
class Told:
    """A range of days (inclusive), or a symbol where the document's day is not known."""

    earliest: date | None
    latest: date | None
    precision: TimePrecision
    symbolic: str | None = None
    window: bool = False
    alternatives: tuple[tuple[date, date, str], ...] = ()


def one_day(day: date) -> Told:
    """A range of one day."""
    return Told(day, day, "day")


def symbol(text: str) -> Told:
    """No days, but a symbol."""
    return Told(None, None, "symbolic", symbolic=text)


def doc_symbol(offset: int) -> str:
    """"DOC-1d" for the day before the document's."""
    return f"DOC{offset:+d}d" if offset else "DOC"


def _shifted_base(ctx: Context, offset: int) -> Told:
    if ctx.base is None:
        return symbol(doc_symbol(offset))
    lo, hi = cal.shifted(ctx.base[0], offset), cal.shifted(ctx.base[1], offset)
    return Told(lo, hi, "day" if lo == hi else "range")


def nearest_year(month: int, day: int, ctx: Context, tense: int, weekday: int | None) -> cal.Days | None:
    """The days of a date without a year: behind the document's day unless the clause looks ahead (rule 2)."""
    base = ctx.day
    if base is None:
        return None
    middle = cal.year_near(base, month)
    found = [d for y in range(middle - 1, middle + 2) if (d := cal.days_of(y, month, day)) is not None]
    if weekday is not None and month < 100:
        agreeing = [d for d in found if d[0].isoweekday() == weekday]
        found = agreeing or found
    behind = [d for d in found if d[0] <= base]
    ahead = [d for d in found if d[0] > base]
    if not behind or not ahead:
        return behind[-1] if behind else ahead[0] if ahead else None
    lag, lead = (base - behind[-1][0]).days, (ahead[0][0] - base).days
    if tense > 0:
        return ahead[0] if lead <= 300 else behind[-1]
    if lag > _LONG_AGO and lead <= _SOON:
        return ahead[0]
    return behind[-1]


def _distance(days: cal.Days, told: cal.Days, kind: str) -> float:
    """How far a date lies from a time told before: forward in days, backward somewhat more, a year's name vaguely."""
    if kind == "year":
        return 45.0 if told[0] <= days[0] <= told[1] else 400.0
    if told[0] <= days[0] <= told[1]:
        return 0.0
    gap = (days[0] - told[1]).days
    return float(gap) if gap > 0 else -1.1 * (days[0] - told[0]).days


def _inherited(month: int, day: int, ctx: Context) -> cal.Days | None:
    """The days of a date without a year in a narrative: near a time told before, rather after it (rule 8).

    The last few times count, older ones less: a flash-back or a look ahead does not move the story.
    """
    if not ctx.told:
        return None
    years = {cal.year_near(told[0], month) + step for told, _ in ctx.told for step in (-1, 0, 1)}
    found = [d for y in sorted(years) if (d := cal.days_of(y, month, day)) is not None]

    def cost(days: cal.Days) -> float:
        recent = reversed(ctx.told)
        return min(_distance(days, told, kind) + 25 * age for age, (told, kind) in enumerate(recent))

    return min(found, key=cost, default=None)


def _of_story(month: int, day: int, words: TimeWords, ctx: Context) -> cal.Days | None:
    """The days of a date without a year that goes on from a date of an earlier year, told just before it."""
    if ctx.story is None or ctx.day is None or ctx.story.year >= ctx.day.year:
        return None
    if ctx.page.sentence_at(words.first) - ctx.page.sentence_at(ctx.story_token) > _STORY_REACH:
        return None
    exact = cal.gregorian(ctx.story.year, month, day) if month < 100 else None
    if exact is None or exact < cal.shifted(ctx.story, -31) or exact > ctx.day:
        return None
    return exact, exact


def _date(words: TimeWords, ctx: Context) -> Told | None:
    month, day, year = words.number("month") or 0, words.number("day") or 0, words.number("year")
    if year is not None:
        days = cal.days_of(year, month, day)
        return None if days is None else _swapped(words, days, ctx)
    tense = ctx.tense.of(words)
    deixis = words.word("deix")
    if words.word("deix_unit") == "year" and ctx.day is not None:
        days = cal.days_of(cal.year_near(ctx.day, month) + _TURN.get(deixis, 0), month, day)
    elif ctx.inherits(words):
        days = _inherited(month, day, ctx)
    elif not deixis and tense <= 0 and (same := _of_story(month, day, words, ctx)) is not None:
        days = same
    else:
        ahead = 1 if deixis == "next" else -1 if deixis in ("last", "past") else tense
        if (words.number("today") or 0) != 0:
            ahead = words.number("today") or 0
        days = nearest_year(month, day, ctx, ahead, words.number("weekday"))
    if days is None:
        if ctx.day is None and 0 < month < 100:
            return symbol(f"--{month:02d}-{day:02d}")
        return None
    return Told(days[0], days[1], "day" if days[0] == days[1] else "range")


def _swapped(words: TimeWords, days: cal.Days, ctx: Context) -> Told:
    """A date in digits may have its day and month the other way: the one that is not after the document's day."""
    precision: TimePrecision = "day" if days[0] == days[1] else "range"
    other = words.number("otherwise")
    swap = cal.gregorian(other // 10000, other // 100 % 100, other % 100) if other else None
    if swap is None:
        return Told(days[0], days[1], precision)
    plain = days[0]
    if ctx.day is not None and plain > ctx.day >= swap and (plain - ctx.day).days > (ctx.day - swap).days:
        plain, swap = swap, plain
    return Told(plain, plain, "day", alternatives=((swap, swap, "day and month the other way round"),))


def _monthday(words: TimeWords, ctx: Context) -> Told | None:
    """A day whose month is told elsewhere: "the 13th", "21 of last month"."""
    day = words.number("day") or 0
    anchor = ctx.last[0] if ctx.last and (ctx.narrative or ctx.day is None) else ctx.day
    if anchor is None:
        return None
    deixis = words.word("deix")
    if deixis and ctx.day is not None:
        start = cal.months_later(ctx.day.replace(day=1), _TURN.get(deixis, 0))
        exact = cal.gregorian(start.year, start.month, day)
        return one_day(exact) if exact else None
    ahead = ctx.tense.of(words) > 0 and not ctx.narrative
    for months in (0, 1, 2) if ahead else (0, -1, -2):
        start = cal.months_later(anchor.replace(day=1), months)
        exact = cal.gregorian(start.year, start.month, day)
        if exact and (ctx.narrative or (exact > anchor if ahead else exact <= anchor)):
            return one_day(exact)
    return None


def _weekday(words: TimeWords, ctx: Context) -> Told | None:
    weekday = words.number("weekday") or 1
    if ctx.day is None:
        if ctx.narrative and ctx.last is not None:
            return None
        return symbol(f"weekday:{ctx.book.weekdays[weekday - 1]}")
    day, deixis = ctx.day, words.word("deix")
    back = (day.isoweekday() - weekday) % 7
    behind, ahead = cal.shifted(day, -back), cal.shifted(day, 7 - back)
    if deixis in ("last", "past"):
        return one_day(cal.shifted(day, -(back or 7)))
    if deixis == "same" and ctx.last is not None and ctx.last[0].isoweekday() == weekday:
        return one_day(ctx.last[0])
    if deixis == "next":
        return one_day(ahead)
    tense = ctx.tense.of(words)
    if deixis == "this":
        monday = cal.week_of(day)[0]
        same = cal.shifted(monday, weekday - 1)
        if tense < 0 and same > day:
            same = cal.shifted(same, -7)
        return one_day(same)
    if tense > 0:
        return Told(ahead, ahead, "day", alternatives=((behind, behind, "the weekday before"),))
    return Told(behind, behind, "day", alternatives=((ahead, ahead, "the weekday after"),))


def _day(words: TimeWords, ctx: Context) -> Told | None:
    return _shifted_base(ctx, words.number("offset") or 0)


def _anaphor(words: TimeWords, ctx: Context) -> Told | None:
    """The same day, the day after, the day before: from the day told last (rule 7)."""
    offset = words.number("offset") or 0
    if ctx.last is None or ctx.last_kind in ("month", "year"):
        return _shifted_base(ctx, offset if ctx.day is None or offset < 0 else min(offset, 0)) if ctx.day else None
    anchor = ctx.last[1] if offset > 0 else ctx.last[0]
    if words.word("part") == "night" and not offset and ctx.last[0] != ctx.last[1]:
        return Told(ctx.last[0], ctx.last[1], "night")
    return one_day(cal.shifted(anchor, offset))


def _part(words: TimeWords, ctx: Context) -> Told | None:
    part, deixis = words.word("part"), words.word("deix")
    if deixis == "" and ctx.near_last(words) and ctx.last is not None:
        if part == "night":
            if ctx.last[0] != ctx.last[1]:
                return Told(ctx.last[0], ctx.last[1], "night")
            if ctx.last[0] != ctx.day:
                return Told(ctx.last[0], cal.shifted(ctx.last[0], 1), "night")
        else:
            return one_day(ctx.last[1])
    if deixis == "next":
        if part == "night" and ctx.base is not None:
            return Told(ctx.base[0], cal.shifted(ctx.base[1], 1), "night")
        return _shifted_base(ctx, 0 if part == "night" else 1)
    if part == "night":
        if ctx.base is None:
            return symbol(doc_symbol(-1))
        return Told(cal.shifted(ctx.base[0], -1), ctx.base[1], "night")
    return _shifted_base(ctx, -1 if deixis in ("last", "past") else 0)


def _clock(words: TimeWords, ctx: Context) -> Told | None:
    if ctx.near_last(words, _CLOCK_REACH) and ctx.last is not None:
        return one_day(ctx.last[1])
    return _shifted_base(ctx, 0)


def _back(day: date, count: int, unit: str) -> date:
    """The day so many units before; negative counts lie ahead."""
    if unit in ("month", "quarter", "halfyear", "year", "decade", "century"):
        months = {"month": 1, "quarter": 3, "halfyear": 6, "year": 12, "decade": 120, "century": 1200}[unit]
        return cal.months_later(day, -months * count)
    if unit in ("hour", "minute"):
        return cal.shifted(day, -((count + 23) // 24) if count > 0 else (-count + 23) // 24)
    return cal.shifted(day, -count * {"week": 7, "weekend": 7}.get(unit, 1))


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
        end = _back(hi, -count, unit) if count else cal.shifted(hi, _FEW_AHEAD.get(unit, 10))
        return Told(lo if count else cal.shifted(lo, 1), end, precision, window=True)
    start = _back(lo, count, unit) if count else cal.shifted(lo, -_FEW.get(unit, 7))
    return Told(start, hi, precision, window=True)


def _unit_days(unit: str, day: date, turn: int) -> cal.Days:
    """The calendar unit that holds a day, or the one before or after it."""
    if unit == "week":
        return cal.week_of(cal.shifted(day, 7 * turn))
    if unit == "weekend":
        monday = cal.week_of(cal.shifted(day, 7 * turn))[0]
        return cal.shifted(monday, 5), cal.shifted(monday, 6)
    if unit == "month":
        start = cal.months_later(day.replace(day=1), turn)
        return cal.month_days(start.year, start.month)
    if unit == "quarter":
        start = cal.months_later(day.replace(day=1), 3 * turn)
        return cal.quarter_of(start.year, (start.month + 2) // 3)
    if unit == "halfyear":
        start = cal.months_later(day.replace(day=1), 6 * turn)
        first = 1 if start.month < 7 else 7
        return date(start.year, first, 1), cal.month_days(start.year, first + 5)[1]
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        first = (day.year // size + turn) * size
        return date(first, 1, 1), date(first + size - 1, 12, 31)
    return date(day.year + turn, 1, 1), date(day.year + turn, 12, 31)


def edged(days: cal.Days, edge: str) -> cal.Days:
    """The first, middle or last third of a period."""
    first, last = days
    length = (last - first).days + 1
    third = max(1, length // 3)
    if edge == "start":
        return first, cal.shifted(first, third - 1)
    if edge == "mid":
        return cal.shifted(first, third), cal.shifted(last, -third)
    return cal.shifted(last, -third if length > 7 else 1 - third), last


def _unit(words: TimeWords, ctx: Context) -> Told | None:
    unit, turn, edge = words.word("unit"), _TURN.get(words.word("deix"), 0), words.word("edge")
    if ctx.day is None:
        return Told(None, None, "symbolic")
    if unit in ("day", "day24", "hour", "night", "minute", ""):
        return None
    tense = ctx.tense.of(words) if turn == 0 else 0
    if unit == "weekend" and turn == 0 and ctx.day.isoweekday() <= 3 and tense <= 0:
        turn = -1
    elif unit == "weekend" and words.word("deix") in ("last", "past") and ctx.day.isoweekday() >= 6:
        turn = -1
    days = _unit_days(unit, ctx.day, turn)
    precision: TimePrecision = "week" if unit == "week" else "month" if unit == "month" else "year" if unit == "year" else "range"
    whole = ((days[0], days[1], "the whole period"),)
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
            days = _inherited(month, 1, ctx)
        elif words.word("deix_unit") == "year" and ctx.day is not None:
            days = cal.days_of(cal.year_near(ctx.day, month) + _TURN.get(deixis, 0), month, 1)
        else:
            tense = 1 if deixis == "next" else -1 if deixis in ("last", "past") else ctx.tense.of(words)
            days = nearest_year(month, 1, ctx, tense, None)
            if days and ctx.day and deixis in ("last", "past") and days[0] >= ctx.day.replace(day=1) and month < 100:
                days = cal.days_of(days[0].year - 1, month, 1)
        if days is None:
            return symbol(f"--{month:02d}") if ctx.day is None and month < 100 else None
        year = cal.year_near(cal.shifted(days[0], 1), month)
    whole = cal.month_of(year, month)
    if whole is None:
        return None
    if edge:
        return Told(*edged(whole, edge), "range", alternatives=((whole[0], whole[1], "the whole month"),))
    return Told(whole[0], whole[1], "month")


def _year(words: TimeWords, ctx: Context) -> Told | None:
    year = words.number("year") or 0
    if not 1 <= year <= 9998:
        return None
    if words.word("season"):
        return _season_of(words.word("season"), year)
    calendar = 200 if year < 1600 and ctx.book.low_years == "persian" else 100 if year < 1600 and ctx.book.low_years else 0
    days: cal.Days = (date(year, 1, 1), date(year, 12, 31))
    if calendar:
        first, last = cal.month_of(year, calendar + 1), cal.month_of(year, calendar + 12)
        if first is None or last is None:
            return None
        days = first[0], last[1]
    if words.word("edge"):
        return Told(*edged(days, words.word("edge")), "range", alternatives=((*days, "the whole year"),))
    return Told(days[0], days[1], "year")


def _season_of(season: str, year: int) -> Told:
    start = date(year, _SEASON[season], 1)
    return Told(start, cal.shifted(cal.months_later(start, 3), -1), "range")


def _season(words: TimeWords, ctx: Context) -> Told | None:
    if ctx.day is None:
        return Told(None, None, "symbolic")
    season, turn = words.word("season"), _TURN.get(words.word("deix"), 0)
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
        return Told(days[0], ctx.day, "range", window=True) if days else None
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
        return Told(_back(ctx.base[0], count or 1, "hour"), day, "range")
    if unit == "day":
        if not count:
            return Told(cal.shifted(day, -7), cal.shifted(day, -2), "range")
        return _shifted_base(ctx, -count)
    if unit in ("week", "weekend"):
        middle = cal.shifted(day, -7 * (count or 3))
        return Told(cal.shifted(middle, -3), cal.shifted(middle, 3), "range")
    if unit == "month":
        start = cal.months_later(day, -(count or 3))
        return Told(*cal.month_days(start.year, start.month), "month")
    years = {"quarter": 0, "decade": 10, "century": 100}.get(unit, 1) * (count or 3)
    if not years or day.year - years < 1:
        return None
    return Told(date(day.year - years, 1, 1), date(day.year - years, 12, 31), "year")


def _later(words: TimeWords, ctx: Context) -> Told | None:
    """So much later or earlier than the time told last; without one, than the document's day (rule 7)."""
    count, unit, sign = words.number("n") or 0, words.word("unit"), words.number("sign") or 1
    if unit == "minute":
        return None
    if unit == "hour":
        if ctx.last is not None and ctx.last_kind not in ("month", "year"):
            return one_day(ctx.last[1])
        return _shifted_base(ctx, 0)
    anchor = ctx.last[0] if ctx.last is not None else ctx.day
    if anchor is None or not count:
        return None
    if ctx.last is not None and unit == "year":
        year = ctx.last[0].year + sign * count
        return Told(date(year, 1, 1), date(year, 12, 31), "year") if 1 <= year <= 9999 else None
    if unit == "month":
        start = cal.months_later(anchor, sign * count)
        return Told(*cal.month_days(start.year, start.month), "month")
    return one_day(_back(anchor, -sign * count, unit))


def _ahead(words: TimeWords, ctx: Context) -> Told | None:
    count, unit = words.number("n") or 0, words.word("unit")
    if ctx.day is None or not count:
        return None
    return one_day(_back(ctx.day, -count, unit)) if unit in ("day", "week", "hour") else None


def _vague(words: TimeWords, ctx: Context) -> Told | None:
    """Recently, these days: no value, and never the document's day (rule 10)."""
    return Told(None, None, "symbolic")


BY_KIND: dict[str, Callable[[TimeWords, Context], Told | None]] = {
    "date": _date, "monthday": _monthday, "weekday": _weekday, "day": _day, "anaphor": _anaphor, "part": _part,
    "clock": _clock, "window": _window, "unit": _unit, "month": _month, "year": _year, "season": _season,
    "todate": _todate, "ago": _ago, "later": _later, "ahead": _ahead, "vague": _vague,
}  # fmt: skip
