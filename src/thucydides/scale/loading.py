"""What a batch has read, beside the documents that it read: taken in again from their sources, and through the gate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from thucydides.claims.gate import fault_of
from thucydides.intake.options import Failure
from thucydides.model.claim import Reading
from thucydides.model.document import Document
from thucydides.scale.manifest import Manifest
from thucydides.scale.reading import found_in
from thucydides.scale.record import counts_in, path_of, readings_in
from thucydides.scale.shards import Shard

_CHANGED = "the source is no longer what the batch has read"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document, the file that it came from, and its reading."""

    path: str
    document: Document
    reading: Reading


def loaded(out: Path, manifest: Manifest, *, every: bool = False) -> Iterator[Loaded | Failure]:
    """Documents with claims, or `every` one that was read, in the order of the sources.

    A source that is gone or changed comes as a Failure: no claim goes where its words do not stand.
    """
    for shard in manifest.shards:
        path = path_of(out, shard)
        if path.is_file():
            yield from _of_shard(path, shard, manifest, every)
        else:
            yield Failure(str(out), str(path), "missing", "a shard was not read", "run the batch again")


def _of_shard(path: Path, shard: Shard, manifest: Manifest, every: bool) -> Iterator[Loaded | Failure]:
    try:
        wanted = {source_id: reading for source_id, reading in _keyed(path) if reading.claims or every}
        whole = counts_in(path) is not None
    except (ValueError, KeyError, TypeError):
        whole = False
    if not whole:  # cut short while it was copied, or changed
        yield Failure(
            str(path), str(path), "broken", "the file of this shard is not as it was written", "run the batch again"
        )
        return
    for piece in shard.pieces:
        for found in found_in(piece, manifest.order, {}, 0) if wanted else ():
            if isinstance(found.document, Failure):
                continue
            reading = wanted.pop((found.source, found.document.doc_id), None)
            if reading is None:
                continue
            why = next((why for claim in reading.claims if (why := fault_of(claim, found.document.text))), "")
            if why:
                yield Failure(piece.path, found.source, "changed", f"{_CHANGED}: {why}", "run the batch again")
            else:
                yield Loaded(piece.path, found.document, reading)
    for source, _ in wanted:
        yield Failure(source, source, "changed", _CHANGED, "put it back, or run the batch again")


def _keyed(path: Path) -> Iterator[tuple[tuple[str, str], Reading]]:
    for source, reading in readings_in(path):
        yield (source, reading.document.doc_id), reading
