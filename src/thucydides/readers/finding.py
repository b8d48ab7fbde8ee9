"""Finds told words in a text: where they are said to start, else the nearest place where they stand as words."""

from __future__ import annotations

import re
from functools import lru_cache

from thucydides.model.anchor import Anchor
from thucydides.readers.telling import Words


@lru_cache(maxsize=512)
def _pattern(exact: str) -> re.Pattern[str]:
    # Blanks may differ: who reads a text by a model gives a line break back as a space.
    return re.compile(r"\s+".join(map(re.escape, exact.split())))


def _joined(a: str, b: str) -> bool:
    """True where two neighbouring letters or digits are of one word. Letters without case may be clitics or words."""
    if a.isdigit() or b.isdigit():
        return a.isdigit() and b.isdigit()
    return a.isalpha() and b.isalpha() and a.lower() != a.upper() and b.lower() != b.upper()


def _whole(text: str, start: int, end: int) -> bool:
    """True where [start, end) begins and ends no word in its middle: "12" does not stand in "120"."""
    before = start > 0 and _joined(text[start - 1], text[start])
    after = end < len(text) and _joined(text[end - 1], text[end])
    return not before and not after


def find(
    text: str,
    words: Words,
    within: tuple[int, int],
    near: tuple[int, int] | None = None,
    unseen: tuple[tuple[int, int], ...] = (),
) -> Anchor | None:
    """The anchor of words inside text[within] and outside `unseen`; None where they do not stand there.

    Of several places: the one at `words.start`, else one inside `near`, else the nearest to it or to the wrong start.
    """
    exact = words.exact.strip()
    low, high = max(within[0], 0), min(within[1], len(text))
    if not exact or low >= high:
        return None
    spots = [m.span() for m in _pattern(exact).finditer(text, low, high) if _whole(text, *m.span())]
    spots = [s for s in spots if not any(a < s[1] and s[0] < b for a, b in unseen)]
    if not spots:
        return None
    start = words.start
    if start is not None and (exactly := [s for s in spots if s[0] == start]):
        return Anchor.of(text, *exactly[0])
    inside = [s for s in spots if near and near[0] <= s[0] and s[1] <= near[1]] or spots
    aim = start if start is not None else near[0] if near else low
    return Anchor.of(text, *min(inside, key=lambda s: (abs(s[0] - aim), s[0])))


def missing(text: str, words: Words) -> Anchor:
    """An anchor on words that do not stand in the text: it never holds, so that the gate refuses what leans on it."""
    return Anchor(len(text), len(text) + max(len(words.exact), 1), words.exact)
