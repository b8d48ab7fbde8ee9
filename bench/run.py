#!/usr/bin/env python3
"""make bench: answers every corpus of ../shared into bench/out, scores them, prints one table beside the floors."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from figures import HERE, SHARED, answered, corpora, floors, less_is_better, measure, worse


def main() -> int:
    """Prints the table; 1 where a figure has fallen below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", help="keys or beginnings of keys, such as claims or muc4/tst2")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--out", type=Path, default=HERE / "out")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    args = parser.parse_args()
    chosen = [c for c in corpora(args.shared) if not args.only or c.key.startswith(tuple(args.only))]
    if not chosen:
        print(f"nothing to measure at {args.shared}", file=sys.stderr)
        return 2
    pinned = floors()
    everything: dict[str, dict[str, float]] = {}
    fallen = 0
    for corpus in chosen:
        began = time.perf_counter()
        answers = answered(corpus, args.out)
        took = time.perf_counter() - began
        everything[corpus.key] = measure(corpus, answers)
        if args.json:
            continue
        floor = pinned.get(corpus.key, {})
        comparable = floor.get("gold") == corpus.digest
        print(f"\n{corpus.key}  ({took:.1f} s)")
        for name, now in everything[corpus.key].items():
            was = floor.get("figures", {}).get(name) if comparable else None
            lost = was is not None and worse(name, now, was)
            fallen += lost
            mark = "  FELL" if lost else ""
            arrow = " (less is better)" if less_is_better(name) else ""
            print(f"  {name + arrow:52s} {now:9.3f}  {'' if was is None else f'floor {was:9.3f}'}{mark}")
    if args.json:
        print(json.dumps(everything, indent=1, sort_keys=True))
    elif fallen:
        print(f"\n{fallen} figures fell below their floor (bench/floors.json)")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
