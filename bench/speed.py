#!/usr/bin/env python3
"""How fast, how large: a generated corpus of 4 kB articles is read on one core; start-up is timed in a process of its own."""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reading import document
from thucydides.model.document import Document

TEXTS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
SEED = 431
START = """import time, sys
began = time.perf_counter()
from reading import read
claims = read(sys.argv[1], doc_id="start", day="2024-05-03").claims
assert claims, "the first text holds an event"
print(time.perf_counter() - began)
"""


def _fill(template: str, words: dict[str, Any], draw: random.Random) -> str:
    slots = {
        "place": draw.choice(words["places"]),
        "actor": draw.choice(words["actors"]),
        "actor2": draw.choice(words["actors"]),
        "victims": draw.choice(words["victims"]),
        "source": draw.choice(words["sources"]),
        "agency": draw.choice(words["agencies"]),
        "weapon": draw.choice(words["weapons"]),
        "weekday": draw.choice(words["weekdays"]),
        "month": draw.choice(words["months"]),
        "n": draw.randint(2, 40),
        "m": draw.randint(41, 90),
        "day": draw.randint(1, 28),
        "year": draw.randint(2012, 2024),
    }
    filled = template.format(**slots)
    return filled[0].upper() + filled[1:]


def article(number: int) -> tuple[str, str]:
    """(language, text) of the generated article of this number: the same for ever; about TEXTS["characters"] long."""
    draw = random.Random(SEED * 1_000_003 + number)
    language = TEXTS["languages"][number % len(TEXTS["languages"])]
    words = TEXTS[language]
    of_event = draw.random() < TEXTS["share_of_event_articles"]
    pools = [words["events"], words["talk"], words["talk"]] if of_event else [words["quiet"]]
    title = _fill(draw.choice(pools[0]), words, draw).rstrip(".")
    paragraphs = [title, _fill(words["dateline"], words, draw)]
    size = sum(map(len, paragraphs))
    while size < TEXTS["characters"]:
        sentences = [_fill(draw.choice(draw.choice(pools)), words, draw) for _ in range(draw.randint(2, 4))]
        paragraph = " ".join(sentences)
        paragraphs.append(paragraph)
        size += len(paragraph) + 2
    return language, "\n\n".join([paragraphs[0], paragraphs[1] + paragraphs[2], *paragraphs[3:]])


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def stages(texts: list[tuple[str, str]]) -> tuple[dict[str, float], int]:
    """CPU microseconds an article of each stage, and the number of claims."""
    from thucydides import pipeline
    from thucydides.knowledge import library
    from thucydides.mentions.page import open_page

    kept: list[Document] = []
    claims = 0

    def take_in() -> None:
        kept.extend(document(text, doc_id=f"speed-{n}") for n, (_, text) in enumerate(texts))

    def open_pages() -> None:
        for (language, _), each in zip(texts, kept, strict=True):
            open_page(each, library.language(language))

    def read_all() -> None:
        nonlocal claims
        for each in kept:
            claims += len(pipeline.read(each).claims)

    seconds = {"intake": _timed(take_in), "page": _timed(open_pages), "read": _timed(read_all)}
    micro = {name: round(1e6 * took / len(texts), 1) for name, took in seconds.items()}
    micro["mentions and claims"] = round(micro.pop("read") - micro["page"], 1)
    return micro, claims


def start_up() -> float:
    """Seconds from nothing to the first claim, in a fresh process."""
    text = next(t for language, t in map(article, range(100)) if language == TEXTS["languages"][0])
    here = Path(__file__).resolve().parent
    done = subprocess.run([sys.executable, "-c", START, text], cwd=here, capture_output=True, text=True, check=True)
    return round(float(done.stdout), 3)


def run(count: int) -> dict[str, Any]:
    """All figures over `count` articles."""
    warm = [article(n) for n in range(20)]
    stages(warm)
    texts = [article(n) for n in range(20, 20 + count)]
    micro, claims = stages(texts)
    whole = sum(micro.values())
    return {
        "articles": count,
        "characters_mean": round(sum(len(t) for _, t in texts) / count),
        "event_share": TEXTS["share_of_event_articles"],
        "claims": claims,
        "articles_per_second_core": round(1e6 / whole, 1),
        "microseconds_an_article": micro,
        "triage_articles_per_second_core": None,
        "start_to_first_claim_seconds": start_up(),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show", type=int, metavar="N", help="print the generated article of this number and end")
    args = parser.parse_args()
    if args.show is not None:
        print(article(args.show)[1])
        return
    figures = run(args.articles)
    if args.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        shown = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value
        print(f"{name:34s} {shown}")


if __name__ == "__main__":
    main()
