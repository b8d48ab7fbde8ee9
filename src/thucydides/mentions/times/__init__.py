"""Times: words of time, the days they name, and the day of the document itself."""

from __future__ import annotations

from thucydides.knowledge.times import TimeBook
from thucydides.mentions.page import Page
from thucydides.mentions.times.joining import add_bounds, join_pieces
from thucydides.mentions.times.lexemes import cut_lexemes
from thucydides.mentions.times.pieces import find_pieces
from thucydides.mentions.times.publication import DatedName, document_day
from thucydides.mentions.times.resolution import resolve
from thucydides.mentions.times.words import TimeWords

__all__ = ["DatedName", "TimeWords", "document_day", "find", "resolve"]


def find(page: Page, book: TimeBook) -> tuple[TimeWords, ...]:
    """All words of time of a page, in order of position; pure. Those of headers are among them."""
    lexemes = cut_lexemes(page, book)
    pieces = join_pieces(page, find_pieces(page, book, lexemes), lexemes)
    return tuple(add_bounds(page, pieces, lexemes))
