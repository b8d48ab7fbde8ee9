"""Reads one shard into its one file: the same bytes whoever does it, when, and after however many attempts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from thucydides.claims.triage import may_tell
from thucydides.intake.options import Failure
from thucydides.pipeline import Options
from thucydides.scale.means import RULES_ALONE, Means
from thucydides.scale.parts import make_part
from thucydides.scale.reading import found_in, poison, read_one
from thucydides.scale.record import Counts, Writing, counts_in, opened, path_of
from thucydides.scale.shards import Order, Shard

# Told before each step: the number of the document in the shard, and whether it is being read (else taken in).
Watcher = Callable[[int, bool], None]
# (number of the document in the shard, code of its failure, whether it was being read) of what is not touched again.
Poisoned = Sequence[tuple[int, str, bool]]


def read_shard(
    shard: Shard, order: Order, out: Path, watch: Watcher, poisoned: Poisoned = (), *, parquet: bool = False,
    means: Means = RULES_ALONE,
) -> Counts:  # fmt: skip
    """Reads a shard, unless its file is there; gives what came of it.

    `out` is the output folder of the batch. KnowledgeError, a full disk, and gazetteers that are not what the order
    names or a reader that cannot go on are raised: they are no fault of the shard.
    """
    path = path_of(out, shard)
    counts = counts_in(path)
    if counts is None:
        options = means.options(order)
        with opened(out, shard) as stream:
            writing = Writing(stream, shard)
            _read(shard, order, options, writing, watch, poisoned)
            counts = writing.end()
    if parquet:
        make_part(out, shard)
    return counts


def _read(
    shard: Shard, order: Order, options: Options, writing: Writing, watch: Watcher, poisoned: Poisoned
) -> None:  # fmt: skip
    lost = {number: code for number, code, reading in poisoned if not reading}
    unreadable = {number: code for number, code, reading in poisoned if reading}
    number = 0
    for piece in shard.pieces:
        coming = found_in(piece, order, lost, number)
        while True:
            watch(number, False)
            found = next(coming, None)
            if found is None:
                break
            watch(number, True)
            source, document = found
            if number in unreadable:
                writing.put(source, poison(source, unreadable[number]))
            elif isinstance(document, Failure) or (order.triage and not may_tell(document)):
                writing.put(source, document)
            else:
                writing.put(source, read_one(found, options))
            number += 1
