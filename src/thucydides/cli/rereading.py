"""What a project has to read: what is new, and again what names a place that a reviewer added or took back since."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from thucydides.cli.interrupts import Stop
from thucydides.cli.reader import gazetteers_of, reader_id
from thucydides.cli.reading_options import Found
from thucydides.cli.reprints import reprint_of, reprints
from thucydides.model.document import Document

if TYPE_CHECKING:
    from thucydides.cli.reader_options import Chosen
    from thucydides.store.project import Project

_FEW = 500


@dataclass(frozen=True, slots=True)
class Plan:
    """`reader` reads a project in which `touched` documents name places of its reviewers, each by the reader it tells.

    `again` are those of them that were read before the place was added or taken back, in order; `known` are all of them
    that were ever read by it. `unread` counts the documents to read, those to read again among them.
    """

    reader: str
    touched: Mapping[str, str]
    known: frozenset[str]
    again: tuple[str, ...]
    unread: int

    def reader_for(self, doc_id: str) -> str:
        """What the reading of a document is kept under."""
        return self.touched.get(doc_id, self.reader)

    def new(self, project: Project) -> Iterator[Document]:
        """Documents that were never read by this reader."""
        return (document for document in project.unread(self.reader) if document.doc_id not in self.known)


def plan_of(project: Project, chosen: Chosen | None = None) -> Plan:
    """Brings the places of reviewers into the folder's gazetteer and tells what is to be read."""
    from sqlalchemy import select

    from thucydides.store.added import places
    from thucydides.store.schema import readings as r

    places.keep(project)
    reader = reader_id(gazetteers_of(project.folder.root), chosen)
    told = places.of(project)
    named, _ = places.naming(project, told)
    touched = places.readers(reader, told, named)
    read: dict[str, list[str]] = {}
    ids = sorted(touched)
    with project.look() as connection:
        for first in range(0, len(ids), _FEW):
            asked = select(r.c.doc_id, r.c.reader).where(r.c.doc_id.in_(ids[first : first + _FEW])).order_by(r.c.id)
            for doc_id, by in connection.execute(asked):
                read.setdefault(doc_id, []).append(by)
    known = {d: by for d, by in read.items() if any(_is_of(reader, one) for one in by)}
    # What another reader read since is that one's: it would be superseded.
    again = tuple(d for d in sorted(known) if touched[d] not in known[d] and _is_of(reader, known[d][-1]))
    open_ones = project.count_unread(reader) - sum(reader not in by for by in known.values())
    return Plan(reader, touched, frozenset(known), again, open_ones + len(again))


def _is_of(reader: str, by: str) -> bool:
    from thucydides.store.added.places import MARK

    return by == reader or by.startswith(reader + MARK)


def reread(project: Project, plan: Plan) -> Iterator[Found]:
    """The documents to read again; what is kept as a reprint stays one and is not given."""
    originals = {one.doc_id: one.original for one in reprints(project)} if plan.again else {}
    for doc_id in plan.again:
        document = project.document(doc_id)
        if doc_id in originals:
            project.save(reprint_of(document, originals[doc_id]), plan.reader_for(doc_id))
        else:
            yield Found(document.uri or doc_id, document)


@contextmanager
def rereading(root: Path) -> Iterator[Callable[[Callable[[int, int], None]], None]]:
    """A function for the browser: reads again what names a new place, and tells (documents done, of how many).

    What runs when the browser's server ends stops after its document.
    """
    stop = Stop()

    def work(tell: Callable[[int, int], None]) -> None:
        from thucydides.cli.workers import Read, readings
        from thucydides.store.project import Project

        with Project.open(root) as project:
            plan = plan_of(project)
            tell(0, len(plan.again))
            coming = readings(reread(project, plan), 1, stop, gazetteers_of(root))
            for number, done in enumerate(coming, start=1):
                if isinstance(done, Read):
                    project.save(done.reading, plan.reader_for(done.document.doc_id))
                tell(number, len(plan.again))

    try:
        yield work
    finally:
        stop.asked = True
