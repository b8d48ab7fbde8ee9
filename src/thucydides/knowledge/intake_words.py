"""The words that intake needs, from data/intake.csv and the intake.csv of each language, and language profiles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from thucydides.knowledge.files import bundled, csv_rows
from thucydides.knowledge.language import Settings, function_words, load_settings
from thucydides.knowledge.library import folder, languages
from thucydides.knowledge.times import month_names
from thucydides.model.errors import KnowledgeError
from thucydides.text.fold import fold_word
from thucydides.text.identify import Profile

_COLUMNS = ("form", "role", "value", "note")
_ROLES = frozenset("published updated label opens related byline order ending".split())
_FIELDS = frozenset("text title date fetched outlet url language id forwarded_from".split())


@dataclass(frozen=True, slots=True)
class IntakeWords:
    """Folded words of one language. `months` maps names to 1..12; `day_first` is None where writers differ.

    published, updated, opens, bylines: a line begins with one of them. labels, related: a line is one of them.
    `heads` are the first two letters of labels, related and opens: most lines are told by them alone.
    """

    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()
    opens: tuple[str, ...] = ()
    related: frozenset[str] = frozenset()
    bylines: tuple[str, ...] = ()
    heads: frozenset[str] = frozenset()
    months: dict[str, int] | None = None
    day_first: bool | None = None


@dataclass(frozen=True, slots=True)
class Keys:
    """Names under which files keep the fields of a report, and HTML pages their metadata; most telling first."""

    fields: dict[str, tuple[str, ...]]
    metas: dict[str, tuple[str, ...]]


def line_key(line: str) -> str:
    """A line as a key: folded, marks at its edges dropped, spaces single."""
    return " ".join(fold_word(line).strip(" :.-|*>\"'").split())


def _forms(rows: list[dict[str, str]], role: str) -> tuple[str, ...]:
    keys = {line_key(form): None for row in rows if row["role"] == role for form in row["form"].split("|")}
    return tuple(sorted((key for key in keys if key), key=lambda key: (-len(key), key)))


def load_words(path: Path) -> IntakeWords:
    """One language's intake.csv; KnowledgeError names file and line. A file that is missing says nothing."""
    if not path.exists():
        return IntakeWords()
    rows = []
    for number, row in csv_rows(path, _COLUMNS):
        if row["role"] not in _ROLES:
            raise KnowledgeError(f"unknown role {row['role']!r}", place=f"{path}:{number}")
        rows.append(row)
    orders = [row["value"] for row in rows if row["role"] == "order"]
    furniture = [form for role in ("label", "related", "opens") for form in _forms(rows, role)]
    return IntakeWords(
        heads=frozenset(form[:2] for form in furniture),
        published=_forms(rows, "published"),
        updated=_forms(rows, "updated"),
        labels=frozenset(_forms(rows, "label")),
        opens=_forms(rows, "opens"),
        related=frozenset(_forms(rows, "related")),
        bylines=_forms(rows, "byline"),
        day_first=orders[0] == "dmy" if orders else None,
    )


@cache
def words_of(code: str) -> IntakeWords:
    """The words of a language, its names of months among them; none where the language is unknown."""
    if code not in languages():
        return IntakeWords()
    return replace(load_words(folder(code) / "intake.csv"), months=month_names(code))


@cache
def keys() -> Keys:
    """The names of fields and metadata, which no language owns."""
    fields: dict[str, tuple[str, ...]] = {}
    metas: dict[str, tuple[str, ...]] = {}
    path = bundled() / "intake.csv"
    for number, row in csv_rows(path, _COLUMNS):
        names = tuple(row["form"].lower().split("|"))
        if row["role"] == "field" and row["value"] in _FIELDS:
            fields[row["value"]] = names
        elif row["role"] == "meta":
            metas[row["value"]] = names
        else:
            raise KnowledgeError(f"unknown role {row['role']!r} or value {row['value']!r}", place=f"{path}:{number}")
    return Keys(fields, metas)


@cache
def code_pages() -> tuple[tuple[str, frozenset[str]], ...]:
    """(encoding, its common letters) of the old code pages, in order of preference."""
    rows = csv_rows(bundled() / "encodings.csv", ("encoding", "letters", "note"))
    return tuple((row["encoding"], frozenset(row["letters"])) for _, row in rows)


@cache
def _settings() -> dict[str, Settings]:
    return {code: load_settings(folder(code)) for code in languages()}


@cache
def profiles() -> tuple[Profile, ...]:
    """A profile a language, for telling them apart."""
    return tuple(_profile(code, settings) for code, settings in _settings().items())


def _profile(code: str, settings: Settings) -> Profile:
    path = folder(code) / "intake.csv"
    endings: tuple[str, ...] = ()
    if path.exists():
        endings = _forms([row for _, row in csv_rows(path, _COLUMNS)], "ending")
    return Profile(code, settings.script, function_words(settings), settings.letters, endings)


@cache
def language_code(name: str) -> str | None:
    """The code of a language by code, regional code ("en-GB"), own or English name; None where none is known."""
    wanted = name.strip().replace("_", "-").lower()
    for code, settings in _settings().items():
        if wanted in (code.lower(), settings.name.lower(), settings.english_name.lower()):
            return code
    primary = wanted.split("-")[0]
    return primary if primary != wanted and primary in _settings() else None
