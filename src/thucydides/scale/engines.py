"""Which engine lends out the shards; each is one function of the same shape, and none changes a byte of the output."""

from __future__ import annotations

import os
from collections.abc import Iterator

from thucydides.model.errors import UsageError
from thucydides.scale.local import Done, Stopped
from thucydides.scale.shards import Shard
from thucydides.scale.ward import Errand

ENGINES = ("local", "dask")


def run(
    engine: str, shards: tuple[Shard, ...], errand: Errand, workers: int, scheduler: str | None, stopped: Stopped
) -> Iterator[Done | None]:
    """What comes of each shard, in the order in which they are done. `workers` 0: as many as there are cores.

    UsageError for a scheduler without an engine that has one; MissingExtra where Dask is not installed.
    """
    count = workers or len(os.sched_getaffinity(0)) or 1
    if engine == "dask":
        from thucydides.scale.dask_engine import run as run_dask

        return run_dask(shards, errand, workers if scheduler else count, scheduler, stopped)
    if scheduler is not None:
        raise UsageError("the local engine has no scheduler", hint="add: --engine dask")
    from thucydides.scale.local import run as run_local

    return run_local(shards, errand, count, stopped)
