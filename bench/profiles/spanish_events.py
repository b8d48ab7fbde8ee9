"""Spanish events of the war in Colombia: codes of the contract with the words for the actors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reading import read, rows, words
from thucydides.model.claim import Claim
from thucydides.model.mention import FORCES


def _code(claim: Claim) -> dict[str, str]:
    """CAMEO counts what an armed side does by arms as its use of force (190), whoever is hit."""
    doers = [a.kind for a in claim.actors if a.role == "initiator"]
    if claim.event_type == "attack" and any(kind in FORCES for kind in doers):
        return {"code": "190"}
    return {"event_type": claim.event_type}


def answers(gold: Path) -> Iterator[dict[str, Any]]:
    """Events of each sentence, denials and hypotheses left out."""
    for row in rows(gold, "id", "text", "date"):
        claims = read(row["text"], doc_id=row["id"], day=row["date"], language="es").claims
        yield {
            "id": row["id"],
            "events": [
                {
                    **_code(c),
                    "source": " ".join(words(c, "initiator", "party")),
                    "target": " ".join(words(c, "target", "party")),
                }
                for c in claims
                if c.polarity == "asserted" and c.modality != "hypothetical"
            ],
        }
