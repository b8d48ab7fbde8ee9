"""Tokens to lexemes: each word of time with its classes, numbers by what they can be, dates and clocks in digits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from thucydides.knowledge.time_patterns import OTHER
from thucydides.knowledge.times import Sense, TimeBook
from thucydides.mentions.page import Page

_NOTHING: dict[str, Sense] = {}
_FIRST_YEAR, _LAST_YEAR = 1800, 2099
_LOW_YEARS = (1300, 1500)


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
                return book.mark_of(*classes.split()), last, senses
    if not form.isdigit():
        return None
    senses = number_senses(int(form), len(form), bool(book.low_years))
    return book.mark_of(*senses), i + 1, senses


def _ordinal_mark(page: Page, last: int, book: TimeBook) -> bool:
    """True where the token at `last` is a mark of ordinals that belongs to the number before it ("9.", "9-го")."""
    tokens = page.tokens
    if last >= len(tokens) or tokens.forms[last] not in book.ordinals:
        return False
    gap = tokens.starts[last] - tokens.ends[last - 1]
    if tokens.forms[last] != ".":
        return gap == 0 or (gap == 1 and page.folded[tokens.ends[last - 1]] == "-")
    return gap == 0 and last + 1 < len(tokens) and tokens.forms[last + 1] != "\n"


def _attached(form: str, book: TimeBook) -> tuple[str, dict[str, Sense]] | None:
    """(prefix, senses) of a number with a word attached in front of it."""
    for prefix in book.number_prefixes:
        digits = form[len(prefix) :]
        if form.startswith(prefix) and digits.isdigit():
            return prefix, number_senses(int(digits), len(digits), bool(book.low_years))
    return None


def cut_lexemes(page: Page, book: TimeBook) -> Lexemes:
    """The lexemes of a page. Words of no class keep their place as OTHER, so that patterns never span them."""
    out = Lexemes()
    tokens = page.tokens
    forms, shapes, starts, ends = tokens.forms, tokens.shapes, tokens.starts, tokens.ends
    single, heads, capital = book.single, book.heads, book.capital
    folded = page.folded
    i, count = 0, len(forms)
    newline = single.get("\n")
    while i < count:
        form = forms[i]
        mark, last, senses = OTHER, i + 1, _NOTHING
        rests = heads.get(form)
        if rests is not None:
            for rest, lexeme in rests:
                if tuple(forms[i + 1 : i + 1 + len(rest)]) == rest:
                    mark, last, senses = lexeme.mark, i + 1 + len(rest), lexeme.senses
                    break
        if mark is OTHER:
            found = single.get(form)
            if found is not None:
                if form not in capital or shapes[i] != "x":
                    mark, senses = found.mark, found.senses
            elif "0" <= form[0] <= "9":
                number = _number_at(page, i, book)
                if number is not None:
                    mark, last, senses = number
                    if "daynum" in senses and _ordinal_mark(page, last, book):
                        mark, senses = book.mark_of("daynum", "ord"), {**senses, "ord": senses["daynum"]}
                        last += 1
            elif form == "\n" and newline is None:
                mark = book.mark_of("nl")
            elif "0" <= form[-1] <= "9" and book.number_prefixes:
                attached = _attached(form, book)
                if attached is not None:
                    prefix, senses = attached
                    if prefix in single and "and" in single[prefix].senses:
                        out.add(single[prefix].mark, i, i, single[prefix].senses)
                    mark = book.mark_of(*senses)
        if mark is not OTHER and out.marks and out.marks[-1] is not OTHER and starts[i] - ends[i - 1] == 1:
            if folded[ends[i - 1]] == "-" and i and forms[i - 1] != "-":
                out.add(single["-"].mark, i, i, single["-"].senses)
        out.add(mark, i, last, senses)
        i = last
    return out
