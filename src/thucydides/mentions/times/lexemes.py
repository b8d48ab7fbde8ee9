"""Tokens to lexemes: each word of time with its classes, numbers by what they can be, dates and clocks in digits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from thucydides.knowledge.time_book import FIRST, NOTHING, OTHER, Lexeme, Sense, TimeBook
from thucydides.mentions.page import Page

_FIGURES = frozenset("0123456789")
_NOTHING: dict[str, Sense] = {}
_FIRST_YEAR, _LAST_YEAR = 1800, 2099
_LOW_YEARS = (1300, 1500)
_REMEMBERED = 10_000
_BULLETS, _ENTRY = frozenset("-–—•·*"), frozenset(":-–—")


@dataclass(slots=True)
class Lexemes:
    """Parallel lists, one item a lexeme: its class character, tokens [first, last) and senses by class."""

    marks: list[str] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    lasts: list[int] = field(default_factory=list)
    senses: list[dict[str, Sense]] = field(default_factory=list)

    def add(self, mark: str, first: int, last: int, senses: dict[str, Sense]) -> None:
        """Appends one lexeme."""
        self.marks.append(mark)
        self.firsts.append(first)
        self.lasts.append(last)
        self.senses.append(senses)


def number_senses(value: int, digits: int, low_years: bool) -> dict[str, Sense]:
    """What a bare number can be: a count, a day of a month, an hour, a year, the last two digits of one."""
    senses: dict[str, Sense] = {"num": value}
    if digits <= 2:
        if 1 <= value <= 31:
            senses["daynum"] = value
        if value <= 24:
            senses["hour"] = value
        if digits == 2:
            senses["y2"] = value
    elif digits == 4 and (
        _FIRST_YEAR <= value <= _LAST_YEAR or (low_years and _LOW_YEARS[0] <= value <= _LOW_YEARS[1])
    ):
        senses["year"] = value
    elif digits == 4 and 1000 <= value < _FIRST_YEAR:
        senses["oldyear"] = value
    return senses


def _date_senses(match: re.Match[str], book: TimeBook) -> dict[str, Sense] | None:
    """A date in digits as year * 10000 + month * 100 + day, with the other order as a second sense; None if it is none."""
    if match["iso"]:
        y, m, d = int(match["iy"]), int(match["im"]), int(match["id"])
        clock = f"{match['ih']}:{match['imin']}" if match["ih"] else ""
    else:
        d, m, y = int(match["d"]), int(match["m"]), int(match["y"])
        clock = ""
        if len(match["y"]) == 2:
            y += 2000 if y < 70 else 1900
            if match["s"] == "-" and " " in match["dmy"]:
                return None
    low = book.low_years and _LOW_YEARS[0] <= y <= _LOW_YEARS[1]
    if not (low or _FIRST_YEAR <= y <= _LAST_YEAR):
        return None
    swapped = m > 12 or (book.order == "mdy" and d <= 12 and not match["iso"])
    if swapped:
        d, m = m, d
    if not (1 <= m <= 12 and 1 <= d <= 31):
        return None
    senses: dict[str, Sense] = {"numdate": y * 10000 + m * 100 + d}
    if d <= 12 and d != m and match["dmy"]:
        senses["otherwise"] = y * 10000 + d * 100 + m
    if clock:
        senses["clock"] = clock
    return senses


def _short_senses(match: re.Match[str], page: Page, i: int, book: TimeBook) -> dict[str, Sense] | None:
    """A day without a year in digits: "29.04" where the language writes them so and no clock has such an hour, "29/04:"
    where it opens a line as the day of an entry; None where day and month may have changed places.
    """
    d, m = int(match["sd"]), int(match["sm"])
    if match["ss"] == ".":  # written in full, else it is a figure with a decimal
        return (
            {"shortdate": m * 100 + d}
            if len(match["sm"]) == 2 and book.short_dates and 24 < d <= 31 and 1 <= m <= 12
            else None
        )
    forms, behind = page.tokens.forms, page.folded[match.end() :].lstrip(" ")[:1]
    opens = i == 0 or forms[i - 1] == "\n" or (forms[i - 1] in _BULLETS and (i == 1 or forms[i - 2] == "\n"))
    if not opens or behind not in _ENTRY:
        return None
    if m > 12 and book.crossed:
        d, m = m, d
    if not (1 <= d <= 31 and 1 <= m <= 12) or (book.crossed and d <= 12):
        return None
    return {"shortdate": m * 100 + d}


def _clock_senses(match: re.Match[str], book: TimeBook) -> tuple[str, dict[str, Sense]] | None:
    """A clock ("8h30", "18:00", "8am"), or a short date ("20.06") where the language writes them so."""
    kind = "clock"
    if match["clock"]:
        hour, minute, half = int(match["h"]), int(match["min"]), match["half"]
        if match["cs"] == ".":
            short = book.short_dates and 1 <= minute <= 12 and 1 <= hour <= 31 and len(match["h"]) == 2
            if short:
                both: dict[str, Sense] = {"shortdate": minute * 100 + hour}
                if hour <= 24:
                    both["dotclock"] = f"{hour % 24:02d}:{minute:02d}"
                return " ".join(both), both
            if not (book.clock_dot or half):
                return None
            kind = "dotclock"
    else:
        hour, minute, half = int(match["h2"]), 0, match["half2"]
    if hour > 24:
        return None
    if half in book.late and hour < 12:
        hour += 12
    elif half and half not in book.late and hour == 12:
        hour = 0
    senses: dict[str, Sense] = {kind: f"{hour % 24:02d}:{minute:02d}"}
    if match["hour"] and match["let"]:
        senses["numhours"] = hour
        return "clock numhours", senses
    return kind, senses


def _number_at(page: Page, i: int, book: TimeBook) -> tuple[str, int, dict[str, Sense]] | None:
    """(class character, last token, senses) of a number that begins at token i."""
    tokens, folded = page.tokens, page.folded
    start = tokens.starts[i]
    if start and folded[start - 1] in ".,:" and start > 1 and folded[start - 2].isdigit():
        return None
    match = book.number.match(folded, start)
    form = tokens.forms[i]
    if match is not None:
        classes: str | None = None
        senses: dict[str, Sense] | None = None
        if match["ordinal"]:
            value = int(match["od"])
            if 1 <= value <= 31:
                classes, senses = "daynum ord", {"daynum": value, "ord": value}
        elif match["short"]:
            senses = _short_senses(match, page, i, book)
            classes = "shortdate"
        elif match["iso"] or match["dmy"]:
            senses = _date_senses(match, book)
            classes = "numdate"
        else:
            decimal = folded[match.end() : match.end() + 2]
            exact = len(decimal) == 2 and decimal[0] in ",." and decimal[1].isdigit()
            found = None if exact else _clock_senses(match, book)
            if found is not None:
                classes, senses = found
        if classes is not None and senses is not None:
            last, end = i + 1, match.end()
            while last < len(tokens) and tokens.starts[last] < end:
                last += 1
            if tokens.ends[last - 1] <= end or not folded[end : tokens.ends[last - 1]].strip("\x00"):
                return book.mark_of(classes.split()), last, senses
    if not form.isdigit():
        form = form.rstrip("".join(c for c in form if c.isalpha()))
        if not form.isdigit() or tokens.forms[i][len(form) :] not in book.number_suffixes:
            return None
    known = book.numbers.get(form)
    if known is None:
        if len(book.numbers) >= _REMEMBERED:
            book.numbers.clear()
        told = number_senses(int(form), len(form), bool(book.low_years))
        known = book.numbers[form] = book.mark_of(told), told
    return known[0], i + 1, known[1]


def _ordinal_mark(page: Page, last: int, book: TimeBook) -> bool:
    """True where the token at `last` is a mark of ordinals that belongs to the number before it ("9.", "9-го")."""
    tokens = page.tokens
    if last >= len(tokens) or tokens.forms[last] not in book.ordinals:
        return False
    gap = tokens.starts[last] - tokens.ends[last - 1]
    if tokens.forms[last] != ".":
        return gap == 0 or (gap == 1 and page.folded[tokens.ends[last - 1]] == "-")
    following = last + 1
    return gap == 0 and following < len(tokens) and tokens.starts[following] > tokens.ends[last]


def _attached(form: str, book: TimeBook) -> tuple[str, dict[str, Sense]] | None:
    """(prefix, senses) of a number with a word attached in front of it."""
    for prefix in book.number_prefixes:
        digits = form[len(prefix) :]
        if form.startswith(prefix) and digits.isdigit():
            return prefix, number_senses(int(digits), len(digits), bool(book.low_years))
    return None


def _longest(forms: list[str], i: int, rests: tuple[tuple[tuple[str, ...], Lexeme], ...]) -> tuple[int, Lexeme] | None:
    """(last token, lexeme) of the longest form of several words that begins with the tokens i and i + 1."""
    for rest, lexeme in rests:
        last = i + 1 + len(rest)
        if len(rest) == 1 or tuple(forms[i + 1 : last]) == rest:
            return last, lexeme
    return None


# Stands in a page's forms for a token that is a part of the word before it.
_PART = "\x01"


def _whole_forms(page: Page, book: TimeBook) -> list[str]:
    """The forms of a page, words of time whole where the language's cutting of attached words has split them."""
    tokens = page.tokens
    if page.language.cutting.splitter is None:
        return tokens.forms
    forms = list(tokens.forms)
    for i, (end, start) in enumerate(zip(tokens.ends, tokens.starts[1:], strict=False)):
        if end == start and forms[i + 1].isalpha():
            whole = forms[i] + forms[i + 1]
            goes_on = i > 0 and whole in book.heads.get(forms[i - 1], {})  # "the one-and-twentieth"
            if goes_on or (forms[i + 1] not in book.known and whole in book.known):
                forms[i], forms[i + 1] = whole, _PART
    return forms


