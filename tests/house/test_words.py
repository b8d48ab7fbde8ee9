"""The words of every language: files are clean, rows load, each row's own examples fire and spare, none is a twin."""

from __future__ import annotations

import unicodedata

import pytest

from house.source import DATA, files, name, strings
from thucydides.knowledge import library
from thucydides.knowledge.language import Language
from thucydides.knowledge.lexicon import ROLES, Row, entries_of
from thucydides.knowledge.paradigms import load_paradigms
from thucydides.mentions.page import open_page
from thucydides.model.document import Document
from thucydides.text.canonical import canonical

SHEETS = [(code, kind) for code in library.languages() for kind in ROLES]


@pytest.mark.parametrize("path", files(".csv", ".toml", under="src/thucydides/data"), ids=name)
def test_data_file_is_clean(path):
    """UTF-8, NFC, line feeds, a final newline, no byte-order mark, no space at line ends, no control characters."""
    text = path.read_bytes().decode("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert "\r" not in text
    assert "\ufeff" not in text
    assert text.endswith("\n")
    assert not [n for n, line in enumerate(text.splitlines(), 1) if line != line.rstrip(" \t")]
    assert not [n for n, line in enumerate(text.splitlines(), 1) if any(unicodedata.category(c) == "Cc" for c in line)]


@pytest.mark.parametrize("code", library.languages())
def test_language_loads(code):
    """Every row of every file of a language has a known role, value, paradigm and feature."""
    assert len(library.language(code).table) > 0


def _fires(row: Row, sentence: str, language: Language) -> bool:
    text = canonical(sentence)
    page = open_page(Document("house", text, language.code), language)
    return any(hit.entry.row == row.entry.row for hit in page.of(row.entry.kind))


@pytest.mark.parametrize(("code", "kind"), SHEETS)
def test_rows_find_what_they_promise(code, kind):
    """Each sentence under `finds` makes its row fire."""
    language = library.language(code)
    rows = [r for r in language.rows if r.kind == kind]
    silent = [f"{r.entry.row} {r.cell}: {s}" for r in rows for s in r.finds if not _fires(r, s, language)]
    assert not silent, "\n".join(["these rows do not fire:", *silent])


@pytest.mark.parametrize(("code", "kind"), SHEETS)
def test_rows_spare_what_they_promise(code, kind):
    """No sentence under `spares` makes its row fire."""
    language = library.language(code)
    rows = [r for r in language.rows if r.kind == kind]
    loud = [f"{r.entry.row} {r.cell}: {s}" for r in rows for s in r.spares if _fires(r, s, language)]
    assert not loud, "\n".join(["these rows fire:", *loud])


@pytest.mark.parametrize(("code", "kind"), SHEETS)
def test_rows_have_no_twins(code, kind):
    """No form is given the same meaning by two rows of one file."""
    language = library.language(code)
    paradigms = load_paradigms(language.folder / "paradigms.csv")
    seen: dict[tuple[object, ...], Row] = {}
    twins: dict[str, list[str]] = {}
    for row in language.rows:
        if row.kind != kind:
            continue
        for form, e in dict.fromkeys(entries_of(row, paradigms)):
            meaning = (language.key(form), e.role, e.value, e.args, e.flags, e.features)
            first = seen.setdefault(meaning, row)
            if first is not row:
                twins.setdefault(f"{first.entry.row} and {row.entry.row}", []).append(form)
    assert not twins, "\n".join(
        ["one meaning, two rows:", *(f"{pair}: {', '.join(f[:4])}" for pair, f in twins.items())]
    )


def test_every_row_of_shared_rosters_has_a_source():
    """A dated actor or an outlet is a fact that somebody can check."""
    assert not [a.id for a in library.actors().values() if not a.source]
    assert not [o.id for o in library.outlets().values() if not o.source]


def test_language_folder_has_no_stray_file():
    """A language's folder holds no file that nobody opens: a misnamed one would never be read."""
    opened = {f"{kind}.csv" for kind in ROLES}
    opened |= {text.rsplit("/", 1)[-1] for path in files(".py") for _, text in strings(path) if "." in text}
    stray = [name(p) for p in files(".csv", ".toml", under=str(DATA / "languages")) if p.name not in opened]
    assert not stray


@pytest.mark.parametrize("code", library.languages())
def test_a_charged_word_has_one_kind(code):
    """No charged word is of two kinds of actors: which of them was read would be chance, and one camp's."""
    paradigms = load_paradigms(library.folder(code) / "paradigms.csv")
    kinds: dict[str, set[str]] = {}
    for row in library.language(code).rows:
        if row.kind == "actors" and row.entry.role == "generic" and "charged" in row.entry.flags:
            for form, entry in entries_of(row, paradigms):
                kinds.setdefault(form.casefold(), set()).add(entry.value)
    assert not {form: sorted(values) for form, values in kinds.items() if len(values) > 1}
