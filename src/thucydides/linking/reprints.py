"""Texts that say nothing that an earlier one does not say, sentence by sentence: they need no reading of their own.

Stricter than `linking/copies.py`, which groups what shares half of its words: a later toll, another name or one more
sentence makes a text worth reading; other capitals, marks, bylines, a left-out paragraph or a new headline of the
same words do not.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from thucydides.model.document import Document
from thucydides.text.fold import fold

_SPLIT = re.compile(r"(?<=[.!?؟。…])[\s\"'»”)]+|\n+")
_WORD = re.compile(r"\w+")
# Fewer words than this, and no number, are a byline, a date line or a button.
_LEAST_WORDS = 4
# A text of fewer words than this is compared as a whole only: flashes look alike.
_LEAST_TEXT = 25
_POSTED = 8
_CROWDED = 20
# "On Monday" of a text that is printed again a week later is another Monday.
_MOST_DAYS = 2
_UNREAD = ("header", "credit", "title_repeat")


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says: hashes of its sentences, of its title, all its words; the day beside it, where one stands."""

    language: str
    sentences: frozenset[int]
    title: frozenset[str]
    words: frozenset[str]
    length: int
    day: date | None


def said_in(document: Document) -> Said:
    """The sentences of a document without furniture and short lines."""
    words: set[str] = set()
    hashes: set[int] = set()
    title: set[str] = set()
    length = 0
    for segment in document.segments:
        if segment.role in _UNREAD:
            continue
        for piece in _SPLIT.split(document.text[segment.start : segment.end]):
            tokens = _WORD.findall(fold(piece))
            words.update(tokens)
            if len(tokens) < _LEAST_WORDS and not any(t.isdigit() for t in tokens):
                continue
            if segment.role == "title":
                title.update(tokens)
                continue
            length += len(tokens)
            hashes.add(zlib.crc32(" ".join(tokens).encode("utf-8", "surrogatepass")))
    return Said(document.language, frozenset(hashes), frozenset(title), frozenset(words), length, _day(document))


def _day(document: Document) -> date | None:
    days = [s.earliest for s in document.stamps if s.kind in ("given", "metadata", "url") and s.earliest == s.latest]
    return days[0] if days else None


def adds_nothing(later: Said, earlier: Said) -> bool:
    """True where every sentence of `later` stands in `earlier`, its title has no new word, and the days agree."""
    if later.language != earlier.language or not later.sentences:
        return False
    if later.length < _LEAST_TEXT and later.sentences != earlier.sentences:
        return False
    # Where only one of them tells its day, nobody knows which Monday the other means.
    if (later.day is None) != (earlier.day is None):
        return False
    if later.day and earlier.day and abs((later.day - earlier.day).days) > _MOST_DAYS:
        return False
    return later.sentences <= earlier.sentences and later.title <= earlier.words


@dataclass(slots=True)
class Shelf:
    """The texts that were seen, a few numbers each. `fetch` gives a document back by its id."""

    fetch: Callable[[str], Document]
    _posted: dict[int, list[int]] = field(default_factory=dict)
    _ids: list[str] = field(default_factory=list)

    def original_of(self, document: Document) -> str | None:
        """The id of the earliest text that says all that this one says; None, and this one is put on the shelf."""
        said = said_in(document)
        near: set[int] = set()
        for one in said.sentences:
            near.update(self._posted.get(one, ()))
        for number in sorted(near):
            if self._ids[number] != document.doc_id and adds_nothing(said, said_in(self.fetch(self._ids[number]))):
                return self._ids[number]
        self._put(document.doc_id, said)
        return None

    def put(self, document: Document) -> None:
        """Puts a text on the shelf that is known to be an original."""
        self._put(document.doc_id, said_in(document))

    def _put(self, doc_id: str, said: Said) -> None:
        number = len(self._ids)
        self._ids.append(doc_id)
        for one in sorted(said.sentences)[:_POSTED]:
            posted = self._posted.setdefault(one, [])
            if len(posted) < _CROWDED:
                posted.append(number)
