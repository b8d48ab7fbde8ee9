#!/usr/bin/env python3
"""Answers a benchmark: bench/answer.py NAME GOLD.jsonl > answers.jsonl. A benchmark is a view of the ordinary output.

NAME is a profile in bench/profiles (claims, links, muc4, ...; dashes and underscores are the same). GOLD is only read
for its ids, texts and days; a profile never looks at a gold label. `links` takes --events FILE and writes its events there.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol, cast

PROFILES = Path(__file__).resolve().parent / "profiles"


class Profile(Protocol):
    """What every file of bench/profiles offers: `answers(gold, **options)`, one answer a gold line, in order."""

    def answers(self, gold: Path, **options: Any) -> Iterator[dict[str, Any]]:
        """The answers to one gold file."""


def names() -> list[str]:
    """The profiles there are."""
    return sorted(p.stem for p in PROFILES.glob("*.py") if p.stem != "__init__")


def profile(name: str) -> Profile:
    """The profile of this name; SystemExit names those there are."""
    stem = name.replace("-", "_")
    if stem not in names():
        sys.exit(f"no profile {name!r}; there are: {', '.join(names())}")
    return cast("Profile", importlib.import_module(f"profiles.{stem}"))


def write(name: str, gold: Path, out: Path, **options: Any) -> int:
    """Fills `out` with the answers to `gold`; the number of lines."""
    out.parent.mkdir(parents=True, exist_ok=True)
    lines = 0
    with gzip.open(out, "wt", encoding="utf-8") if out.suffix == ".gz" else out.open("w", encoding="utf-8") as handle:
        for answer in profile(name).answers(gold, **options):
            handle.write(json.dumps(answer, ensure_ascii=False) + "\n")
            lines += 1
    return lines


def main() -> None:
    """Prints the answers of one gold file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", help=f"one of: {', '.join(names())}")
    parser.add_argument("gold", type=Path, help="gold file (.jsonl, .jsonl.gz, or one JSON document)")
    parser.add_argument("--events", type=Path, help="where `links` writes its events")
    args = parser.parse_args()
    options = {"events": args.events} if args.events else {}
    for answer in profile(args.name).answers(args.gold, **options):
        print(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main()
