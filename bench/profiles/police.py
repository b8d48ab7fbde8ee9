"""India Police Events: what police are said to have done, from claims whose initiator is police."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from reading import read, rows, told
from thucydides.model.claim import Claim

VIOLENT = frozenset(
    (
        "attack",
        "excessive_force",
        "protest_with_intervention",
        "armed_clash",
        "shelling",
        "grenade_attack",
        "destruction",
    )
)
THEIRS = frozenset(("arrest", "excessive_force", "protest_with_intervention"))
PEACEFUL = (
    "dispers",
    "raid",
    "comb",
    "search",
    "quell",
    "crack",
)  # words that tell of no violence without means or harm
ARRESTING = frozenset(("police", "state_force"))  # who arrests stands for the police


def _violent(claim: Claim) -> bool:
    """False for a crowd dispersed or a house searched, where nothing tells of force."""
    quiet = claim.trigger.exact.lower().startswith(PEACEFUL)
    return not quiet or bool(claim.weapons or claim.casualties)


def _clashes(claim: Claim) -> bool:
    """Police as one of two sides that fight, though the other only demonstrates."""
    return claim.event_type == "violent_demonstration" and any(
        a.role == "party" and a.kind == "police" for a in claim.actors
    )


def labels(claims: Iterable[Claim]) -> list[str]:
    """The set's labels, sorted. What only an authority does is the police's where no other doer is told."""
    found: set[str] = set()
    for claim in told(claims):
        doers = [a.kind for a in claim.actors if a.role in ("initiator", "party")]
        police = bool((ARRESTING if claim.event_type == "arrest" else {"police"}) & set(doers))
        if not police and (doers or claim.event_type not in THEIRS):
            continue
        if claim.casualties and all(t.high == 0 for t in claim.casualties):
            continue
        found.add("ANY_ACTION")
        killed = any(t.outcome == "killed" and t.high != 0 for t in claim.casualties)
        if killed and claim.event_type != "arrest":
            found.add("KILL")
        if claim.event_type == "arrest":
            found.add("ARREST")
        elif (claim.event_type in VIOLENT and _violent(claim)) or _clashes(claim):
            found.add("FORCE")
    return sorted(found)


def answers(gold: Path) -> Iterator[dict[str, Any]]:
    """Labels of each document or sentence."""
    for row in rows(gold, "id", "text", "date"):
        yield {
            "id": row["id"],
            "labels": labels(read(row["text"], doc_id=row["id"], day=row["date"], language="en").claims),
        }
