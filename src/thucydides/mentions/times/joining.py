"""Joins neighbouring pieces ("Thursday" + "evening" + "11 August" + "8:30") and adds what stands before ("since")."""

from __future__ import annotations

from msgspec.structs import replace

from thucydides.knowledge.time_book import Sense
from thucydides.mentions.page import Page
from thucydides.mentions.times.calendars import YEARS_BEHIND
from thucydides.mentions.times.lexemes import Lexemes
from thucydides.mentions.times.pieces import Piece
from thucydides.mentions.times.words import TimeWords

DAYISH = frozenset({"date", "monthday", "weekday", "day", "anaphor"})
_RANK = {"date": 4, "monthday": 3, "day": 2, "anaphor": 1, "weekday": 0}
_GLUE = frozenset({"of", "at", "art", "glue", "comma", "lpar", "approx", "dayword", "dash", "dot", "tz"})
_LONGEST_GAP = 3


def _cover(page: Page, one: TimeWords, two: TimeWords) -> tuple[int, int, int, int]:
    first, last = min(one.first, two.first), max(one.last, two.last)
    return (*page.span(first, last), first, last)


def _over(page: Page, kept: TimeWords, other: TimeWords) -> TimeWords:
    """`kept` stretched over both."""
    start, end, first, last = _cover(page, kept, other)
    return replace(kept, start=start, end=end, first=first, last=last)


def _days(one: TimeWords, two: TimeWords) -> TimeWords | None:
    """A day told twice ("Friday, 12 August"; "yesterday, Thursday"): the more exact words, with the other's fields."""
    if one.kind == two.kind or "anaphor" in (one.kind, two.kind):
        return None
    if one.number("listed") or two.number("listed"):
        if one.kind != "weekday":
            return None
    main, side = (one, two) if _RANK[one.kind] > _RANK[two.kind] else (two, one)
    added: dict[str, Sense] = {}
    for key in ("weekday", "deix", "part", "clock"):
        value = dict(side.fields).get(key)
        if value is not None and not main.word(key):
            added[key] = value
    if side.kind == "day":
        added["today"] = side.number("offset") or 0
    if main.kind == "day" and side.kind != "weekday":
        return None
    return main.having(**added)


def _with_part(one: TimeWords, two: TimeWords, tight: bool) -> TimeWords | None:
    """A day and a part of it, or a night and the two days it joins."""
    part, day = (one, two) if one.kind == "part" else (two, one)
    if part.word("deix") or not tight:
        return None
    if day.kind in DAYISH and not day.word("part"):
        return day.having(part=part.word("part"))
    if day.kind == "span" and part.word("part") == "night":
        return day.having(part="night")
    return None


def _with_clock(one: TimeWords, two: TimeWords) -> TimeWords | None:
    clock, other = (one, two) if one.kind == "clock" else (two, one)
    if other.kind not in DAYISH and other.kind != "part":
        return None
    if other.word("clock"):
        return None
    fields: dict[str, Sense | None] = {"clock": clock.word("clock")}
    if clock.word("part") and not other.word("part"):
        fields["part"] = clock.word("part")
    return other.having(**fields, weak=None)


def _merged(one: TimeWords, two: TimeWords, tight: bool) -> TimeWords | None:
    """What two neighbours say together; None where they are two times."""
    kinds = (one.kind, two.kind)
    if one.kind == "eve" and two.kind in DAYISH:
        return two.having(eve=1, part="night")
    if one.kind == "eve" and two.kind == "span":  # "ليلة 8-9 أغسطس": the two days of the night are told
        return two.having(part="night")
    if "clock" in kinds and one.kind != two.kind:
        return _with_clock(one, two)
    if "part" in kinds and one.kind != two.kind:
        return _with_part(one, two, tight)
    if one.kind in DAYISH and two.kind in DAYISH:
        return _days(one, two)
    return None


def _gap(lexemes: Lexemes, lo: int, hi: int) -> tuple[bool, bool, frozenset[str]]:
    """(all glue, no comma, classes) of the lexemes between two pieces."""
    classes: set[str] = set()
    glue = hi - lo <= _LONGEST_GAP
    for at in range(lo, hi):
        senses = lexemes.senses[at]
        classes.update(senses)
        if not senses.keys() & _GLUE:
            glue = False
    return glue, "comma" not in classes and "dash" not in classes, frozenset(classes)


def _other_calendar(one: TimeWords, two: TimeWords) -> bool:
    """True for a day told in two calendars ("3 ... 1440 - 8 ... 2019"), which is no stretch of centuries."""
    first, last = one.number("year"), two.number("year")
    return first is not None and last is not None and abs(first - last) > YEARS_BEHIND


def _follows(one: TimeWords, two: TimeWords) -> bool:
    """True for two days named alike of which the second is the next ("Monday and Tuesday", "May 6 and May 7")."""
    if one.kind != two.kind or one.kind not in ("weekday", "date") or one.word("part") or one.word("clock"):
        return False
    if one.kind == "weekday":
        next_day = (one.number("weekday") or 0) % 7 + 1
        return two.number("weekday") == next_day and one.word("deix") == two.word("deix")
    same = one.number("month") == two.number("month") and one.number("year") in (None, two.number("year"))
    return same and two.number("day") == (one.number("day") or 0) + 1


# "Synthèse du 29 avril au 5 mai": the word for what a summary covers holds the "from".
_OPENERS = frozenset({"from", "between", "cover"})


