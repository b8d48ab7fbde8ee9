"""CASE 2021: the type of a text's main claim: a told one, the most specific first, as ACLED's coders decide, then by position."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reading import read, rows, told
from thucydides.model.claim import Claim, Reading

# Types that a more specific one beside them overrides (a territory taken over the clash for it, a suicide bomb over a bomb).
GENERALITY = {
    "bombing": 1,
    "air_strike": 1,
    "shelling": 1,
    "destruction": 1,
    "protest_with_intervention": 1,
    "territory_gain_state": 1,
    "territory_gain_nonstate": 1,
    "armed_clash": 2,
    "arrest": 2,
    "attack": 2,
    "peaceful_protest": 2,
    "deployment": 3,
    "displacement": 3,
    "siege": 3,
    "agreement": 2,
    "group_change": 2,
    "casualties_only": 4,
}


# ACLED codes moves of forces without fighting as a change of a group's activity.
LABELS = {"deployment": "CHANGE_TO_GROUP_ACT"}


# Beginnings of the reader's reasons for not coding a death or damage.
MISHAPS = {
    "a disaster of nature": "NATURAL_DISASTER",
    "a sickness": "NATURAL_DISASTER",
    "an accident": "MAN_MADE_DISASTER",
}


def main_claim(claims: tuple[Claim, ...]) -> Claim | None:
    """The most specific told claim, the first among equals; else the same of all; None where there is none."""
    return min(told(claims) or claims, key=lambda c: (GENERALITY.get(c.event_type, 0), c.trigger.start), default=None)


def _answered(claim: Claim) -> str | None:
    """ATTRIB for what is told as somebody's answer for a deed: a claim of responsibility or a denial."""
    stances = {source.stance for source in claim.attribution}
    if "claiming_responsibility" in stances or claim.polarity == "denied":
        return "ATTRIB"
    return LABELS.get(claim.event_type)


def _mishap(reading: Reading) -> str:
    """The label of a text without a claim: by why its words of harm were not coded."""
    reasons = {n.reason for n in reading.not_coded}
    return next((label for start, label in MISHAPS.items() if any(r.startswith(start) for r in reasons)), "OTHER")


def answers(gold: Path) -> Iterator[dict[str, Any]]:
    """The main claim's event type; texts that tell of no event are OTHER."""
    for row in rows(gold, "id", "text"):
        reading = read(row["text"], doc_id=row["id"], language="en")
        claim = main_claim(reading.claims)
        label = _answered(claim) if claim is not None else _mishap(reading)
        yield (
            {"id": row["id"], "label": label}
            if label or claim is None
            else {"id": row["id"], "event_type": claim.event_type}
        )
