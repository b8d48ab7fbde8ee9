"""Keys of place names: the folded key, and a consonant skeleton that Latin, Arabic, Cyrillic and Hebrew spellings share."""

from __future__ import annotations

import re
import zlib
from functools import cache, lru_cache

from thucydides.knowledge.files import bundled, csv_rows
from thucydides.text.fold import GAP, fold

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\x00'](?=[^\W_]))*")
_DROPPED = str.maketrans("", "", GAP + "'")


@lru_cache(maxsize=16384)
def fold_key(name: str) -> str:
    """The words of a name, folded, hyphens as spaces, apostrophes dropped: "Deir ez-Zor" is "deir ez zor"."""
    return " ".join(word.translate(_DROPPED) for word in _WORD.findall(fold(name)))


@lru_cache(maxsize=4096)
def key_hash(key: str) -> int:
    """44 bits that stand for a key in the compiled gazetteer: stable over machines and runs. Each layer asks in turn."""
    raw = key.encode("utf-8", "surrogatepass")
    return zlib.crc32(raw) << 12 | zlib.crc32(raw[::-1]) & 0xFFF


@cache
def _letters() -> tuple[tuple[tuple[str, str], ...], dict[int, str], frozenset[str], tuple[str, ...]]:
    """(digraphs, letters, articles, articles that are written on to their word) of data/places/letters.csv."""
    pairs: list[tuple[str, str]] = []
    single: dict[int, str] = {}
    articles: set[str] = set()
    attached: list[str] = []
    for _, row in csv_rows(bundled() / "places" / "letters.csv", ("letters", "kind", "class", "note")):
        for form in row["letters"].split():
            if row["kind"] == "article":
                articles.add(form)
            elif row["kind"] == "attached":
                attached.append(form)
            elif row["kind"] == "second":
                continue  # see _second
            elif len(form) > 1:
                pairs.append((form, row["class"]))
            else:
                single[ord(form)] = row["class"]
    pairs.sort(key=lambda p: (-len(p[0]), p[0]))
    return tuple(pairs), single, frozenset(articles), tuple(attached)


_DOUBLED = re.compile(r"(.)\1+")


def bare(word: str) -> str:
    """A folded word without an article that is written on to it."""
    for article in _letters()[3]:
        if word.startswith(article) and len(word) > len(article) + 2:
            return word[len(article) :]
    return word


@lru_cache(maxsize=65536)
def word_skeleton(word: str) -> str:
    """Consonant classes of one folded word; empty for an article or a word of vowels."""
    pairs, single, articles, _ = _letters()
    if word in articles:
        return ""
    word = bare(word)
    for pair, cls in pairs:
        if pair in word:
            word = word.replace(pair, cls)
    classes = word.translate(single)
    classes = _DOUBLED.sub(r"\1", classes)
    if len(classes) > 1 and classes[-1] == "h":
        classes = classes[:-1]
    return classes


@cache
def _second() -> dict[int, str]:
    """Letters that are read in another way too: the Cyrillic one that Ukrainian speaks h and Russian g."""
    rows = csv_rows(bundled() / "places" / "letters.csv", ("letters", "kind", "class", "note"))
    return {ord(form): row["class"] for _, row in rows if row["kind"] == "second" for form in row["letters"].split()}


def skeletons(key: str) -> tuple[str, ...]:
    """All skeletons of a folded key: two where a letter has two readings."""
    first = skeleton(key)
    other = key.translate(_second())
    return (first,) if other == key or skeleton(other) == first else (first, skeleton(other))


def skeleton(key: str) -> str:
    """The skeleton of a folded key, its words run together: "deir ez zor" and the Arabic of it are both "drzr"."""
    return "".join(word_skeleton(word) for word in key.split())
