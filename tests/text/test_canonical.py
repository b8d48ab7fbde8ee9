"""The canonical text: what is rewritten, and that a text without odd marks is left as it is."""

from __future__ import annotations

import sys

import pytest

from thucydides.text.canonical import canonical
from thucydides.text.fold import fold


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u2028b\u0085c\x0bd", "a\nb\nc\nd"),
        ("\ufeffa", "a"),
        ("a\x00b\ud800c\x7f", "a\ufffdb\ufffdc\ufffd"),
        ("l\u00a0\u2019a\u00a0\nb", "l\u00a0\u2019a\u00a0\nb"),
        ("e\u0301\u200bx", "\u00e9\u200bx"),
    ],
)
def test_line_ends_and_controls_are_rewritten_and_nothing_else(written: str, kept: str) -> None:
    """Line ends of all kinds become one, controls a sign; odd spaces and invisible marks stay."""
    assert canonical(written) == kept
    assert canonical(kept) == kept


def test_every_mark_that_is_rewritten_is_seen_alone() -> None:
    """No character is overlooked because the rest of the text is plain: each alone gives what it gives beside others."""
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if not char.isprintable():
            alone, beside = canonical(f"a{char}b"), canonical(f"a{char}b\x00")
            assert alone == beside[:-1], hex(code)


def test_plain_letters_fold_as_among_others() -> None:
    """A text of plain letters folds as it does beside a letter with an accent."""
    text = "".join(map(chr, range(1, 128)))
    assert fold(text) == fold(text + "\u00e9")[:-1]
