"""Names of places as sounds, one letter a sound for all scripts, and what it costs to mistake one sound for another."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from thucydides.knowledge.files import bundled, csv_rows
from thucydides.knowledge.gazetteer.keys import bare, word_skeleton

VOWELS = frozenset("aeiou")
WEAK = frozenset("ywch")  # half-vowels, ayn, h: they come and go between spellings
_DOUBLED = re.compile(r"(.)\1+")
_VOWELLESS = re.compile("[\u0590-\u06ff]")
_LONG = "\u0304"  # the stroke over a vowel by which scholars' spellings tell it long
_LONG_LETTERS = re.compile("\u0627|\u0648|\u064a")  # those that a script without vowels writes long ones with
_LENGTH = 5.0
_DROP_VOWEL, _DROP_VOWEL_WRITTEN = 0.22, 0.42
_DROP = {"c": 0.15, "y": 0.3, "w": 0.3, "h": 0.35}
_ARTICLE = 2.5  # spellings drop articles, but of two names alike the one with the same articles is meant
_VOWEL_FOR_VOWEL, _WEAK_FOR_WEAK, _VOWEL_FOR_CONSONANT, _CONSONANT = 0.28, 0.45, 1.3, 1.1


@cache
def _table() -> tuple[tuple[tuple[str, str], ...], dict[int, str]]:
    pairs: list[tuple[str, str]] = []
    single: dict[int, str] = {}
    for _, row in csv_rows(bundled() / "places" / "phones.csv", ("letters", "phone", "note")):
        for form in row["letters"].split():
            if len(form) > 1:
                pairs.append((form, row["phone"]))
            else:
                single[ord(form)] = row["phone"]
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p[0]))), single


@lru_cache(maxsize=65536)
def phones(key: str) -> str:
    """The sounds of a folded name; articles are dropped, doubled letters are one."""
    pairs, single = _table()
    out = []
    for word in key.split():
        if _is_article(word):
            continue
        word = _DOUBLED.sub(r"\1", bare(word))
        for form, phone in pairs:
            if form in word:
                word = word.replace(form, phone)
        out.append(word.translate(single))
    return "".join(out)


@cache
def _costs() -> dict[tuple[str, str], float]:
    costs: dict[tuple[str, str], float] = {}
    for _, row in csv_rows(bundled() / "places" / "likeness.csv", ("a", "b", "cost", "note")):
        costs[row["a"], row["b"]] = costs[row["b"], row["a"]] = float(row["cost"])
    return costs


@lru_cache(maxsize=4096)
def mistake(a: str, b: str) -> float:
    """Cost of one sound for another."""
    if a == b:
        return 0.0
    told = _costs().get((a, b))
    if told is not None:
        return told
    weak = VOWELS | WEAK
    if a in VOWELS and b in VOWELS:
        return _VOWEL_FOR_VOWEL
    if a in weak and b in weak:
        return _WEAK_FOR_WEAK
    return _VOWEL_FOR_CONSONANT if a in VOWELS or b in VOWELS else _CONSONANT


def _is_article(word: str) -> bool:
    return word.isalpha() and word.isascii() and len(word) < 4 and not word_skeleton(word)


@lru_cache(maxsize=65536)
def articles(key: str) -> int:
    """How many words of a folded name have an article, before them or written on to them."""
    return sum(_is_article(word) or bare(word) != word for word in key.split())


def _mistake_of_written(a: str, b: str) -> float:
    """The same between two spellings in Latin letters, where a vowel is no guess."""
    cost = mistake(a, b)
    return 2.0 * cost if a in VOWELS and b in VOWELS else cost


def _drops(written: bool) -> dict[str, float]:
    vowel = _DROP_VOWEL_WRITTEN if written else _DROP_VOWEL
    return {chr(c): vowel if chr(c) in VOWELS else _DROP.get(chr(c), 1.0) for c in range(65, 123)}


_DROPS = {written: _drops(written) for written in (False, True)}


def _weight(sounds: str) -> float:
    return sum(0.3 if c in VOWELS or c == "c" else 0.5 if c in "ywh" else 1.0 for c in sounds)


@lru_cache(maxsize=65536)
def sounds_alike(key: str, other: str) -> float:
    """100 for the same sounds, 0 or less for none in common: an alignment in which vowels cost little, the less where
    a script does not write them.
    """
    a, b = phones(key), phones(other)
    written = not (_VOWELLESS.search(key) or _VOWELLESS.search(other))
    drops = _DROPS[written]
    cost = _mistake_of_written if written and key.isascii() and other.isascii() else mistake
    row = [0.0]
    for y in b:
        row.append(row[-1] + drops.get(y, 1.0))
    for x in a:
        lost = drops.get(x, 1.0)
        after = [row[0] + lost]
        for j, y in enumerate(b):
            after.append(min(row[j] + cost(x, y), row[j + 1] + lost, after[j] + drops.get(y, 1.0)))
        row = after
    unlike = _ARTICLE if articles(key) != articles(other) else 0.0
    return 100.0 * (1.0 - row[-1] / max(_weight(a), _weight(b), 0.3)) - unlike


def unlike_in_length(marked: str, folded: str) -> float:
    """Points off the likeness of a name in Latin letters, as it is written, and a folded one of a script that writes long
    vowels only: where strokes tell which are long, all that are written must be. 0.0 where no stroke tells.
    """
    letters = unicodedata.normalize("NFKD", marked)
    if _LONG not in letters or not _VOWELLESS.search(folded):
        return 0.0
    told = letters.count(_LONG) + letters.count("w") + letters.count("y")
    written = sum(len(_LONG_LETTERS.findall(bare(word))) for word in folded.split())
    return _LENGTH * abs(told - written)
