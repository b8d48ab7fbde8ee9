"""PLOVER: the told events of a sentence with the words for their actors and the dead and injured they name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reading import read, rows, words
from thucydides.model.claim import Claim


def _count(claim: Claim, outcome: str) -> int | None:
    return next((t.low if t.low is not None else t.high for t in claim.casualties if t.outcome == outcome), None)


def event(claim: Claim) -> dict[str, Any]:
    """A claim as PLOVER's answer; force that is only announced is a threat there."""
    return {
        **({"event": "THREATEN"} if claim.modality == "planned" else {"event_type": claim.event_type}),
        "source": " ".join(words(claim, "initiator", "party")),
        "target": " ".join(words(claim, "target", "party")),
        "dead": _count(claim, "killed"),
        "injured": _count(claim, "injured"),
    }


def answers(gold: Path) -> Iterator[dict[str, Any]]:
    """Events of each sentence; a type is told once, what is denied or hypothetical is not told."""
    for row in rows(gold, "id", "text", "date"):
        claims = read(row["text"], doc_id=row["id"], day=row["date"], language="en").claims
        kept: dict[str, Claim] = {}
        for claim in claims:
            if claim.polarity == "asserted" and claim.modality != "hypothetical":
                kept.setdefault(claim.event_type, claim)
        yield {"id": row["id"], "events": [event(c) for c in kept.values()]}
