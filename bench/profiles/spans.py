"""Resolution alone: where the given toponyms of English news are, each answered on its own span."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reading import document, jsonl
from thucydides.knowledge.gazetteer import Gazetteer
from thucydides.knowledge.library import language
from thucydides.mentions import places
from thucydides.mentions.page import open_page

_OPEN = ("start", "end")  # the offsets are the question; point, country and region are the key


def answers(gold: Path) -> Iterator[dict[str, Any]]:
    """One answer a document: every given span with a point, or without one where nothing has the name."""
    gazetteer = Gazetteer.open()
    for row in jsonl(gold):
        spans = [tuple(told[key] for key in _OPEN) for told in row["toponyms"]]
        page = open_page(document(row["text"], doc_id=row["id"], language="en"), language("en"))
        told = []
        for (start, end), place in zip(spans, places.given(page, spans, gazetteer), strict=True):
            answer: dict[str, Any] = {"start": start, "end": end}
            if place is not None:
                answer |= {"lat": place.lat, "lon": place.lon, "country": place.country, "admin1": place.admin1}
            told.append(answer)
        yield {"id": row["id"], "toponyms": told}
