"""Words of time to intervals: every time is a range of days with a precision and the rule that gave it."""

from __future__ import annotations

from msgspec.structs import replace

from thucydides.knowledge.times import time_book
from thucydides.mentions.page import Page
from thucydides.mentions.times import calendars as cal
from thucydides.mentions.times.anniversaries import with_named_years
from thucydides.mentions.times.context import Context, Told
from thucydides.mentions.times.days import DAYS
from thucydides.mentions.times.evidence import signs_of
from thucydides.mentions.times.periods import PERIODS
from thucydides.mentions.times.tense import tense_of
from thucydides.mentions.times.words import TimeWords
from thucydides.model.document import Published
from thucydides.model.mention import TimeMention

_WIDEST_BASE = 7
# Years from which all that is reckoned stays inside the years that dates have.
_FIRST_BASE, _LAST_BASE = 1500, 9000
_NARRATIVE_SHARE = 0.6
_NARRATIVE_LEAST = 4
_REMEMBERED = 5
_UNREAD = frozenset({"header", "credit"})
# Ranks of signs of publication that are no times of events.
_NO_EVENT = frozenset({"published", "dateline", "line", "foot", "asof"})
_QUOTES = frozenset("\"'«»“”„‟‹›‘’")
_BY_KIND = DAYS | PERIODS


def _is_narrative(words: tuple[TimeWords, ...], base: cal.Days | None) -> bool:
    """True for a text that tells of past years: most of its years lie well before the document's, or it has no day."""
    years = [y for w in words for y in [w.number("year")] if y is not None and w.kind in ("date", "month", "year")]
    if base is None:
        return bool(years)
    old = sum(1 for y in years if y < base[1].year - 1)
    dated = sum(1 for w in words if w.kind in ("date", "month", "year"))
    return len(years) >= _NARRATIVE_LEAST and old > _NARRATIVE_SHARE * dated


