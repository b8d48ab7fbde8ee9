"""The words of an article as safe HTML: escaped text, words of claims marked by kind, misleading signs shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markupsafe import Markup, escape

from thucydides.model.anchor import Anchor
from thucydides.model.claim import Claim
from thucydides.model.document import Document, Segment
from thucydides.model.mention import Kind
from thucydides.web.words import long_name, sign_of

# A letter beside colour and underline: no kind is told by its colour alone.
LETTERS: dict[Kind, str] = {
    "triggers": "E", "places": "P", "times": "T", "actors": "A", "weapons": "W", "casualties": "C", "sources": "S",
    "numbers": "N",
}  # fmt: skip
NAMES: dict[Kind, str] = {
    "triggers": "event", "places": "place", "times": "time", "actors": "who", "weapons": "weapon",
    "casualties": "toll", "sources": "source", "numbers": "number",
}  # fmt: skip
# Where kinds overlap the narrower one gives the colour; of equals, the first of these.
_ORDER: tuple[Kind, ...] = tuple(LETTERS)


@dataclass(frozen=True, slots=True)
class Span:
    """Words [start, end) of the text in code points, their kind, and the claim that leans on them."""

    start: int
    end: int
    kind: Kind
    claim_id: str


def spans_of(claims: Iterable[Claim]) -> list[Span]:
    """All words that values of these claims lean on."""
    found: list[Span] = []
    for claim in claims:
        told: list[tuple[Kind, Anchor | None]] = [("triggers", claim.trigger)]
        told += [("places", claim.place.anchor if claim.place else None)]
        told += [("times", claim.time.anchor if claim.time else None)]
        told += [("actors", actor.anchor) for actor in claim.actors]
        told += [("weapons", weapon.anchor) for weapon in claim.weapons]
        told += [("casualties", toll.anchor) for toll in claim.casualties]
        told += [("casualties", name) for toll in claim.casualties for name in toll.names]
        told += [("sources", anchor) for link in claim.attribution for anchor in (link.anchor, link.cue)]
        found += [Span(a.start, a.end, kind, claim.claim_id) for kind, a in told if a is not None]
    return sorted(set(found), key=lambda s: (s.start, -s.end, _ORDER.index(s.kind), s.claim_id))


def _escaped(text: str) -> Markup:
    """Escaped text; a misleading sign is an empty element that a stylesheet names, so that no word is added."""
    pieces: list[Markup] = []
    plain_from = 0
    for position, character in enumerate(text):
        sign = sign_of(character)
        if sign is None:
            continue
        pieces.append(escape(text[plain_from:position]))
        pieces.append(Markup('<span class="sign" data-name="{}" title="{}"></span>').format(sign, long_name(character)))
        plain_from = position + 1
    pieces.append(escape(text[plain_from:]))
    return Markup("").join(pieces)


def marked(text: str, start: int, end: int, spans: Sequence[Span]) -> Markup:
    """text[start:end] as HTML with marks; marks are plain inline boxes without padding, which turn no word around."""
    inside = [s for s in spans if s.start < end and s.end > start]
    cuts = sorted({start, end, *(max(s.start, start) for s in inside), *(min(s.end, end) for s in inside)})
    pieces: list[Markup] = []
    for first, last in pairwise(cuts):
        over = [s for s in inside if s.start <= first and s.end >= last]
        words = _escaped(text[first:last])
        if not over:
            pieces.append(words)
            continue
        narrow = min(over, key=lambda s: (s.end - s.start, _ORDER.index(s.kind)))
        begins = dict.fromkeys(LETTERS[s.kind] for s in over if first in {s.start, start})
        pieces.append(
            Markup('<mark id="w{}" class="k-{}" data-letter="{}" data-claims="{}" data-start="{}" data-end="{}">{}</mark>').format(
                first, narrow.kind, "".join(begins), " ".join(dict.fromkeys(s.claim_id for s in over)), first, last, words
            )
        )  # fmt: skip
    return Markup("").join(pieces)


def _segments(document: Document) -> Iterator[Segment]:
    """Its paragraphs, and what stands between them where that is more than white space."""
    text, at = document.text, 0
    for segment in sorted(document.segments, key=lambda s: s.start):
        if text[at : segment.start].strip():
            yield from _lines(text, at, segment.start)
        yield segment
        at = max(at, segment.end)
    if text[at:].strip():
        yield from _lines(text, at, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[Segment]:
    at = start
    for line in text[start:end].split("\n"):
        if line.strip():
            yield Segment("body", at, at + len(line))
        at += len(line) + 1


def paragraphs(document: Document, claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """Each paragraph: role, start, end, its text, and `html`, the same words marked."""
    spans = spans_of(claims)
    return [
        {
            "role": one.role,
            "start": one.start,
            "end": one.end,
            "text": document.text[one.start : one.end],
            "html": marked(document.text, one.start, one.end, spans),
        }
        for one in _segments(document)
    ]


def quoted(text: str, anchor: Anchor, *, around: int = 90) -> Markup:
    """The words of an anchor in their surroundings, marked; for cells that open their words."""
    start, end = max(0, anchor.start - around), min(len(text), anchor.end + around)
    before, after = text[start : anchor.start], text[anchor.end : end]
    if start:
        before = before.partition(" ")[2]
    if end < len(text):
        after = after.rpartition(" ")[0]
    return Markup('{}{}<b class="said">{}</b>{}{}').format(
        "… " if start else "", _escaped(before), _escaped(anchor.exact), _escaped(after), " …" if end < len(text) else ""
    )  # fmt: skip
