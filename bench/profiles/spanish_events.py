"""Spanish events of the war in Colombia: codes of the contract with the words for the actors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reading import read, rows, words


def answers(gold: Path) -> Iterator[dict[str, Any]]:
    """Events of each sentence, denials and hypotheses left out."""
    for row in rows(gold, "id", "text", "date"):
        claims = read(row["text"], doc_id=row["id"], day=row["date"], language="es").claims
        yield {
            "id": row["id"],
            "events": [
                {
                    "event_type": c.event_type,
                    "source": " ".join(words(c, "initiator", "party")),
                    "target": " ".join(words(c, "target", "party")),
                }
                for c in claims
                if c.polarity == "asserted" and c.modality != "hypothetical"
            ],
        }
