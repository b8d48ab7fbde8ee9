"""The book of times of a language: its words of time by class, and the patterns that order them.

Patterns are orders of word classes, written as data and compiled to expressions over one character a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from thucydides.model.errors import KnowledgeError

_FIRST_MARK = 0xE000
OTHER = "\uf8ff"
_PIECE = re.compile(r"\s*(?:(?P<op>[()|?*])|(?P<ahead>>)?(?P<names>[\w+]+)(?::(?P<slot>\w+))?)")


@dataclass(slots=True)
class Classes:
    """Hands out one private character for each set of classes that some word has."""

    marks: dict[frozenset[str], str] = field(default_factory=dict)
    held: dict[tuple[str, ...], str] = field(default_factory=dict)

    def mark(self, classes: frozenset[str]) -> str:
        """The character of this set; the empty set is OTHER."""
        if not classes:
            return OTHER
        known = self.marks.get(classes)
        if known is None:
            self.held.clear()
            known = self.marks[classes] = chr(_FIRST_MARK + len(self.marks))
        return known

    def holding(self, names: Iterable[str]) -> str:
        """All characters whose set has one of these classes."""
        key = tuple(names)
        if key not in self.held:
            self.held[key] = "".join(mark for classes, mark in self.marks.items() if not classes.isdisjoint(key))
        return self.held[key]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One order of classes. `kind` and `fixed` are what it means; named groups of the expression `source` its slots."""

    kind: str
    source: str
    fixed: tuple[tuple[str, int | str], ...]
    slots: tuple[tuple[str, tuple[str, ...]], ...]
    rule: str

    def fit(self, run: str) -> Fit | None:
        """How the pattern fits an order of classes from its first on; None where it does not."""
        found = _compiled(self.source).match(run)
        if found is None or not found.end():
            return None
        slots = {name: (found.start(name), classes) for name, classes in self.slots if found.start(name) >= 0}
        return Fit(self, found.end(), slots)


@dataclass(frozen=True, slots=True)
class Fit:
    """A pattern that fits the first `length` of an order of classes: where its slots that are filled stand there, with
    the classes that each may be of.
    """

    pattern: Pattern
    length: int
    slots: dict[str, tuple[int, tuple[str, ...]]]


@cache
def _compiled(source: str) -> re.Pattern[str]:
    """Compiled when first tried: most patterns of a language are never reached in a short text."""
    return re.compile(source)


# Every pattern has a word of one of these; runs of words without one are not looked at.
CORE_CLASSES = (
    "month", "mon", "weekday", "wkd", "phrase", "part", "partadv", "unit", "numdate", "shortdate", "clock", "dotclock",
    "year", "oldyear", "season", "eve", "eveof", "oclock", "am", "pm", "dateword", "dayword", "ord", "numhours",
)  # fmt: skip

# Sets of classes that numbers have: they must exist before patterns are compiled.
NUMBER_CLASSES = (
    frozenset({"num"}), frozenset({"num", "hour"}), frozenset({"num", "hour", "daynum"}), frozenset({"num", "daynum"}),
    frozenset({"num", "y2"}), frozenset({"num", "hour", "y2"}), frozenset({"num", "hour", "daynum", "y2"}),
    frozenset({"num", "daynum", "y2"}), frozenset({"num", "year"}), frozenset({"numdate"}), frozenset({"shortdate"}),
    frozenset({"clock"}), frozenset({"clock", "numhours"}), frozenset({"daynum", "ord"}), frozenset({"nl"}),
    frozenset({"shortdate", "dotclock"}), frozenset({"dotclock"}), frozenset({"num", "oldyear"}),
)  # fmt: skip


def _expression(text: str, classes: Classes, place: str) -> tuple[str, tuple[tuple[str, tuple[str, ...]], ...], str]:
    """The regular expression of a pattern, its slots with their classes, and the characters it can begin with."""
    out: list[str] = []
    slots: list[tuple[str, tuple[str, ...]]] = []
    at, begun, first = 0, False, ""
    optional = re.compile(r"\s*[?*]")
    depth = 0
    while at < len(text.rstrip()):
        match = _PIECE.match(text, at)
        if match is None:
            raise KnowledgeError(f"cannot read pattern {text!r} at {text[at:]!r}", place=place)
        at = match.end()
        if match["op"]:
            depth += {"(": 1, ")": -1}.get(match["op"], 0)
            out.append("(?:" if match["op"] == "(" else match["op"])
            if match["op"] == ")" and not optional.match(text, at) and depth == 0:
                begun = begun or bool(first)
            continue
        names = match["names"].split("+")
        held = re.escape(classes.holding(names))
        cell = f"[{held}]" if held else "(?!)"
        if match["ahead"]:
            out.append(f"(?={cell})")
            continue
        if not begun:
            first += classes.holding(names)
            begun = depth == 0 and not optional.match(text, at)
        if match["slot"]:
            slots.append((match["slot"], tuple(names)))
            cell = f"(?P<{match['slot']}>{cell})"
        out.append(cell)
    return "".join(out), tuple(slots), first


