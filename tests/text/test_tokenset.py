"""A set of tokens knows those that were put in, and no other number."""

from __future__ import annotations

from thucydides.text.tokenset import TokenSet


def test_tokens_of_a_range_are_in_and_those_beside_it_are_not() -> None:
    """Numbers before the text and behind it are asked for too, and are not in."""
    tokens = TokenSet(6)
    tokens.add(2, 4)
    tokens.add(5, 6)
    assert [i for i in range(-7, 9) if i in tokens] == [2, 3, 5]


def test_nothing_is_in_before_something_is_put_in() -> None:
    """A text without tokens has none either."""
    assert 0 not in TokenSet(3)
    assert 0 not in TokenSet(0)
