"""Anniversaries of dated historic events ("the 58th anniversary of …", "35 years after …"): they tell a page's year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thucydides.knowledge.history import PastEvent, by_country, history
from thucydides.knowledge.time_book import TimeBook
from thucydides.mentions.page import Hit, Page
from thucydides.mentions.times import calendars as cal
from thucydides.mentions.times.tense import tense_of
from thucydides.mentions.times.words import TimeWords

_MOST = 300
_GAP, _LAND_GAP = 4, 4  # tokens between an anniversary and its event, between a sort of event and its country
_CLAUSE = 9  # tokens between "35 years ago" and what happened then
_SIZES = (20, 100, 1000)  # a number in words has one word below each
_NEAR, _LONG, _HALF_YEAR, _YEAR = 60, 400, 180, 365
_TODAY = (-1, 0, 1)
_FILL = (
    "det",
    "of",
    "poss",
    "prep",
    "against",
    "exercise",
    "history",
)  # the last two may hold an "of" ("anniversary of")
_LISTING = ("and", "or", "not")


@dataclass(frozen=True, slots=True)
class Anniversary:
    """What characters [start, end) tell of the document's day: that it lies from `earliest` to `latest`, if at all.

    `day` is the anniversary itself, where the event has a day; `today` is true where the text says that it is today, and
    `marked` where it tells that day of the month beside it as gone (then `earliest` is the day). `sure` is false of what is
    told of a story's time as well ("35 years after").
    """

    name: str
    day: date | None
    earliest: date
    latest: date
    today: bool
    marked: bool
    sure: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Count:
    """A number of years at tokens [first, last), and how it is told: `anniversary`, or a cue (ago, since, after)."""

    years: int
    how: str
    first: int
    last: int


_Named = tuple[PastEvent, int, int]  # an event and the tokens that name it


class _Reader:
    """Reads the anniversaries of one page: the places of its words by token."""

    def __init__(self, page: Page, book: TimeBook) -> None:
        self.page, self.book = page, book
        self.nth = {h.first: int(h.entry.value) for h in page.of("history", "nth")}
        self.cues = {h.first: h for h in page.of("history", "cue")}
        self.cue_ends = {h.last: h for h in page.of("history", "cue")}
        marks = {h.first for h in page.of("numbers", "ending")}
        self.marks = marks | {i for i, form in enumerate(page.tokens.forms) if form in book.ordinals and form != "."}
        self.fill = self._tokens_of(page.of("grammar", *_FILL)) | self._tokens_of(page.of("history", "beside"))
        self.fill -= self._tokens_of(page.of("grammar", *_LISTING))
        self.vague = {h.last for h in page.of("numbers", "approximator")}

    def _tokens_of(self, hits: tuple[Hit, ...]) -> set[int]:
        return {i for h in hits for i in range(h.first, h.last)}

    def _figure(self, at: int) -> int:
        """The number that a token in figures is ("58", "58th", "ال58"); 0 for none."""
        digits = self.page.tokens.forms[at].strip("".join(c for c in self.page.tokens.forms[at] if not c.isdigit()))
        return int(digits) if digits.isdecimal() and digits.isascii() and len(digits) <= 3 else 0

    def _in_words(self, ats: list[int]) -> int:
        """The sum of the words of a number, one of each size; 0 where they are none."""
        values = [self.nth[i] for i in ats if i in self.nth]
        sizes = [next((n for n, top in enumerate(_SIZES) if value < top), 9) for value in values]
        return sum(values) if len(set(sizes)) == len(sizes) else 0

    def before(self, at: int) -> tuple[int, int]:
        """(number, first token) of the number that ends right before a token; (0, at) for none."""
        first = at
        while first > 0 and (first - 1 in self.marks or self.page.tokens.forms[first - 1] == "."):
            first -= 1
        if first > 0 and (figure := self._figure(first - 1)):
            return figure, first - 1
        run: list[int] = []
        first = at
        ands = self._tokens_of(self.page.of("grammar", "and"))
        while first > 0 and (first - 1 in self.nth or (run and first - 1 in ands and first - 2 in self.nth)):
            first -= 1
            run.append(first)
        return (self._in_words(run), first) if run else (0, at)

    def behind(self, at: int) -> tuple[int, int]:
        """(number, token behind it) of the number that begins at a token, words beside it skipped; (0, at) for none."""
        last, count = at, len(self.page.tokens)
        while last < count and last in self.fill and last - at < 2:
            last += 1
        if last < count and (figure := self._figure(last)):
            return figure, last + 1
        run: list[int] = []
        ands = self._tokens_of(self.page.of("grammar", "and"))
        while last < count and (last in self.nth or (run and last in ands and last + 1 in self.nth)):
            run.append(last)
            last += 1
        return (self._in_words(run), last) if run else (0, at)

    def counts(self) -> list[_Count]:
        """All counts of years that may be those of an event."""
        found = []
        for hit in self.page.of("history", "anniversary"):
            years, first = int(hit.entry.value or 0), hit.first
            last = hit.last
            if not years:
                years, first = self.before(hit.first)
            if not years and self.page.tokens.forms[hit.first - 1 : hit.first] != [","]:
                years, last = self.behind(hit.last)
            if 0 < years <= _MOST:
                found.append(_Count(years, "anniversary", first, last))
        for hit in self.page.of("history", "year"):
            years, first = self.before(hit.first)
            years = years or int(hit.entry.value or 0)
            marks, cue = self.cue_ends.get(first), self.cues.get(hit.last)
            if marks is not None and marks.entry.value == "marks":  # "50 years of the coup are marked today"
                last = hit.last if cue is None else cue.last
                found.append(_Count(years, "anniversary", first, last))
                continue
            cue = cue or marks
            if 0 < years <= _MOST and cue is not None and first not in self.vague:
                found.append(_Count(years, cue.entry.value, min(first, cue.first), max(hit.last, cue.last)))
        return found

    def is_filled(self, first: int, last: int, most: int) -> bool:
        """True where only small words stand at tokens [first, last), and not too many."""
        return 0 <= last - first <= most and all(i in self.fill for i in range(first, last))


def _events(page: Page, reader: _Reader) -> list[_Named]:
    """(event, first, last token) of the dated events that a page names, each by its own name or by sort and country."""
    known = history()
    found = []
    named: dict[tuple[int, int], set[str]] = {}
    for hit in page.of("history", "past"):
        named.setdefault((hit.first, hit.last), set()).add(hit.entry.value)
    for (first, last), ids in named.items():
        if len(ids) == 1:
            found.append((known[min(ids)], first, last))
    for hit in page.of("history", "sort"):
        if any(a <= hit.first < b for a, b in named):
            continue
        land = _land_of(page, reader, hit)
        events = by_country().get((hit.entry.value, land.entry.value), ()) if land is not None else ()
        if land is not None and len(events) == 1:
            found.append((events[0], min(hit.first, land.first), max(hit.last, land.last)))
    return found


def _land_of(page: Page, reader: _Reader, hit: Hit) -> Hit | None:
    """The country of a sort of event: the one behind it ("the independence of X"), else right before it ("X's")."""
    roles = ("state",) if "state" in hit.entry.flags else ("state", "nationality")
    for role in roles:
        behind = before = None
        for land in page.of("actors", role):
            if "metonym" in land.entry.flags:
                continue
            if behind is None and land.first >= hit.last and reader.is_filled(hit.last, land.first, _LAND_GAP):
                behind = land
            if land.last <= hit.first and reader.is_filled(land.last, hit.first, 1):
                before = land
        if behind is not None or before is not None:
            return behind or before
    return None


def _event_of(page: Page, reader: _Reader, count: _Count, events: list[_Named]) -> _Named | None:
    """The event that a count belongs to: right behind it or before it; after "35 years ago" what stands in its clause."""
    sentence = page.sentence_at(count.first)
    near = [one for one in events if page.sentence_at(one[1]) == sentence]
    behind = [one for one in near if reader.is_filled(count.last, one[1], _GAP)]
    if not behind and count.how == "ago":
        behind = [one for one in near if 0 <= one[1] - count.last <= _CLAUSE]
    if not behind and count.how in ("anniversary", "ago"):
        behind = [one for one in near if 0 <= count.first - one[2] <= 1]
    if len({event.id for event, _, _ in behind}) != 1:
        return None
    return behind[0]


def _is_of_another_time(page: Page, words: tuple[TimeWords, ...], span: tuple[int, int], event: PastEvent) -> bool:
    """True where the sentence tells another year, or looks at last or next year: then it is not of the page's own time."""
    sentence = page.sentence_at(span[0])
    for hit in page.of("grammar", "history"):  # "last year's", "торік"
        if page.sentence_at(hit.first) == sentence and not (hit.first < span[1] and span[0] < hit.last):
            return True
    for one in words:
        if page.sentence_at(one.first) != sentence or (span[0] <= one.first < span[1]):
            continue
        year = one.number("year")
        if year is not None and year not in (event.earliest.year, event.latest.year):
            return True
        if one.kind == "unit" and one.word("deix") in ("last", "next") and one.word("unit") in ("year", "month"):
            return True
    return False


