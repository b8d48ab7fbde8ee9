"""Cuts a compound noun before its head ("Munitions|fabrik"), where the head is a noun that the language's lists know."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import lru_cache

from thucydides.text.tokens import Splitter

_SHORTEST_HEAD, _SHORTEST_REST = 4, 3


def make_compound_splitter(
    heads: AbstractSet[str], is_word: Callable[[str], bool], is_name: Callable[[str], bool]
) -> Splitter:
    """A splitter that cuts off the longest of `heads`; what `is_word` or `is_name` knows whole is never cut."""

    @lru_cache(maxsize=65536)
    def split(word: str) -> tuple[int, ...] | None:
        if len(word) < _SHORTEST_HEAD + _SHORTEST_REST or not word.isalpha():
            return None
        for at in range(_SHORTEST_REST, len(word) - _SHORTEST_HEAD + 1):
            if word[at:] in heads:
                return None if is_word(word) or is_name(word) else (at, len(word) - at)
        return None

    return split
