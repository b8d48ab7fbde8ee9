"""Watches over one reading process: begins it anew when it dies or hangs, and finds the document that did it."""

from __future__ import annotations

import json
import mmap
import os
import select
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import msgspec

from thucydides.model import errors
from thucydides.scale.child import STATE
from thucydides.scale.means import RULES_ALONE, Means
from thucydides.scale.record import Counts
from thucydides.scale.shards import Order, Shard, builtins_of

# A process may be killed by accident; at one document three times is none. A hang is waited for, so twice is enough.
_DEATHS, _HANGS = 3, 2
_TICK_S = 0.5
# No document: a process that ends before the first one, again and again, cannot be started at all.
_STARTS = 5


@dataclass(frozen=True, slots=True)
class Errand:
    """What all shards of a batch share, and by what `means` they are read. `patience` is in seconds (see `_Clock`): a document that takes longer has failed."""

    order: Order
    out: Path
    parquet: bool = False
    patience: float = 60.0
    means: Means = RULES_ALONE


class _Clock:
    """Time that a process takes over one document: seconds of work, so that a busy machine makes nobody late; of the
    wall where it does not work at all, or nobody can tell.
    """

    def __init__(self, pid: int) -> None:
        self._stat = Path(f"/proc/{pid}/stat")
        self._since = self._idle = time.monotonic()
        self._worked = self._first = self._ticks()

    def _ticks(self) -> int | None:
        try:
            fields = self._stat.read_bytes().rpartition(b")")[2].split()
            return int(fields[11]) + int(fields[12])
        except (OSError, IndexError, ValueError):
            return None

    def is_over(self, patience: float) -> bool:
        """True once the time is up."""
        ticks, now = self._ticks(), time.monotonic()
        if ticks is None or self._first is None:
            return now - self._since > patience
        if ticks != self._worked:
            self._worked, self._idle = ticks, now
        return now - self._idle > patience or (ticks - self._first) / os.sysconf("SC_CLK_TCK") > patience


class Ward:
    """One reading process; `run` gives it a shard and waits. Close it, or use it in a `with`."""

    def __init__(self) -> None:
        handle, self._name = tempfile.mkstemp(prefix="thucydides-")
        os.truncate(handle, STATE.size)
        self._state = mmap.mmap(handle, STATE.size)
        os.close(handle)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process."""
        self._end()
        self._state.close()
        Path(self._name).unlink(missing_ok=True)

    @property
    def pid(self) -> int | None:
        """The process, where there is one."""
        return self._process.pid if self._process else None

    @property
    def begun(self) -> int:
        """Documents that were begun of the current shard."""
        return int(STATE.unpack_from(self._state)[1])

    def run(self, shard: Shard, errand: Errand) -> Counts:
        """What came of a shard, after as many attempts as it takes. Raises what is no fault of a document."""
        poisoned: list[tuple[int, str, bool]] = []
        tries: dict[tuple[int, str, bool], int] = {}
        while True:
            asked = {
                "shard": msgspec.to_builtins(shard), "order": builtins_of(errand.order), "out": str(errand.out),
                "parquet": errand.parquet, "poisoned": poisoned, "means": msgspec.to_builtins(errand.means),
            }  # fmt: skip
            told = self._ask(asked, errand.patience)
            if isinstance(told, dict):
                return _counts(told)
            begun, number, reading = STATE.unpack_from(self._state)
            what = (number if begun else -1, told, bool(reading))
            tries[what] = tries.get(what, 0) + 1
            if not begun:
                if tries[what] >= _STARTS:
                    raise errors.ThucydidesError("no reading process could be started", hint="try: thucydides doctor")
            elif tries[what] >= (_HANGS if told == "hang" else _DEATHS):
                poisoned.append(what)

    def _ask(self, asked: dict[str, Any], patience: float) -> dict[str, Any] | str:
        """The answer; "killed" where the process ended, "hang" where it was ended for want of progress."""
        STATE.pack_into(self._state, 0, 0, 0, 0)
        process = self._process or self._start()
        assert process.stdin is not None and process.stdout is not None  # noqa: PT018 (one fact)
        try:
            process.stdin.write(json.dumps(asked).encode() + b"\n")
            process.stdin.flush()
        except OSError:
            self._end()
            return "killed"
        seen, clock = -1, _Clock(process.pid)
        while not select.select([process.stdout], [], [], _TICK_S)[0]:
            now = int(STATE.unpack_from(self._state)[0])
            if now != seen:
                seen, clock = now, _Clock(process.pid)
            elif clock.is_over(patience):
                self._end()
                return "hang"
        line = process.stdout.readline()
        if not line.endswith(b"\n"):
            self._end()
            return "killed"
        told: dict[str, Any] = json.loads(line)
        return told

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "thucydides.scale.child", self._name]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue
        process.wait()


def _counts(told: dict[str, Any]) -> Counts:
    if "error" in told:
        name, message, place, hint = told["error"]
        raise getattr(errors, name, errors.ThucydidesError)(message, place=place, hint=hint)
    return msgspec.convert(told["counts"], Counts)