def compile_patterns(lines: Iterable[tuple[str, str]], classes: Classes) -> dict[str, tuple[Pattern, ...]]:
    """Patterns by the characters that they can begin with, in order; lines are (address, "kind: classes -> key=value").

    The address is the rule's id in what is found ("fr/times:3"). KnowledgeError names it where a line cannot be read.
    """
    for numbers in NUMBER_CLASSES:
        classes.mark(numbers)
    index: dict[str, list[Pattern]] = {}
    for place, line in lines:
        kind, colon, rest = line.partition(": ")
        if not colon:
            raise KnowledgeError(f"a pattern is `kind: classes`, not {line!r}", place=place)
        body, _, fixed_text = rest.partition(" -> ")
        fixed: list[tuple[str, int | str]] = []
        for pair in fixed_text.split():
            key, value = pair.split("=", 1)
            fixed.append((key, int(value) if value.lstrip("-").isdigit() else value))
        expression, slots, first = _expression(body, classes, place)
        pattern = Pattern(kind, expression, tuple(fixed), slots, place)
        for mark in dict.fromkeys(first):
            index.setdefault(mark, []).append(pattern)
    return {mark: tuple(found) for mark, found in index.items()}


Sense = int | str
# Forms of one language that are remembered; enough for all but the rare ones.
_REMEMBERED = 40_000


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A form: `mark` is one character that stands for its set of classes; `senses` gives its value in each class."""

    mark: str
    senses: dict[str, Sense]


# The folded tokens of some words.
Key = tuple[str, ...]
# By the first and the second form of some words: (all behind the first, lexeme), longest first.
Heads = dict[str, dict[str, tuple[tuple[Key, Lexeme], ...]]]


# What a form opens: see Openings.
NOTHING = 0
FIRST = 1
ALONE = 2


class Openings:
    """Form -> ALONE where it can be a word of time by itself, as what has a figure at an end can, FIRST where it can be the
    first of several (`seconds` are those that it then goes on with), else NOTHING; `met` are the forms asked for so far.
    """

    __slots__ = ("alone", "met", "seconds")

    def __init__(self, alone: frozenset[str], seconds: dict[str, frozenset[str]]) -> None:
        self.alone, self.seconds = alone, seconds
        self.met: dict[str, int] = {}

    def of(self, form: str) -> int:
        """What the form opens."""
        opens = self.met.get(form)
        if opens is None:
            if len(self.met) >= _REMEMBERED:
                self.met.clear()
            by_itself = form in self.alone or "0" <= form[0] <= "9" or "0" <= form[-1] <= "9"
            opens = self.met[form] = ALONE if by_itself else FIRST if form in self.seconds else NOTHING
        return opens


@dataclass(frozen=True, slots=True)
class TimeBook:
    """All that finding times in one language needs. `seen` remembers how which patterns fit which orders of classes.

    `cores` are the characters of words without one of which no pattern fits, `triggers` the forms that can be or end
    such words; only what is `known` around them is read. `single` maps one-token forms, `heads` the first and second form of longer ones to
    (all behind the first, lexeme), longest first. `number`
    matches dates and clocks in digits. `phrases` gives kind and fields of fixed phrases by their sense.
    """

    code: str
    weekdays: tuple[str, ...]
    single: dict[str, Lexeme]
    heads: Heads
    classes: Classes
    cores: frozenset[str]
    triggers: frozenset[str]
    openings: Openings
    known: frozenset[str]
    patterns: dict[str, tuple[Pattern, ...]]
    seen: dict[str, tuple[Fit, ...]]
    phrases: tuple[tuple[str, tuple[tuple[str, Sense], ...]], ...]
    number: re.Pattern[str]
    late: frozenset[str]
    capital: frozenset[str]
    ordinals: frozenset[str]
    number_prefixes: tuple[str, ...]
    number_suffixes: frozenset[str]
    order: str
    crossed: bool
    low_years: str
    short_dates: bool
    clock_dot: bool
    future: frozenset[str]
    past: frozenset[str]
    published: tuple[str, ...]
    crawled: tuple[str, ...]
    future_shape: re.Pattern[str] | None
    past_shape: re.Pattern[str] | None
    # "than": what is compared with today is compared with these times.
    compared: frozenset[str]
    # Tense by form, then by the word as written, of words met so far.
    cues: dict[str, dict[str, int]] = field(default_factory=dict, compare=False, repr=False)
    # Mark and senses of bare numbers met so far, by their form.
    numbers: dict[str, tuple[str, dict[str, Sense]]] = field(default_factory=dict, compare=False, repr=False)

    def mark_of(self, classes: Iterable[str]) -> str:
        """The character of a set of classes, for tokens that no list has (numbers)."""
        return self.classes.mark(frozenset(classes))
