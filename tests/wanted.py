"""How tests compare claims with what a sheet wants of them: slot by slot, and each wanted claim with the best of ours."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import Any

from thucydides.model.claim import Claim, Reading

OPEN_END = -1
OUTCOMES = ("killed", "injured", "displaced", "abducted")


def km_between(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Between two points in degrees."""
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
        p is not None
        and p.lat is not None
        and p.lon is not None
        and km_between((want[0], want[1]), (p.lat, p.lon)) <= want[2]
    )


def faults(want: dict[str, Any], claim: Claim) -> list[str]:
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
    """True where the trigger of a claim is among some words of a text."""
    start = text.index(words)
    return claim.trigger.start < start + len(words) and start < claim.trigger.end


def paired(text: str, wanted: list[dict[str, Any]], reading: Reading) -> dict[int, tuple[int, list[str]]]:
    """For wanted claims by number, the claim on their words that has the fewest faults, with these; each serves once."""
    options = [
        (("type" in bad) * 3 + len(bad), i, n, bad)
        for i, want in enumerate(wanted)
        for n, claim in enumerate(reading.claims)
        if overlaps(claim, text, want["at"])
        for bad in [faults(want, claim)]
    ]
    pairs: dict[int, tuple[int, list[str]]] = {}
    for _, i, n, bad in sorted(options):
        if i not in pairs and n not in [m for m, _ in pairs.values()]:
            pairs[i] = (n, bad)
    return pairs
