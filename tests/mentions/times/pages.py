"""Pages for the tests of times: a text in one language, cut as the reader cuts it."""

from __future__ import annotations

from thucydides.knowledge import library
from thucydides.knowledge.times import time_book
from thucydides.mentions.page import Page, open_page
from thucydides.mentions.times import TimeWords, find
from thucydides.model.document import Document, Segment, Stamp
from thucydides.text.canonical import canonical


def page_of(code: str, text: str, stamps: tuple[Stamp, ...] = (), segments: tuple[Segment, ...] = ()) -> Page:
    """The page of a text."""
    return open_page(Document("test", canonical(text), code, stamps=stamps, segments=segments), library.language(code))


def words_of(code: str, text: str) -> tuple[Page, tuple[TimeWords, ...]]:
    """The page of a text and the words of time in it."""
    page = page_of(code, text)
    return page, find(page, time_book(code))
