"""The names of Gregorian months in a language, for dates in isolated lines: without loading the language's words."""

from __future__ import annotations

import json
from functools import cache

import msgspec

from thucydides.knowledge.files import bundled, toml_table
from thucydides.model.errors import KnowledgeError
from thucydides.text.fold import fold_word


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
