"""When a text says nothing new: every sentence stands in an earlier one, and no figure, name or day is another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from thucydides.intake.load import documents
from thucydides.intake.options import IntakeOptions
from thucydides.linking.reprints import Shelf, adds_nothing, said_in
from thucydides.model.document import Document

TEXT = (
    "Two shells hit the mill at Kestrel Ford on Monday evening, and a miller was wounded, the district nurse said.\n\n"
    "The garrison said that it had answered the fire of the guns on the ridge, which fell silent after an hour.\n\n"
    "The road over the pass has been closed since the snow of last week, and the school will stay shut."
)
TITLE = "Shells hit the mill at Kestrel Ford"


def _made(text: str = TEXT, title: str = TITLE, day: date | None = date(2031, 2, 4), **options: object) -> Document:
    (found,) = documents(f"{title}\n\n{text}".encode(), IntakeOptions(date=day, format="txt", **options))  # type: ignore[arg-type]
    assert isinstance(found, Document)
    return found


@pytest.mark.parametrize("later", [
    _made(), _made(TEXT.upper()), _made(TEXT.split("\n\n", 1)[1]), _made(title="Mill at Kestrel Ford hit, miller wounded"),
    _made(day=date(2031, 2, 6)), _made(TEXT.replace("\n\n", " ")), _made(TEXT + "\n\nBy Ada"),
])  # fmt: skip
def test_says_nothing_new(later: Document) -> None:
    """Other capitals and lines, a left-out paragraph, a headline of the same words, a byline, two days later."""
    assert adds_nothing(said_in(later), said_in(_made()))


@pytest.mark.parametrize("later", [
    _made(TEXT.replace("Two shells", "Three shells")), _made(TEXT + "\n\nA second miller died of his wounds on Tuesday."),
    _made(title="Shells kill three at Kestrel Ford"), _made(day=date(2031, 2, 11)), _made(day=None),
    _made(TEXT.replace("garrison", "militia")), _made(TEXT + "\n\n12 dead."), replace(_made(), language="fr"),
])  # fmt: skip
def test_says_something_new(later: Document) -> None:
    """Another figure, name, sentence, headline, day or language is read."""
    assert not adds_nothing(said_in(later), said_in(_made()))


def test_the_shelf_gives_the_earliest() -> None:
    """A reprint of a reprint is one of the original; a document is no copy of itself."""
    first, second, third = (replace(_made(), doc_id=name) for name in "abc")
    kept = {one.doc_id: one for one in (first, second, third)}
    shelf = Shelf(kept.__getitem__)
    assert [shelf.original_of(one) for one in (first, second, third)] == [None, "a", "a"]
    again = Shelf(kept.__getitem__)
    again.put(first)
    assert again.original_of(first) is None
