"""SemEval-2018 task 5: which articles tell one incident; each is read as any report, then stories are linked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reading import document, rows
from thucydides import pipeline
from thucydides.linking.stories import stories_of, story_of


def answers(gold: Path) -> Iterator[dict[str, Any]]:
    """The cluster of each article: the id of the oldest article of its story."""
    told = []
    for row in rows(gold, "id", "title", "text", "date"):
        report = document(f"{row['title']}\n\n{row['text']}", doc_id=row["id"], day=row["date"], language="en")
        reading = pipeline.read(report)
        day = reading.document.published.earliest
        told.append(story_of(report, reading.claims, day.toordinal() if day else None))
    home = stories_of(told)
    for story in told:
        yield {"id": story.doc_id, "cluster": home[story.doc_id]}
