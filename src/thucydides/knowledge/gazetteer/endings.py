"""Case endings of place names by language, for names that are met in another case than the gazetteer's."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import islice, product

from thucydides.knowledge.files import bundled, csv_rows
from thucydides.text.fold import fold_word

_MOST = 72


@cache
def _endings(code: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(ending, base endings) of data/languages/<code>/place_endings.csv, the longest first; empty where it has none."""
    path = bundled() / "languages" / code / "place_endings.csv"
    if not path.exists():
        return ()
    table: dict[str, list[str]] = {}
    for _, row in csv_rows(path, ("ending", "bases", "note")):
        bases = ["" if b == "0" else fold_word(b) for b in row["bases"].split()]
        table.setdefault(fold_word(row["ending"]), []).extend(bases)
    return tuple((e, tuple(dict.fromkeys(table[e]))) for e in sorted(table, key=lambda e: (-len(e), e)))


def inflects(code: str) -> bool:
    """True where the language lists endings."""
    return bool(_endings(code))


@lru_cache(maxsize=65536)
def _bases(code: str, word: str) -> tuple[str, ...]:
    found = {word: None}
    for ending, bases in _endings(code):
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            for base in bases:
                found[word[: len(word) - len(ending)] + base] = None
    return tuple(found)


def base_forms(code: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Folded keys that these folded words may be an inflected form of, the words themselves left out."""
    keys = (" ".join(choice) for choice in product(*(_bases(code, w) for w in words)))
    return tuple(k for k in islice(keys, _MOST + 1) if k != " ".join(words))


@cache
def _sister_letters(code: str) -> dict[int, str]:
    """Letters of data/languages/<code>/place_letters.csv that a language of the same script writes otherwise."""
    path = bundled() / "languages" / code / "place_letters.csv"
    if not path.exists():
        return {}
    return {ord(row["letter"]): row["sister"] for _, row in csv_rows(path, ("letter", "sister", "note"))}


def sister_forms(code: str, keys: tuple[str, ...], words: tuple[str, ...]) -> tuple[str, ...]:
    """The keys, and behind them how they and the words are written in a sister language: foreign names that only that one
    has in the gazetteer ("Самбіса" by "Самбиса").
    """
    letters = _sister_letters(code)
    if not letters:
        return keys
    others = (key.translate(letters) for key in (" ".join(words), *keys))
    return (*keys, *(other for other in others if other not in keys and other != " ".join(words)))
