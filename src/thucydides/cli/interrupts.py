"""Ctrl-C that lets the current document be finished; a second one ends at once."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from thucydides.cli.ledger import say


class Stop:
    """Tells whether the user asked to stop."""

    def __init__(self) -> None:
        self.asked = False

    def __bool__(self) -> bool:
        return self.asked


@contextmanager
def stoppable() -> Iterator[Stop]:
    """While inside, the first SIGINT or SIGTERM only sets the flag; the second raises KeyboardInterrupt."""
    stop = Stop()

    def _heard(_number: int, _frame: FrameType | None) -> None:
        if stop.asked:
            raise KeyboardInterrupt
        stop.asked = True
        say("thucydides: finishing the document; press Ctrl-C again to end at once")

    before = {number: signal.signal(number, _heard) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
