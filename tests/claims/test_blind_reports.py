"""Reports written before their reading was looked at, in the manner of staffs, ministries, monitors and local papers."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import pytest

from thucydides.model.claim import Claim
from told import read

SHEETS = sorted((Path(__file__).resolve().parent.parent / "data" / "blind").glob("*.toml"))
# (claims found, values right), by language: what is read today. A ratchet: raise it when it rises, never lower it.
FLOORS = {"ar": (0.88, 0.96), "es": (0.95, 0.94), "ru": (0.95, 0.88), "uk": (0.97, 0.95)}
OUTCOMES = ("killed", "injured", "displaced", "arrested", "abducted", "captured")


@cache
def sheet(path: Path) -> dict[str, Any]:
    """One report: its text, its claims, and the words on which nothing may fire."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def claims_of(path: Path) -> tuple[Claim, ...]:
    """What is read of one report."""
    told = sheet(path)
    return tuple(read(told["text"].strip(), told["day"], told["language"]).claims)


def _km(a: tuple[float, float], b: tuple[float, float]) -> float:
    (la, lo), (lb, lp) = ((radians(x), radians(y)) for x, y in (a, b))
    return 12742 * asin(sqrt(sin((la - lb) / 2) ** 2 + cos(la) * cos(lb) * sin((lo - lp) / 2) ** 2))


def _trigger(text: str, at: str) -> tuple[int, int]:
    """Where the bracketed word of a clause stands in the text."""
    before, rest = at.split("[")
    word, behind = rest.split("]")
    start = text.index(before + word + behind) + len(before)
    return start, start + len(word)


def _bound(value: int) -> int | None:
    return None if value < 0 else value


def _days_right(want: dict[str, Any], claim: Claim) -> bool:
    lo, hi = (date.fromisoformat(x) for x in want["day"])
    slack, time = timedelta(days=want.get("slack", 0)), claim.time
    if time is None or time.earliest is None or time.latest is None:
        return False
    return abs(time.earliest - lo) <= slack and abs(time.latest - hi) <= slack


def values(want: dict[str, Any], claim: Claim) -> Iterator[tuple[str, bool]]:
    """(slot, is as the sheet says) for each value that the sheet names."""
    yield "type", claim.event_type in (want["type"], *want.get("also", ()))
    yield "modality", claim.modality in (want.get("modality", "stated"), *want.get("modalities", ()))
    yield "polarity", claim.polarity == want.get("polarity", "asserted")
    if "root" in want:
        root = claim.attribution[-1].anchor if len(claim.attribution) > 1 else None
        said = root.exact if root is not None else ""
        yield "root", (want["root"] in said or said in want["root"]) if want["root"] and said else want["root"] == said
    if "place" in want:
        lat, lon, within = want["place"]
        p = claim.place
        yield (
            "place",
            p is not None and p.lat is not None and p.lon is not None and _km((lat, lon), (p.lat, p.lon)) <= within,
        )
    if "day" in want:
        yield "day", _days_right(want, claim)
    for slot, roles in (("who", ("initiator", "party")), ("whom", ("target", "party"))):
        if slot in want:
            names = [a.anchor.exact for a in claim.actors if a.role in roles]
            yield slot, any(n in want[slot] or want[slot] in n for n in names)
    tolls = {(c.outcome, c.low, c.high) for c in claim.casualties}
    for outcome in (*OUTCOMES, "both"):
        if outcome in want:
            low, high = (_bound(x) for x in want[outcome])
            yield outcome, ("killed_or_injured" if outcome == "both" else outcome, low, high) in tolls


def _best(text: str, want: dict[str, Any], claims: tuple[Claim, ...]) -> Claim | None:
    start, end = _trigger(text, want["at"])
    near = [c for c in claims if c.trigger.start < end and start < c.trigger.end]
    return max(near, key=lambda c: sum(ok for _, ok in values(want, c)), default=None)


@pytest.mark.parametrize("code", sorted(FLOORS))
def test_what_the_sheets_say_is_read(code: str):
    """The share of claims found by their word, and of their values that are right, keeps its floor."""
    found = wanted = right = named = 0
    wrong = []
    for path in (p for p in SHEETS if sheet(p)["language"] == code):
        for want in sheet(path)["claims"]:
            claim = _best(sheet(path)["text"].strip(), want, claims_of(path))
            wanted += 1
            found += claim is not None
            told = list(values(want, claim)) if claim is not None else []
            right, named = right + sum(ok for _, ok in told), named + len(told)
            wrong += [(path.stem, want["at"], [slot for slot, ok in told if not ok] if told else "missed")]
    kept = [w for w in wrong if w[2]]
    assert found >= FLOORS[code][0] * wanted, kept
    assert right >= FLOORS[code][1] * named, (right / named, kept)


@pytest.mark.parametrize("path", SHEETS, ids=lambda p: p.stem)
def test_words_of_peace_are_silent(path: Path):
    """Matches, prices, films and the marks of a state of things make no claim."""
    text = sheet(path)["text"].strip()
    for words in sheet(path)["silent"]:
        start = text.index(words)
        fired = [
            c.trigger.exact for c in claims_of(path) if c.trigger.start < start + len(words) and start < c.trigger.end
        ]
        assert not fired, (words, fired)
