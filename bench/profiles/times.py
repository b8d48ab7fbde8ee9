"""Answers bench/times: every time of a text as the reader's `find` and `resolve` give it, before a claim picks one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from thucydides.knowledge import library
from thucydides.knowledge.times import time_book
from thucydides.mentions.page import open_page
from thucydides.mentions.times import find, resolve
from thucydides.model.document import Document, Published
from thucydides.model.mention import TimeMention

# TIMEX3 has no days for durations ("over the past two years", "il y a [deux ans]"); those of days are answered as days.
_LONGEST_WINDOW = 14


def answer(row: dict[str, Any]) -> dict[str, Any]:
    """One gold line (only id, language, dct and text are looked at) as an answer.

    The benchmark speaks TIMEX3: "since Monday" is its first day, a span has two ends, and the start of a month is the month.
    """
    code = row["language"]
    page = open_page(Document(row["id"], row["text"], code), library.language(code))
    day = date.fromisoformat(row["dct"][:10]) if row.get("dct") else None
    words = tuple(
        part.having(since=None, until=None, edge=None, tense=-1 if whole.number("since") else None)
        for whole in find(page, time_book(code))
        for part in (whole.inner if whole.kind == "span" and not whole.word("part") else (whole,))
    )
    published = Published(day, day, "given" if day else "unknown")
    kinds = {(w.start, w.end): w for w in words}
    timexes = []
    for mention in resolve(words, published, page, everything=True):
        days: tuple[date | None, date | None] = mention.earliest, mention.latest
        said = kinds[mention.start, mention.end]
        duration = mention.window or said.number("before")
        first, last = days
        if duration and first is not None and last is not None and (last - first).days > _LONGEST_WINDOW:
            days = None, None
        if mention.alternatives and mention.alternatives[0][2].startswith("the whole"):
            days = mention.alternatives[0][:2]
        # A day and its clock are two expressions in TIMEX3.
        day_too = said.kind != "clock"
        for clock in dict.fromkeys((None, mention.clock) if day_too else (mention.clock,)):
            timexes.append(_timex(mention, days, clock))
    return {"id": row["id"], "timexes": timexes}


def _timex(mention: TimeMention, days: tuple[date | None, date | None], clock: str | None) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "earliest": days[0].isoformat() if days[0] else None,
        "latest": days[1].isoformat() if days[1] else None,
        "clock": clock,
    }


def answers(gold: Path, **options: Any) -> Iterator[dict[str, Any]]:
    """The answers to one gold file."""
    for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
        yield answer({k: row.get(k) for k in ("id", "language", "dct", "text")})
