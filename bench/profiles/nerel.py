"""NEREL: triggers as events, all toponyms and times, and the places, days and actors of claims as their ties."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reading import read, rows, scene
from thucydides.model.anchor import Anchor


def _span(anchor: Anchor) -> list[int]:
    return [anchor.start, anchor.end]


def _unique(pairs: list[Any]) -> list[Any]:
    return sorted({repr(p): p for p in pairs}.values())


def answers(gold: Path) -> Iterator[dict[str, Any]]:
    """Spans and pairs of spans of each document."""
    for row in rows(gold, "id", "text"):
        claims = read(row["text"], doc_id=row["id"], language="ru").claims
        stage = scene(row["text"], doc_id=row["id"], language="ru")
        seen = stage.mentions if stage else None
        placed = [(c, c.place.anchor) for c in claims if c.place is not None]
        timed = [(c, c.time.anchor) for c in claims if c.time is not None and c.time.anchor is not None]
        acting = [(c, a.anchor) for c in claims for a in c.actors]
        yield {
            "id": row["id"],
            "events": _unique([_span(c.trigger) for c in claims]),
            "places": [[p.start, p.end] for p in seen.places if not p.anaphor] if seen else [],
            "dates": [[t.start, t.end] for t in seen.times] if seen else [],
            "organizations": _unique([_span(a.anchor) for c in claims for a in c.actors if a.actor_id]),
            "numbers": _unique([_span(t.anchor) for c in claims for t in c.casualties]),
            "event_places": _unique([[_span(c.trigger), _span(a)] for c, a in placed]),
            "event_dates": _unique([[_span(c.trigger), _span(a)] for c, a in timed]),
            "event_participants": _unique([[_span(c.trigger), _span(a)] for c, a in acting]),
        }
