"""What the words of a text say of its publication day: datelines, stamped lines, "this Friday 15 June", and lags."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from thucydides.knowledge.time_book import TimeBook
from thucydides.mentions.page import Page
from thucydides.mentions.times import calendars as cal
from thucydides.mentions.times.anniversaries import Anniversary
from thucydides.mentions.times.tense import tense_of
from thucydides.mentions.times.words import TimeWords

# Kinds of lines and words that tell the day, best first; the reasons name them.
RANKS = ("published", "dateline", "line", "asof", "deictic", "anniversary", "foot", "title")
_TOP_LINES, _FOOT_LINES = 8, 3
_PREFIX_LENGTH, _PREFIX_WORDS = 70, 7
_AFTER_DATELINE = "(-–—/:|[.»"
_COMMAS = (",", "،")
_CITY_WORDS = 2
_DATELINES, _LINES = 2, 3  # different days that open lines from which on they are entries of a list
_AGAIN = 16  # characters of "corresponding to"
_FEW_LETTERS, _FEWER_LETTERS = 24, 12


class Line(msgspec.Struct, frozen=True, gc=False):
    """A line of the text: characters [start, end), its number among lines that are not empty, and from the end."""

    start: int
    end: int
    number: int
    from_end: int


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that name the document's day: how (one of RANKS), month and day, the year where it is told.

    `crawl` is true of a line that shows the clock of a reader's or crawler's visit, not of publication.
    """

    rank: str
    month: int
    day: int
    year: int | None
    words: TimeWords
    exact: str
    crawl: bool = False

    @property
    def date(self) -> date | None:
        """The day, where the year is told."""
        return None if self.year is None else cal.gregorian(self.year, self.month, self.day)


@lru_cache(maxsize=1)
def lines_of(text: str) -> tuple[Line, ...]:
    """Lines that are not empty; kept for as long as one text is read."""
    spans, start = [], 0
    for raw in text.split("\n"):
        if raw.strip():
            spans.append((start, start + len(raw)))
        start += len(raw) + 1
    return tuple([Line(a, b, i, len(spans) - 1 - i) for i, (a, b) in enumerate(spans)])


def _line_at(lines: tuple[Line, ...], start: int) -> Line | None:
    return next((line for line in lines if line.start <= start < line.end), None)


def _letters_left(page: Page, line: Line, words: tuple[TimeWords, ...], book: TimeBook) -> int:
    """Letters of a line that no time and no word of publication accounts for."""
    rest = page.folded[line.start : line.end]
    for one in words:
        if line.start <= one.start < line.end:
            a, b = one.start - line.start, one.end - line.start
            rest = rest[:a] + " " * (b - a) + rest[b:]
    for form in (*book.published, *book.crawled):
        rest = rest.replace(form, " ")
    return sum(map(str.isalpha, rest))


def _is_dateline(page: Page, line: Line, one: TimeWords, book: TimeBook) -> bool:
    """True for a date after a short opening of names and before a bracket, a dash or a full stop."""
    before = page.text[line.start : one.start]
    after = page.text[one.end : line.end].lstrip(" \u00a0.,")
    if len(before) > _PREFIX_LENGTH or len(before.split()) > _PREFIX_WORDS or line.number > _TOP_LINES:
        return False
    opening = before.strip()
    said = page.folded[line.start : one.start].strip(" :")
    sentence = not said and page.text[one.end : line.end].lstrip()[:1] in _COMMAS  # "On 4 May 2020, shells fell"
    if (not said or said in book.published) and line.number <= 2 and one.number("year") is not None and not sentence:
        return True
    small = [w for w in opening.replace("(", " ").replace("/", " ").split() if w[:1].islower() and len(w) > 3]
    if small:
        return False
    closed = page.text[one.end : line.end].lstrip(" \u00a0")[:1]
    if after[:1] and after[0] in _AFTER_DATELINE:
        return True
    if closed == "." or page.text[one.end - 1] == ".":
        whole = one.number("year") is not None and len(before.split()) <= _CITY_WORDS  # "Riyadh 4 September 2018."
        return bool(opening) and (opening[-1] in ",-–—)" or (whole and line.number == 0))
    return False


