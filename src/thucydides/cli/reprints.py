"""Collapses near-duplicates of a project before they are read; each stays listed as the reprint of its original."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thucydides.linking.reprints import Shelf
from thucydides.model.anchor import Anchor
from thucydides.model.claim import DocumentRef, NotCoded, Reading
from thucydides.model.document import Document, Published

if TYPE_CHECKING:
    from thucydides.store.project import Project

RULE = "intake.reprint"
_WORDS_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Reprint:
    """A document that says nothing new, and the id of the one that says it all."""

    doc_id: str
    original: str


def shelf_of(project: Project, reader: str) -> Shelf:
    """The shelf with all documents that this reader has read and that are no reprints."""
    from sqlalchemy import or_, select

    from thucydides.store.added.places import MARK
    from thucydides.store.schema import readings

    shelf = Shelf(project.document)
    with project.look() as connection:
        its = or_(readings.c.reader == reader, readings.c.reader.startswith(reader + MARK, autoescape=True))
        read = set(connection.execute(select(readings.c.doc_id).where(its)).scalars())
    read -= {reprint.doc_id for reprint in reprints(project)}
    for document in project.documents() if read else ():
        if document.doc_id in read:
            shelf.put(document)
    return shelf


def reprint_of(document: Document, original: str) -> Reading:
    """The reading of a reprint: no claims, and its first words not coded because they are those of its original."""
    words = document.text[:_WORDS_SHOWN].split("\n")[0] or document.text[:1]
    unknown = Published(None, None, "unknown", ("not read: a reprint",))
    ref = DocumentRef(document.doc_id, document.uri, document.title, document.language, document.outlet, unknown)
    why = NotCoded(Anchor(0, len(words), words), f"says nothing that {original} does not say", RULE)
    return Reading(ref, (), not_coded=(why,))


def reprints(project: Project) -> Iterator[Reprint]:
    """The reprints by the newest reading of each document, in order of their ids."""
    from sqlalchemy import func, select

    from thucydides.store import schema

    r, n = schema.readings, schema.not_coded
    newest = select(func.max(r.c.id)).group_by(r.c.doc_id)
    asked = (
        select(r.c.doc_id, n.c.reason).join(n, n.c.reading_id == r.c.id)
        .where(n.c.rule == RULE, r.c.id.in_(newest)).order_by(r.c.doc_id)
    )  # fmt: skip
    with project.look() as connection:
        found = connection.execute(asked).all()
    for doc_id, reason in found:
        yield Reprint(doc_id, reason.removeprefix("says nothing that ").split(" ")[0])
