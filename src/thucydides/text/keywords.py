"""The end of a list of keywords that a web page sets beside its text ("Tags Syria Aleppo airstrikes"): it tells nothing."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from thucydides.text.tokens import Tokens

LIST = "list"  # value of the row that opens such a list
_GOES_ON = frozenset({":", ",", "|", "·", "/", "#", ";", "&"})
_ENDS = frozenset({"grammar", "numbers"})
_NAMES = "XA"
_LONGEST = 60  # tokens


def end_of_list(tokens: Tokens, after: int, stops: AbstractSet[int]) -> int:
    """The token after the last keyword of a list whose word ends before token `after`; `after` where none follows.

    A line of its own is the whole list. In running text a word of grammar or a number ends it (`stops`), and where that is a
    small word, the last capital before it already opens the sentence ("… Aleppo | Russian and regime warplanes").
    """
    i, count = after, min(len(tokens), after + _LONGEST)
    while i < count and i not in stops:
        shape = tokens.shapes[i]
        if shape == "n" or (shape == "." and tokens.forms[i] not in _GOES_ON):
            return i
        i += 1
    if i >= count:
        return after if i < len(tokens) else i
    if tokens.shapes[i] == "x":
        i -= 1
        while i > after and tokens.shapes[i] not in _NAMES:
            i -= 1
    return max(i, after)


def stops_of(found: Iterable[tuple[int, Iterable[str]]]) -> frozenset[int]:
    """The tokens at which words of grammar and numbers begin, of (token, kinds of what begins there)."""
    return frozenset(first for first, kinds in found if not _ENDS.isdisjoint(kinds))
