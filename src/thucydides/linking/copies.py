"""Which documents are one text under many mastheads: near-duplicates, found by shingles and checked by their share."""

from __future__ import annotations

import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thucydides.linking.roots import house_of
from thucydides.linking.sketch import Sketch
from thucydides.linking.words import overlap
from thucydides.model.document import Document
from thucydides.text.tokens import Cutting, tokenize

_PLAIN = Cutting()
_SHINGLE = 5
_MOST_WORDS = 600
# One shingle in four is looked up; all are compared.
_SAMPLE = 4
_LEAST_SHARED, _LEAST_SHARE, _LEAST_WORDS = 12, 0.55, 20
# Shorter texts are copies if they are the same, word by word.
_LEAST_OF_SAME = 4
# A shingle of more texts than this is a phrase of the trade, or a site's furniture.
_TOO_COMMON = 40
_SAME_CLAUSE = 0.5


@dataclass(frozen=True, slots=True)
class Print:
    """The fingerprint of a text: hashes of its runs of five words, sorted. `house` is who publishes it."""

    doc_id: str
    published: int
    house: str
    shingles: array[int]


def print_of(document: Document, published: int | None = None) -> Print:
    """The fingerprint of a document; `published` is the ordinal of its day, where it is known."""
    forms = [f for f in tokenize(document.text, _PLAIN).forms if f[0].isalnum()][:_MOST_WORDS]
    runs = (" ".join(forms[at : at + _SHINGLE]) for at in range(max(0, len(forms) - _SHINGLE + 1)))
    hashes = sorted({zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in runs})
    house = house_of(document.outlet) if document.outlet else ""
    return Print(document.doc_id, published or 0, house, array("I", hashes))


@dataclass(frozen=True, slots=True)
class Copies:
    """`original` maps a document to the one that its text copies; originals and single texts are not in it."""

    original: dict[str, str]

    def voice(self, doc_id: str) -> str:
        """The document whose text this one's is."""
        return self.original.get(doc_id, doc_id)

    def is_copy(self, a: str, b: str) -> bool:
        """True where both are one text."""
        return a != b and self.voice(a) == self.voice(b)


def copies_among(prints: Iterable[Print]) -> Copies:
    """Groups texts that share more than half of the shorter one. The oldest is the original; of one day an agency's,
    then the longest. Every copy is compared with originals, so that a chain of likenesses does not run away.
    """
    order = sorted(prints, key=lambda p: (p.published, not p.house.startswith("id:"), -len(p.shingles), p.doc_id))
    postings: dict[int, list[int]] = defaultdict(list)
    original: dict[str, str] = {}
    for at, mine in enumerate(order):
        sampled = [s for s in mine.shingles if s % _SAMPLE == 0]
        met: Counter[int] = Counter()
        for shingle in sampled:
            found = postings[shingle]
            if len(found) <= _TOO_COMMON:
                met.update(found)
        best = _best(mine, [order[i] for i in sorted(met)])
        if best is not None:
            original[mine.doc_id] = best.doc_id
            continue  # copies are found through their original
        for shingle in sampled:
            postings[shingle].append(at)
    return Copies(original)


def _best(mine: Print, others: list[Print]) -> Print | None:
    """The one that shares most, if it is enough; the oldest of equals."""
    best, most = None, 0.0
    whole = set(mine.shingles)
    for other in others:
        shared = sum(1 for s in other.shingles if s in whole)
        shorter = min(len(whole), len(other.shingles))
        enough = shared >= _LEAST_SHARED and shorter >= _LEAST_WORDS and shared / shorter >= _LEAST_SHARE
        same = shared >= _LEAST_OF_SAME and shared == len(whole) == len(other.shingles)
        if (enough or same) and shared > most:
            best, most = other, shared
    return best


def twins_of(sketches: Sequence[Sketch], copies: Copies) -> dict[str, str]:
    """claim_id in a copy -> claim_id of the original that tells the same; claims of their own are not in it."""
    by_original: dict[str, list[Sketch]] = {}
    wanted = set(copies.original.values())
    for sketch in sketches:
        if sketch.doc_id in wanted:
            by_original.setdefault(sketch.doc_id, []).append(sketch)
    found: dict[str, str] = {}
    for sketch in sketches:
        original = copies.original.get(sketch.doc_id)
        same = [s for s in by_original.get(original or "", ()) if tells_same(sketch, s)]
        if same:
            found[sketch.claim_id] = max(same, key=lambda s: overlap(s.terms, sketch.terms)).claim_id
    return found


def tells_same(a: Sketch, b: Sketch) -> bool:
    """True where claims of two copies of a text are one claim: one speaker or one figure, of one kind or in one clause."""
    if a.denied != b.denied or a.group != b.group:
        return False
    voice = a.root == b.root or a.outlet_speaks == b.outlet_speaks is True
    return (voice or a.tolls == b.tolls) and (a.kind == b.kind or overlap(a.terms, b.terms) > _SAME_CLAUSE)