def _lexeme_at(
    page: Page, forms: list[str], i: int, book: TimeBook, out: Lexemes
) -> tuple[str, int, dict[str, Sense]] | None:
    """(class character, last token, senses) of what begins at token i; None for a word of no class."""
    tokens = page.tokens
    form = forms[i]
    rests = book.heads.get(form)
    if rests is not None and i + 1 < len(tokens):
        found = _longest(forms, i, rests.get(forms[i + 1], ()))
        if found is not None:
            return found[1].mark, found[0], found[1].senses
    lexeme = book.single.get(form)
    if lexeme is not None:
        if form in book.capital and tokens.shapes[i] == "x":
            return None
        return lexeme.mark, i + 1, lexeme.senses
    if form[0] in _FIGURES:
        number = _number_at(page, i, book)
        if number is not None and "daynum" in number[2] and _ordinal_mark(page, number[1], book):
            _, last, senses = number
            return book.mark_of(("daynum", "ord")), last + 1, {**senses, "ord": senses["daynum"]}
        return number
    if form == "\n":
        return book.mark_of(("nl",)), i + 1, _NOTHING
    attached = _attached(form, book) if form[-1] in _FIGURES else None
    if attached is None:
        return None
    prefix, senses = attached
    before = book.single.get(prefix)
    if before is not None and "and" in before.senses:
        out.add(before.mark, i, i, before.senses)
    return book.mark_of(senses), i + 1, senses


