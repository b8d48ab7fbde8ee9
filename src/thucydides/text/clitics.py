"""Cuts attached words (Arabic wa-, fa-, bi-, li-, ka-, al-) off a word, where the rest is known or the word is not."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from functools import lru_cache

from thucydides.text.tokens import Splitter

_SHORTEST_REST = 3


def make_splitter(
    prefixes: tuple[str, ...],
    known: Container[str],
    is_name: Callable[[str], bool] | None = None,
    is_word: Callable[[str], bool] | None = None,
    always: Mapping[str, tuple[int, ...]] | None = None,
) -> Splitter:
    """A splitter over `prefixes` (longest first); the words of `always` are cut so whatever is known. Another word that is known whole, or by `is_word` where given, is never cut; a cut must leave a word
    that `known` or `is_name` has; one cut is tried before two. At most two prefixes are cut (conjunction, then preposition); the article stays.
    """

    def rest_known(word: str) -> bool:
        return word in known or (is_name is not None and is_name(word))

    def stays(word: str) -> bool:
        return (word in known if is_word is None else is_word(word)) or (is_name is not None and is_name(word))

    @lru_cache(maxsize=65536)
    def split(word: str) -> tuple[int, ...] | None:
        if len(word) > 1 and word[0] in prefixes and word[1:].isdigit():
            return 1, len(word) - 1
        if always is not None and word in always:
            return always[word]
        if len(word) <= _SHORTEST_REST or stays(word):
            return None
        cuts = [p for p in prefixes if word.startswith(p) and len(word) - len(p) >= _SHORTEST_REST]
        for one in cuts:
            if rest_known(word[len(one) :]):
                return len(one), len(word) - len(one)
        for one in cuts:
            rest = word[len(one) :]
            for two in prefixes:
                inner = rest[len(two) :]
                if rest.startswith(two) and len(inner) >= _SHORTEST_REST and rest_known(inner):
                    return len(one), len(two), len(inner)
        return None

    return split
