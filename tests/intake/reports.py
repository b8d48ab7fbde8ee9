"""Reports written for the tests of intake."""

from __future__ import annotations

from thucydides.intake.load import documents
from thucydides.intake.options import Failure, IntakeOptions
from thucydides.model.document import Document

BODY = (
    "Two shells hit the mill at Kestrel Ford on Monday evening, and a miller was wounded, the district nurse said.\n\n"
    "The garrison said that it had answered the fire of the guns on the ridge, which fell silent after an hour."
)
FRENCH = (
    "Deux obus ont touché le moulin du gué lundi soir, et un meunier a été blessé, selon l'infirmière du canton.\n\n"
    "La garnison a indiqué avoir répondu aux tirs des pièces de la crête, qui se sont tues au bout d'une heure."
)
TITLE = "Shells hit mill at Kestrel Ford, one wounded"


def one(raw: bytes, **options: object) -> Document:
    """The only document of these bytes."""
    found = list(documents(raw, IntakeOptions(**options)))  # type: ignore[arg-type]
    assert len(found) == 1
    assert isinstance(found[0], Document), found[0]
    return found[0]


def fault(raw: bytes, **options: object) -> Failure:
    """The only failure of these bytes."""
    found = list(documents(raw, IntakeOptions(**options)))  # type: ignore[arg-type]
    assert len(found) == 1
    assert isinstance(found[0], Failure), found[0]
    return found[0]


def parts(document: Document) -> list[tuple[str, str]]:
    """(role, words) of each segment."""
    return [(s.role, document.text[s.start : s.end]) for s in document.segments]


def roles(document: Document) -> list[str]:
    """The roles of the segments in order."""
    return [s.role for s in document.segments]
