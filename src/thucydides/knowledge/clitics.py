"""Loads the attached words of a language from clitics.csv and makes the splitter that cuts them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from thucydides.knowledge.files import csv_rows
from thucydides.knowledge.lexicon import Entry
from thucydides.text.clitics import make_splitter
from thucydides.text.fold import fold_word
from thucydides.text.forms import FormTable
from thucydides.text.tokens import Splitter


def splitter_for(path: Path, known: FormTable[Entry], is_name: Callable[[str], bool] | None = None) -> Splitter | None:
    """The splitter of clitics.csv (form,note), None where the language has no such file; a form of two words is always cut so
    ("b- umm", whose rest is too short to be known). Words that `known` has by
    themselves stay whole; one that only begins a longer form is cut like any other.
    """
    if not path.exists():
        return None
    forms = {fold_word(row["form"], "Arab") for _, row in csv_rows(path, ("form", "note"))}
    always = {"".join(parts): tuple(map(len, parts)) for f in forms if len(parts := f.split()) > 1}
    prefixes = tuple(sorted((f for f in forms if " " not in f), key=lambda f: (-len(f), f)))
    return make_splitter(prefixes, known, is_name, lambda w: bool(known.get((w,))), always)
