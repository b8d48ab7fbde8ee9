"""The engine of a cluster: Dask lends the shards out, and in each of its workers the same watched process reads them."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from thucydides.model.errors import EndpointError, MissingExtra, ThucydidesError
from thucydides.scale.local import Done
from thucydides.scale.record import Counts
from thucydides.scale.shards import Shard
from thucydides.scale.ward import Errand, Ward

# Shards that wait for each worker: enough to keep it busy, few enough for a light scheduler and a quick stop.
_AHEAD = 3
# Times that a shard is handed out anew when its worker died: documents that kill are found one floor below.
_ATTEMPTS = 10
_TICK_S = 0.5
_own = threading.local()


def _distributed() -> Any:
    try:
        return importlib.import_module("distributed")
    except ImportError as error:
        raise MissingExtra("this engine needs Dask", hint="pip install 'thucydides[scale]'") from error


def read_remotely(shard: Shard, errand: Errand) -> Counts:
    """What a Dask worker runs: the shard, in the reading process of this thread, which is kept for the next."""
    ward: Ward | None = getattr(_own, "ward", None)
    if ward is None:
        ward = _own.ward = Ward()
    return ward.run(shard, errand)


def run(
    shards: Iterable[Shard], errand: Errand, workers: int, scheduler: str | None, stopped: Callable[[], bool]
) -> Iterator[Done | None]:
    """Reads shards on the cluster of a scheduler, or on one of `workers` processes that is started here and ended.

    Output folder and sources must be at the same path for all workers. MissingExtra where Dask is not installed.
    """
    distributed = _distributed()
    if scheduler is not None:
        try:
            client = distributed.Client(scheduler, timeout="20s")
        except (OSError, ValueError) as error:
            raise EndpointError(
                "no Dask scheduler answers", place=scheduler, hint="look whether it runs and its port is open"
            ) from error
        with client:
            yield from _lent(client, iter(shards), errand, stopped)
        return
    with (
        distributed.LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50,
            memory_limit=0,
        ) as cluster,
        distributed.Client(cluster) as client,
    ):  # fmt: skip
        yield from _lent(client, iter(shards), errand, stopped)


def _lent(client: Any, waiting: Iterator[Shard], errand: Errand, stopped: Callable[[], bool]) -> Iterator[Done | None]:
    """Keeps a few shards ahead with each worker; a shard whose worker died is lent again."""
    distributed = _distributed()
    lent: dict[Any, Shard] = {}
    tries: dict[str, int] = {}

    def lend(shard: Shard) -> None:
        tries[shard.shard_id] = attempt = tries.get(shard.shard_id, 0) + 1
        key = f"shard-{shard.shard_id}-{attempt}"
        lent[client.submit(read_remotely, shard, errand, key=key, pure=False, retries=_ATTEMPTS)] = shard

    def fill() -> None:
        most = _AHEAD * max(1, sum(client.nthreads().values()))
        while len(lent) < most and not stopped() and (shard := next(waiting, None)) is not None:
            lend(shard)

    fill()
    while lent:
        try:
            done = distributed.wait(list(lent), timeout=_TICK_S, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            yield None
            fill()
            continue
        for future in sorted(done, key=lambda future: lent[future].number):
            shard = lent.pop(future)
            error = future.exception() if future.status == "error" else None
            if error is None and future.status == "finished":
                yield shard, future.result()
            elif (isinstance(error, distributed.KilledWorker) or error is None) and tries[shard.shard_id] < _ATTEMPTS:
                lend(shard)
            else:
                raise error or ThucydidesError("the cluster gave up a shard", place=shard.shard_id, hint="run again")
        fill()
