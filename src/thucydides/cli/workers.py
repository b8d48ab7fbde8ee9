"""Reads documents in several processes and gives the readings in the order of the documents."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path

from thucydides.cli.interrupts import Stop
from thucydides.cli.reader import read_one
from thucydides.cli.reader_options import Chosen
from thucydides.cli.reading_options import Found
from thucydides.intake.options import Failure
from thucydides.model.claim import Reading
from thucydides.model.document import Document
from thucydides.model.errors import ThucydidesError
from thucydides.pipeline import collect_seldom

# Documents that wait for each process: enough to keep it busy, few enough to keep memory low.
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Read:
    """A document of a source and what it claims."""

    source: str
    document: Document
    reading: Reading


@dataclass(frozen=True, slots=True)
class Unread:
    """A source, or a document of it, that could not be read."""

    source: str
    why: Failure


Reader = Callable[[str, Document], Reading | Failure]
Coming = tuple[Found, "Future[Reading | Failure] | None"]


def readings(
    found: Iterable[Found], jobs: int, stop: Stop, gazetteers: tuple[Path, ...] = (), chosen: Chosen | None = None
) -> Iterator[Read | Unread]:
    """What comes of each document, in their order.

    `jobs` processes, 0 for as many as there are cores; threads where the chosen reader waits for others to work.
    `gazetteers` are the project's own. Ends after the current documents once `stop` is set.
    """
    collect_seldom()
    waits = chosen is not None and chosen.waits
    count = chosen.at_once if chosen is not None and waits else jobs or os.cpu_count() or 1
    waiting = iter(found)
    reader: Reader = partial(read_one, gazetteers=gazetteers)
    if chosen is not None:
        reader = partial(read_one, gazetteers=gazetteers, chosen=chosen)
    first = list(islice(waiting, 2 if count > 1 else 0))
    if len(first) < 2:
        yield from _here(chain(first, waiting), reader, stop)
    else:
        # The first is read here: processes that are made after it inherit what it had to load.
        yield from _here(first[:1], reader, stop)
        pool = ThreadPoolExecutor(count) if waits else ProcessPoolExecutor(count, initializer=_deaf)
        yield from _spread(chain(first[1:], waiting), reader, count, stop, pool)


def _here(found: Iterable[Found], reader: Reader, stop: Stop) -> Iterator[Read | Unread]:
    for one in found:
        if stop:
            return
        yield _told(one, one.document if isinstance(one.document, Failure) else reader(one.source, one.document))


def _told(one: Found, came: Reading | Failure) -> Read | Unread:
    if isinstance(one.document, Failure):
        return Unread(one.source, one.document)
    if isinstance(came, Failure):
        return Unread(one.source, came)
    return Read(one.source, one.document, came)


def _spread(found: Iterable[Found], reader: Reader, count: int, stop: Stop, pool: Executor) -> Iterator[Read | Unread]:
    queue: deque[Coming] = deque()
    try:
        for one in found:
            if stop:
                break
            if isinstance(one.document, Failure):
                queue.append((one, None))
            else:
                queue.append((one, pool.submit(reader, one.source, one.document)))
            if len(queue) >= count * _AHEAD:
                yield _ready(queue.popleft())
        while queue:
            yield _ready(queue.popleft())
    except BrokenProcessPool as error:
        raise ThucydidesError(
            "a reading process was ended from outside, perhaps for want of memory",
            hint="run again, with fewer --jobs; what a project has read is kept",
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _ready(coming: Coming) -> Read | Unread:
    one, future = coming
    if isinstance(one.document, Failure):
        return Unread(one.source, one.document)
    assert future is not None
    return _told(one, future.result())


def _deaf() -> None:
    """Ctrl-C reaches all processes of a terminal; only the first one decides."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    collect_seldom()
