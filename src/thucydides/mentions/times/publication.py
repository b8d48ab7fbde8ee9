"""The publication day as a ranked judgement: what stands on and beside a document, weighed against its own words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from thucydides.knowledge.times import time_book
from thucydides.mentions.page import Page
from thucydides.mentions.times import calendars as cal
from thucydides.mentions.times.anniversaries import find_anniversaries
from thucydides.mentions.times.evidence import RANKS, Facts, Sign, facts_of, signs_of, signs_of_anniversaries
from thucydides.mentions.times.weighing import (
    DatedName,
    Objection,
    distinct,
    objections,
    supports,
    weigh,
    years_allowed,
)
from thucydides.mentions.times.words import TimeWords
from thucydides.model.document import Published, PublishedStatus, Stamp

__all__ = ["DatedName", "document_day"]

# Against a line of the page two weak reasons are enough; against what a person or a site's metadata says, a strong one.
_AGAINST_LINE, _AGAINST_TOLD = 2, 3
_SURE_DAY, _SURE_YEAR = 0.5, 0.9
# A text whose newest day with a year is older than this may be of any later year.
_STORY = 45
_ACRONYM = 5
_SHOWN = 5
_CLOSE = 2
_TOLD = ("given", "metadata", "url")


@dataclass(frozen=True, slots=True)
class _Case:
    """All the evidence of one document."""

    signs: tuple[Sign, ...]
    facts: Facts
    names: tuple[DatedName, ...]
    bound: date | None
    notes: tuple[str, ...]

    def against(self, day: date, but: Sign | None = None) -> list[Objection]:
        """What speaks against a day; signs of a lower rank than `but`, and a crawler's clock, do not."""
        lowest = RANKS.index(but.rank) if but is not None else len(RANKS)
        others = [s for s in self.signs if s is not but and not s.crawl and RANKS.index(s.rank) <= lowest]
        return objections(day, others, self.facts, self.names)

    def for_(self, day: date, but: Sign | None = None) -> list[str]:
        """What agrees with a day."""
        return supports(day, [s for s in self.signs if s is not but and not s.crawl], self.facts)


def _strength(found: list[Objection]) -> int:
    return sum(o.strength for o in found)


def _published(
    earliest: date, latest: date, status: PublishedStatus, reasons: list[str], others: tuple[date, ...] = ()
) -> Published:
    candidates = [(earliest, 1.0)] if earliest == latest and not others else []
    return Published(earliest, latest, status, tuple(reasons), tuple(candidates))


def _from_told(stamp: Stamp, case: _Case) -> Published:
    """A day from outside the text: confirmed or contradicted by its words."""
    names = {"given": "the day is given", "metadata": "the page's metadata tell the day", "url": "the address tells it"}
    reasons = [f"{names[stamp.kind]}: {stamp.evidence}"]
    if stamp.earliest != stamp.latest:
        inside = [s.date for s in case.signs if s.date and stamp.earliest <= s.date <= stamp.latest and not s.crawl]
        if inside:
            return _published(inside[0], inside[0], "confirmed", [*reasons, "the text's own date lies inside it"])
        return _published(stamp.earliest, stamp.latest, "given", reasons)
    found = case.against(stamp.earliest)
    if _strength(found) >= _AGAINST_TOLD and any(o.strength >= _AGAINST_LINE for o in found):
        reasons += [f"against it: {o.reason}" for o in found]
        best = next(
            (s for s in case.signs if s.date and not s.crawl and s.rank in ("published", "dateline", "deictic")), None
        )
        if best is not None and best.date is not None and not _strength(case.against(best.date, best)):
            reasons.append(f"the text\u2019s own date would be {best.date.isoformat()}")
            return Published(
                stamp.earliest, stamp.latest, "contradicted", tuple(reasons), ((stamp.earliest, 0.5), (best.date, 0.5))
            )
        return _published(stamp.earliest, stamp.latest, "contradicted", reasons)
    agree = case.for_(stamp.earliest)
    return _published(stamp.earliest, stamp.latest, "confirmed" if agree else "given", [*reasons, *agree[:2]])


_SIGN_NAMES = {
    "published": "a line tells when it was published",
    "dateline": "the dateline tells the day",
    "line": "a line above the text tells the day",
    "foot": "a line below the text tells the day",
    "asof": "the text says what day it is as of",
    "deictic": "the text names its own day",
    "anniversary": "the text tells an anniversary of that day",
    "title": "the title tells the day",
}


def _from_signs(case: _Case, reasons: list[str]) -> Published | None:
    """The best date on the page that its text does not contradict; None where there is none."""
    for sign in case.signs:
        day = sign.date
        if day is None:
            continue
        if case.bound is not None and day > case.bound:
            reasons.append(f"\u201c{sign.exact}\u201d is set aside: it lies after the day of fetching")
            continue
        found = case.against(day, sign)
        weight = _strength(found) + (1 if sign.crawl else 0)
        agree = case.for_(day, sign)
        limit = _AGAINST_TOLD if sign.rank in ("published", "dateline", "deictic") else _AGAINST_LINE
        if weight >= limit or (sign.crawl and not agree):
            why = [o.reason for o in found] or ["it shows the clock of a visit, and no word of the text supports it"]
            if sign.crawl:
                why.append("such a line shows the clock of a visit")
            reasons.append(f"\u201c{sign.exact}\u201d is set aside: {'; '.join(why)}")
            continue
        if sign.rank == "title" and not agree:
            continue
        status: PublishedStatus = "inferred" if sign.rank in ("deictic", "asof", "anniversary", "title") else "given"
        if agree and status == "given":
            status = "confirmed"
        last = day
        if sign.words.number("cover"):  # a summary of a day comes out on its evening or on the morning after
            last = min(cal.shifted(day, 1), case.bound or date.max)
        return _published(
            day, last, status, [f"{_SIGN_NAMES[sign.rank]}: \u201c{sign.exact}\u201d", *agree[:2], *reasons]
        )
    return None


