#!/usr/bin/env python3
"""Runs batches of growing size with one worker: CPU time an article and memory of the worker, shard by shard, as JSON.

bench/soak.py 1000 10000 40000 [--plot curve.svg]. CPU time is the reading process's own, so that a busy machine does
not show; the driver's is given beside it. A shared host gives its cores more or less speed by the minute: after each shard the
driver itself reads the same few articles, and each tenth has beside its own CPU time what it would be at the run's mean pace.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from curve import plotted
from reading import document
from speed import article
from thucydides import pipeline
from thucydides.scale.batch import finish, held, prepare
from thucydides.scale.shards import Order
from thucydides.scale.ward import Errand, Ward

_PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 1e6
_TICKS = os.sysconf("SC_CLK_TCK")
_PACERS = 12


def archive(path: Path, count: int) -> int:
    """Writes that many generated articles as JSON lines; gives the bytes."""
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            out.write(json.dumps({"id": f"a{number}", "text": article(number)[1]}, ensure_ascii=False) + "\n")
    return path.stat().st_size


def worked(pid: int | None) -> tuple[float, float]:
    """(CPU seconds, MB of memory) of a process."""
    fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS, int(fields[21]) * _PAGE_MB


@dataclass(frozen=True, slots=True)
class Step:
    """What holds after a shard: documents read, CPU seconds and MB of the worker, and CPU seconds of the pacers just now."""

    documents: int
    cpu: float
    mb: float
    pace: float


def pace() -> float:
    """CPU seconds that the driver takes to read the same articles anew."""
    began = time.process_time()
    for number in range(_PACERS):
        pipeline.read(document(article(number)[1], doc_id=f"pace-{number}"))
    return time.process_time() - began


def soak(count: int, folder: Path, *, triage: bool) -> dict[str, Any]:
    """One batch of `count` articles: figures of the whole, and of its tenths."""
    source, out = folder / f"{count}.jsonl", folder / f"out-{count}"
    size = archive(source, count)
    pace()
    began, driver = time.perf_counter(), time.process_time()
    steps = [Step(0, 0.0, 0.0, 0.0)]
    with held(out), Ward() as ward:
        batch = prepare((str(source),), out, Order("soak", triage))
        errand = Errand(batch.order, out)
        for shard in batch.todo:
            batch.note(ward.run(shard, errand))
            steps.append(Step(batch.counts.documents, *worked(ward.pid), pace()))
        manifest = finish(batch)
    paced = sum(step.pace for step in steps)
    written = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    source.unlink()
    assert manifest.counts is not None
    assert manifest.counts.documents == count
    return {
        "articles": count,
        "bytes_an_article": round(size / count),
        "output_bytes_an_article": round(written / count),
        "claims": manifest.counts.claims,
        "set_aside": manifest.counts.aside,
        "cpu_ms_an_article": round(1000 * steps[-1].cpu / count, 3),
        "driver_cpu_ms_an_article": round(1000 * (time.process_time() - driver - paced) / count, 3),
        "wall_seconds": round(time.perf_counter() - began, 1),
        "tenths": tenths(steps, count),
    }


def tenths(steps: list[Step], count: int) -> list[dict[str, float]]:
    """CPU milliseconds an article within each tenth of the articles, as measured and at the mean pace; memory at its end."""
    usual = fmean(step.pace for step in steps[1:])
    found, last = [], 0
    for number in range(1, 11):
        at = next(n for n, step in enumerate(steps) if step.documents >= number * count / 10)
        if at > last:
            part, before = steps[last + 1 : at + 1], steps[last]
            cpu = 1000 * (steps[at].cpu - before.cpu) / (steps[at].documents - before.documents)
            share = fmean(step.pace for step in part) / usual
            found.append({"cpu_ms": round(cpu, 3), "paced_ms": round(cpu / share, 3), "mb": round(steps[at].mb, 1)})
        last = at
    return found


def main() -> None:
    """Prints a line of figures for each size, and plots the cost curve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="+", type=int)
    parser.add_argument("--no-triage", action="store_true")
    parser.add_argument("--plot", type=Path)
    args = parser.parse_args()
    rows = []
    for count in args.counts:
        with tempfile.TemporaryDirectory() as folder:
            rows.append(soak(count, Path(folder), triage=not args.no_triage))
        print(json.dumps(rows[-1]), flush=True)
        if args.plot:
            args.plot.write_text(plotted(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
