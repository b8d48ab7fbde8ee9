"""Wrapped lines: a sentence goes on over a line's end where the paragraph does."""

from __future__ import annotations

from thucydides.text.tokens import Cutting, tokenize
from thucydides.text.wrapped import join_lines

TEXT = "Shells fell on\nthe market and\nfour people died.\n\nThe army\nkept silent."
PARAGRAPHS = [(0, 47), (49, 70)]


def test_newlines_inside_a_paragraph_go():
    """Only the end of the paragraph stays, and every token keeps its place in the text."""
    joined = join_lines(tokenize(TEXT, Cutting()), PARAGRAPHS)
    assert joined.shapes.count("n") == 1
    assert joined.forms[:5] == ["shells", "fell", "on", "the", "market"]
    assert [TEXT[a:b] for a, b in zip(joined.starts, joined.ends, strict=True)][9:12] == [".", "\n\n", "The"]


def test_lines_that_are_paragraphs_stay():
    """A list of places, a line each, stays a list."""
    tokens = tokenize("Gao\nKidal\nMenaka", Cutting())
    assert join_lines(tokens, [(0, 3), (4, 9), (10, 16)]).forms == tokens.forms
    assert join_lines(tokens, []).forms == tokens.forms
