"""The project's own reports with their claims: what was written by hand is found, with its type, polarity and speaker."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from thucydides.knowledge import library
from thucydides.model.claim import Claim
from told import read

DATA = Path(__file__).resolve().parent.parent / "data"
# Share of the claims written by hand that must be found right; a ratchet: raise it when it rises.
FLOORS = {"de": 0.95, "ru": 0.95, "uk": 0.95}


def _reports(code: str) -> list[dict[str, Any]]:
    lines = (DATA / code / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _at(text: str, clause: str, words: str) -> tuple[int, int]:
    start = text.index(clause) + clause.index(words)
    return start, start + len(words)


def _is_right(text: str, gold: dict[str, Any], claim: Claim) -> bool:
    start, end = _at(text, gold["exact"], gold["trigger"])
    if not (claim.trigger.start < end and start < claim.trigger.end):
        return False
    kinds = {gold["event_type"], *gold.get("also_right", [])}
    if claim.event_type not in kinds or claim.polarity != gold["polarity"] or claim.modality != gold["modality"]:
        return False
    root = claim.attribution[-1] if len(claim.attribution) > 1 else None
    if not gold["attribution"] or root is None or root.anchor is None:
        return bool(gold["attribution"]) == (root is not None)
    said = gold["attribution"][-1]["exact"].strip("«»")
    return said in root.anchor.exact or root.anchor.exact.strip("«»") in said


@pytest.mark.parametrize("code", sorted(set(FLOORS) & set(library.languages())))
def test_claims_written_by_hand_are_found(code: str):
    """Of the claims that a reader must make, the share found with type, polarity, modality and root keeps its floor."""
    found = wanted = 0
    missing = []
    for report in _reports(code):
        day = date.fromisoformat(report["given_date"])
        claims = read(report["text"], day, code).claims
        for gold in report["claims"]:
            if gold["optional"]:
                continue
            wanted += 1
            right = any(_is_right(report["text"], gold, claim) for claim in claims)
            found += right
            missing += [] if right else [(report["doc_id"], gold["trigger"])]
    assert found >= FLOORS[code] * wanted, missing


@pytest.mark.parametrize("code", sorted(set(FLOORS) & set(library.languages())))
def test_words_that_are_no_event_are_silent(code: str):
    """Idioms, drills, footnotes and states of places make no claim."""
    for report in _reports(code):
        claims = read(report["text"], date.fromisoformat(report["given_date"]), code).claims
        for words in report["not_claims"]:
            start = report["text"].index(words)
            fired = [c.trigger.exact for c in claims if c.trigger.start < start + len(words) and start < c.trigger.end]
            assert not fired, (report["doc_id"], words, fired)
