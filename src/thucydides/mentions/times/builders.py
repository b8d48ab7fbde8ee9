"""What each kind of pattern means: the words in its slots become the fields of a time."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from thucydides.knowledge.time_book import Fit, Sense, TimeBook
from thucydides.mentions.times.lexemes import Lexemes

_FEW = 0
# Bare durations are no times ("for six hours"), but these are the windows that monitors and ministries count in.
_ROUND_HOURS = (24, 48, 72)
_WINDOW_UNITS = frozenset({"day", "day24", "hour", "minute"})


class Match(msgspec.Struct, frozen=True):
    """One pattern that fits at a place: the lexemes [lo, hi)."""

    book: TimeBook
    lexemes: Lexemes
    fit: Fit
    lo: int

    @property
    def hi(self) -> int:
        """Behind its last lexeme."""
        return self.lo + self.fit.length

    def at(self, slot: str) -> int:
        """The lexeme in a slot, -1 where the slot is empty."""
        filled = self.fit.slots.get(slot)
        return -1 if filled is None else self.lo + filled[0]

    def sense(self, slot: str) -> Sense | None:
        """The value of a slot in the first of its classes that the word has; None where the slot is empty."""
        filled = self.fit.slots.get(slot)
        if filled is None:
            return None
        senses = self.lexemes.senses[self.lo + filled[0]]
        for cls in filled[1]:
            if cls in senses:
                return senses[cls]
        return None

    def other(self, slot: str, cls: str) -> Sense | None:
        """A further sense of the word in a slot."""
        at = self.at(slot)
        return None if at < 0 else self.lexemes.senses[at].get(cls)

    def given(self, *pairs: tuple[str, str]) -> dict[str, Sense]:
        """field -> value of the slots that are filled; pairs are (field, slot)."""
        filled = {}
        for field, slot in pairs:
            value = self.sense(slot)
            if value is not None:
                filled[field] = value
        return filled


Built = tuple[str, dict[str, Sense]] | None


def unit_of(sense: Sense | None) -> tuple[str, int, bool]:
    """("day", 2, False) for "day*2", ("day", 1, True) for "day+" (a plural); ("", 1, False) for none."""
    text = str(sense or "")
    if "*" in text:
        name, _, times = text.partition("*")
        return name, int(times), False
    return text.rstrip("+"), 1, text.endswith("+")


def _date(match: Match) -> Built:
    fields = match.given(("day", "d"), ("month", "m"), ("year", "y"), ("deix", "x"))
    if "year" not in fields and (short := match.sense("z")) is not None:
        fields["year"] = int(short) + (2000 if int(short) < 70 else 1900)
    if (unit := match.sense("u")) is not None:
        if unit_of(unit)[0] != "year":
            return None
        fields["deix_unit"] = "year"
    number = match.sense("n")
    if number is not None:
        value = int(number)
        fields |= {"day": value % 100, "month": value // 100 % 100}
        if value >= 10000:
            fields["year"] = value // 10000
        if int(fields.get("year", 2000)) < 1600:
            fields["month"] = int(fields["month"]) + {"islamic": 100, "persian": 200}.get(match.book.low_years, 0)
        fields["digits"] = 1
        if (otherwise := match.other("n", "otherwise")) is not None:
            fields["otherwise"] = otherwise
        if (clock := match.other("n", "clock")) is not None:
            fields["clock"] = clock
    if not 1 <= int(fields.get("day", 1)) <= 31:
        return None
    return "date", fields


def _monthday(match: Match) -> Built:
    fields = match.given(("day", "d"), ("deix", "x"))
    unit = match.sense("u")
    if unit is not None and unit_of(unit)[0] != "month":
        return None
    if unit is not None:
        fields.setdefault("deix", "this")
    return "monthday", fields


def _weekday(match: Match) -> Built:
    fields = match.given(("weekday", "w"), ("deix", "x"), ("part", "p"))
    if fields.get("deix") == "same" and match.at("x") > match.at("w"):
        return None  # "denied on Tuesday that": a word behind a weekday that only takes up what was said
    edge = match.sense("g")
    if edge is not None:
        part = {"start": "dawn", "mid": "noon", "end": "evening"}.get(str(edge))
        if part is not None:
            fields["part"] = part
    return "weekday", fields


def _part(match: Match) -> Built:
    fields = match.given(("part", "p"), ("deix", "x"))
    if fields.get("deix") == "same" and "part" in fields:
        return "anaphor", {"offset": 0, "part": fields["part"]}
    return "part", fields


def _unit(match: Match) -> Built:
    """this week, last month; a plural or a count of hours and days is a window ("the past days", "two last days")."""
    name, times, plural = unit_of(match.sense("u"))
    fields = match.given(("deix", "x"), ("edge", "g"))
    deixis = str(fields.get("deix", ""))
    if name in ("", "minute", "night") and "edge" not in fields:
        return None
    if deixis == "same":
        return ("anaphor", {"offset": 0}) if name == "day" else None
    if not deixis:
        if "edge" not in fields and name != "weekend":
            return None
        deixis = "this"
    if "edge" not in fields and (plural or times > 1 or (name in _WINDOW_UNITS and deixis != "this")):
        if deixis in ("last", "past", "next") or plural:
            count = _FEW if plural else times
            return "window", {"n": count, "unit": name, "deix": deixis}
    if name in _WINDOW_UNITS:
        return ("day", {"offset": 0}) if name == "day" and deixis == "this" and "edge" not in fields else None
    if deixis == "past":
        if "edge" in fields:
            deixis = "last"
        else:
            return "window", {"n": times, "unit": name, "deix": "past"}
    return "unit", fields | {"unit": name, "deix": deixis}


def _count(match: Match, slot: str = "n") -> int | None:
    """The number in a slot, _FEW for "a few", None where there is none or it is absurd."""
    value = match.sense(slot)
    if value is None:
        return None
    if not isinstance(value, int):
        return _FEW
    return value if 0 < value <= 200 else None


def _window(match: Match) -> Built:
    name, times, plural = unit_of(match.sense("u"))
    count = _count(match)
    fields = match.given(("deix", "x"))
    hours = match.sense("q")
    if hours is not None:
        hours = match.other("q", "numhours")
        return "window", {"n": int(hours or 24), "unit": "hour", "deix": fields.get("deix", "past")}
    if not name or name in ("minute", "night", "weekend"):
        return ("unit", {"unit": "weekend", "deix": fields.get("deix", "this")}) if name == "weekend" else None
    if fields.get("deix") == "same":
        return None
    counted = match.sense("n") is not None
    if counted and count is None:
        return None
    if count is None:
        count = _FEW if plural else times
    if not counted and not plural and times == 1 and fields.get("deix") in ("this", "last", "next"):
        return _unit(match)
    if not counted and "deix" not in fields:
        since = bool(dict(match.fit.pattern.fixed).get("since"))
        if since != (times > 1) or (not since and (plural or name in ("hour", "year", "decade"))):
            return None
        if not since:
            fields["bare"] = 1
    elif counted and "deix" not in fields and not dict(match.fit.pattern.fixed).get("since"):
        if dict(match.fit.pattern.fixed).get("bare") == 2 and not (name == "hour" and count in _ROUND_HOURS):
            return None
        fields["bare"] = 1
    if fields.get("deix") == "this":
        fields["deix"] = "past"
    return "window", fields | {"n": count * times if counted else count, "unit": name}


def _reckoned(match: Match) -> Built:
    """n units ago, later, earlier, from now."""
    name, times, plural = unit_of(match.sense("u"))
    if not name:
        return None
    if name == "day24":
        name = "day"
    count = _count(match)
    if match.sense("n") is not None and count is None:
        return None
    if count is None:
        count = _FEW if plural else 1
    return match.fit.pattern.kind, {"n": count * times if count else _FEW, "unit": name}


def _related(match: Match) -> Built:
    """n units after or before what is told behind it; the eve of it where no unit is told."""
    return ("related", {}) if match.sense("u") is None else _reckoned(match)


def _month(match: Match) -> Built:
    fields = match.given(("month", "m"), ("year", "y"), ("edge", "g"), ("deix", "x"))
    unit = match.sense("u")
    if unit is not None:
        if unit_of(unit)[0] != "year":
            return None
        fields["deix_unit"] = "year"
    return "month", fields


def _year(match: Match) -> Built:
    fields = match.given(("year", "y"), ("edge", "g"), ("season", "k"))
    return "year", fields


def _season(match: Match) -> Built:
    return "season", match.given(("season", "k"), ("deix", "x"))


def _todate(match: Match) -> Built:
    if match.sense("m") is not None:
        return "todate", match.given(("month", "m"))
    name, times, plural = unit_of(match.sense("u"))
    if plural or times > 1 or name not in ("week", "month", "year", "quarter"):
        return None
    return "todate", {"unit": name}


def _clock(match: Match) -> Built:
    fields: dict[str, Sense] = {}
    clock, half = match.sense("c"), match.sense("a")
    hour = match.sense("h")
    if clock is None and hour is not None:
        clock = f"{int(hour) % 24:02d}:00"
    if clock is None:
        return None
    text = str(clock)
    part = match.sense("p")
    late = match.other("a", "pm") is not None or part in ("afternoon", "evening")
    if late and int(text[:2]) < 12:
        text = f"{int(text[:2]) + 12:02d}{text[2:]}"
    elif half is not None and not late and text[:2] == "12":
        text = f"00{text[2:]}"
    fields["clock"] = text
    if part is not None:
        fields["part"] = part
    return "clock", fields


def _phrase(match: Match) -> Built:
    index = match.sense("f")
    if not isinstance(index, int):
        return None
    kind, fields = match.book.phrases[index]
    return kind, dict(fields)


BUILDERS: dict[str, Callable[[Match], Built]] = {
    "date": _date, "monthday": _monthday, "weekday": _weekday, "part": _part, "unit": _unit, "window": _window,
    "ago": _reckoned, "later": _reckoned, "ahead": _reckoned, "related": _related, "month": _month, "year": _year, "season": _season,
    "todate": _todate, "day": lambda _: ("day", {}), "clock": _clock, "eve": lambda _: ("eve", {}), "phrase": _phrase, "anaphor": _part, "set": lambda _: ("set", {}),
}  # fmt: skip


def pair_of(match: Match) -> tuple[dict[str, Sense], dict[str, Sense], str] | None:
    """Fields of both ends of a span inside one pattern, and their kind."""
    kind = match.fit.pattern.kind
    if kind == "wdspan":
        one, two = match.sense("w"), match.sense("v")
        return ({"weekday": one}, {"weekday": two}, "weekday") if one is not None and two is not None else None
    shared = match.given(("year", "y"))
    if kind == "mspan":
        return match.given(("month", "m")) | shared, match.given(("month", "o")) | shared, "month"
    if kind == "yspan":
        one, two, short = match.sense("y"), match.sense("o"), match.sense("z")
        if one is not None and short is not None:
            two = int(one) // 100 * 100 + int(short)
        if one is None or two is None or not int(one) < int(two):
            return None
        return {"year": one}, {"year": two}, "year"
    common = match.given(("month", "m"), ("year", "y"), ("deix", "x"))
    if (unit := match.sense("u")) is not None:
        if unit_of(unit)[0] != "year":
            return None
        common["deix_unit"] = "year"
    first, second = match.sense("d"), match.sense("e")
    if first is None or second is None or not int(first) < int(second):
        return None
    return common | {"day": first}, common | {"day": second}, "date"
