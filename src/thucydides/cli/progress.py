"""A progress bar on standard error: only on a terminal, and only when the work takes more than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
_PATIENCE_S = 1.0


def watched(work: Iterable[T], what: str, total: int | None = None, *, quiet: bool = False) -> Iterator[T]:
    """The same things in the same order; a bar counts them. `total` None: it is not known."""
    if quiet or not sys.stderr.isatty():
        yield from work
        return
    begun, done = time.monotonic(), 0
    steps = iter(work)
    for step in steps:
        yield step
        done += 1
        if time.monotonic() - begun > _PATIENCE_S:
            break
    else:
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total, completed=done)
        for step in steps:
            yield step
            bar.advance(task)