def _told_today(page: Page, words: tuple[TimeWords, ...], count: _Count, event: PastEvent) -> date | None:
    """The document's day where the sentence says that the anniversary is today, yesterday or tomorrow."""
    if event.day is None or count.how not in ("anniversary", "ago"):
        return None
    sentence, day = page.sentence_at(count.first), _later(event.day, count.years)
    for one in words:
        if one.word("deix") == "this" and page.sentence_at(one.first) == sentence and _is_day(one, day):
            return day  # "this Sunday 7 April"
        offset = one.number("offset") if one.kind == "day" else one.number("today")
        if offset is None or offset not in _TODAY or page.sentence_at(one.first) != sentence:
            continue
        if count.how == "ago" and min(abs(one.first - count.last), abs(count.first - one.last)) > 1:
            continue  # "today, as 35 years ago, …"
        return cal.shifted(day, -offset)
    return None


def _is_day(one: TimeWords, day: date) -> bool:
    """True of words that name this day of the month, on its weekday if they tell one, without a year."""
    named = one.kind == "date" and (one.number("month"), one.number("day")) == (day.month, day.day)
    return named and one.number("year") is None and one.number("weekday") in (None, day.isoweekday())


def _is_marked(
    page: Page, words: tuple[TimeWords, ...], span: tuple[int, int], day: date | None, book: TimeBook
) -> bool:
    """ "On 15 February veterans gathered: 35 years ago …": the sentence tells the day of the anniversary as gone."""
    sentence = page.sentence_at(span[0])
    return day is not None and any(
        _is_day(one, day)
        and page.sentence_at(one.first) == sentence
        and not span[0] <= one.first < span[1]
        and tense_of(page, book).of(one) <= 0
        for one in words
    )


