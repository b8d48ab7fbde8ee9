"""The engine of one machine: as many reading processes as workers, each watched by a thread that lends it shards."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator

from thucydides.scale.record import Counts
from thucydides.scale.shards import Shard
from thucydides.scale.ward import Errand, Ward

Stopped = Callable[[], bool]
# What comes of a shard, in the order in which shards are done; None now and then while all of them are in work.
Done = tuple[Shard, Counts]
_TICK_S = 0.5


def run(shards: Iterable[Shard], errand: Errand, workers: int, stopped: Stopped) -> Iterator[Done | None]:
    """Reads shards in `workers` processes. Ends after those in work once `stopped` says so.

    The first error that is no document's fault is raised, after the others are done.
    """
    waiting, lock = iter(shards), threading.Lock()
    done: queue.Queue[Done | BaseException | None] = queue.Queue()
    ending = threading.Event()

    def lend() -> None:
        try:
            with Ward() as ward:
                while not ending.is_set():
                    with lock:
                        shard = next(waiting, None)
                    if shard is None:
                        return
                    done.put((shard, ward.run(shard, errand)))
        except BaseException as error:  # noqa: BLE001 - raised again where the results are taken
            done.put(error)
        finally:
            done.put(None)

    threads = [threading.Thread(target=lend, daemon=True) for _ in range(workers)]
    for thread in threads:
        thread.start()
    yield from _taken(done, len(threads), ending, stopped)


def _taken(
    done: queue.Queue[Done | BaseException | None], working: int, ending: threading.Event, stopped: Stopped
) -> Iterator[Done | None]:
    failed: BaseException | None = None
    try:
        while working:
            if stopped():
                ending.set()
            try:
                came = done.get(timeout=_TICK_S)
            except queue.Empty:
                yield None
                continue
            if came is None:
                working -= 1
            elif isinstance(came, BaseException):
                failed = failed or came
                ending.set()
            else:
                yield came
    finally:
        ending.set()
    if failed is not None:
        raise failed
