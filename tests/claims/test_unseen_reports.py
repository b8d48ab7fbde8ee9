"""Reports written without looking at the reader, with what must be read in them: claims, their values, and silence."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from thucydides.model.claim import Reading
from told import read, sheet
from wanted import overlaps, paired

FOLDER = Path("data", "unseen")
# Shares that must hold: values read as written, claims wholly right, and how many of ours the writer told too.
# Ratchets: raise them when they rise.
FLOORS = {"fr": (0.90, 0.68, 0.78), "en": (0.90, 0.65, 0.80)}


@cache
def told(code: str) -> list[tuple[dict[str, Any], str, Reading]]:
    """Each report with its text and its reading."""
    reports = sheet(str(FOLDER), code)["report"]
    return [(r, r["text"].strip(), read(r["text"].strip(), r.get("day"), code)) for r in reports]


@pytest.mark.parametrize("code", sorted(FLOORS))
def test_what_was_written_is_read(code: str):
    """Of the values written by hand, of whole claims, and of our claims, the shares that are right keep their floors."""
    values = right = whole = wanted = ours = meant = 0
    faults: list[object] = []
    for report, text, reading in told(code):
        pairs = paired(text, report["claims"], reading)
        ours, meant = ours + len(reading.claims), meant + len(pairs)
        for i, want in enumerate(report["claims"]):
            if want.get("optional"):
                continue
            slots = len(set(want) - {"at"} | {"polarity", "modality"})
            bad = pairs[i][1] if i in pairs else ["no claim"] * slots
            values, right, wanted, whole = values + slots, right + slots - len(bad), wanted + 1, whole + (not bad)
            faults += [(report["name"], want["at"], bad)] if bad else []
    shares = (right / values, whole / wanted, meant / ours)
    assert all(s >= floor for s, floor in zip(shares, FLOORS[code], strict=True)), (shares, faults)


@pytest.mark.parametrize("code", sorted(FLOORS))
def test_their_day_is_found(code: str):
    """The publication day is read off datelines and headers as the writer meant it."""
    found = [(r["name"], reading.document.published) for r, _, reading in told(code)]
    meant = [r["published"] for r, _, _ in told(code)]
    assert [(p.earliest, p.latest) for _, p in found] == [(day, day) for day in meant], found


@pytest.mark.parametrize("code", sorted(FLOORS))
def test_what_tells_no_event_is_silent(code: str):
    """Of figures of speech, history and threats, at most one in a language makes a claim."""
    loud = [
        w for r, text, reading in told(code) for w in r["silent"] if any(overlaps(c, text, w) for c in reading.claims)
    ]
    assert len(loud) <= 1, loud
