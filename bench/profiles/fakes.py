"""FA-KES: the first-level region of an article's main event, which news tells first and comes back to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reading import read, rows
from thucydides.model.claim import Claim

_BESIDE = "named beside the event"


def _first_words(claim: Claim) -> int:
    """Where an article begins to tell a claim: its event word, or the toll that stands before it."""
    return min([claim.trigger.start, *(toll.anchor.start for toll in claim.casualties)])


def region(claims: tuple[Claim, ...]) -> str | None:
    """The region of Syria with the most weight; the nth claim that has one weighs less by n to the 1.5: twice that if it
    counts dead, half if its place is borrowed from words farther off, a quarter if it tells what did not happen or may yet.
    """
    weight: dict[str, float] = {}
    claims = tuple(sorted(claims, key=_first_words))
    told = [(c, c.place.admin1) for c in claims if c.place is not None and c.place.country == "SY" and c.place.admin1]
    for n, (claim, admin1) in enumerate(told, 1):
        kills = any(c.outcome == "killed" and (c.low or c.high) for c in claim.casualties)
        happened = claim.polarity == "asserted" and claim.modality not in ("planned", "hypothetical")
        beside = claim.place is not None and claim.place.reason.startswith(_BESIDE)
        share = (2 if kills else 1) * (1 if beside else 0.5) * (1 if happened else 0.25)
        weight[admin1] = weight.get(admin1, 0.0) + share / n**1.5
    return max(weight, key=lambda name: weight[name]) if weight else None


def answers(gold: Path) -> Iterator[dict[str, Any]]:
    """One governorate an article, null where no claim has one."""
    for row in rows(gold, "id", "title", "text"):
        claims = read(f"{row['title']}\n\n{row['text']}", doc_id=row["id"], language="en").claims
        yield {"id": row["id"], "governorate": region(claims)}
