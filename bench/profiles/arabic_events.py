"""Arabic assaults and protests: the types told in a sentence, with the words of the first one's verb and actors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reading import read, rows, told, words


def answers(gold: Path) -> Iterator[dict[str, Any]]:
    """Types of each sentence; none where nothing is told."""
    for row in rows(gold, "id", "text"):
        claims = told(read(row["text"], doc_id=row["id"], language="ar").claims)
        answer: dict[str, Any] = {"id": row["id"], "types": sorted({c.event_type for c in claims})}
        if claims:
            answer["verb"] = claims[0].trigger.exact
            answer["source"] = " ".join(words(claims[0], "initiator", "party"))
            answer["target"] = " ".join(words(claims[0], "target"))
        yield answer
