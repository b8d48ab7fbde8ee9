"""Folding is one letter to one letter, final, and the same for a word by itself and in a long text."""

from __future__ import annotations

import sys

from thucydides.text.fold import fold

LETTERS = [chr(c) for c in range(sys.maxunicode + 1) if not 0xD800 <= c < 0xE000]


def test_what_folds_stays_folded() -> None:
    """A folded character folds to itself: else the order in which characters are met would tell in the result."""
    folded = [fold(char) for char in LETTERS]
    assert all(len(one) == 1 for one in folded)
    assert [(char, one) for char, one in zip(LETTERS, folded, strict=True) if fold(one) != one] == []


def test_a_word_folds_as_it_does_in_a_text() -> None:
    """Every character, alone and among a thousand others: the same."""
    kept = [char for char in LETTERS if not char.isspace()]
    for at in range(0, len(kept), 1000):
        some = kept[at : at + 1000]
        # a space before each, so that neither script nor the last letter of a word changes another
        assert fold("  ".join(some))[::3] == "".join(fold(char) for char in some)
