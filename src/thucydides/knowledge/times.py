"""Makes the book of times of a language from its words of time and the patterns that order them; see docs/times.md."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from thucydides.knowledge import library
from thucydides.knowledge.files import bundled, toml_table
from thucydides.knowledge.language import load_settings
from thucydides.knowledge.time_book import (
    CORE_CLASSES,
    Classes,
    Heads,
    Key,
    Lexeme,
    Openings,
    Sense,
    TimeBook,
    compile_patterns,
)
from thucydides.model.errors import KnowledgeError
from thucydides.text.fold import fold, fold_word
from thucydides.text.tokens import Cutting, tokenize

# Numbers of months: Gregorian 1-12, the others after these offsets.
CALENDAR_OFFSET = {"gregorian": 0, "islamic": 100, "persian": 200, "hebrew": 300}
PARTS = frozenset("dawn morning noon afternoon evening night midnight daytime".split())
UNITS = frozenset("minute hour day day24 night weekend week month quarter halfyear season year decade century".split())
DEIXIS = frozenset("this last past next same".split())


class TimesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """times.toml: what CLDR does not say of a language's words of time. Every field is explained in docs/times.md."""

    calendars: tuple[str, ...] = ()
    low_years: str = ""
    order: str = "dmy"
    crossed: bool = False
    short_dates: bool = False
    clock_marks: tuple[str, ...] = (":",)
    clock_dot: bool = False
    prefixes: tuple[str, ...] = ()
    number_prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    joints: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    months: dict[str, tuple[str, ...]] = {}
    short_months: dict[str, tuple[str, ...]] = {}
    weekdays: dict[str, tuple[str, ...]] = {}
    short_weekdays: dict[str, tuple[str, ...]] = {}
    parts: dict[str, tuple[str, ...]] = {}
    adverbs: dict[str, tuple[str, ...]] = {}
    units: dict[str, tuple[str, ...]] = {}
    deixis: dict[str, tuple[str, ...]] = {}
    numbers: dict[str, tuple[str, ...]] = {}
    hours: dict[str, tuple[str, ...]] = {}
    ordinal_days: dict[str, tuple[str, ...]] = {}
    edges: dict[str, tuple[str, ...]] = {}
    seasons: dict[str, tuple[str, ...]] = {}
    words: dict[str, tuple[str, ...]] = {}
    phrases: dict[str, tuple[str, ...]] = {}
    patterns: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    future_endings: tuple[str, ...] = ()
    future_beginnings: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    past_endings: tuple[str, ...] = ()


class Shared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """data/times/patterns.toml: the orders of words that all languages share, and marks as classes."""

    marks: dict[str, str]
    patterns: tuple[str, ...]
    weekdays: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    words: str
    cls: str
    sense: Sense
    bends: bool = True


def _cldr_forms(table: dict[str, Any], file: TimesFile, phrases: list[Any]) -> Iterator[_Form]:
    """Forms that CLDR gives: months, weekdays and relative words."""
    for calendar, offset in CALENDAR_OFFSET.items():
        if offset and calendar not in file.calendars:
            continue
        for number, names in table["months"].get(calendar, {}).items():
            yield from (_Form(n, "month", offset + int(number)) for n in names)
    for number, names in table["short_months"].items():
        yield from (_Form(n.rstrip("."), "mon", int(number)) for n in names)
    for number, names in table["weekdays"].items():
        yield from (_Form(n, "weekday", int(number)) for n in names)
    for offset_text, words in table["days"].items():
        yield _Form(words, "phrase", _phrase(phrases, f"day offset={offset_text}"))
    turns = {"-1": "last", "0": "this", "1": "next"}
    for number, said in table["relative_weekdays"].items():
        for turn, words in said.items():
            yield _Form(words, "phrase", _phrase(phrases, f"weekday weekday={number} deix={turns[turn]}"))
    for unit, said in table["relative_units"].items():
        for turn, words in said.items():
            if " " not in words:  # of two words are those that the language's own patterns order
                yield _Form(words, "phrase", _phrase(phrases, f"unit unit={unit} deix={turns[turn]}"))


