"""What the house itself knows of a document that another reader reads: its mentions, its day, its outlet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from thucydides.claims.assembly.assemble import UNNAMED_OUTLET
from thucydides.claims.assembly.outlet import outlet_of
from thucydides.claims.scene import Mentions
from thucydides.knowledge.gazetteer import Gazetteer
from thucydides.knowledge.library import languages
from thucydides.model.anchor import Anchor
from thucydides.model.claim import DocumentRef, Source
from thucydides.model.document import Document, Published
from thucydides.model.mention import Mention
from thucydides.readers import rules

M = TypeVar("M", bound=Mention)


@dataclass(frozen=True, slots=True)
class Ground:
    """`sentences` are characters [start, end) in order; no mentions and lines for sentences in an unknown language."""

    document: Document
    ref: DocumentRef
    outlet: Source
    mentions: Mentions
    sentences: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """The canonical text."""
        return self.document.text

    def sentence(self, anchor: Anchor) -> Anchor:
        """The sentence that holds the first of these words; the words themselves where none does."""
        for start, end in self.sentences:
            if start <= anchor.start < end:
                return Anchor.of(self.text, start, max(end, anchor.end))
        return anchor

    def role(self, at: int) -> str:
        """The role of the segment that holds a character; "body" where none does."""
        return next((s.role for s in self.document.segments if s.start <= at < s.end), "body")


def ground_of(document: Document, gazetteer: Gazetteer) -> Ground:
    """The ground of a document; pure. A language without knowledge has ground as well: words, lines, the given day."""
    if document.language in languages():
        scene, published = rules.scene_of(document, gazetteer)
        page = scene.page
        spans = tuple(page.span(s.first, s.last) for s in page.sentences if s.first < s.last)
        return Ground(document, _ref(document, published), outlet_of(scene), scene.mentions, spans)
    given = next((s for s in document.stamps if s.kind == "given"), None)
    published = Published(None, None, "unknown", ("the language is not known",))
    if given:
        published = Published(given.earliest, given.latest, "given", (given.evidence,))
    outlet = Source(document.outlet or UNNAMED_OUTLET, "outlet", None, None, "neutral")
    return Ground(document, _ref(document, published), outlet, Mentions(), tuple(_lines(document.text)))


def _ref(document: Document, published: Published) -> DocumentRef:
    return DocumentRef(document.doc_id, document.uri, document.title, document.language, document.outlet, published)


def _lines(text: str) -> Iterable[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start + len(line) - len(line.lstrip()), start + len(line.rstrip())
        start += len(line)


def touching(mentions: Iterable[M], anchor: Anchor, fits: Callable[[M], bool] = lambda _: True) -> tuple[M, ...]:
    """Mentions that share characters with an anchor, those that share most first."""
    shared = [
        (min(m.end, anchor.end) - max(m.start, anchor.start), m)
        for m in mentions
        if m.start < anchor.end and anchor.start < m.end and fits(m)
    ]
    return tuple(m for _, m in sorted(shared, key=lambda s: (-s[0], s[1].start, s[1].end)))
