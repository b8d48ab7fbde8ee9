"""Ten stories, each told natively in six languages: the same claims, the same slots filled, nearly all values equal."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import pytest

from thucydides.model.claim import Claim
from told import read

STORIES = sorted((Path(__file__).resolve().parent.parent / "data" / "parallel").glob("*.toml"))
# Share of the values that must be as the story says, in each language.
WANTED = 0.90
OPEN_END = -1
OUTCOMES = ("killed", "injured", "abducted", "arrested", "displaced")


@cache
def story(path: Path) -> dict[str, Any]:
    """One story: its texts by language and its claims, which hold for all of them."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


CODES = sorted(story(STORIES[0])["text"])


def _km(a: tuple[float, float], b: tuple[float, float]) -> float:
    (la, lo), (lb, lp) = ((radians(x), radians(y)) for x, y in (a, b))
    return 12742 * asin(sqrt(sin((la - lb) / 2) ** 2 + cos(la) * cos(lb) * sin((lo - lp) / 2) ** 2))


def _doers(claim: Claim) -> list[str]:
    return [a.name for a in claim.actors if a.role in ("initiator", "party")]


def filled(claim: Claim) -> dict[str, bool]:
    """Which slots a claim fills, by the names that a story uses."""
    outcomes = {t.outcome for t in claim.casualties}
    return {
        "root": len(claim.attribution) > 1,
        "initiator": bool(_doers(claim)),
        "place": claim.place is not None and claim.place.lat is not None,
        "earliest": claim.time is not None and claim.time.earliest is not None,
        "weapons": bool(claim.weapons),
    } | {o: o in outcomes for o in OUTCOMES}


def compared(claim: Claim, want: dict[str, Any], day: date) -> Iterator[tuple[str, bool, object]]:
    """(slot, is as the story says, what was read) for each value that the story names."""
    yield "type", claim.event_type in (want["type"], *want.get("types", ())), claim.event_type
    yield "polarity", claim.polarity == want.get("polarity", "asserted"), claim.polarity
    yield "modality", claim.modality == want.get("modality", "stated"), claim.modality
    if "root" in want:
        root = claim.attribution[-1] if len(claim.attribution) > 1 else None
        yield "root", (root.kind in want["root"] if root else not want["root"]), root and (root.kind, root.source)
    if "initiator" in want:
        doers = _doers(claim)
        yield "initiator", any(w.lower() in d.lower() for w in want["initiator"] for d in doers), doers
    if "place" in want:
        lat, lon, within = want["place"]
        p = claim.place
        near = p is not None and p.lat is not None and p.lon is not None and _km((lat, lon), (p.lat, p.lon)) <= within
        yield "place", near, p and (p.name, p.lat, p.lon)
    if "earliest" in want:
        t = claim.time
        yield "earliest", t is not None and t.earliest == want["earliest"], t and str(t.earliest)
        yield "latest", t is not None and t.latest == want["latest"], t and str(t.latest)
    if "weapons" in want:
        codes = [w.code for w in claim.weapons]
        yield "weapons", set(want["weapons"]) <= set(codes), codes
    for outcome in OUTCOMES:
        if outcome in want:
            low, high = want[outcome]
            tolls = [(t.low, t.high) for t in claim.casualties if t.outcome == outcome]
            yield outcome, (low, None if high == OPEN_END else high) in tolls, tolls
    if "victims" in want:
        victims = [t.victims for t in claim.casualties]
        yield "victims", want["victims"] in victims, victims


def paired(path: Path, code: str) -> tuple[list[tuple[dict[str, Any], Claim | None]], int]:
    """Each wanted claim with the one that agrees best with it, and how many claims are left over."""
    told = story(path)
    left = list(read(told["text"][code], told["day"], code).claims)
    pairs: list[tuple[dict[str, Any], Claim | None]] = []
    for want in told["claim"]:
        alike = [c for c in left if c.polarity == want.get("polarity", "asserted")]
        best = max(alike, key=lambda c: sum(ok for _, ok, _ in compared(c, want, told["day"])), default=None)
        pairs.append((want, best))
        left = [c for c in left if c is not best]
    return pairs, len(left)


def _slots(want: dict[str, Any]) -> list[str]:
    return [s for s in ("root", "initiator", "place", "earliest", "weapons", *OUTCOMES) if want.get(s)]


@pytest.mark.parametrize("code", CODES)
def test_ten_stories_have_equal_values(code: str):
    """Of all values of the ten stories, at least nine in ten are read as the story says; a claim too many is a fault."""
    right = total = 0
    faults: list[tuple[object, ...]] = []
    for path in STORIES:
        pairs, spare = paired(path, code)
        total += spare
        faults += [(path.stem, "claims too many", spare)] if spare else []
        for want, claim in pairs:
            if claim is None:
                total += len(want)
                faults.append((path.stem, want["type"], "no claim"))
                continue
            for slot, ok, found in compared(claim, want, story(path)["day"]):
                total += 1
                right += ok
                faults += [] if ok else [(path.stem, want["type"], slot, found)]
    assert right >= WANTED * total, (f"{right} of {total}", faults)


@pytest.mark.parametrize("path", STORIES, ids=lambda p: p.stem)
def test_a_story_fills_the_same_slots_in_every_language(path: Path):
    """What one editor tells of a claim (speaker, doer, place, day, weapon, tolls), all do, and it is found in all."""
    empty: Counter[tuple[str, str, str]] = Counter()
    for code in CODES:
        for want, claim in paired(path, code)[0]:
            has = filled(claim) if claim else {}
            empty.update((code, want["type"], s) for s in _slots(want) if not has.get(s))
    assert not empty, sorted(empty)
