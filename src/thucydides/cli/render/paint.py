"""Colours of the eight kinds, and words with the spans of their kinds marked."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from typing import TextIO

from thucydides.model.mention import Kind

# Select-graphic-rendition codes: readable on dark and on light ground.
_CODES: dict[str, str] = {
    "triggers": "1;31",
    "places": "32",
    "times": "33",
    "numbers": "35",
    "casualties": "35",
    "actors": "36",
    "weapons": "34",
    "sources": "4",
    "strong": "1",
    "faint": "2",
}


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of a document that name something of a kind."""

    start: int
    end: int
    kind: Kind


def wants_colour(stream: TextIO) -> bool:
    """NO_COLOR forbids it, FORCE_COLOR asks for it, else a terminal decides."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


@dataclass(frozen=True, slots=True)
class Paint:
    """Marks words: with colours, or with brackets where there are none."""

    colour: bool

    def __call__(self, words: str, style: str) -> str:
        """Words in the style of a kind, or as they are without colours."""
        return f"\x1b[{_CODES[style]}m{words}\x1b[0m" if self.colour and words else words

    def mark(self, words: str, kind: Kind) -> str:
        """Words of a kind inside a sentence."""
        return self(words, kind) if self.colour else f"[{words}]"


def shown(words: str) -> str:
    """Words on one line, control characters as visible signs: a text cannot steer the terminal."""
    signs = []
    for c in words:
        if c in "\n\t":
            signs.append(" ")
        elif ord(c) < 0x20:
            signs.append(chr(0x2400 + ord(c)))
        elif ord(c) == 0x7F or 0x80 <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000:
            signs.append("\N{REPLACEMENT CHARACTER}")
        else:
            signs.append(c)
    return "".join(signs)


def right_to_left(words: str) -> bool:
    """True where letters of a right-to-left script stand among the words."""
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in words)


def sentence(text: str, start: int, end: int, spans: tuple[Span, ...], paint: Paint) -> str:
    """text[start:end] with its spans marked; where spans overlap, the earlier in `spans` wins.

    A right-to-left sentence stays untouched: marks inside it would reorder its words.
    """
    if right_to_left(text[start:end]):
        return shown(text[start:end]).strip()
    owner: list[int] = [-1] * (end - start)
    for number in range(len(spans) - 1, -1, -1):
        span = spans[number]
        for at in range(max(span.start, start), min(span.end, end)):
            owner[at - start] = number
    pieces, at = [], 0
    while at < len(owner):
        upto = at
        while upto < len(owner) and owner[upto] == owner[at]:
            upto += 1
        words = shown(text[start + at : start + upto])
        bare = words.strip()
        if owner[at] >= 0 and bare:
            words = words.replace(bare, paint.mark(bare, spans[owner[at]].kind), 1)
        pieces.append(words)
        at = upto
    return "".join(pieces).strip()
