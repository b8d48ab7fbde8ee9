#!/usr/bin/env python3
"""Sets a worker that has read very many articles beside one that has read few: both read the same shards in turns, as JSON.

bench/worn.py [FEW MANY [SHARDS]], 10,000 and 200,000 and 24 unless told. A shared host changes its pace by the minute, so that the tenths
of one long run (bench/soak.py) differ by more than the 5 % that are asked for; here each pair of readings is made within
seconds, now the one first and now the other, and what is compared is the CPU time of the two processes.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from soak import archive, worked
from thucydides.scale.batch import prepare
from thucydides.scale.shards import SHARD_BYTES, Order, Shard
from thucydides.scale.ward import Errand, Ward


def spent(ward: Ward, shard: Shard, errand: Errand) -> tuple[float, int]:
    """(CPU seconds, documents) of a worker for a shard."""
    before = worked(ward.pid)[0] if ward.pid else 0.0
    documents = ward.run(shard, errand).documents
    return worked(ward.pid)[0] - before, documents


def wear(ward: Ward, shards: list[Shard], errand: Errand, count: int) -> int:
    """Lets a worker read shards until it has read `count` articles; gives how many it has read."""
    done = 0
    for shard in shards:
        if done >= count:
            break
        done += spent(ward, shard, errand)[1]
    return done


def compared(few: int, many: int, pairs: int, folder: Path) -> dict[str, Any]:
    """Milliseconds an article of both workers on the same shards, the quotient of the sums, and the median quotient of a pair."""
    order = Order("worn", triage=True)
    source, outs = folder / "articles.jsonl", (folder / "worn", folder / "fresh")
    size = archive(source, 64)
    extra = 2 * pairs * SHARD_BYTES // (size // 64)
    archive(source, many + extra)
    for out in outs:
        out.mkdir()
    shards = list(prepare((str(source),), outs[0], order).todo)
    lots, same = shards[:-pairs], shards[-pairs:]
    worn_at, fresh_at = Errand(order, outs[0]), Errand(order, outs[1])
    with Ward() as worn, Ward() as fresh:
        read = wear(worn, lots, worn_at, many), wear(fresh, lots, fresh_at, few)
        times: list[tuple[float, float]] = []
        documents = 0
        for number, shard in enumerate(same):
            turns = [(worn, worn_at, 0), (fresh, fresh_at, 1)]
            pair = [0.0, 0.0]
            for ward, errand, place in turns if number % 2 else reversed(turns):
                pair[place], count = spent(ward, shard, errand)
            times.append((pair[0], pair[1]))
            documents += count
        mb = [round(worked(ward.pid)[1], 1) for ward in (worn, fresh)]
    sums = [sum(pair[place] for pair in times) for place in (0, 1)]
    return {
        "read_before": list(read), "articles": documents, "shards": len(times), "mb": mb,
        "cpu_ms_an_article": [round(1000 * seconds / documents, 3) for seconds in sums],
        "worn_by_fresh": round(sums[0] / sums[1], 4),
        "median_of_pairs": round(median(one / other for one, other in times), 4),
    }  # fmt: skip


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("few", nargs="?", type=int, default=10_000)
    parser.add_argument("many", nargs="?", type=int, default=200_000)
    parser.add_argument("shards", nargs="?", type=int, default=24)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(compared(args.few, args.many, args.shards, Path(folder))))


if __name__ == "__main__":
    main()