def _phrase(phrases: list[Any], spec: str) -> int:
    """The index of a phrase "kind key=value ..." in `phrases`."""
    kind, *pairs = spec.split()
    fields: list[tuple[str, Sense]] = []
    for pair in pairs:
        key, value = pair.split("=", 1)
        fields.append((key, int(value) if value.lstrip("-").isdigit() else value))
    meaning = (kind, tuple(fields))
    if meaning not in phrases:
        phrases.append(meaning)
    return phrases.index(meaning)


# What an ambiguous name is instead: a name that needs a day, a year or a preposition beside it.
_WEAKER = {"month": "mon", "weekday": "wkd"}
_TABLES = (
    ("months", "month"), ("short_months", "mon"), ("weekdays", "weekday"), ("short_weekdays", "wkd"),
    ("numbers", "num"), ("ordinal_days", "ordday"), ("hours", "hour"),
)  # fmt: skip
_NAMED = (
    ("parts", "part", PARTS), ("adverbs", "partadv", PARTS), ("units", "unit", UNITS), ("deixis", "deix", DEIXIS),
    ("edges", "edge", frozenset({"start", "mid", "end", "sofar"})),
    ("seasons", "season", frozenset({"spring", "summer", "autumn", "winter"})),
)  # fmt: skip


def _own_forms(file: TimesFile, phrases: list[Any], place: str) -> Iterator[_Form]:
    """Forms of times.toml."""
    for part, cls in _TABLES:
        for number, names in getattr(file, part).items():
            yield from (_Form(n, cls, int(number)) for n in names)
    for part, cls, allowed in _NAMED:
        for name, names in getattr(file, part).items():
            if name.rstrip("+*23") not in allowed:
                raise KnowledgeError(f"{part}: unknown {name!r}; one of {', '.join(sorted(allowed))}", place=place)
            yield from (_Form(n, cls, name) for n in names)
    for spec, names in file.phrases.items():
        sense = _phrase(phrases, spec)
        yield from (_Form(n, "phrase", sense) for n in names)
    for cls, names in file.words.items():
        yield from (_Form(n, cls, n, bends=False) for n in names)


def _bent(key: Key, cls: str, prefixes: tuple[str, ...], suffixes: tuple[str, ...]) -> Iterator[Key]:
    """The form itself, and with the language's attached prefixes and suffixes; all folded."""
    yield key
    if cls in ("num", "deix"):
        return
    for prefix in prefixes:
        yield (prefix + key[0], *key[1:])
    if cls in ("month", "weekday", "part", "phrase", "unit"):
        for suffix in suffixes:
            yield (*key[:-1], key[-1] + suffix)


def _compounds(file: TimesFile, table: dict[str, Any]) -> Iterator[tuple[str, int, str]]:
    """Weekday and part of day in one word, where the language joins them (joints are what stands between)."""
    for joint in file.joints:
        for number in map(str, range(1, 8)):
            for day in (*table["weekdays"][number], *file.weekdays.get(number, ())):
                for part, names in file.parts.items():
                    yield from ((day + joint + name, int(number), part) for name in names)


def _lexemes(
    forms: Iterable[_Form], file: TimesFile, cutting: Cutting, classes: Classes
) -> tuple[dict[str, Lexeme], Heads]:
    """Sorts the forms by their tokens; a form of several classes has all its senses, the first of a class wins."""

    def key_of(words: str) -> Key:
        if len(words) > 2 and words.isalpha():
            return (fold_word(words, cutting.script),)
        return tuple(tokenize(words, cutting).forms)

    dropped = {key_of(w) for w in file.drop}
    ambiguous = {key_of(w) for w in file.ambiguous}
    prefixes = tuple(fold_word(w, cutting.script) for w in file.prefixes)
    suffixes = tuple(fold_word(w, cutting.script) for w in file.suffixes)
    senses: dict[Key, dict[str, Sense]] = {}
    for form in forms:
        plain = key_of(form.words)
        if not plain:
            continue
        for key in _bent(plain, form.cls, prefixes, suffixes) if form.bends else (plain,):
            if key not in dropped:
                cls = _WEAKER.get(form.cls, form.cls) if key in ambiguous else form.cls
                senses.setdefault(key, {}).setdefault(cls, form.sense)
    single: dict[str, Lexeme] = {}
    heads: dict[str, dict[str, list[tuple[Key, Lexeme]]]] = {}
    for key, found in senses.items():
        lexeme = Lexeme(classes.mark(frozenset(found)), found)
        if len(key) == 1:
            single[key[0]] = lexeme
        else:
            heads.setdefault(key[0], {}).setdefault(key[1], []).append((key[1:], lexeme))
    return single, {
        head: {second: tuple(sorted(rests, key=lambda r: (-len(r[0]), r[0]))) for second, rests in seconds.items()}
        for head, seconds in heads.items()
    }


