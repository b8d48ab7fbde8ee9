"""What a time resolves to, and what is known while the times of a page are resolved one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import msgspec

from thucydides.knowledge.time_book import TimeBook
from thucydides.mentions.page import Page
from thucydides.mentions.times import calendars as cal
from thucydides.mentions.times.tense import Tense
from thucydides.mentions.times.words import TimeWords
from thucydides.model.mention import TimePrecision

# What "last", "this" and "next" add to the number of a period.
TURN = {"last": -1, "past": -1, "this": 0, "same": 0, "next": 1}


class Told(msgspec.Struct, frozen=True, gc=False):
    """A range of days (inclusive), or a symbol where the document's day is not known."""

    earliest: date | None
    latest: date | None
    precision: TimePrecision
    symbolic: str | None = None
    window: bool = False
    alternatives: tuple[tuple[date, date, str], ...] = ()
    base: int | None = None  # the first token of a day told before that it is counted from


def one_day(day: date) -> Told:
    """A range of one day."""
    return Told(day, day, "day")


def symbol(text: str) -> Told:
    """No days, but a symbol."""
    return Told(None, None, "symbolic", symbolic=text)


def doc_symbol(offset: int) -> str:
    """ "DOC-1d" for the day before the document's."""
    return f"DOC{offset:+d}d" if offset else "DOC"


@dataclass(slots=True)
class Context:
    """What resolution knows while it goes through a page: the document's day, and the time told last.

    `base` is the range of days that the document may be of, None where it is not known to a week.
    """

    page: Page
    book: TimeBook
    tense: Tense
    base: cal.Days | None
    narrative: bool
    last: cal.Days | None = None
    last_token: int = -1
    last_kind: str = ""
    story: date | None = None
    story_token: int = -1
    told: list[tuple[cal.Days, str]] = field(default_factory=list)

    @property
    def day(self) -> date | None:
        """The latest day that the document may be of: what relative words count from."""
        return self.base[1] if self.base else None

    def inherits(self, words: TimeWords) -> bool:
        """True where a date without a year takes it from the time told last: in narratives, but for what is yet to come."""
        if not self.narrative or self.last is None or (self.base is not None and self.tense.of(words) > 0):
            return False
        return self.base is None or self.page.sentence_at(words.first) - self.page.sentence_at(self.last_token) <= 2

    def near_last(self, words: TimeWords, sentences: int = 1) -> bool:
        """True where a day was told in this sentence or in the few before it."""
        if self.last is None or self.last_kind in ("month", "year", "window"):
            return False
        if self.last[0] != self.last[1] and (self.last[1] - self.last[0]).days > 1:
            return False
        return self.page.sentence_at(words.first) - self.page.sentence_at(self.last_token) <= sentences

    def same_paragraph(self, words: TimeWords, token: int) -> bool:
        """True where words stand in the paragraph of a token."""
        sentences = self.page.sentences
        here, there = self.page.sentence_at(words.first), self.page.sentence_at(token)
        return sentences[here].paragraph == sentences[there].paragraph

    def goes_on(self, words: TimeWords) -> bool:
        """True where a bare part of a day goes on with the day told last; a new paragraph goes back to the document's
        day, where that is known.
        """
        return self.day is None or self.narrative or self.same_paragraph(words, self.last_token)


def shifted_base(ctx: Context, offset: int) -> Told:
    """The document's day so many days later, or the symbol for it."""
    if ctx.base is None:
        return symbol(doc_symbol(offset))
    lo, hi = cal.shifted(ctx.base[0], offset), cal.shifted(ctx.base[1], offset)
    return Told(lo, hi, "day" if lo == hi else "range")
