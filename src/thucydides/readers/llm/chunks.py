"""Cuts a text into passages that a model can take, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

# Where a text is best cut, best first.
_CUTS = ("\n\n", "\n", ". ", " ")


@dataclass(frozen=True, slots=True)
class Chunk:
    """`text` stands at [start, start + len(text)) of the document, in code points."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """The character after its last."""
        return self.start + len(self.text)


def cut(text: str, start: int, end: int, size: int) -> Iterator[Chunk]:
    """Passages of text[start:end] of at most `size` characters that together are all of it but blanks.

    Cut between paragraphs, else lines, sentences, words; a cut lies in the second half of what may be taken.
    """
    while start < end:
        stop = min(start + size, end)
        if stop < end:
            for mark in _CUTS:
                at = text.rfind(mark, start + size // 2, stop)
                if at >= 0:
                    stop = at + len(mark)
                    break
        if text[start:stop].strip():
            yield Chunk(start, text[start:stop])
        start = stop


def halves(chunk: Chunk) -> tuple[Chunk, ...]:
    """A passage in two or three smaller ones, for a model whose answer to the whole grew too long."""
    return tuple(
        Chunk(chunk.start + part.start, part.text)
        for part in cut(chunk.text, 0, len(chunk.text), max(len(chunk.text) * 2 // 3, 1))
    )
