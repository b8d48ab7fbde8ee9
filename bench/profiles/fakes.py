"""FA-KES: the first-level region of an article's main event, which news tells first and comes back to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reading import read, rows
from thucydides.model.claim import Claim


def region(claims: tuple[Claim, ...]) -> str | None:
    """The region of Syria with the most weight; the nth claim weighs 1/n."""
    weight: dict[str, float] = {}
    for n, claim in enumerate(claims, 1):
        if claim.place is not None and claim.place.country == "SY" and claim.place.admin1:
            weight[claim.place.admin1] = weight.get(claim.place.admin1, 0.0) + 1 / n
    return max(weight, key=lambda name: weight[name]) if weight else None


def answers(gold: Path) -> Iterator[dict[str, Any]]:
    """One governorate an article, null where no claim has one."""
    for row in rows(gold, "id", "title", "text"):
        claims = read(f"{row['title']}\n\n{row['text']}", doc_id=row["id"], language="en").claims
        yield {"id": row["id"], "governorate": region(claims)}
