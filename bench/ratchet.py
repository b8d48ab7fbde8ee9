#!/usr/bin/env python3
"""Pins figures: --raise writes what has risen into floors.json; only --lower KEY, with a reason, lets a floor down."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from figures import FLOORS, HERE, SHARED, Corpus, answered, corpora, fell, floors, measure, worse


def raised(pinned: dict[str, Any], corpus: Corpus, now: dict[str, float], *, lower: bool) -> dict[str, Any]:
    """The new entry of a corpus: the better of floor and figure; the figure itself where the gold changed or `lower`."""
    same = pinned.get("gold") == corpus.digest and not lower
    old = pinned.get("figures", {}) if same else {}
    kept = {
        name: (old[name] if name in old and worse(name, value, old[name]) else value) for name, value in now.items()
    }
    gone = {name: value for name, value in old.items() if name not in now}
    return {"gold": corpus.digest, "figures": dict(sorted((gone | kept).items()))}


def main() -> int:
    """Measures, compares, and writes where it was asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", help="keys or beginnings of keys")
    parser.add_argument("--raise", dest="up", action="store_true", help="write figures that have risen")
    parser.add_argument(
        "--lower", action="append", default=[], metavar="KEY", help="also let this corpus's floors down"
    )
    parser.add_argument("--why", help="the reason, kept beside lowered floors")
    parser.add_argument("--shared", type=Path, default=SHARED)
    args = parser.parse_args()
    if args.lower and not args.why:
        parser.error("--lower needs --why")
    pinned = floors()
    fallen = 0
    chosen = [c for c in corpora(args.shared) if not args.only or c.key.startswith(tuple(args.only))]
    for corpus in chosen:
        now = measure(corpus, answered(corpus, HERE / "out"))
        old = pinned.get(corpus.key, {})
        lower = bool(args.lower) and corpus.key.startswith(tuple(args.lower))
        for name, floor in old.get("figures", {}).items():
            if old.get("gold") == corpus.digest and name in now and fell(name, now[name], floor):
                fallen += not lower
                print(f"fell: {corpus.key} {name}: {floor} -> {now[name]}")
        if not now.get(corpus.figures[0], any(now.values())):
            continue  # not begun: what is silent has no false alarms, and such floors would only stand in the way
        if args.up or lower:
            pinned[corpus.key] = raised(old, corpus, now, lower=lower)
            if told := args.why if lower else old.get("lowered"):
                pinned[corpus.key]["lowered"] = told  # why a floor was let down stays beside it
    if args.up or args.lower:
        FLOORS.write_text(json.dumps(dict(sorted(pinned.items())), indent=1) + "\n", encoding="utf-8")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