def _is_known(form: str, book: TimeBook) -> bool:
    """True for what a time may have in it besides its core: a word of the book, or a number."""
    return form in book.known or form[0] in _FIGURES or (bool(book.number_prefixes) and form[-1] <= "9")


def _is_joint(form: str, book: TimeBook) -> bool:
    """True for what ends a run of known words as its last token: the end of a line, a mark of ordinals."""
    return form == "\n" or form in book.ordinals


def _back(forms: list[str], last: int, edge: int, book: TimeBook) -> int:
    """Where the known words begin that end before a token."""
    while last > edge and _is_known(forms[last - 1], book):
        last -= 1
    return last


def _ahead(forms: list[str], first: int, book: TimeBook) -> int:
    """Where the known words end that begin at a token."""
    while first < len(forms) and _is_known(forms[first], book):
        first += 1
    return first


def _is_triggered(forms: list[str], first: int, last: int, book: TimeBook) -> bool:
    """True where one of the tokens is or ends a word of time, or is a number that can be one: a year, "9." before a month."""
    for i in range(first, last):
        form = forms[i]
        if form in book.triggers:
            return True
        if form[0] in _FIGURES and (len(form) == 4 or not form.isdigit() or _opens(forms, i)):
            return True
    return False


def _windows(forms: list[str], book: TimeBook) -> list[tuple[int, int]]:
    """Token ranges around the words that can be a time: known words to the left and right of each, and such runs of them
    as touch these over the end of a line.
    """
    opens, count = book.openings, len(forms)
    met = opens.met
    windows: list[tuple[int, int]] = []
    edge = 0
    for i, form in enumerate(forms):
        kind = met.get(form)
        if kind is None:
            kind = opens.of(form)
        if (
            kind == NOTHING
            or i < edge
            or (kind == FIRST and not (i + 1 < count and forms[i + 1] in opens.seconds[form]))
        ):
            continue
        first, last = _back(forms, i, edge, book), _ahead(forms, i, book)
        if not _is_triggered(forms, first, last, book):
            continue
        while first > edge and _is_joint(forms[first - 1], book):
            before = _back(forms, first - 1, edge, book)
            if not _is_triggered(forms, before, first - 1, book):
                break
            first = before
        while last < count and _is_joint(forms[last], book):
            last += 1
            after = _ahead(forms, last, book)
            if not _is_triggered(forms, last, after, book):
                break
            last = after
        windows.append((first, last))
        edge = last
    return windows


