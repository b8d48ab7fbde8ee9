"""Times: words of time, the days they name, and the day of the document itself."""

from __future__ import annotations

from thucydides.knowledge.time_book import TimeBook
from thucydides.mentions.page import Page
from thucydides.mentions.times.joining import add_bounds, join_pieces
from thucydides.mentions.times.lexemes import cut_lexemes
from thucydides.mentions.times.pieces import Piece, find_pieces
from thucydides.mentions.times.publication import DatedName, document_day
from thucydides.mentions.times.relating import related
from thucydides.mentions.times.resolution import resolve
from thucydides.mentions.times.words import TimeWords

__all__ = ["DatedName", "TimeWords", "document_day", "find", "resolve"]


def find(page: Page, book: TimeBook, births: bool = False) -> tuple[TimeWords, ...]:
    """All words of time of a page, in order of position; pure. Those of headers are among them, with `births` also the
    days on which people were born.
    """
    lexemes = cut_lexemes(page, book)
    pieces = join_pieces(page, find_pieces(page, book, lexemes), lexemes)
    pieces = [p for p in pieces if not _is_compared(page, p.words, book)] if book.compared else pieces
    bounded = add_bounds(page, pieces if births else _without_births(page, pieces), lexemes)
    return tuple(related(page, bounded))


_THAN = 5  # tokens from "than" to the day that is compared
_STATES = ("be", "modal", "pron", "aux")


def _is_compared(page: Page, words: TimeWords, book: TimeBook) -> bool:
    """ "faster than today", "than can be done today": what a comparison is made with is these times, no day."""
    if words.kind != "day" or words.number("offset") != 0:
        return False
    for i in range(words.first - 1, max(words.first - 1 - _THAN, -1), -1):
        if page.tokens.shapes[i] in ".n":
            return False
        if page.tokens.forms[i] in book.compared:
            states = (h.first for role in _STATES for h in page.of("grammar", role))
            return i + 1 == words.first or i + 1 in states  # "more than 40 were killed today" counts
    return False


_BORN = 2  # tokens between "born" and the year


def _without_births(page: Page, pieces: list[Piece]) -> list[Piece]:
    """ "a woman born in 1957": the time of a birth dates nothing that a report tells."""
    births = page.of("grammar", "born")
    if not births:
        return pieces

    def is_of_a_birth(words: TimeWords) -> bool:
        return any(
            (words.first < h.last and h.first <= words.last) or 0 <= words.first - h.last < _BORN for h in births
        )

    return [p for p in pieces if not is_of_a_birth(p.words)]
