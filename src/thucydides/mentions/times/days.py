"""Days: dates, weekdays, yesterday, the day after, parts of a day. Rules are numbered in docs/times.md."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from thucydides.mentions.times import calendars as cal
from thucydides.mentions.times.context import TURN, Context, Told, doc_symbol, one_day, shifted_base, symbol
from thucydides.mentions.times.tense import BEGUN
from thucydides.mentions.times.words import TimeWords
from thucydides.model.mention import TimePrecision

# A day and month without a year lie behind, unless that is longer ago than this and the next such day is near.
_LONG_AGO, _SOON = 243, 122
_VERY_SOON = 80  # days; where the clause looks back
# A clock alone is of the day told in so many sentences before it.
_CLOCK_REACH = 1
_WEEK = 7
# A date with a year lends it to the dates in so many sentences after it.
_STORY_REACH = 4
# In another paragraph a date so many days behind a story is news where it lies so few days before publication.
_STORY_MONTHS, _FRESH = 92, 31


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
    if tense != BEGUN and lag > _LONG_AGO and lead <= (_SOON if tense == 0 else _VERY_SOON):
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


def inherited(month: int, day: int, ctx: Context) -> cal.Days | None:
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
    if (exact - ctx.story).days > _STORY_MONTHS and not ctx.same_paragraph(words, ctx.story_token):
        near = nearest_year(month, day, ctx, 0, None)
        if near is not None and 0 <= (ctx.day - near[1]).days <= _FRESH:
            return None  # another paragraph, another event: of these weeks, not of the old story
    return exact, exact


def _date(words: TimeWords, ctx: Context) -> Told | None:
    month, day, year = words.number("month") or 0, words.number("day") or 0, words.number("year")
    if year is not None:
        days = cal.days_of(year, month, day)
        return None if days is None else _swapped(words, days, ctx)
    tense = ctx.tense.of(words)
    deixis = words.word("deix")
    if words.word("deix_unit") == "year" and ctx.day is not None:
        days = cal.days_of(cal.year_near(ctx.day, month) + TURN.get(deixis, 0), month, day)
    elif ctx.inherits(words):
        days = inherited(month, day, ctx)
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
        start = cal.months_later(cal.of_month(ctx.day, 1), TURN.get(deixis, 0))
        exact = cal.gregorian(start.year, start.month, day)
        return one_day(exact) if exact else None
    ahead = ctx.tense.of(words) > 0 and not ctx.narrative
    for months in (0, 1, 2) if ahead else (0, -1, -2):
        start = cal.months_later(cal.of_month(anchor, 1), months)
        exact = cal.gregorian(start.year, start.month, day)
        if exact and (ctx.narrative or (exact > anchor if ahead else exact <= anchor)):
            return one_day(exact)
    return None


def _weekday(words: TimeWords, ctx: Context) -> Told | None:
    weekday = words.number("weekday") or 1
    if ctx.day is None:
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
    if words.number("near") and ctx.last is not None and ctx.near_last(words, 0):
        return one_day(cal.shifted(ctx.last[0], words.number("offset") or 0))
    return shifted_base(ctx, words.number("offset") or 0)


def _anaphor(words: TimeWords, ctx: Context) -> Told | None:
    """The same day, the day after, the day before: from the day told last (rule 7)."""
    offset = words.number("offset") or 0
    if ctx.last is None or ctx.last_kind in ("month", "year"):
        return shifted_base(ctx, min(offset, 0)) if ctx.day else None
    anchor = ctx.last[1] if offset > 0 else ctx.last[0]
    if words.word("part") == "night" and not offset and ctx.last[0] != ctx.last[1]:
        return Told(ctx.last[0], ctx.last[1], "night")
    return one_day(cal.shifted(anchor, offset))


def _part(words: TimeWords, ctx: Context) -> Told | None:
    part, deixis = words.word("part"), words.word("deix")
    if deixis == "" and ctx.near_last(words) and ctx.last is not None and ctx.goes_on(words):
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
        return shifted_base(ctx, 0 if part == "night" else 1)
    if part == "night":
        if ctx.base is None:
            return symbol(doc_symbol(-1))
        return Told(cal.shifted(ctx.base[0], -1), ctx.base[1], "night")
    return shifted_base(ctx, -1 if deixis in ("last", "past") else 0)


def _clock(words: TimeWords, ctx: Context) -> Told | None:
    if ctx.near_last(words, _CLOCK_REACH) and ctx.last is not None:
        return one_day(ctx.last[1])
    return shifted_base(ctx, 0)


def _later(words: TimeWords, ctx: Context) -> Told | None:
    """So much later or earlier than the time told last; without one, than the document's day (rule 7)."""
    count, unit, sign = words.number("n") or 0, words.word("unit"), words.number("sign") or 1
    if unit == "minute":
        return None
    if unit == "hour":
        if ctx.last is not None and ctx.last_kind not in ("month", "year"):
            return one_day(ctx.last[1])
        return shifted_base(ctx, 0)
    anchor = ctx.last[0] if ctx.last is not None else ctx.day
    if anchor is None or not count:
        return None
    if ctx.last is not None and unit == "year":
        year = ctx.last[0].year + sign * count
        return Told(date(year, 1, 1), date(year, 12, 31), "year") if 1 <= year <= 9999 else None
    if unit == "month":
        start = cal.months_later(anchor, sign * count)
        return Told(*cal.month_days(start.year, start.month), "month")
    if ctx.last is not None and unit == "week" and 2 < (ctx.last[1] - ctx.last[0]).days < 7:
        first, last = (cal.units_before(day, -sign * count, unit) for day in ctx.last)
        return Told(first, last, "week")  # "last week ... a week earlier": of a week, not of its first day
    if ctx.last is not None and (ctx.last[1] - ctx.last[0]).days > _WEEK:  # days are not counted from "in March"
        days = (told[0] for told, _ in reversed(ctx.told) if (told[1] - told[0]).days <= 1)
        anchor = next(days, ctx.day) or anchor
    return one_day(cal.units_before(anchor, -sign * count, unit))


DAYS: dict[str, Callable[[TimeWords, Context], Told | None]] = {
    "date": _date, "monthday": _monthday, "weekday": _weekday, "day": _day, "anaphor": _anaphor, "part": _part,
    "clock": _clock, "later": _later,
}  # fmt: skip
