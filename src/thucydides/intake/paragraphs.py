"""Cuts a text into paragraphs and tells their shape: length, last mark, marks of social posts. No word is looked at."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_TERMINATORS = frozenset(".!?\u2026؟。۔")
_CLOSERS = "\"'»”’)]}*_ \t\u00a0\u200e\u200f\ufe0f"
_BULLETS = frozenset("•●▪◦·*-–—►→‣∙■□")
_WRAP = range(40, 101)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words at [start, end) of the text without blank edges. `gap` tells that a blank line stands before.

    `stopped`: a full stop, question or exclamation mark or ellipsis ends it. `social`: an emoji, hashtag or handle
    stands at its edge. `listed`: it begins with a bullet.
    """

    start: int
    end: int
    words: int
    gap: bool
    stopped: bool
    social: bool
    listed: bool

    @property
    def length(self) -> int:
        """Characters."""
        return self.end - self.start

    @property
    def is_prose(self) -> bool:
        """True for a sentence or more."""
        return (self.stopped and self.words >= 5) or self.words >= 35


def _is_pictured(char: str) -> bool:
    """True for emoji and signs that posts are decorated with."""
    return char in "\u203c\u2049\ufe0f" or (char > "\u2100" and unicodedata.category(char) in ("So", "Sk", "Cn"))


def _shape(text: str, start: int, end: int, gap: bool) -> Paragraph:
    words = text.count(" ", start, end) + 1
    tail = text[max(start, end - 12) : end].rstrip(_CLOSERS)
    first, last = text[start], text[end - 1]
    social = first in "#@" or _is_pictured(first) or _is_pictured(last) or _is_pictured(text[start + 1 : start + 2])
    listed = first in _BULLETS and end - start > 2
    return Paragraph(start, end, words, gap, bool(tail) and tail[-1] in _TERMINATORS, social, listed)


def _lines(text: str) -> list[tuple[int, int, bool]]:
    """(start, end, a blank line stands before) of each line that is not blank; edges trimmed."""
    found: list[tuple[int, int, bool]] = []
    at = 0
    gap = True
    for line in text.split("\n"):
        words = line.strip()
        if words:
            start = at + (len(line) - len(line.lstrip()) if line[0] != words[0] else 0)
            found.append((start, start + len(words), gap))
        gap = not words
        at += len(line) + 1
    return found


def _is_wrapped(text: str, lines: list[tuple[int, int, bool]]) -> bool:
    """True where lines end because the page did: most that another line follows are of page width and unstopped."""
    inner = [i for i in range(len(lines) - 1) if not lines[i + 1][2]]
    if len(inner) < 4 or max(end - start for start, end, _ in lines) > _WRAP.stop:
        return False
    full = sum(lines[i][1] - lines[i][0] in _WRAP and text[lines[i][1] - 1] not in _TERMINATORS for i in inner)
    return full >= 0.7 * len(inner)


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a canonical text in order: its lines, or its blocks where lines are wrapped at a width."""
    lines = _lines(text)
    if _is_wrapped(text, lines):
        blocks: list[tuple[int, int, bool]] = []
        for start, end, gap in lines:
            if gap or not blocks:
                blocks.append((start, end, gap))
            else:
                blocks[-1] = (blocks[-1][0], end, blocks[-1][2])
        lines = blocks
    return tuple([_shape(text, start, end, gap) for start, end, gap in lines])
