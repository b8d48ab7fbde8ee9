"""CASE 2021: the type of a text's main claim: a told one, the most specific first, as ACLED's coders decide, then by position."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reading import read, rows, told
from thucydides.model.claim import Claim

# Types that a more specific one beside them overrides (a territory taken over the clash for it, a suicide bomb over a bomb).
GENERALITY = {
    "bombing": 1,
    "air_strike": 1,
    "shelling": 1,
    "destruction": 1,
    "protest_with_intervention": 1,
    "territory_gain_state": 1,
    "armed_clash": 2,
    "arrest": 2,
    "attack": 2,
    "peaceful_protest": 2,
    "deployment": 3,
    "displacement": 3,
    "casualties_only": 4,
}


# ACLED codes moves of forces without fighting as a change of a group's activity.
LABELS = {"deployment": "CHANGE_TO_GROUP_ACT"}


def main_claim(claims: tuple[Claim, ...]) -> Claim | None:
    """The most specific told claim, the first among equals; else the same of all; None where there is none."""
    return min(told(claims) or claims, key=lambda c: (GENERALITY.get(c.event_type, 0), c.trigger.start), default=None)


def answers(gold: Path) -> Iterator[dict[str, Any]]:
    """The main claim's event type; texts that tell of no event are OTHER."""
    for row in rows(gold, "id", "text"):
        claim = main_claim(read(row["text"], doc_id=row["id"], language="en").claims)
        label = LABELS.get(claim.event_type) if claim is not None else "OTHER"
        yield (
            {"id": row["id"], "label": label}
            if label or claim is None
            else {"id": row["id"], "event_type": claim.event_type}
        )