def _opens(forms: list[str], i: int) -> bool:
    """True for a short number that can open a date or clock in digits."""
    return i + 1 < len(forms) and forms[i + 1] in (".", ":", "/", "-")


def cut_lexemes(page: Page, book: TimeBook) -> Lexemes:
    """The lexemes around words of time. What lies between is one OTHER, so that patterns never span it."""
    out = Lexemes()
    tokens = page.tokens
    forms, starts, ends, folded = _whole_forms(page, book), tokens.starts, tokens.ends, page.folded
    single, heads, capital, count = book.single, book.heads, book.capital, len(forms)
    dash, edge = single["-"], -1
    marks, firsts, lasts, told = out.marks, out.firsts, out.lasts, out.senses
    for first, stop in _windows(forms, book):
        i = max(first, edge)  # a clock may reach over its window ("3:40 am")
        while i < stop:
            form = forms[i]
            lexeme = single.get(form)
            rests = heads.get(form)
            longer = rests is not None and i + 1 < count and forms[i + 1] in rests
            if lexeme is not None and not longer and form not in capital:
                mark, last, senses = lexeme.mark, i + 1, lexeme.senses
            else:
                found = _lexeme_at(page, forms, i, book, out)
                if found is None:
                    i += 1
                    continue
                mark, last, senses = found
            while last < count and forms[last] == _PART:
                last += 1
            if i != edge:
                out.add(OTHER, max(edge, 0), i, _NOTHING)
            elif starts[i] - ends[i - 1] == 1 and folded[ends[i - 1]] == "-" and forms[i - 1] != "-":
                out.add(dash.mark, i, i, dash.senses)
            marks.append(mark)
            firsts.append(i)
            lasts.append(last)
            told.append(senses)
            i = edge = last
    return out