def _rests(heads: Heads) -> Iterator[tuple[Key, Lexeme]]:
    """(all words but the first, lexeme) of each form of several words."""
    return (pair for seconds in heads.values() for rests in seconds.values() for pair in rests)


def _triggers(single: dict[str, Lexeme], heads: Heads, cores: frozenset[str]) -> frozenset[str]:
    """Forms that are core words, and the last word of those of several words."""
    found = {form for form, lexeme in single.items() if lexeme.mark in cores}
    found.update(rest[-1] for rest, lexeme in _rests(heads) if lexeme.mark in cores)
    return frozenset(found)


def _seconds(heads: Heads, cores: frozenset[str]) -> dict[str, frozenset[str]]:
    """By their first word, the second words of the forms of several words that are core words."""
    told = {
        head: frozenset(second for second, rests in seconds.items() if any(rest[1].mark in cores for rest in rests))
        for head, seconds in heads.items()
    }
    return {head: seconds for head, seconds in told.items() if seconds}


def _number_pattern(file: TimesFile, cutting: Cutting) -> re.Pattern[str]:
    """Dates and clocks in digits, matched at the first digit of a token of the folded text."""
    marks = "|".join(f" ?{re.escape(m)} ?" if m.isalpha() else re.escape(m) for m in file.clock_marks)
    letters = "|".join(re.escape(m) for m in file.clock_marks if m.isalpha()) or r"(?!)"
    halves = sorted({fold(w, cutting.script) for w in (*file.words.get("am", ()), *file.words.get("pm", ()))})
    half = "|".join(re.escape(w) for w in sorted(halves, key=lambda w: (-len(w), w))) or r"(?!)"
    ordinals = "|".join(sorted((re.escape(fold(o)) for o in file.ordinals), key=lambda o: (-len(o), o))) or r"(?!)"
    behind = {*"-/.", *(word[0] for word in (*file.clock_marks, *halves, *map(fold, file.ordinals)))}
    return re.compile(
        # most numbers are neither, and are known by what stands behind their figures
        rf"(?=\d+ ?[{''.join(map(re.escape, sorted(behind)))}])(?:"
        rf"(?P<iso>(?P<iy>\d{{4}})(?P<is>[-/.])(?P<im>\d{{1,2}})(?P=is)(?P<id>\d{{1,2}})(?!\d)"
        rf"(?:t(?P<ih>\d\d):(?P<imin>\d\d)(?::\d\d(?:\.\d+)?)?z?)?)"
        rf"|(?P<dmy>(?P<d>\d{{1,2}}) ?(?P<s>[-/.]) ?(?P<m>\d{{1,2}}) ?(?P=s) ?(?P<y>\d{{4}}|\d\d)(?!\d))"
        rf"|(?P<clock>(?P<h>[01]?\d|2[0-4])(?P<cs>{marks}|\.(?!\d\d?\.\d))(?P<min>[0-5]\d)(?!\d)"
        rf"(?:(?<=\d\d.\d\d):[0-5]\d|(?!:\d))(?:(?:{letters})(?![^\W\d]))?(?: ?(?P<half>{half})(?![^\W\d]))?)"
        rf"|(?P<hour>(?P<h2>1?\d|2[0-4])(?: ?(?P<half2>{half})| ?(?P<let>{letters}))(?![^\W]))"
        rf"|(?P<short>(?P<sd>\d{{1,2}})(?P<ss>[./])(?P<sm>\d{{1,2}})(?![\d/]|[.,]\d))"
        rf"|(?P<ordinal>(?P<od>\d{{1,2}})(?:-?(?:{ordinals}))(?![^\W])))"
    )


