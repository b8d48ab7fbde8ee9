"""The Parquet part of a shard: its claims as columns, made from the shard's file alone."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from thucydides.model.claim import Claim
from thucydides.model.contract import claim_from_json
from thucydides.scale.record import CLAIM, path_of
from thucydides.scale.shards import Shard

FOLDER = "claims"


def part_of(out: Path, shard: Shard) -> Path:
    """Where the part stands below the output folder; parts sort in the order of the sources."""
    return out / FOLDER / f"part-{shard.number:07d}-{shard.shard_id}.parquet"


def make_part(out: Path, shard: Shard) -> None:
    """Makes the part, unless it is there. MissingExtra where DuckDB is not."""
    from thucydides.export.parquet import write

    path = part_of(out, shard)
    if not path.is_file():
        write(_claims(path_of(out, shard)), path)
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _claims(path: Path) -> Iterator[Claim]:
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            if line.startswith(CLAIM):
                yield claim_from_json(json.loads(line))
