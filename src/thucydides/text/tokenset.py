"""Some of the tokens of a text, as flags: filled from hundreds of words and asked a few times, quicker than a set."""

from __future__ import annotations


class TokenSet:
    """Tokens by their number, out of so many as a text has."""

    __slots__ = ("flags",)

    def __init__(self, count: int) -> None:
        self.flags = [False] * count

    def add(self, first: int, last: int) -> None:
        """Tokens [first, last)."""
        flags = self.flags
        for i in range(first, last):
            flags[i] = True

    def __contains__(self, token: int) -> bool:
        return 0 <= token < len(self.flags) and self.flags[token]
