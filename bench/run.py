#!/usr/bin/env python3
"""make bench: answers every corpus of ../shared into bench/out, scores them, prints one table beside the floors."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

from figures import HERE, SHARED, Corpus, answered, corpora, fell, floors, less_is_better, measure

Scores = dict[str, dict[str, float]]


def fallen(corpus: Corpus, now: dict[str, float]) -> dict[str, float]:
    """The floors that a corpus's figures have fallen below; none where the gold is another."""
    pinned = floors().get(corpus.key, {})
    if pinned.get("gold") != corpus.digest:
        return {}
    return {n: was for n, was in pinned["figures"].items() if n in now and fell(n, now[n], was)}


def listing(corpus: Corpus, now: dict[str, float], seconds: float) -> None:
    """Every figure of one corpus beside its floor."""
    pinned = floors().get(corpus.key, {})
    floor = pinned.get("figures", {}) if pinned.get("gold") == corpus.digest else {}
    print(f"\n{corpus.key}  ({seconds:.1f} s)")
    for name, figure in now.items():
        was = f"floor {floor[name]:9.3f}" if name in floor else ""
        arrow = " (less is better)" if less_is_better(name) else ""
        print(f"  {name + arrow:52s} {figure:9.3f}  {was}")


def matrix(scores: Scores, kind: str) -> None:
    """Own gold: a line a figure, a column a corpus."""
    columns = [key for key in scores if key.startswith(f"{kind}/")]
    if not columns:
        return
    print(f"\n{kind:32s}" + "".join(f"{key.split('/')[1].removesuffix('-dev')[:11]:>12s}" for key in columns))
    for name in dict.fromkeys(n for key in columns for n in scores[key]):
        cells = "".join(f"{scores[key][name]:12.3f}" if name in scores[key] else f"{'-':>12s}" for key in columns)
        print(f"{name + (' (less)' if less_is_better(name) else ''):32s}{cells}")


def main() -> int:
    """Prints the table; 1 where a figure has fallen below its floor, 2 where there is nothing to measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "only", nargs="*", help="keys or beginnings of keys, such as claims or muc4/tst2: all their figures"
    )
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--out", type=Path, default=HERE / "out")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    args = parser.parse_args()
    chosen = [c for c in corpora(args.shared) if not args.only or c.key.startswith(tuple(args.only))]
    if not chosen:
        print(f"nothing to measure at {args.shared}", file=sys.stderr)
        return 2
    scores: Scores = {}
    lost: dict[str, dict[str, float]] = {}
    for corpus in chosen:
        began = time.perf_counter()
        answers = answered(corpus, args.out)
        took = time.perf_counter() - began
        now = scores[corpus.key] = measure(corpus, answers)
        lost |= {corpus.key: below} if (below := fallen(corpus, now)) else {}
        if args.only and not args.json:
            listing(corpus, now, took)
    if args.json:
        print(json.dumps(scores, indent=1, sort_keys=True))
        return 1 if lost else 0
    if not args.only:
        matrix(scores, "claims")
        matrix(scores, "links")
        print(flush=True)
        subprocess.run([sys.executable, str(args.shared / "bench" / "board.py"), str(args.out)], check=True)
    for key, below in lost.items():
        for name, was in below.items():
            print(f"FELL  {key} {name}: {scores[key][name]:.3f}, floor {was:.3f}")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
