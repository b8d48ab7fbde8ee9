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


def answer(row: dict[str, Any]) -> dict[str, Any]:
    """One gold line (only id, language, dct and text are looked at) as an answer.

    The benchmark speaks TIMEX3: "since Monday" is its first day, and the start of a month is the month.
    """
    code = row["language"]
    page = open_page(Document(row["id"], row["text"], code), library.language(code))
    day = date.fromisoformat(row["dct"][:10]) if row.get("dct") else None
    words = tuple(w.having(since=None, until=None, edge=None) for w in find(page, time_book(code)))
    published = Published(day, day, "given" if day else "unknown")
    timexes = []
    for mention in resolve(words, published, page, everything=True):
        earliest, latest = mention.earliest, mention.latest
        if mention.alternatives and mention.alternatives[0][2].startswith("the whole"):
            earliest, latest, _ = mention.alternatives[0]
        timexes.append({
            "start": mention.start,
            "end": mention.end,
            "earliest": earliest.isoformat() if earliest else None,
            "latest": latest.isoformat() if latest else None,
            "clock": mention.clock,
        })
    return {"id": row["id"], "timexes": timexes}


def answers(gold: Path, **options: Any) -> Iterator[dict[str, Any]]:
    """The answers to one gold file."""
    for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
        yield answer({k: row.get(k) for k in ("id", "language", "dct", "text")})