def _rank(
    page: Page, lines: tuple[Line, ...], one: TimeWords, words: tuple[TimeWords, ...], book: TimeBook
) -> tuple[str, bool]:
    """(rank, crawl) of a date by where it stands; an empty rank where it says nothing of publication."""
    line = _line_at(lines, one.start)
    if line is None:
        return "", False
    folded = page.folded[line.start : line.end]
    if (one.number("asof") or one.number("cover")) and line.number <= _TOP_LINES:
        return "asof", False
    placed = line.number < _TOP_LINES or line.from_end < _FOOT_LINES
    if placed and len(folded) < 140:
        left = _letters_left(page, line, words, book)
        few = _FEW_LETTERS if one.number("year") is not None else _FEWER_LETTERS
        sentence = folded.rstrip()[-1:] in ".!?" and left > 9
        if left <= few and not sentence:
            crawl = any(form in folded for form in book.crawled)
            if any(form in folded for form in book.published) and not crawl:
                return "published", False
            return ("line" if line.number < _TOP_LINES else "foot"), crawl
    if _is_dateline(page, line, one, book):
        return "dateline", False
    if one.word("deix") == "this" or (one.number("today") == 0 and "today" in dict(one.fields)):
        return "deictic", False
    if line.number == 0 and len(folded) < 200:
        return "title", False
    return "", False


def _tells_again(before: TimeWords, one: TimeWords) -> bool:
    """True for the day of our calendar right behind the same day of another one ("24 …1439, corresponding to 4 …2018")."""
    year, other = one.number("year"), before.number("year")
    return (
        one.start - before.end <= _AGAIN and year is not None and other is not None and year - other > cal.YEARS_BEHIND
    )


def is_in_a_name(page: Page, one: TimeWords) -> bool:
    """True of a day that a historic event is called by ("the 14 October revolution")."""
    names = page.of("history", "past")
    return bool(names) and any(h.first < one.last and one.first < h.last for h in names)


def signs_of(page: Page, words: tuple[TimeWords, ...], book: TimeBook) -> list[Sign]:
    """All signs of the document's day, best rank first."""
    lines = lines_of(page.text)
    found = []
    for at, told in enumerate(words):
        covers = told.kind == "span" and told.number("cover") and len(told.inner) > 1
        one = told.inner[1].having(cover=1) if covers else told  # a summary of a week comes out at its end
        month, day = one.number("month"), one.number("day")
        if (
            one.kind != "date"
            or is_in_a_name(page, one)
            or month is None
            or day is None
            or month > 12
            or one.number("since")
        ):
            continue
        year = one.number("year")
        if year is not None and not 1900 <= year <= 2099:
            continue
        rank, crawl = _rank(page, lines, one, words, book)
        if rank in ("", "title") and at and _tells_again(words[at - 1], one):
            rank, crawl = _rank(page, lines, replace(one, start=words[at - 1].start), words, book)
        if rank and not (year is None and rank == "title"):
            found.append(Sign(rank, month, day, year, one, page.text[one.start : one.end], crawl))
    entries = _entries(page, lines, words, found)
    found = [sign for sign in found if sign not in entries] if entries else found
    found.sort(key=lambda s: (RANKS.index(s.rank), s.words.start))
    return found