def _spanning(page: Page, one: Piece, two: Piece, lexemes: Lexemes) -> Piece | None:
    """`from A to B`, `between A and B`, `A - B`."""
    if one.words.kind not in DAYISH | {"month"} or two.words.kind not in DAYISH | {"month"}:
        return None
    if two.lo - one.hi > _LONGEST_GAP or two.lo == one.hi or _other_calendar(one.words, two.words):
        return None
    middle = [lexemes.senses[at].keys() for at in range(one.hi, two.lo)]
    before = lexemes.senses[one.lo - 1].keys() if one.lo else frozenset()
    begun = bool(lexemes.senses[one.lo].keys() & {"from", "between"})
    joint = middle[0]
    rest = middle[1:]
    if any(not keys & _GLUE for keys in rest):
        return None
    dated = one.words.kind == two.words.kind == "date"
    opened = begun or not before.isdisjoint(_OPENERS)
    fits = ("to" in joint and (opened or "at" not in joint) and "and" not in joint) or (
        "and" in joint
        and ("between" in before or "between" in lexemes.senses[one.lo] or _follows(one.words, two.words))
    )
    if not fits and not (joint & {"dash", "emdash"} and dated):
        return None
    lo = one.lo - 1 if before & {"from", "between"} else one.lo
    first, last = lexemes.firsts[lo], two.words.last
    start, end = page.span(first, last)
    inner = (one.words, two.words)
    return Piece(lo, two.hi, TimeWords(start, end, first, last, "span", (), one.words.rule, inner))


def join_pieces(page: Page, pieces: list[Piece], lexemes: Lexemes) -> list[Piece]:
    """Joins neighbours from left to right until nothing joins."""
    joined: list[Piece] = []
    for piece in pieces:
        while joined:
            before = joined[-1]
            if before.hi > piece.lo or page.sentence_at(before.words.first) != page.sentence_at(piece.words.first):
                break
            span = _spanning(page, before, piece, lexemes)
            if span is not None:
                joined.pop()
                piece = span
                continue
            glue, tight, _ = _gap(lexemes, before.hi, piece.lo)
            merged = _merged(before.words, piece.words, tight) if glue else None
            if merged is None:
                break
            joined.pop()
            merged = _over(page, _over(page, merged, before.words), piece.words).having(weak=None)
            piece = Piece(before.lo, piece.hi, merged)
        joined.append(piece)
    return joined


_BOUNDS = ("asof", "cover", "since", "until")
_LIGHT = frozenset({"art", "glue", "approx", "of"})  # of words that may part a bound from its time
_OF_ITS_OWN = frozenset({"at", "phrase", "part", "partadv"})
_NO_SENSES: dict[str, Sense] = {}
_COUNTED = ("casualties", "weapons", "actors")


def _stands_alone(page: Page, words: TimeWords, before: dict[str, Sense], after: dict[str, Sense]) -> bool:
    """True for a bare year that counts nothing: no unit, victims or weapons follow, no "more than" stands before."""
    year = words.number("year") or 0
    shapes, last = page.tokens.shapes, words.last
    if "approx" in before or "unit" in after or "num" in after or not 1900 <= year <= 2049:
        return False
    if last < len(shapes) and shapes[last] == "x":
        if year % 100 == 0 or any(hit.first == last for kind in _COUNTED for hit in page.hits.get(kind, ())):
            return False
    return page.folded[max(0, words.start - 1) : words.start] in (
        "",
        " ",
        "(",
        "\n",
        "/",
        "'",
        '"',
        "«",
    ) and page.folded[words.end : words.end + 1] not in ("%", "-")


def add_bounds(page: Page, pieces: list[Piece], lexemes: Lexemes) -> list[TimeWords]:
    """Adds `since`, `until`, `asof` and `cover` that stand before a time (or after it); weak pieces that nothing backs go."""
    found: list[TimeWords] = []
    taken, senses = 0, lexemes.senses
    for piece in pieces:
        words = piece.words
        at = piece.lo
        while at > taken and piece.lo - at < 2 and not _LIGHT.isdisjoint(senses[at - 1]):
            if any(name in senses[at - 1] for name in _BOUNDS):
                break
            at -= 1
        mode = ""
        before = senses[at - 1] if at > taken else _NO_SENSES
        near = senses[piece.lo - 1] if piece.lo else _NO_SENSES
        after = senses[piece.hi] if piece.hi < len(senses) else _NO_SENSES
        inside = senses[piece.lo]
        for name in _BOUNDS:
            if name in before and not (words.kind == "span" and "from" in before):
                mode, first = name, lexemes.firsts[at - 1]
                break
            if name in inside and words.kind != "span" and _OF_ITS_OWN.isdisjoint(inside) and piece.hi - piece.lo > 1:
                mode, first = name, words.first
                break
        last = words.last
        if not mode and "sinceafter" in after:
            mode, first, last = "since", words.first, lexemes.lasts[piece.hi]
        elif not mode and "untilafter" in after:
            mode, first, last = "until", words.first, lexemes.lasts[piece.hi]
        if mode:
            start, end = page.span(first, last)
            words = replace(words, start=start, end=end, first=first, last=last).having(**{mode: 1, "weak": None})
        taken = piece.hi
        if words.kind == "year" and words.number("weak") and _stands_alone(page, words, near, after):
            words = words.having(weak=None)
        if (
            words.kind == "part"
            and words.word("part") == "night"
            and page.roles[page.sentence_at(words.first)] == "title"
        ):
            words = words.having(weak=None)
        if words.kind not in ("eve", "set") and not words.number("weak"):
            found.append(words)
    return found
