"""A batch from plan to manifest: what is there is not read again, what is new is, and the outputs are laid together."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from thucydides.export.atomic import replacing
from thucydides.intake.options import Failure
from thucydides.model.errors import ProjectError, UsageError
from thucydides.scale import parts, record
from thucydides.scale.manifest import Manifest, read_manifest, sha256_of, write_manifest
from thucydides.scale.record import Counts, counts_in, path_of
from thucydides.scale.shards import SHARD_BYTES, Order, Shard, plan

CLAIMS, FAILED, ASIDE = "claims.jsonl", "failed.jsonl", "aside.jsonl"
_LOCK = ".lock"
_GATHERED = {CLAIMS: record.CLAIM.encode(), FAILED: record.FAILURE.encode(), ASIDE: record.ASIDE.encode()}


@dataclass(slots=True)
class Batch:
    """A planned batch: `todo` are the shards that have no file yet, `missing` the sources that are not there."""

    out: Path
    order: Order
    parquet: bool
    shards: tuple[Shard, ...]
    missing: tuple[Failure, ...]
    todo: tuple[Shard, ...]
    counts: Counts = field(default_factory=Counts)

    def note(self, counts: Counts) -> None:
        """Adds what came of a shard."""
        self.counts += counts


@contextmanager
def held(out: Path) -> Iterator[None]:
    """Holds the output folder for one driver; ProjectError where another has it. A killed driver's hold is gone with it."""
    out.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(out / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise ProjectError(
            "another batch writes here", place=str(out), hint="wait for it, or choose another -o"
        ) from error
    try:
        yield
    finally:
        (out / _LOCK).unlink(missing_ok=True)
        os.close(descriptor)


def prepare(
    paths: tuple[str, ...], out: Path, order: Order, *, parquet: bool = False, size: int = SHARD_BYTES,
    planned: Callable[[Shard], None] = lambda _shard: None,
) -> Batch:  # fmt: skip
    """Plans a batch and looks what of it is there already. UsageError where `out` holds another or is no batch's."""
    before = read_manifest(out)
    if before is None and any(path.name != _LOCK for path in out.iterdir()):
        raise UsageError(f"{out} is not empty and holds no batch", hint="choose an empty folder with -o")
    if before is not None and before.order != order:
        raise UsageError(
            f"{out} holds a batch of other options or another reader", hint="choose another -o, or remove it"
        )
    shards: list[Shard] = []
    missing: list[Failure] = []
    for one in plan(paths, order, size, without=out):
        if isinstance(one, Failure):
            missing.append(one)
        else:
            shards.append(one)
            planned(one)
    known = before.shards if before is not None else ()
    _sweep(out, {s.shard_id for s in known} - {s.shard_id for s in shards}, known)
    write_manifest(out, Manifest(order, tuple(shards)))
    batch = Batch(out, order, parquet, tuple(shards), tuple(missing), ())
    for failure in missing:
        batch.note(Counts(failed=1, kinds={failure.code: 1}))
    batch.todo = tuple(shard for shard in shards if not _is_there(batch, shard))
    return batch


def _is_there(batch: Batch, shard: Shard) -> bool:
    counts = counts_in(path_of(batch.out, shard))
    if counts is None or (batch.parquet and not parts.part_of(batch.out, shard).is_file()):
        return False
    batch.note(counts)
    return True


def _sweep(out: Path, stale: set[str], known: tuple[Shard, ...]) -> None:
    """Removes what killed processes left half written, parts that are numbered anew, and shards of sources that changed."""
    _sweep_halves(out)
    for shard in known:
        if shard.shard_id in stale:
            path_of(out, shard).unlink(missing_ok=True)


def _sweep_halves(out: Path) -> None:
    for folder in (out, out / record.FOLDER, out / parts.FOLDER):
        for left in (*folder.glob(".new-*"), *folder.glob("*/.new-*")):
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)


def finish(batch: Batch) -> Manifest:
    """Lays the shards' files together, in the order of the sources, and writes the manifest with their hashes."""
    # Also what workers left that were killed, or outlived a killed driver, in this run.
    _sweep_halves(batch.out)
    wanted = dict(_GATHERED)
    if batch.parquet:
        del wanted[CLAIMS]
        (batch.out / CLAIMS).unlink(missing_ok=True)
    keep = {parts.part_of(batch.out, shard) for shard in batch.shards} if batch.parquet else set()
    for path in sorted((batch.out / parts.FOLDER).glob("part-*.parquet")):
        if path not in keep:
            path.unlink()
    for name, start in wanted.items():
        with replacing(batch.out / name) as out:
            if name == FAILED:
                out.writelines(record.failure_line(failure) for failure in batch.missing)
            out.flush()
            for shard in batch.shards:
                _gather(path_of(batch.out, shard), start, out.buffer)
    files = [*wanted, *(str(path.relative_to(batch.out)) for path in sorted(keep))]
    done = Manifest(
        batch.order, batch.shards, batch.counts, tuple(sorted((name, sha256_of(batch.out / name)) for name in files))
    )
    write_manifest(batch.out, done)
    return done


def _gather(path: Path, start: bytes, out: BinaryIO) -> None:
    """Copies the lines of a shard's file that begin so."""
    with path.open("rb") as stream:
        out.writelines(line for line in stream if line.startswith(start))