def _from_words(case: _Case, reasons: list[str]) -> Published:
    """Text constraints alone: weekdays and days of the month fix the day, dated names and years the year."""
    partial = [s for s in case.signs if s.date is None and not s.crawl and s.rank != "title"]
    full = [s for s in case.signs if s.date is not None and not s.crawl]
    years, why = years_allowed(case.facts, case.names, full if not partial else [], case.bound)
    if not years:
        told = partial or case.facts.fresh or case.facts.weekdays
        reasons = [*reasons, *why, "nothing tells the year" if told else "nothing tells the day"]
        return Published(None, None, "ambiguous" if told and case.bound else "unknown", tuple(reasons))
    newest = max((d for d in (*case.facts.dated, *(s.date for s in full)) if d is not None), default=None)
    bounded = case.bound is not None or any(n.until is not None for n in case.names)
    bounded = bounded or any(one.sure for one in case.facts.anniversaries)
    shares = weigh(years, partial, case.facts, case.names, case.bound)
    if not shares or not (case.facts.fresh or partial):
        return Published(
            None, None, "ambiguous", (*reasons, *why, "no day of the month is told"), tuple(shares[:_SHOWN])
        )
    best, share = shares[0]
    same_year = sum(w for d, w in shares if d.year == best.year)
    shown = tuple((d, round(w, 3)) for d, w in shares[:_SHOWN])
    reasons += [*why, *case.for_(best)]
    if not bounded and (newest is None or not 0 <= (best - newest).days <= _STORY):
        reasons.append("nothing tells how long after that it was written")
        return Published(None, None, "ambiguous", tuple(reasons), shown)
    doubts = _strength(objections(best, (), case.facts, ()))
    if share >= _SURE_DAY and same_year >= _SURE_YEAR and doubts < _AGAINST_LINE:
        reasons.append(f"its words fit this day best ({share:.0%} of the weight)")
        return Published(best, best, "inferred", tuple(reasons), shown)
    near = [(d, w) for d, w in shares if abs((d - best).days) <= _CLOSE]
    if same_year >= _SURE_YEAR and sum(w for _, w in near) >= 0.8 and partial:
        days = sorted(d for d, w in near if w >= 0.05)
        return Published(days[0], days[-1], "inferred", (*reasons, "its words leave a few days open"), shown)
    reasons.append("its words leave several days open")
    return Published(None, None, "ambiguous", tuple(reasons), shown)


def _is_acronym(words: str) -> bool:
    """True for a few capitals: too many bodies share them to date a text by."""
    return 1 < len(words) <= _ACRONYM and words.isupper()


def _case(page: Page, stamps: tuple[Stamp, ...], words: tuple[TimeWords, ...], dated: tuple[DatedName, ...]) -> _Case:
    """Gathers the evidence; stamps of lines that `words` do not know are added as signs."""
    book = time_book(page.language.code)
    signs = signs_of(page, words, book)
    facts = facts_of(page, words, book, signs)
    own = {number for number, this in facts.weekdays if this}
    anniversaries = tuple(
        one
        for one in find_anniversaries(page, words, book)
        if not one.today or own <= {one.earliest.isoweekday()}  # what is not on the text's own weekday is none
    )
    if anniversaries:
        facts = replace(facts, anniversaries=anniversaries)
        signs += signs_of_anniversaries(page, anniversaries)
        signs.sort(key=lambda s: (RANKS.index(s.rank), s.words.start))
    bound = min((s.latest for s in stamps if s.kind == "fetched"), default=None)
    crawled = [s.date for s in signs if s.crawl and s.date is not None]
    if bound is None and crawled:
        bound = max(crawled)
    known = {s.words.start for s in signs}
    for stamp in stamps:
        if stamp.kind not in ("published_line", "header", "dateline") or stamp.anchor is None:
            continue
        if any(abs(stamp.anchor.start - start) < 40 for start in known) or stamp.earliest != stamp.latest:
            continue
        if any(w.start <= stamp.anchor.start < w.inner[-1].start for w in words if w.kind == "span" and w.inner):
            continue  # the first day of a week told in the title
        day = stamp.earliest
        rank = "published" if stamp.kind == "published_line" else "line"
        anchored = TimeWords(stamp.anchor.start, stamp.anchor.end, 0, 1, "date", (), "stamp")
        crawl = any(form in stamp.evidence.lower() for form in book.crawled)
        signs.append(Sign(rank, day.month, day.day, day.year, anchored, stamp.anchor.exact, crawl))
    notes = (f"it was there to be fetched on {bound.isoformat()}: not later than that",) if bound is not None else ()
    names = [n for n in dated if not _is_acronym(page.text[n.start : n.end])]
    return _Case(tuple(signs), facts, distinct(names), bound, notes)


def document_day(
    page: Page, stamps: tuple[Stamp, ...], words: tuple[TimeWords, ...], dated: tuple[DatedName, ...]
) -> Published:
    """The day of the document with its status and reasons, by rank of evidence.

    What is given, metadata, the address; then lines and datelines that the text does not contradict; then the text's
    own constraints, with `dated` names for the year. A day of fetching is only a bound. Where the words leave the day
    open, both ends are None, and `candidates` are the likeliest days.
    """
    case = _case(page, stamps, words, dated)
    told = sorted((s for s in stamps if s.kind in _TOLD), key=lambda s: _TOLD.index(s.kind))
    if told:
        return _from_told(told[0], case)
    reasons = list(case.notes)
    found = _from_signs(case, reasons)
    if found is not None:
        return found
    return _from_words(case, reasons)
