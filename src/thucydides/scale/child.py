"""The process that reads: takes shards as lines on standard input, reads them, and answers with a line each."""

from __future__ import annotations

import json
import mmap
import os
import signal
import struct
import sys
from pathlib import Path
from typing import Any

import msgspec

# What the watcher sees: documents begun in this shard, the number of the current one, whether it is being read.
STATE = struct.Struct("<qqq")


def main() -> None:
    """`python -m thucydides.scale.child STATEFILE`; ends with its parent, whatever ended that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal; the driver decides
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whoever prints does not speak to the driver
    parent = os.getppid()
    with open(sys.argv[1], "r+b") as handle:  # noqa: PTH123 (a handle for mmap)
        state = mmap.mmap(handle.fileno(), STATE.size)
    from thucydides.pipeline import collect_seldom

    collect_seldom()
    for line in sys.stdin:
        told = _answer(json.loads(line), state, parent)
        answers.write(json.dumps(told) + "\n")
        answers.flush()


def _answer(asked: dict[str, Any], state: mmap.mmap, parent: int) -> dict[str, Any]:
    from thucydides.model.errors import ThucydidesError
    from thucydides.scale.means import means_from
    from thucydides.scale.shards import order_from, shard_from
    from thucydides.scale.work import read_shard

    def watch(number: int, reading: bool) -> None:
        STATE.pack_into(state, 0, 2 * number + reading + 1, number, int(reading))
        if os.getppid() != parent:
            raise SystemExit(1)  # takes the half-written file away with it

    try:
        counts = read_shard(
            shard_from(asked["shard"]), order_from(asked["order"]), Path(asked["out"]), watch,
            [(n, code, bool(reading)) for n, code, reading in asked["poisoned"]], parquet=asked["parquet"],
            means=means_from(asked["means"]),
        )  # fmt: skip
    except ThucydidesError as error:
        return {"error": [type(error).__name__, error.message, error.place, error.hint]}
    except OSError as error:
        return {"error": ["ThucydidesError", error.strerror or str(error), str(error.filename or ""), ""]}
    return {"counts": msgspec.to_builtins(counts)}


if __name__ == "__main__":
    main()
