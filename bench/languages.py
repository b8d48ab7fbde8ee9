#!/usr/bin/env python3
"""What each language costs: the ten stories that are told natively in all of them, read for the first time and again."""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import time
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reading import document, jsonl
from thucydides import pipeline
from thucydides.model.document import Document

WRITTEN = Path(__file__).resolve().parent.parent / "tests" / "data"
# The language that the others are measured by, and the length of the article that the figures are told for.
BASE, CHARACTERS = "en", 4_000

Told = dict[str, list[Document]]


def stories() -> Told:
    """The ten stories of tests/data/parallel by language, each a document."""
    told: Told = {}
    for path in sorted((WRITTEN / "parallel").glob("*.toml")):
        story = tomllib.loads(path.read_text(encoding="utf-8"))
        for code, text in story["text"].items():
            made = document(text, doc_id=f"{path.stem}-{code}", day=str(story["day"]), language=code)
            told.setdefault(code, []).append(made)
    return told


def warming(codes: Iterable[str]) -> list[Document]:
    """Other reports in these languages (tests/data/<code>/reports.jsonl)."""
    found = []
    for code in codes:
        for n, row in enumerate(jsonl(WRITTEN / code / "reports.jsonl")):
            if row.get("text"):
                found.append(document(row["text"], doc_id=f"{code}-{n}", day=row.get("given_date"), language=code))
    return found


def _timed(documents: list[Document]) -> list[float]:
    """CPU seconds of each."""
    took = []
    for each in documents:
        began = time.process_time()
        pipeline.read(each)
        took.append(time.process_time() - began)
    return took


def _apart(documents: list[Document], before: list[Document]) -> dict[str, list[float]]:
    """CPU seconds of each document, read for the first time and again, in a process that ends with what it learned."""
    reader, writer = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            _timed(before)  # memory that is shared with the parent is copied now, not while the clock runs
            told = {"first": _timed(documents), "again": _timed(documents)}
            os.write(writer, json.dumps(told).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        raw = stream.read()
    os.waitpid(pid, 0)
    apart: dict[str, list[float]] = json.loads(raw)
    return apart


def measured(told: Told, before: list[Document], rounds: int) -> dict[str, dict[str, float]]:
    """By language: characters, claims, and CPU milliseconds of all its stories, `first` and `again`.

    Of each story the best of `rounds` counts; the languages take turns, so that what else runs meets all alike.
    """
    pipeline.collect_seldom()
    for each in before:
        pipeline.read(each)
    gc.collect()
    gc.freeze()
    best: dict[tuple[str, str], list[float]] = {}
    for _ in range(rounds):
        for code, documents in told.items():
            for name, took in _apart(documents, before[::4]).items():
                kept = best.get((code, name), took)
                best[code, name] = [min(pair) for pair in zip(kept, took, strict=True)]
    gc.unfreeze()
    return {
        code: {
            "characters": sum(len(each.text) for each in documents),
            "claims": sum(len(pipeline.read(each).claims) for each in documents),
            **{name: 1e3 * sum(best[code, name]) for name in ("first", "again")},
        }
        for code, documents in told.items()
    }


def calls(told: Told, before: list[Document]) -> dict[str, tuple[int, int]]:
    """By language, calls of functions while its stories are read for the first time, and again: work that no other
    process disturbs. Meaningful in a process of its own.
    """
    for each in before:
        pipeline.read(each)
    return {code: (_calls(documents), _calls(documents)) for code, documents in told.items()}


def _calls(documents: list[Document]) -> int:
    number = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        for each in documents:
            pipeline.read(each)
    finally:
        sys.setprofile(None)
    return number


def figures(rounds: int) -> dict[str, dict[str, float]]:
    """By language, read for the first time and again: CPU milliseconds a story, a claim and 4,000 characters, and the
    same by those of English.
    """
    told = stories()
    rows = measured(told, warming(told), rounds)
    shown: dict[str, dict[str, float]] = {}
    for code, row in rows.items():
        shown[code] = {"characters": row["characters"], "claims": row["claims"]}
        for name in ("first", "again"):
            units = {"story": len(told[code]), "claim": row["claims"], "4k": row["characters"] / CHARACTERS}
            for unit, number in units.items():
                shown[code][f"{name}_ms_{unit}"] = round(row[name] / number, 2)
    for row in shown.values():
        for key in [key for key in row if "_ms_" in key]:
            row[f"{key}_ratio"] = round(row[key] / shown[BASE][key], 2)
    return shown


def table(shown: dict[str, dict[str, float]]) -> str:
    """The figures as the docs have them."""
    units = ("story", "claim", "4k")
    lines = [
        "| language | characters | "
        + " | ".join(f"{n}, ms a {u} (× {BASE})" for n in ("first", "again") for u in units),
        "|---|---" + "|---" * 6 + "|",
    ]
    lines[0] += " |"
    for code, row in shown.items():
        cells = [
            f"{row[f'{n}_ms_{u}']:.2f} ({row[f'{n}_ms_{u}_ratio']:.2f})" for n in ("first", "again") for u in units
        ]
        lines.append(f"| {code} | {row['characters']:.0f} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Prints the table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--calls", action="store_true", help="count calls of functions, which nothing disturbs")
    args = parser.parse_args()
    if args.calls:
        told = stories()
        print(json.dumps(calls(told, warming(told))))
        return
    shown: dict[str, Any] = figures(args.rounds)
    print(json.dumps(shown) if args.json else table(shown))


if __name__ == "__main__":
    main()
