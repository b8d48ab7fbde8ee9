"""Reading again in the background what names a place that was added or taken back; one run at a time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import Lock, Thread
from typing import Any

from thucydides.model.errors import ThucydidesError
from thucydides.web.guard import whereabouts

# Told (documents done, of how many) as it goes; given by who starts the server, for pages read no documents.
Work = Callable[[Callable[[int, int], None]], None]


class Rereading:
    """Safe to call from several threads. Without `work` nothing is ever started."""

    def __init__(self, work: Work | None) -> None:
        self._work = work
        self._lock = Lock()
        self._thread: Thread | None = None
        self._asked = False
        self._done, self._total, self._failed = 0, 0, ""

    def start(self) -> bool:
        """Starts a run, or has the one that goes on followed by another; False where there is nothing to run."""
        if self._work is None:
            return False
        with self._lock:
            self._asked = True
            if self._thread is None:
                self._done, self._total, self._failed = 0, 0, ""
                self._thread = Thread(target=self._go, args=(self._work,), daemon=True)
                self._thread.start()
        return True

    def wait(self, seconds: float) -> bool:
        """Waits until nothing runs; False where that takes longer."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)
        return self._thread is None

    def state(self) -> dict[str, Any]:
        """`can` a run be started, does one run, how far it is, and why the last one ended early (empty: it did not)."""
        with self._lock:
            return {
                "can": self._work is not None, "running": self._thread is not None, "done": self._done,
                "total": self._total, "failed": self._failed,
            }  # fmt: skip

    def _go(self, work: Work) -> None:
        while True:
            with self._lock:
                if not self._asked:
                    self._thread = None
                    return
                self._asked = False
            try:
                work(self._tell)
            except Exception as error:  # noqa: BLE001 (its message may hold words of a document)
                sys.stderr.write(f"fault: {whereabouts(error)}\n")
                with self._lock:
                    self._failed = error.message if isinstance(error, ThucydidesError) else type(error).__name__

    def _tell(self, done: int, total: int) -> None:
        with self._lock:
            self._done, self._total = done, total