def _entries(page: Page, lines: tuple[Line, ...], words: tuple[TimeWords, ...], found: list[Sign]) -> list[Sign]:
    """The days that open the entries of a chronology ("29 April: …", "30 April: …"): they are no days of publication.

    Not the first line of all where its day is the latest: below it the report goes back.
    """
    if len(found) < _DATELINES:
        return []
    opening = []
    for sign in found:
        line = _line_at(lines, sign.words.start)
        if sign.rank in ("dateline", "line") and not sign.crawl and line is not None:
            first = next((w.start for w in words if w.start >= line.start), sign.words.start)
            if not any(map(str.isalpha, page.text[line.start : first])):
                opening.append((sign, line))
    datelines = [(sign, line) for sign, line in opening if sign.rank == "dateline"]
    if len({(sign.month, sign.day) for sign, _ in opening}) < _LINES:
        opening = datelines
    days = {(sign.month, sign.day) for sign, _ in opening}
    if len(days) < _DATELINES:
        return []
    top, line = min(opening, key=lambda pair: pair[0].words.start)
    newest = line.number == 0 and (top.month, top.day) == max(days)
    return [sign for sign, _ in opening if not (newest and sign is top)]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the body tells that any publication day must agree with.

    `fresh`: (month, day, weekday) of dates without a year that lie behind; `dated`: days with a year; `years`: years
    told; `weekdays`: (weekday, this) of weekdays that lie behind; `deictic`: whether the text speaks from its own day;
    `anniversaries`: those of dated events.
    """

    fresh: tuple[tuple[int, int, int | None], ...]
    dated: tuple[date, ...]
    years: tuple[int, ...]
    weekdays: tuple[tuple[int, bool], ...]
    deictic: bool
    anniversaries: tuple[Anniversary, ...] = ()


def signs_of_anniversaries(page: Page, found: tuple[Anniversary, ...]) -> list[Sign]:
    """Anniversaries that are on the document's day, or on a day that it tells as gone: then it came out then or on the
    morrow.
    """
    signs = []
    for one in found:
        if one.today or one.marked:
            day, fields = one.earliest, () if one.today else (("cover", 1),)
            words = TimeWords(one.start, one.end, 0, 1, "anniversary", fields, "anniversary")
            signs.append(Sign("anniversary", day.month, day.day, day.year, words, page.text[one.start : one.end]))
    return signs if len({sign.date for sign in signs}) == 1 else []


def facts_of(page: Page, words: tuple[TimeWords, ...], book: TimeBook, signs: list[Sign]) -> Facts:
    """Gathers the facts of the words that are no signs themselves; those of headers are left out."""
    tense = tense_of(page, book)
    taken = {s.words.start for s in signs if s.rank != "deictic"}
    fresh: list[tuple[int, int, int | None]] = []
    dated: list[date] = []
    years: list[int] = []
    weekdays: list[tuple[int, bool]] = []
    deictic = False
    year_told = False
    flat = [inner for w in words for inner in (w.inner if w.kind == "span" and w.inner else (w,))]
    for one in flat:
        if (
            one.start in taken
            or is_in_a_name(page, one)
            or (page.roles and page.roles[page.sentence_at(one.first)] == "header")
        ):
            continue
        deictic = deictic or one.kind in ("day", "part", "weekday")
        year, month, day = one.number("year"), one.number("month"), one.number("day")
        if year is not None and 1900 <= year <= 2099 and one.kind in ("date", "month", "year"):
            years.append(year)
            year_told = one.kind != "year"
            if month is not None and day is not None and month <= 12 and (exact := cal.gregorian(year, month, day)):
                dated.append(exact)
            continue
        if one.kind == "date" and month is not None and day is not None and month <= 12:
            if not year_told and not one.number("since") and not one.word("deix_unit") and tense.of(one) <= 0:
                fresh.append((month, day, one.number("weekday")))
        elif (
            one.kind == "weekday"
            and one.word("deix") in ("", "this")
            and tense.of(one) <= 0
            and not one.number("since")
        ):
            weekdays.append((one.number("weekday") or 1, one.word("deix") == "this"))
        elif one.kind in ("day", "part", "unit", "window"):
            year_told = False
            told, offset = one.number("weekday"), one.number("offset")
            if one.kind == "day" and told is not None and offset is not None:  # "today, Thursday"; "yesterday, Monday"
                weekdays.append(((told - offset - 1) % 7 + 1, True))
    return Facts(tuple(fresh), tuple(dated), tuple(years), tuple(weekdays), deictic)
