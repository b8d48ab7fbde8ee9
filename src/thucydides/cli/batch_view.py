"""The progress of a batch: documents, rate, estimate and failures by kind; a line that stays, or one now and then."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from thucydides.cli.ledger import say

if TYPE_CHECKING:
    from thucydides.scale.batch import Batch

# Where nobody looks at a terminal, a log wants a line now and then.
_LOG_S = 30.0


class View:
    """Open it in a `with` while shards come in; `done` and `left` count those of this run."""

    def __init__(self, batch: Batch, *, quiet: bool = False) -> None:
        self.batch = batch
        self.done = 0
        self._quiet = quiet
        self._before = batch.counts.documents
        self._begun = self._told = time.monotonic()
        self._live: Any = None

    def __enter__(self) -> Self:
        if not self._quiet and sys.stderr.isatty():
            from rich.console import Console
            from rich.live import Live

            self._live = Live(console=Console(stderr=True), transient=True, auto_refresh=False)
            self._live.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._live is not None:
            self._live.__exit__(kind, error, at)
        if not self._quiet and kind is None:
            say(self.line())

    @property
    def left(self) -> int:
        """Shards that are still to be read."""
        return len(self.batch.todo) - self.done

    def show(self, done: bool) -> None:
        """Tells how far it is; `done`: one more shard is there."""
        self.done += done
        if self._live is not None:
            self._live.update(self.line(), refresh=True)
        elif not self._quiet and time.monotonic() - self._told > _LOG_S:
            self._told = time.monotonic()
            say(self.line())

    def line(self) -> str:
        """`shards 12/40 · 3,000 documents · 210 a second · 9,120 claims · 1,400 set aside · failed: json 2 · about 0:01:10 left`."""
        counts = self.batch.counts
        took = max(time.monotonic() - self._begun, 1e-9)
        there = len(self.batch.shards) - self.left
        told = [
            f"shards {there}/{len(self.batch.shards)}",
            f"{counts.documents:,} documents",
            f"{(counts.documents - self._before) / took:,.0f} a second",
            f"{counts.claims:,} claims",
        ]
        if counts.aside:
            told.append(f"{counts.aside:,} set aside")
        if counts.failed:
            told.append("failed: " + ", ".join(f"{kind} {number}" for kind, number in counts.kinds.items()))
        if self.left and self.done:
            minutes, seconds = divmod(round(took / self.done * self.left), 60)
            told.append(f"about {minutes // 60}:{minutes % 60:02d}:{seconds:02d} left")
        return " · ".join(told)
