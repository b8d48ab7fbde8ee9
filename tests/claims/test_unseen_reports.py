"""Reports written without looking at the reader, with what must be read in them: claims, their values, and silence."""

from __future__ import annotations

from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import pytest

from thucydides.model.claim import Claim, Reading
from told import read, sheet

FOLDER = Path("data", "unseen")
OPEN_END = -1
OUTCOMES = ("killed", "injured", "displaced", "abducted")
# Shares that must hold: values read as written, claims wholly right, and how many of ours the writer told too.
# Ratchets: raise them when they rise.
FLOORS = {"fr": (0.90, 0.68, 0.78), "en": (0.90, 0.65, 0.80)}


def _km(a: tuple[float, float], b: tuple[float, float]) -> float:
    (la, lo), (lb, lp) = ((radians(x), radians(y)) for x, y in (a, b))
    return 12742 * asin(sqrt(sin((la - lb) / 2) ** 2 + cos(la) * cos(lb) * sin((lo - lp) / 2) ** 2))


def _plain(words: str) -> str:
    return words.strip(' "“”«»').casefold()


def _is_root(words: str, claim: Claim) -> bool:
    root = claim.attribution[-1] if len(claim.attribution) > 1 else None
    if not words or root is None or root.anchor is None:
        return not words and root is None
    said, want = _plain(root.anchor.exact), _plain(words)
    return want in said or said in want


def _is_near(want: list[float], claim: Claim) -> bool:
    p = claim.place
    return (
        p is not None and p.lat is not None and p.lon is not None and _km((want[0], want[1]), (p.lat, p.lon)) <= want[2]
    )


def faults_of(want: dict[str, Any], claim: Claim) -> list[str]:
    """The slots that a claim reads otherwise than the sheet has them."""
    right = {
        "type": claim.event_type in want["type"].split(),
        "polarity": claim.polarity == want.get("polarity", "asserted"),
        "modality": claim.modality in want.get("modality", "stated").split(),
    }
    if "root" in want:
        right["root"] = _is_root(want["root"], claim)
    if "place" in want:
        right["place"] = _is_near(want["place"], claim)
    if "day" in want:
        days, t = want["day"].split(), claim.time
        right["day"] = t is not None and [str(t.earliest), str(t.latest)] == [days[0], days[-1]]
    if "initiator" in want:
        doers = [f"{a.name} {a.anchor.exact}" for a in claim.actors if a.role in ("initiator", "party")]
        right["initiator"] = any(want["initiator"].casefold() in d.casefold() for d in doers)
    for outcome in set(OUTCOMES) & set(want):
        low, high = want[outcome]
        tolls = [(t.low, t.high) for t in claim.casualties if t.outcome == outcome]
        right[outcome] = (low, None if high == OPEN_END else high) in tolls
    return sorted(slot for slot, ok in right.items() if not ok)


def overlaps(claim: Claim, text: str, words: str) -> bool:
    """True where the word of a claim touches these words of the text."""
    start = text.index(words)
    return claim.trigger.start < start + len(words) and start < claim.trigger.end


def paired(text: str, wanted: list[dict[str, Any]], reading: Reading) -> dict[int, tuple[int, list[str]]]:
    """For wanted claims by number, the claim on their words that has the fewest faults, with these; each serves once."""
    options = [
        (("type" in bad) * 3 + len(bad), i, n, bad)
        for i, want in enumerate(wanted)
        for n, claim in enumerate(reading.claims)
        if overlaps(claim, text, want["at"])
        for bad in [faults_of(want, claim)]
    ]
    pairs: dict[int, tuple[int, list[str]]] = {}
    for _, i, n, bad in sorted(options):
        if i not in pairs and n not in [m for m, _ in pairs.values()]:
            pairs[i] = (n, bad)
    return pairs


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
