#!/usr/bin/env python3
"""How fast, how large: a generated corpus of 4 kB articles is read on one core; start-up is timed in a process of its own.

Where the compiled reader stands (`make fast`) and is of these sources, it is the one that is measured, as `build` says; --pure measures
the sources as they are. Figures are of CPU time, by blocks of articles, each article read once for the rate and once more for the stages:
a figure is the median of the blocks, `articles_per_second_core_spread` the slowest and the fastest one, which differ by their articles
and by what else the machine does.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import languages
from reading import document
from thucydides import pipeline
from thucydides.claims.triage import may_tell
from thucydides.mentions import page
from thucydides.readers import rules

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

    def sentence() -> str:
        if not of_event:
            return _fill(draw.choice(words["quiet"]), words, draw)
        told = draw.random() < TEXTS["share_of_event_sentences"]
        return _fill(draw.choice(words["events" if told else "talk"]), words, draw)

    title = _fill(draw.choice(words["events" if of_event else "quiet"]), words, draw).rstrip(".")
    paragraphs = [title, _fill(words["dateline"], words, draw) + sentence()]
    size = sum(map(len, paragraphs))
    while size < TEXTS["characters"]:
        paragraphs.append(" ".join(sentence() for _ in range(draw.randint(2, 4))))
        size += len(paragraphs[-1]) + 2
    return language, "\n\n".join(paragraphs)


# Names that the default reader calls, in its own module; each is timed where it is called.
ROOMS = {
    "open_page": "page",
    "times.find": "times",
    "times.document_day": "times",
    "times.resolve": "times",
    "places.find": "places",
    "places.frame": "places",
    "places.resolve": "places",
    "numbers.find": "other mentions",
    "actors.find": "other mentions",
    "weapons.find": "other mentions",
    "casualties.find": "other mentions",
    "triggers.find": "other mentions",
    "sources.find": "other mentions",
    "set_scene": "scene",
    "read_document": "claims",
    "make_sense": "claims",
    "assemble": "claims",
    "admit": "gate",
}


@contextmanager
def timed_rooms(seconds: dict[str, float]) -> Iterator[None]:
    """Adds the CPU seconds of each room to `seconds` while open; rooms that the reader no longer calls stay out."""
    kept: list[tuple[Any, str, Any]] = []
    for path, room in ROOMS.items():
        owner_name, _, name = path.rpartition(".")
        owner = getattr(rules, owner_name, None) if owner_name else rules
        work = getattr(owner, name, None)
        if work is None:
            continue

        def clocked(*args: Any, _work: Any = work, _room: str = room, **named: Any) -> Any:
            began = time.process_time()
            try:
                return _work(*args, **named)
            finally:
                seconds[_room] = seconds.get(_room, 0.0) + time.process_time() - began

        kept.append((owner, name, work))
        setattr(owner, name, clocked)
    try:
        yield
    finally:
        for owner, name, work in kept:
            setattr(owner, name, work)


BLOCK = 15


def blocks(texts: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """The texts in blocks that are measured apart."""
    return [texts[at : at + BLOCK] for at in range(0, len(texts), BLOCK)]


def middle(told: list[dict[str, float]]) -> dict[str, float]:
    """The median of each figure over blocks; one that a block does not tell is 0 there."""
    names = dict.fromkeys(name for block in told for name in block)
    return {name: round(median([block.get(name, 0.0) for block in told]), 1) for name in names}


def stages(texts: list[tuple[str, str]]) -> tuple[float, dict[str, float], int]:
    """CPU seconds for all, CPU microseconds an article of each stage (measured apart), and the number of claims."""
    began = time.process_time()
    kept = [document(text, doc_id=f"speed-{n}") for n, (_, text) in enumerate(texts)]
    taken_in = time.process_time() - began
    claims = sum(len(pipeline.read(each).claims) for each in kept)
    whole = time.process_time() - began
    seconds: dict[str, float] = {"intake": taken_in}
    with timed_rooms(seconds):
        for each in kept:
            pipeline.read(each)
    return whole, {name: round(1e6 * took / len(texts), 1) for name, took in seconds.items()}, claims


def triaged(texts: list[tuple[str, str]]) -> tuple[float, float]:
    """Articles a second and core of triage, of taken-in documents, and the share of them that it sets aside.

    The first pass, in which it meets the words, is not counted: a worker sees them again and again.
    """
    kept = [document(text, doc_id=f"triage-{n}") for n, (_, text) in enumerate(texts)]
    aside = sum(not may_tell(each) for each in kept)
    began = time.process_time()
    for each in kept:
        may_tell(each)
    return len(kept) / (time.process_time() - began), aside / len(kept)


def start_up() -> float:
    """Seconds from nothing to the first claim, in a fresh process."""
    text = next(t for language, t in map(article, range(100)) if language == TEXTS["languages"][0])
    here = Path(__file__).resolve().parent
    done = subprocess.run([sys.executable, "-c", START, text], cwd=here, capture_output=True, text=True, check=True)
    return round(float(done.stdout), 3)


def compiled() -> bool:
    """True where the reader that this process imports is machine code."""
    return not str(page.__file__).endswith(".py")


def fast_python() -> str | None:
    """The Python of the compiled reader; None where there is none, or where the sources have changed since."""
    root = Path(__file__).resolve().parent.parent
    sources, python = root / "src" / "thucydides", root / ".venv-fast" / "bin" / "python"
    for built in root.glob(".venv-fast/lib/python*/site-packages/thucydides"):
        if all(_same(path, built / path.relative_to(sources)) for path in sorted(sources.rglob("*.py"))):
            return str(python)
        sys.stderr.write("the compiled reader is of other sources: make fast; the sources themselves are measured\n")
    return None


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()


def run(count: int) -> dict[str, Any]:
    """All figures over `count` articles."""
    pipeline.collect_seldom()  # as the processes of the product do
    stages([article(n) for n in range(20)])
    texts = [article(n) for n in range(20, 20 + count)]
    measured = [(len(block), *stages(block)) for block in blocks(texts)]
    rates = [size / seconds for size, seconds, _, _ in measured]
    triage, aside = triaged(texts)
    return {
        "articles": count,
        "build": "compiled" if compiled() else "pure Python",
        "characters_mean": round(sum(len(t) for _, t in texts) / count),
        "share_of_event_articles": TEXTS["share_of_event_articles"],
        "share_of_event_sentences": TEXTS["share_of_event_sentences"],
        "claims": sum(claims for *_, claims in measured),
        "articles_per_second_core": round(median(rates), 1),
        "articles_per_second_core_spread": [round(min(rates), 1), round(max(rates), 1)],
        "microseconds_an_article": middle([micro for _, _, micro, _ in measured]),
        "triage_articles_per_second_core": round(triage, 1),
        "triage_share_set_aside": round(aside, 3),
        "start_to_first_claim_seconds": start_up(),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show", type=int, metavar="N", help="print the generated article of this number and end")
    parser.add_argument("--languages", action="store_true", help="what each language costs, and end (see languages.py)")
    parser.add_argument("--pure", action="store_true", help="measure the sources where a compiled reader stands too")
    args = parser.parse_args()
    python = None if args.pure or compiled() else fast_python()
    if python is not None:
        os.execv(python, [python, *sys.argv])  # noqa: S606 - the same script, by the Python of the compiled reader
    if args.languages:
        told = languages.figures(15)
        print(json.dumps(told) if args.json else languages.table(told))
        return
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