def _with_since(words: TimeWords, told: Told, ctx: Context) -> Told:
    """From the time told up to the document's day: an open interval, closed by what is known."""
    if told.earliest is None or ctx.base is None:
        if told.earliest is not None:
            return replace(told, precision="range", window=True, latest=told.latest)
        symbol = told.symbolic
        if symbol and symbol != "DOC":
            symbol = f"{symbol}/DOC"
        return replace(told, symbolic=symbol, window=True)
    start = told.earliest
    if words.kind == "part" and words.word("part") in ("evening", "night") and not words.word("deix"):
        start = cal.shifted(ctx.base[1], -1)
    if words.kind == "ago" and told.latest is not None and told.precision == "range":
        start = cal.shifted(start, (told.latest - start).days // 2)
    end = ctx.base[1]
    if start > end:
        return told
    return Told(start, end, "day" if start == end else "range", window=True)


def _with_until(told: Told, ctx: Context) -> Told:
    if told.latest is None or ctx.base is None or told.latest < ctx.base[0]:
        return told
    return Told(ctx.base[0], told.latest, "range")


def _span(words: TimeWords, ctx: Context) -> Told | None:
    """From the first of two times to the second; of two weekdays the second is found first."""
    one, two = words.inner
    if words.word("deix"):
        one, two = one.having(deix=words.word("deix")), two.having(deix=words.word("deix"))
    if one.kind == "date" and one.number("year") is None and two.number("year") is not None:
        one = one.having(year=two.number("year"))
    second = resolve_one(two, ctx)
    first: Told | None
    if one.kind == "weekday" and second is not None and second.latest is not None:
        weekday = one.number("weekday") or 1
        back = (second.latest.isoweekday() - weekday) % 7
        day = cal.shifted(second.latest, -back)
        first = Told(day, day, "day")
        ahead = ctx.day is not None and second.latest > ctx.day
        if ahead and not words.word("part"):
            first = resolve_one(one, ctx) or first
    else:
        first = resolve_one(one, ctx)
    if first is None or second is None:
        return first or second
    if first.earliest is None or second.latest is None:
        symbol = "/".join(s for s in (first.symbolic, second.symbolic) if s)
        return Told(None, None, "symbolic", symbolic=symbol or None)
    if first.earliest > second.latest:
        if one.kind == "date" and one.number("year") is None:
            earlier = cal.days_of(
                cal.year_near(second.latest, one.number("month") or 1) - 1,
                one.number("month") or 1,
                one.number("day") or 1,
            )
            if earlier is not None:
                first = Told(earlier[0], earlier[1], "day")
    start, end = first.earliest, second.latest
    if start is None or start > end:
        return second
    night = words.word("part") == "night" and (end - start).days <= 1
    return Told(start, end, "night" if night else "range")


def _related(words: TimeWords, ctx: Context) -> Told | None:
    """So much after or before the time inside, or the day told last; no days where neither is known."""
    inside = resolve_one(words.inner[0], ctx) if words.inner else None
    base = ctx.last if ctx.near_last(words, 2) else None
    if inside is not None and inside.earliest is not None and inside.latest is not None:
        base = inside.earliest, inside.latest
    if base is None:
        return Told(None, None, "symbolic")
    count, unit, sign = words.number("n") or 0, words.word("unit"), words.number("sign") or 1
    if unit in ("minute", "hour"):
        return Told(base[0], base[1], "day" if base[0] == base[1] else "range")
    behind = inside is None and ctx.page.sentence_at(ctx.last_token) == ctx.page.sentence_at(words.first)
    if behind:  # "on Monday, a week after the murder": what stands behind was so much before that day
        sign = -sign
    first, last = (cal.units_before(day, -sign * count, unit) for day in base)
    if unit in ("month", "year", "decade"):
        return Told(*cal.month_days(first.year, first.month), "month", base=ctx.last_token if behind else None)
    return Told(first, last, "day" if first == last else "range", base=ctx.last_token if behind else None)


def _after_part(words: TimeWords, told: Told, ctx: Context) -> Told:
    """A night reaches into the next day; the eve of a day begins on the day before."""
    if told.earliest is None or told.earliest != told.latest:
        return told
    if words.number("eve"):
        return replace(told, earliest=cal.shifted(told.earliest, -1), precision="night")
    if words.word("part") == "night" and words.kind != "part":
        latest = cal.shifted(told.earliest, 1)
        if ctx.day is not None and told.earliest == ctx.day:  # told on that very day: its early hours
            return replace(told, earliest=cal.shifted(ctx.day, -1), latest=ctx.day, precision="night")
        return replace(told, latest=latest, precision="night")
    return told


def resolve_one(words: TimeWords, ctx: Context) -> Told | None:
    """The range of one time, before since and until; None where the words name no time that can be said."""
    if words.kind == "span":
        return _span(words, ctx)
    if words.kind == "related":
        return _related(words, ctx)
    told = _BY_KIND[words.kind](words, ctx)
    if told is None:
        return None
    return _after_part(words, told, ctx)


def _remember(words: TimeWords, told: Told, ctx: Context) -> None:
    if (
        told.earliest is None
        or told.latest is None
        or told.window
        or words.kind in ("window", "todate", "vague", "clock")
    ):
        return
    if ctx.narrative and words.kind in ("ago", "unit", "season"):
        return
    if words.kind in ("weekday", "day") and _is_of_saying(words, ctx):
        return
    ctx.last, ctx.last_token, ctx.last_kind = (told.earliest, told.latest), words.first, words.kind
    if words.kind in ("date", "month"):
        if words.number("year") is not None or (ctx.story is not None and told.earliest.year == ctx.story.year):
            ctx.story, ctx.story_token = told.earliest, words.first
    elif words.kind in ("day", "weekday"):
        ctx.story = None
    ctx.told = [*ctx.told[1 - _REMEMBERED :], (ctx.last, words.kind)]


def _is_of_saying(words: TimeWords, ctx: Context) -> bool:
    """ "died on Sunday, X said on Monday": the day of a word of saying is not the story's, where another was told."""
    page = ctx.page
    if ctx.last is None or page.sentence_at(ctx.last_token) != page.sentence_at(words.first):
        return False
    near = (words.first - 1, words.first)  # "said Monday", "said on Monday"
    return any(h.last in near or h.first == words.last for h in page.of("sources", "cue"))


def _tells_publication(words: TimeWords, told: Told, ctx: Context) -> bool:
    """True of a dateline or stamped line that names the document's own day."""
    if words.kind != "date" or told.earliest is None or words.number("cover"):
        return False
    if ctx.day is not None and abs((ctx.day - told.earliest).days) > 1:
        return False
    none = _NO_EVENT - {"dateline"} if _goes_on(words, ctx.page) else _NO_EVENT
    return any(s.rank in none for s in signs_of(ctx.page, (words,), ctx.book))


def _goes_on(words: TimeWords, page: Page) -> bool:
    """True where the sentence that opens with a day goes on with a small word ("27 May 2012 in the town was shot ...")."""
    sentence = page.sentences[page.sentence_at(words.first)]
    return words.last < sentence.last and page.tokens.shapes[words.last] == "x"


def _mention(words: TimeWords, told: Told) -> TimeMention:
    return TimeMention(
        words.start, words.end, words.first, words.last, words.rule, told.earliest, told.latest, told.precision,
        told.symbolic, words.word("clock") or None, told.window, told.alternatives,
        words.inner[0].first if words.kind == "related" and words.inner else told.base,
    )  # fmt: skip


def base_of(published: Published) -> cal.Days | None:
    """The days that relative words may count from; None where the range is wider than a week."""
    if published.earliest is None or published.latest is None:
        return None
    if (published.latest - published.earliest).days > _WIDEST_BASE:
        return None
    if not _FIRST_BASE <= published.earliest.year <= _LAST_BASE:
        return None
    return published.earliest, published.latest


def _is_unread(words: TimeWords, page: Page) -> bool:
    """True in headers and credits, but for the day that a summary says it covers."""
    return bool(page.roles) and page.roles[page.sentence_at(words.first)] in _UNREAD and not words.number("cover")


def _is_a_name(words: TimeWords, page: Page) -> bool:
    """True of a day without a year that stands alone in quotes: a movement is called after it (the "1 May" brigade)."""
    if words.kind != "date" or words.number("year") is not None or words.number("month") is None:
        return False
    before, after = page.folded[words.start - 1 : words.start], page.folded[words.end : words.end + 1]
    return before in _QUOTES and after in _QUOTES and bool(before and after)


def resolve(
    words: tuple[TimeWords, ...], published: Published, page: Page, everything: bool = False
) -> tuple[TimeMention, ...]:
    """The times of a page as ranges of days, in order.

    Words in headers, credits and datelines are no times of events and are left out unless `everything` is true.
    Another publication day gives other ranges: resolving again is cheap.
    """
    book = time_book(page.language.code)
    base = base_of(published)
    ctx = Context(page, book, tense_of(page, book), base, _is_narrative(words, base))
    found = []
    named = bool(page.of("history", "past"))
    for one in words:
        if named:
            one = with_named_years(page, one, ctx.day)
        told = None if _is_a_name(one, page) else resolve_one(one, ctx)
        if told is None:
            continue
        if one.number("until") and one.kind == "day" and not one.number("offset"):
            told = Told(None, None, "symbolic")  # "until today" says that something lasts, not when it was
        if one.number("since"):
            told = _with_since(one, told, ctx)
        elif one.number("until"):
            told = _with_until(told, ctx)
        if _is_unread(one, page) or _tells_publication(one, told, ctx):
            if everything:
                found.append(_mention(one, told))
            continue
        _remember(one, told, ctx)
        found.append(_mention(one, told))
    return tuple(found)
