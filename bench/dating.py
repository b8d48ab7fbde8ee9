#!/usr/bin/env python3
"""Corrupts the headers of dated articles and counts what document dating says: bench/dating.py [SHARED].

Articles come from SHARED (default ../shared) at run time and are never kept. Each is read with a true header, with a
crawler's clock of a later year above it, with a plain wrong date above it, and with a wrong day given from outside.
Flagged: the wrong day is set aside or the status is `contradicted`. False alarm: the same for the true day. Falsely
resolved: a wrong day is told as the document's, and not as contradicted. Sets are told apart, for a text without any date
of its own cannot contradict a header: `own date` are those that have one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from thucydides.intake.compose import Draft, compose
from thucydides.intake.options import IntakeOptions
from thucydides.knowledge import library
from thucydides.knowledge.times import time_book
from thucydides.mentions.page import Page, open_page
from thucydides.mentions.times import DatedName, document_day, find
from thucydides.model.document import Published

_MONTHS = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_WIRE = re.compile(r"\s*[A-Z ,()]{3,40}, (\d{1,2}) ([A-Z]{3})[A-Z]* (\d\d) ")
_TOP = re.compile(r"(?:[A-Z][a-z]{2,8} )?(?:Date of publication )?(\d{1,2}) ([A-Z][a-z]{2})[a-z]* (\d{4}) ")
_EACH = 90


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its true day; `own_date` where the text tells the day and the year itself."""

    source: str
    key: str
    language: str
    text: str
    day: date
    own_date: bool


def _rows(path: Path) -> Iterator[dict[str, object]]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def _gold(shared: Path) -> Iterator[Article]:
    for path in sorted((shared / "gold").glob("??-dev.jsonl")):
        for row in _rows(path):
            told = row["published"]
            if isinstance(told, dict) and told["earliest"] == told["latest"]:
                day = date.fromisoformat(told["earliest"])
                own = row["given_date"] is None and str(day.year) in str(row["text"])
                yield Article("gold", str(row["doc_id"]), str(row["language"]), str(row["text"]), day, own)


def _wires(shared: Path) -> Iterator[Article]:
    for row in _rows(shared / "bench/muc4/data/dev.jsonl"):
        found = _WIRE.match(str(row["text"]))
        if found and found[2].lower() in _MONTHS:
            day = date(1900 + int(found[3]), _MONTHS[found[2].lower()], int(found[1]))
            yield Article("wires", str(row["id"]), "en", str(row["text"]).strip(), day, True)


def _topped(shared: Path) -> Iterator[Article]:
    for row in _rows(shared / "bench/fakes/data/dev.jsonl"):
        found = _TOP.match(str(row["text"]))
        if found and found[2].lower() in _MONTHS:
            day = date(int(found[3]), _MONTHS[found[2].lower()], int(found[1]))
            yield Article("syria", str(row["id"]), "en", str(row["text"]), day, True)


def _stories(shared: Path) -> Iterator[Article]:
    for row in _rows(shared / "bench/police/data/docs-dev.jsonl"):
        day = date.fromisoformat(str(row["date"]))
        text = str(row["text"])
        yield Article("police", str(row["id"]), "en", text, day, text.startswith("This story is from"))


def articles(shared: Path) -> list[Article]:
    """At most _EACH of each source, chosen by hash, those with a date of their own first."""
    chosen: list[Article] = []
    for source in (_gold, _wires, _topped, _stories):
        found = sorted(source(shared), key=lambda a: hashlib.sha1(a.key.encode()).hexdigest())
        chosen += sorted(found, key=lambda a: not a.own_date)[:_EACH]
    return chosen


def _names(page: Page) -> tuple[DatedName, ...]:
    """Dated names of the roster, as the reader passes them on."""
    roster = library.actors()
    found = []
    for hit in page.of("actors", "named"):
        actor = roster.get(hit.entry.value)
        if actor is not None and (actor.since or actor.until):
            found.append(DatedName(actor.name, actor.since, actor.until, *page.span(hit.first, hit.last)))
    return tuple(found)


def judge(article: Article, header: str = "", given: date | None = None) -> Published:
    """What document dating says of an article under a header, or with a day given."""
    text = f"{header}\n\n{article.text}" if header else article.text
    draft = Draft(text, doc_id=article.key, language=article.language)
    document = compose(draft, IntakeOptions(date=given))
    page = open_page(document, library.language(article.language))
    return document_day(page, document.stamps, find(page, time_book(article.language)), _names(page))


def wrong_day(article: Article) -> date:
    """Another day, from 40 days to nine years away, later twice in three times; the same for the same article."""
    seed = int(hashlib.sha1(article.key.encode()).hexdigest(), 16)
    away = 40 + seed % 3200
    return article.day + timedelta(days=away if seed % 3 else -min(away, 1500))


def _count(article: Article, counts: Counter[str]) -> None:
    """Adds one article's outcomes under all four headers."""
    wrong = wrong_day(article)
    late = article.day + timedelta(days=abs((wrong - article.day).days) + 200)
    trials = {
        "clock": (f"{late:%d-%m-%Y} 07:57 AM Jerusalem Timing", None, late),
        "line": (f"{wrong:%d/%m/%Y}", None, wrong),
        "given": ("", wrong, wrong),
        "true line": (f"{article.day:%d/%m/%Y}", None, article.day),
        "true given": ("", article.day, article.day),
    }
    for name, (header, given, told) in trials.items():
        found = judge(article, header, given)
        counts[f"{name}: n"] += 1
        aside = found.status == "contradicted" or found.earliest != told
        counts[f"{name}: flagged"] += aside
        right = found.earliest is not None and abs((found.earliest - article.day).days) <= 1
        counts[f"{name}: right"] += right
        resolved = found.earliest is not None and found.status != "contradicted"
        counts[f"{name}: false"] += resolved and not right


def main() -> None:
    """Prints a table a set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = Path(__file__).resolve().parent.parent.parent / "shared"
    parser.add_argument("shared", type=Path, nargs="?", default=here)
    chosen = articles(parser.parse_args().shared)
    for own in (True, False):
        sets: dict[str, Counter[str]] = {}
        for article in chosen:
            if article.own_date == own:
                for name in (article.source, "all"):
                    _count(article, sets.setdefault(name, Counter()))
        print("own date" if own else "no date of their own")
        for name, counts in sets.items():
            for trial in ("clock", "line", "given", "true line", "true given"):
                n = counts[f"{trial}: n"]
                shares = {k: 100 * counts[f"{trial}: {k}"] / n for k in ("flagged", "right", "false")}
                told = "  ".join(f"{k} {v:6.1f}" for k, v in shares.items())
                print(f"  {name:8} {trial:11} n {n:4}  {told}")


if __name__ == "__main__":
    main()
