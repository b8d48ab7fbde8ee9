"""Places of a text for the tests, read as the reader reads them."""

from __future__ import annotations

from thucydides.knowledge import library
from thucydides.knowledge.gazetteer import Gazetteer
from thucydides.mentions import places
from thucydides.mentions.page import open_page
from thucydides.model.document import Document
from thucydides.model.mention import PlaceMention
from thucydides.text.canonical import canonical


def read(code: str, text: str, gazetteer: Gazetteer | None = None) -> tuple[PlaceMention, ...]:
    """All place mentions of a text."""
    gazetteer = gazetteer or Gazetteer.open()
    page = open_page(Document("test", canonical(text), code), library.language(code))
    found = places.find(page, gazetteer)
    return places.resolve(found, places.frame(found, page), gazetteer, page)


def at(code: str, text: str, words: str, gazetteer: Gazetteer | None = None) -> PlaceMention:
    """The first mention whose span covers these words."""
    start = text.index(words)
    for mention in read(code, text, gazetteer):
        if mention.start <= start and mention.end >= start + len(words):
            return mention
    raise AssertionError(f"no place at {words!r}")