def _compile(code: str, cutting: Cutting, root: Path) -> TimeBook:
    folder = root / "languages" / code
    file = toml_table(folder / "times.toml", TimesFile)
    shared = toml_table(root / "times" / "patterns.toml", Shared)
    table = json.loads((root / "times" / f"{code}.json").read_text(encoding="utf-8"))
    phrases: list[Any] = []
    place = str(folder / "times.toml")
    forms = [*_own_forms(file, phrases, place), *_cldr_forms(table, file, phrases)]
    forms += [
        _Form(word, "phrase", _phrase(phrases, f"weekday weekday={day} part={part}"))
        for word, day, part in _compounds(file, table)
    ]
    forms += [_Form(mark, cls, mark, bends=False) for mark, cls in shared.marks.items()]
    classes = Classes()
    single, heads = _lexemes(forms, file, cutting, classes)
    own = [(f"{code}/times:{row}", line) for row, line in enumerate(file.patterns, 1)]
    common = [(f"times/patterns:{row}", line) for row, line in enumerate(shared.patterns, 1)]
    patterns = compile_patterns((*own, *common), classes)
    cores = frozenset(classes.holding(CORE_CLASSES))
    letters = frozenset(m for m in file.clock_marks if m.isalpha())
    known = letters.union(single, heads, *(rest for rest, _ in _rests(heads)))
    script = cutting.script

    def keys(words: Iterable[str]) -> frozenset[str]:
        return frozenset(form for w in words for form in tokenize(w, cutting).forms)

    triggers = _triggers(single, heads, cores) | letters
    alone = letters.union(form for form, lexeme in single.items() if lexeme.mark in cores)
    return TimeBook(
        code, shared.weekdays, single, heads, classes, cores, triggers, Openings(alone, _seconds(heads, cores)), known, patterns, {}, tuple(phrases), _number_pattern(file, cutting),
        frozenset(fold(w, script) for w in file.words.get("pm", ())), keys(file.capital), keys(file.ordinals),
        tuple(sorted((fold_word(w, script) for w in file.number_prefixes), key=lambda w: (-len(w), w))),
        keys(w for w in file.suffixes if w),
        file.order, file.crossed, file.low_years, file.short_dates, file.clock_dot, keys(file.future), keys(file.past),
        tuple(fold(w, script) for w in file.words.get("publishedword", ())),
        tuple(fold(w, script) for w in file.words.get("crawlword", ())),
        _shape(file.future_beginnings, file.future_endings), _shape((), file.past_endings),
        frozenset(fold(w, script) for w in file.words.get("than", ())),
    )  # fmt: skip


def _shape(beginnings: tuple[str, ...], endings: tuple[str, ...]) -> re.Pattern[str] | None:
    """Matches words with one of these beginnings or endings."""
    parts = [f"(?:{b}).+" for b in beginnings] + [f".+(?:{e})" for e in endings]
    return re.compile("|".join(parts)) if parts else None


@cache
def time_book(code: str) -> TimeBook:
    """The book of one language; KnowledgeError where it has no times.toml or the file is wrong."""
    settings = load_settings(library.folder(code))
    cutting = Cutting(
        script=settings.script,
        elided=frozenset(w.replace("’", "'").lower() for w in settings.elided),
        enclitics=tuple(w.replace("’", "'").lower() for w in settings.enclitics),
    )
    return _compile(code, cutting, bundled())


class _MonthTables(msgspec.Struct, frozen=True):
    """The part of times.toml that names months; the rest is read by `knowledge.times`."""

    months: dict[str, tuple[str, ...]] = {}
    short_months: dict[str, tuple[str, ...]] = {}


@cache
def month_names(code: str) -> dict[str, int]:
    """Folded names of one word -> 1..12, full and short; empty where nothing is known of the language's times.

    Raises KnowledgeError for a broken file.
    """
    names: dict[str, int] = {}
    tables: list[dict[str, tuple[str, ...]]] = []
    cldr = bundled() / "times" / f"{code}.json"
    if cldr.exists():
        try:
            told = json.loads(cldr.read_text(encoding="utf-8"))
            tables += [told["months"]["gregorian"], told["short_months"]]
        except (ValueError, KeyError, TypeError) as error:
            raise KnowledgeError(f"no months: {error}", place=str(cldr)) from error
    own = bundled() / "languages" / code / "times.toml"
    if own.exists():
        file = toml_table(own, _MonthTables)
        tables += [file.months, file.short_months]
    for table in tables:
        for number, forms in table.items():
            for form in forms:
                word = fold_word(form).rstrip(".")
                if word.isalpha() and 1 <= int(number) <= 12:
                    names.setdefault(word, int(number))
    return names
