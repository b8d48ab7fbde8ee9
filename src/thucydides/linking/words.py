"""What the words of a document betray of the story it tells: terms, names, and numbers with their neighbours."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from thucydides.text.fold import GAP, fold
from thucydides.text.tokens import Cutting, tokenize

_PLAIN = Cutting()
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_BODY, _LEAD = 3000, 700
_TITLE_TIMES = 3
_LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Words:
    """Folded words of one document. `terms`, `lead` map a word to how often it stands; a title counts threefold.

    `names` are capitalised words in a row ("jane doe") and alone ("doe"), `numbers` a figure with the word beside it
    ("23 year", "doe 23"). All keep the order of the text, so that sums are the same each time.
    """

    terms: dict[str, int]
    lead: dict[str, int]
    names: dict[str, int]
    numbers: dict[str, int]


def words_of(title: str | None, text: str) -> Words:
    """The words of a document, from its title and the first 3000 characters of its text."""
    head = tokenize(title or "", _PLAIN)
    body = tokenize(text[:_BODY], _PLAIN)
    titled = Counter(f for f in head.forms if len(f) >= _LEAST_LETTERS and f.isalpha())
    terms: Counter[str] = Counter()
    lead: Counter[str] = Counter()
    for form, start in zip(body.forms, body.starts, strict=True):
        if len(form) >= _LEAST_LETTERS and form.isalpha():
            terms[form] += 1
            if start < _LEAD:
                lead[form] += 1
    for form, times in titled.items():
        terms[form] += _TITLE_TIMES * times
    names: dict[str, int] = {}
    numbers: dict[str, int] = {}
    for part in (head, body):
        _names(part.forms, part.shapes, names)
        _numbers(part.forms, part.shapes, numbers)
    return Words(dict(terms), dict(lead), names, numbers)


def _names(forms: list[str], shapes: str, found: dict[str, int]) -> None:
    for at, shape in enumerate(shapes):
        if shape not in "XA" or len(forms[at]) < _LEAST_LETTERS:
            continue
        # The first word of a sentence is capitalised whatever it is.
        if at and shapes[at - 1] not in ".n":
            found[forms[at]] = found.get(forms[at], 0) + 1
        if at + 1 < len(shapes) and shapes[at + 1] in "XA":
            pair = f"{forms[at]} {forms[at + 1]}"
            found[pair] = found.get(pair, 0) + 1


def _numbers(forms: list[str], shapes: str, found: dict[str, int]) -> None:
    """Figures with the word behind them, and with a name before them ("Doe, 23")."""
    for at, shape in enumerate(shapes):
        if shape != "0":
            continue
        if at + 1 < len(shapes) and shapes[at + 1] in "xXA":
            key = f"{forms[at]} {forms[at + 1]}"
            found[key] = found.get(key, 0) + 1
        before = at - 1
        if before >= 0 and forms[before] == ",":
            before -= 1
        if before >= 0 and shapes[before] in "XA":
            key = f"{forms[before]} {forms[at]}"
            found[key] = found.get(key, 0) + 1


def terms_of(text: str) -> frozenset[str]:
    """The folded words of a short text that have five letters or more; short words stand in every text."""
    return frozenset(_LONG_WORD.findall(fold(text).replace(GAP, "")))


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Words in common by the geometric mean of both numbers, 0 to 1: it asks nothing of the rest of a collection."""
    return len(a & b) / math.sqrt(len(a) * len(b)) if a and b else 0.0


@dataclass(frozen=True, slots=True)
class Rarity:
    """In how many documents of a collection each word stands; the weight of a word is the log of its rarity."""

    documents: int
    frequency: dict[str, int]

    @classmethod
    def of(cls, these: Iterable[Words]) -> Rarity:
        """Counted over a collection."""
        counts: Counter[str] = Counter()
        number = 0
        for words in these:
            number += 1
            counts.update(words.terms.keys())
            counts.update(words.names.keys() - words.terms.keys())
            counts.update(words.numbers.keys())
        return cls(number, dict(counts))

    def weight(self, word: str) -> float:
        """0 for a word that stands everywhere or in one document alone, more for rare ones."""
        found = self.frequency.get(word, 1)
        return math.log(self.documents / found) if 1 < found <= max(2, self.documents // 10) else 0.0


def vector(counts: dict[str, int], rarity: Rarity) -> dict[str, float]:
    """Unit vector of log-counts times rarity; empty where nothing weighs."""
    weighed = {w: (1 + math.log(n)) * r for w, n in counts.items() if (r := rarity.weight(w))}
    norm = math.sqrt(math.fsum(x * x for x in weighed.values()))
    return {w: x / norm for w, x in weighed.items()} if norm else {}


def cosine(a: dict[str, float], b: dict[str, float]) -> float:
    """Inner product of two unit vectors; exact to rounding, so that their order is no matter."""
    if len(b) < len(a):
        a, b = b, a
    return math.fsum(x * b[w] for w, x in a.items() if w in b)
