"""The law of the house: a position in the canonical text and the exact words that stand there."""

from __future__ import annotations

from dataclasses import dataclass

from thucydides.model.quick import quick


@quick
@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """Half-open range [start, end) in Unicode code points of a document's canonical text, and its words."""

    start: int
    end: int
    exact: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Anchor:
        """Anchor on text[start:end]; raises ValueError where the range is empty or outside the text."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no words at {start}:{end} of a text of {len(text)} characters")
        return Anchor(start, end, text[start:end])  # by its name: the compiled reader then calls it at once

    def holds(self, text: str) -> bool:
        """True where the text has these words at this position."""
        return text[self.start : self.end] == self.exact

    def overlaps(self, other: Anchor) -> bool:
        """True where both share a character."""
        return self.start < other.end and other.start < self.end
