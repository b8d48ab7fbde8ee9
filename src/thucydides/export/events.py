"""Events as the JSON of contract/event.schema.json."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from thucydides.model.event import Event


def event_to_json(event: Event) -> dict[str, Any]:
    """An event as a dict that json.dumps takes; figures are added by policies, never stored."""
    return {
        "event_id": event.event_id,
        "claims": list(event.claims),
        "roots": list(event.roots),
        "relations": [asdict(r) for r in event.relations],
    }
