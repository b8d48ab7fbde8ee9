#!/usr/bin/env python3
"""Kills reading processes and drivers of a batch by their pids at random moments, and compares the bytes at the end.

bench/kills.py ARCHIVE.jsonl [--kills 10] [--workers 2] [--seed N]: a killed driver is started again.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path


def begun(source: Path, out: Path, workers: int) -> subprocess.Popen[bytes]:
    """A driver in a process of its own."""
    command = [sys.executable, "-m", "thucydides", "batch", str(source), "-o", str(out), "--shard", "0.05", "--workers"]
    return subprocess.Popen([*command, str(workers)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def children(pid: int) -> list[int]:
    """The processes that a process, in any of its threads, has begun."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, task.read_text(encoding="ascii").split())
    return found


def tree(folder: Path) -> dict[str, bytes]:
    """Path -> bytes of all files below a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def main() -> int:
    """Prints what was killed and whether the bytes are the same; 1 where they are not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=8, help="of whom and when; the machine's load does the rest")
    args = parser.parse_args()
    draw = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as folder:
        plain, out = Path(folder) / "plain", Path(folder) / "out"
        assert begun(args.source, plain, 1).wait() == 0
        killed: list[str] = []
        driver = begun(args.source, out, args.workers)
        while driver.poll() is None and len(killed) < args.kills:
            time.sleep(draw.uniform(0.3, 3.0))
            # The first two are one of each; then chance decides.
            whose = ("driver", "worker")[len(killed)] if len(killed) < 2 else draw.choice(("driver", "worker"))
            while whose == "worker" and driver.poll() is None and not children(driver.pid):
                time.sleep(0.05)
            workers = children(driver.pid)
            if driver.poll() is not None:
                break
            if whose == "worker" and workers:
                with suppress(ProcessLookupError):
                    os.kill(draw.choice(workers), signal.SIGKILL)
            else:
                driver.kill()
                driver.wait()
                driver = begun(args.source, out, args.workers)
            killed.append(whose)
        code = driver.wait()
        one, other = tree(plain), tree(out)
        same = one == other
        print(f"{len(killed)} killed ({', '.join(killed)}); exit code {code}; the same bytes: {same}")
        for path in sorted(p for p in one.keys() | other.keys() if one.get(p) != other.get(p)):
            print(f"  {path}: {len(one.get(path, b''))} bytes undisturbed, {len(other.get(path, b''))} bytes now")
    return 0 if same and code == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
