"""Folds letters one to one, so that an offset in the folded text is the same offset in the canonical text.

Case, diacritics of Latin and Greek, Arabic hamza carriers, digits of all scripts, quotes, dashes and odd spaces fold;
marks that vanish (harakat, tatweel, zero-width, bidi controls, soft hyphens) become GAP, which tokens drop.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

GAP = "\x00"

_FIXED = {
    **dict.fromkeys("’‘ʼ‛′`´ˈ׳", "'"),
    **dict.fromkeys("“”„‟″״〝〞＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىیئ", "ي"),
    "ة": "ه", "ۀ": "ه", "ہ": "ه", "ؤ": "و", "ک": "ك", "ё": "е", "Ё": "е", "ґ": "г", "Ґ": "г",
    "й": "й", "Й": "й", "ї": "ї", "Ї": "ї", "ў": "ў", "Ў": "ў", "İ": "i", "ı": "i",
    "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ß": "s", "æ": "a", "Æ": "a", "œ": "o", "Œ": "o",
    "ʿ": "'", "ʾ": "'", "\u2026": ".", "،": ",", "؛": ";", "؟": "?", "٪": "%", "٫": ".", "٬": ",", "。": ".",
}  # fmt: skip
_VANISH = frozenset("\u0640\u00ad\u200b\u200c\u200d\u2060\ufeff") | frozenset(map(chr, range(0x202A, 0x202F)))
_VANISH |= frozenset(map(chr, range(0x2066, 0x206A))) | {"\u200e", "\u200f", "\u061c"}

# Letters that look alike in Latin and Cyrillic; used towards the script of the document (Tu-22М3 with a Cyrillic М).
_TO_LATIN = str.maketrans("авекмнорстухіјѕ", "abekmhopctyxijs")
_TO_CYRILLIC = str.maketrans("abekmhopctyxi", "авекмнорстухі")
_CYRILLIC = frozenset(map(chr, range(0x400, 0x530)))
_SEAM = re.compile(r"[0-9a-z][а-яіїјѕ]|[а-яіїјѕ][0-9a-z]")
_WORD = re.compile(r"[0-9a-zа-яіїјѕ]+")


def _fold_one(char: str) -> str:
    if char in _FIXED:
        return _FIXED[char]
    if char in _VANISH or unicodedata.category(char) in ("Mn", "Me"):
        return GAP
    if char == "\n":
        return char
    if unicodedata.category(char) == "Zs" or char == "\t":
        return " "
    digit = unicodedata.digit(char, None) if unicodedata.category(char) == "Nd" else None
    if digit is not None:
        return str(digit)
    base = unicodedata.normalize("NFKD", char)[0]
    if base != char:
        return _fold_one(base)  # what a letter folds to folds to itself
    lowered = base.lower()
    return _FIXED.get(lowered, lowered) if len(lowered) == 1 else base


@cache
def _change(char: str) -> str:
    """What a character folds to, "" where lower-casing alone does it."""
    if char < "\x80" and char != "\t":
        return ""
    folded = _fold_one(char)
    return "" if folded == char.lower() else folded


class _Changes(dict[int, str]):
    """What str.translate asks for: each character as it is before lower-casing; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = changed = _change(char) or char
        return changed


_CHANGES = _Changes()
# Above it a text has each of its letters so often that it is quicker to replace letter by letter.
_SHORT = 64


def fold(text: str, script: str = "Latn") -> str:
    """The folded text, as long as `text`. Words that mix Latin and Cyrillic fold towards `script`."""
    if text.isascii():
        return text.lower().replace("\t", " ")
    if len(text) <= _SHORT:
        folded_text = text.translate(_CHANGES).lower()
        may_mix = not folded_text.isascii()
    else:
        chars = set(text)
        folded_text = _replaced(text, chars)
        may_mix = not _CYRILLIC.isdisjoint(chars) or not _CYRILLIC.isdisjoint(map(_change, chars))
    return _one_script(folded_text, script) if may_mix else folded_text  # most texts have letters of one script only


def _replaced(text: str, chars: Iterable[str]) -> str:
    for char in chars:  # a replacement folds to itself, so the order does not matter
        folded = _change(char)
        if folded:
            text = text.replace(char, folded)
    return text.lower()


def _one_script(text: str, script: str) -> str:
    """Rewrites the words that mix scripts; only those, since they are rare."""
    table = _TO_CYRILLIC if script == "Cyrl" else _TO_LATIN
    parts: list[str] = []
    done = 0
    for seam in _SEAM.finditer(text):
        start = seam.start()
        while start > done and _WORD.match(text[start - 1]):
            start -= 1
        word = _WORD.match(text, start)
        if start < done or word is None:
            continue
        parts += [text[done:start], word.group().translate(table)]
        done = word.end()
    return "".join((*parts, text[done:])) if parts else text


@lru_cache(maxsize=16384)
def fold_word(word: str, script: str = "Latn") -> str:
    """A word as a key: folded, vanished marks and inner apostrophes dropped."""
    return fold(word, script).replace(GAP, "").replace("'", "")


def ends_marked(word: str) -> bool:
    """True where one of the last two letters of a Latin word bears a mark that folding drops: "attaqué", "où"."""
    tail = word[-2:]
    return not tail.isascii() and _is_marked(tail)


@lru_cache(maxsize=4096)
def _is_marked(tail: str) -> bool:
    parts = [unicodedata.normalize("NFD", c) for c in tail]
    return any(len(p) > 1 and p[0].isascii() and unicodedata.combining(p[1]) > 0 for p in parts)
