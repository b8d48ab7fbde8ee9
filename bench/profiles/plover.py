"""PLOVER: one event a sentence, an act of words or of force, with the words for its actors and the dead and injured.

The contract codes force and a few dealings; the categories of statements and pressure (DEMAND, REJECT, AID ...) are words of
the task and stand in `plover.toml`. A claim of the reader and an act of words compete for the sentence's main clause.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reading import read, rows, scene, words
from thucydides.claims.scene import Scene
from thucydides.model.claim import Claim

TASK: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
ACTS = [(kind, re.compile(rf"\b(?:{p})")) for kind, patterns in TASK["acts"].items() for p in patterns]
INTENT = re.compile(rf"\b(?:{'|'.join(TASK['intents']['marks'])})\b")
PRESSURE = re.compile(rf"\s+(?:\w+ ){{0,2}}?{TASK['intents']['pressure']}\b")
FAVOUR = re.compile(rf"\s+(?:\w+ ){{0,2}}?{TASK['intents']['favour']}\b")
SUBORDINATE = re.compile(rf"(?:^|[\s,]){TASK['order']['subordinate']}\s")
INSIDE = re.compile(rf"\b{TASK['order']['inside']}\s$")
_DAYS = re.compile(rf" (?:on )?(?:{TASK['order']['days']})\b(?= \w)")
_CLAUSE = 60  # what a subordinate clause costs, in characters of text
_NOUN = 40
_DEAL = 25  # set words tell kinds of deals apart
_LONG = 2  # a longer phrase says more: what one character of it is worth


@dataclass(frozen=True, slots=True)
class Act:
    """A candidate for the sentence's one event: smaller `cost` is nearer to its main clause."""

    cost: float
    start: int
    kind: str
    claim: Claim | None = None


def _count(claim: Claim, outcome: str) -> int | None:
    return next((t.low if t.low is not None else t.high for t in claim.casualties if t.outcome == outcome), None)


def _cost(text: str, start: int, end: int) -> float:
    """How far from the main clause a word stands."""
    before = text[:start]
    opened = len(SUBORDINATE.findall(before)) - (1 if SUBORDINATE.match(before) else 0)
    noun = _NOUN if INSIDE.search(before) else 0
    return start + _CLAUSE * opened + noun - _LONG * (end - start)


def _of_words(text: str) -> Iterator[Act]:
    """Statements, dealings and pressure told in set words, days between them left out; an intent is what it is turned to."""
    text = _DAYS.sub("", text)
    for kind, pattern in ACTS:
        for m in pattern.finditer(text):
            yield Act(_cost(text, m.start(), m.end()), m.start(), kind)
    for m in INTENT.finditer(text):
        cost = _cost(text, m.start(), m.end())
        if PRESSURE.match(text, m.end()) and not FAVOUR.match(text, m.end()):
            yield Act(cost, m.start(), "THREATEN")
        elif FAVOUR.match(text, m.end()):
            yield Act(cost - _NOUN, m.start(), "AGREE")


def _of_force(text: str, claims: tuple[Claim, ...]) -> Iterator[Act]:
    """What the reader claims; force that is only announced is a threat here."""
    for claim in claims:
        if claim.polarity == "asserted" and claim.modality != "hypothetical":
            cost = _cost(text, claim.trigger.start, claim.trigger.end) + (
                _DEAL if claim.event_type == "agreement" else 0
            )
            yield Act(cost, claim.trigger.start, "THREATEN" if claim.modality == "planned" else claim.event_type, claim)


def _actors(stage: Scene | None, at: int) -> tuple[str, str]:
    """The actors named before and behind an act of words."""
    found = stage.mentions.actors if stage is not None else ()
    before = [m for m in found if m.end <= at]
    behind = [m for m in found if m.start >= at]
    said = stage.page.text if stage is not None else ""
    return (
        said[before[0].start : before[0].end] if before else "",
        said[behind[0].start : behind[0].end] if behind else "",
    )


def event(act: Act, stage: Scene | None) -> dict[str, Any]:
    """An act as PLOVER's answer."""
    claim = act.claim
    if claim is None:
        source, target = _actors(stage, act.start)
        return {"event": act.kind, "source": source, "target": target, "dead": None, "injured": None}
    return {
        **({"event": act.kind} if act.kind.isupper() else {"event_type": act.kind}),
        "source": " ".join(words(claim, "initiator", "party")),
        "target": " ".join(words(claim, "target", "party")),
        "dead": _count(claim, "killed"),
        "injured": _count(claim, "injured"),
    }


def answers(gold: Path) -> Iterator[dict[str, Any]]:
    """The event of each sentence that stands nearest to its main clause; none where there is none."""
    for row in rows(gold, "id", "text", "date"):
        said = row["text"]
        claims = read(said, doc_id=row["id"], day=row["date"], language="en").claims
        text = said.lower().replace("’", "'")
        acts = [*_of_force(text, claims), *_of_words(text)]
        best = min(acts, key=lambda a: (a.cost, a.claim is None), default=None)
        stage = scene(said, doc_id=row["id"], language="en", day=row["date"]) if best and best.claim is None else None
        yield {"id": row["id"], "events": [event(best, stage)] if best else []}
