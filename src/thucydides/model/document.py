"""A document: canonical text, what its parts are for, and the dates that stand on or beside it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from thucydides.model.anchor import Anchor

SegmentRole = Literal["title", "title_repeat", "header", "heading", "body", "credit"]
StampKind = Literal["given", "metadata", "url", "published_line", "dateline", "header", "fetched"]
PublishedStatus = Literal["given", "confirmed", "contradicted", "inferred", "ambiguous", "unknown"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph [start, end) of the text and its function.

    `header` is boilerplate kept as text but never read (date stamps, menus); `title_repeat` is the title told again
    in the body; `heading` rules the paragraphs below it; `credit` is a byline or the desk's signature.
    """

    role: SegmentRole
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date on or beside a document, and which kind of date it is. A fetch time is never a publication date."""

    kind: StampKind
    earliest: date
    latest: date
    evidence: str
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """The publication day as a range with its status and reasons in words; both ends None where it is not known.

    `candidates` are (day, weight) pairs that were weighed, best first, weights summing to one.
    """

    earliest: date | None
    latest: date | None
    status: PublishedStatus
    reasons: tuple[str, ...] = ()
    candidates: tuple[tuple[date, float], ...] = ()

    @property
    def day(self) -> date | None:
        """The one day, where the range is one."""
        return self.earliest if self.earliest == self.latest else None


@dataclass(frozen=True, slots=True)
class Document:
    """One text as it is kept for ever. `text` is canonical: all offsets of all claims refer to it.

    `language` is BCP 47 ("fr"), "und" where it could not be told. `raw_sha256` is the hash of the bytes it came from.
    `forwarded_from` are sources outside the text through which it came (a channel that forwards), outermost first.
    """

    doc_id: str
    text: str
    language: str
    title: str | None = None
    outlet: str | None = None
    uri: str | None = None
    stamps: tuple[Stamp, ...] = ()
    segments: tuple[Segment, ...] = ()
    raw_sha256: str = ""
    forwarded_from: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())


def content_id(*parts: str) -> str:
    """A stable id of 16 hexadecimal digits for these strings; the same words give the same id on every machine."""
    told = "\x1f".join((*parts, ""))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]