def _later(day: date, years: int) -> date:
    """The same day of the year so many years later."""
    return cal.months_later(day, 12 * years)


def _range(count: _Count, event: PastEvent, ahead: bool) -> tuple[date, date]:
    """The days on which so much is written of an event."""
    first, last = _later(event.earliest, count.years), _later(event.latest, count.years)
    if count.how == "anniversary":
        if ahead:
            return cal.shifted(first, -_LONG), cal.shifted(last, _NEAR)
        return cal.shifted(first, -_NEAR), cal.shifted(last, _NEAR)
    loose = _YEAR if count.years % 10 == 0 else 0  # round numbers are rounded
    return cal.shifted(first, -_HALF_YEAR - loose), cal.shifted(last, _YEAR + loose)


def with_named_years(page: Page, words: TimeWords, day: date | None) -> TimeWords:
    """ "Since the October 7 attack", told years later: a day that an event is called by is of the event's year.

    Not where such a day lies shortly behind the document's: then something else may have happened on it.
    """
    month, number = words.number("month"), words.number("day")
    if day is None or words.kind != "date" or month is None or number is None or words.number("year") is not None:
        return words
    ids = {h.entry.value for h in page.of("history", "past") if h.first < words.last and words.first < h.last}
    event = history()[min(ids)] if len(ids) == 1 else None
    if event is None or event.day is None or (event.day.month, event.day.day) != (month, number):
        return words
    latest = max(
        (d for year in (day.year - 1, day.year) if (d := cal.gregorian(year, month, number)) and d <= day), default=None
    )
    if latest is None or event.day >= latest or (day - latest).days <= _NEAR:
        return words
    return words.having(year=event.day.year)


def _told(
    page: Page, words: tuple[TimeWords, ...], book: TimeBook, reader: _Reader, count: _Count, of: _Named
) -> Anniversary | None:
    """What a count of years and its event tell; None where their sentence is of another time."""
    event, first, last = of
    span = min(count.first, first), max(count.last, last)
    if _is_of_another_time(page, words, span, event):
        return None
    start, end = page.span(*span)
    before = reader.cue_ends.get(count.first) or reader.cue_ends.get(count.first - 1)
    moved = before.entry.value if before is not None and count.how == "anniversary" else ""
    moved = "" if moved == "marks" else moved
    if any(one.kind == "related" and 0 <= span[0] - one.last <= 1 for one in words):
        moved = "after"  # "two days after the 58th anniversary"
    today = None if moved else _told_today(page, words, count, event)
    told = TimeWords(start, end, *span, "anniversary", (), "anniversary")
    ahead = moved == "before" or tense_of(page, book).of(told) > 0
    day = _later(event.day, count.years) if event.day is not None else None
    marked = count.how != "after" and not moved and not ahead and _is_marked(page, words, span, day, book)
    earliest, latest = _range(count, event, ahead)
    exact = today if today is not None else day if marked else None
    if exact is not None:
        earliest = latest = exact
    name = f"{event.name} ({event.earliest.isoformat() if event.day else event.earliest.year})"
    return Anniversary(name, day, earliest, latest, today is not None, marked, count.how != "after", start, end)


def find_anniversaries(page: Page, words: tuple[TimeWords, ...], book: TimeBook) -> tuple[Anniversary, ...]:
    """The anniversaries of dated events that a page tells as of its own time, in order of position."""
    if not (page.of("history", "anniversary") or page.of("history", "cue")):
        return ()
    if not page.of("history", "past", "sort"):
        return ()
    reader = _Reader(page, book)
    events = _events(page, reader)
    found = []
    for count in reader.counts() if events else ():
        of = _event_of(page, reader, count, events)
        if of is None or (page.roles and page.roles[page.sentence_at(count.first)] == "header"):
            continue
        told = _told(page, words, book, reader, count, of)
        if told is not None:
            found.append(told)
    return tuple(found)
