"""Words that are names of places and something else: plain words of a language, given names, surnames."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from thucydides.knowledge.files import bundled, csv_rows
from thucydides.knowledge.gazetteer.keys import word_skeleton
from thucydides.text.fold import fold_word


@dataclass(frozen=True, slots=True)
class Lookalikes:
    """Folded words by what else they are."""

    words: frozenset[str]
    given: frozenset[str]
    surnames: frozenset[str]


@cache
def lookalikes(code: str) -> Lookalikes:
    """Of data/places/given_names.csv and data/languages/<code>/place_lookalikes.csv, where the language has one."""
    found: dict[str, set[str]] = {"word": set(), "given": set(), "surname": set()}
    paths = [bundled() / "places" / "given_names.csv", bundled() / "languages" / code / "place_lookalikes.csv"]
    for path in paths:
        if path.exists():
            for _, row in csv_rows(path, ("kind", "words", "source")):
                found[row["kind"]].update(map(fold_word, row["words"].split()))
    articles = {w for w in found["given"] if not word_skeleton(w)}  # "Al" is Albert, and the Arabic article
    return Lookalikes(frozenset(found["word"]), frozenset(found["given"] - articles), frozenset(found["surname"]))
