"""Lexemes to pieces: the longest pattern at each place, turned into words of time with their fields."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from thucydides.knowledge.time_book import OTHER, Fit, Sense, TimeBook
from thucydides.mentions.page import Page
from thucydides.mentions.times.builders import BUILDERS, Match, pair_of
from thucydides.mentions.times.lexemes import Lexemes
from thucydides.mentions.times.words import Fields, TimeWords

_REMEMBERED = 65536


class Piece(msgspec.Struct, frozen=True):
    """Words of time and the lexemes [lo, hi) they stand on, kept until pieces are joined."""

    lo: int
    hi: int
    words: TimeWords


def _words(match: Match, page: Page, lo: int, hi: int, kind: str, fields: dict[str, Sense]) -> TimeWords:
    first, last = match.lexemes.firsts[lo], match.lexemes.lasts[hi - 1]
    start, end = page.span(first, last)
    pattern = match.fit.pattern
    told: Fields = tuple((fields | dict(pattern.fixed)).items() if pattern.fixed else fields.items())
    return TimeWords(start, end, first, last, kind, told, pattern.rule)


def _listed(match: Match, page: Page) -> list[Piece]:
    """Each day of a list ("21, 23 and 25 June"); the last stands on the month's words too. Days that follow each other
    are one stretch ("6 and 7 May").
    """
    lo, hi = match.lo, match.hi
    common = match.given(("month", "m"), ("year", "y"))
    pieces = []
    one, end, month = match.at("d"), match.at("e"), match.at("m")
    for at in range(one, end + 1):
        senses = match.lexemes.senses[at]
        day = senses.get("daynum", senses.get("ord"))
        if day is None:
            continue
        left = lo if at == one else at
        right = hi if at == end and month > end else at + 1
        pieces.append(Piece(left, right, _words(match, page, left, right, "date", common | {"day": day, "listed": 1})))
    days = [p.words.number("day") or 0 for p in pieces]
    if days == list(range(days[0], days[0] + len(days))) and not any("or" in s for s in match.lexemes.senses[one:end]):
        whole = _words(match, page, lo, hi, "span", {})
        inner = tuple(p.words.having(listed=None) for p in (pieces[0], pieces[-1]))
        return [Piece(lo, hi, replace(whole, inner=inner))]
    return pieces


def _built(match: Match, page: Page) -> list[Piece]:
    """The pieces of a match; empty where its values make no sense."""
    lo, hi = match.lo, match.hi
    kind = match.fit.pattern.kind
    if kind == "list":
        return _listed(match, page)
    if kind in ("span", "wdspan", "mspan", "yspan"):
        ends = pair_of(match)
        if ends is None:
            return []
        whole = _words(match, page, lo, hi, "span", {})
        inner = tuple(
            TimeWords(whole.start, whole.end, whole.first, whole.last, ends[2], tuple(f.items()), whole.rule)
            for f in ends[:2]
        )
        return [Piece(lo, hi, TimeWords(
            whole.start, whole.end, whole.first, whole.last, "span", whole.fields, whole.rule, inner
        ))]  # fmt: skip
    built = BUILDERS[kind](match)
    if built is None:
        return []
    kind, fields = built
    return [Piece(lo, hi, _words(match, page, lo, hi, kind, fields))]


def _fitting(book: TimeBook, run: str) -> tuple[Fit, ...]:
    """The patterns that fit at the head of a run, longest first."""
    fits = book.seen.get(run)
    if fits is None:
        found = [fit for p in book.patterns.get(run[0], ()) if (fit := p.fit(run)) is not None]
        fits = tuple(sorted(found, key=lambda fit: -fit.length))  # of two as long the one that is listed first
        if len(book.seen) >= _REMEMBERED:
            book.seen.clear()
        book.seen[run] = fits
    return fits


def _best_at(
    page: Page, book: TimeBook, lexemes: Lexemes, line: str, at: int, end: int, beyond: int = 0
) -> list[Piece]:
    """The pieces of the longest pattern at one place whose values make sense and that reaches beyond a lexeme; empty where
    there is none.
    """
    for fit in _fitting(book, line[at:end]):
        if at + fit.length <= beyond:
            break  # the others are shorter
        built = _built(Match(book, lexemes, fit, at), page)
        if built:
            return built
    return []


def _starts(marks: list[str], book: TimeBook) -> list[tuple[int, int, int]]:
    """Runs of lexemes in which a pattern can begin: (first, after the last core, end of the run)."""
    runs = []
    cores, begin, core = book.cores, 0, -1
    for at, mark in enumerate(marks):
        if mark == OTHER:
            if core >= begin:
                runs.append((begin, core + 1, at))
            begin = at + 1
        elif mark in cores:
            core = at
    if core >= begin:
        runs.append((begin, core + 1, len(marks)))
    return runs


def find_pieces(page: Page, book: TimeBook, lexemes: Lexemes) -> list[Piece]:
    """Pieces from left to right: the longest at each place, unless one that begins inside it reaches further."""
    marks = lexemes.marks
    line = "".join(marks)
    pieces: list[Piece] = []
    patterns = book.patterns
    for begin, end, stop in _starts(marks, book):
        at = begin
        while at < end:
            built = _best_at(page, book, lexemes, line, at, stop) if marks[at] in patterns else []
            if not built:
                at += 1
                continue
            inside = at + 1
            while inside < min(built[-1].hi, end) and len(built) == 1:
                beyond = built[-1].hi
                other = _best_at(page, book, lexemes, line, inside, stop, beyond) if marks[inside] in patterns else []
                if other and other[-1].hi > built[-1].hi:
                    built = other
                inside += 1
            pieces += built
            at = built[-1].hi
    return pieces
