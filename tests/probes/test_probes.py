"""The nine probes in every language with a sheet here: who says what, denied, planned, negated, passive, noun, when."""

from __future__ import annotations

from typing import Any

import pytest

from thucydides.model.claim import Claim
from told import cases, read, sheet

OPEN_END = -1


def _faults(claim: Claim, want: dict[str, Any]) -> list[str]:
    """What of the expectation a claim does not meet."""
    wrong = []
    if claim.event_type not in want.get("types", [claim.event_type]):
        wrong.append(f"type {claim.event_type}")
    if claim.polarity != want.get("polarity", "asserted"):
        wrong.append(f"polarity {claim.polarity}")
    if claim.modality not in want.get("modality", [claim.modality]):
        wrong.append(f"modality {claim.modality}")
    if "root" in want:
        root = claim.attribution[-1] if len(claim.attribution) > 1 else None
        said = root.anchor.exact if root and root.anchor else ""
        if (want["root"] not in said) if want["root"] else root:
            wrong.append(f"root {said!r}")
    if "initiator" in want:
        doers = [a.anchor.exact for a in claim.actors if a.role == "initiator"]
        if not any(want["initiator"] in d for d in doers) if want["initiator"] else doers:
            wrong.append(f"initiator {doers}")
    if "place" in want and (claim.place is None or want["place"] not in claim.place.anchor.exact):
        wrong.append(f"place {claim.place and claim.place.anchor.exact}")
    for outcome in ("killed", "injured"):
        if outcome in want:
            low, high = want[outcome]
            tolls = [(t.low, t.high) for t in claim.casualties if t.outcome == outcome]
            if (low, None if high == OPEN_END else high) not in tolls:
                wrong.append(f"{outcome} {tolls}")
    if "victims" in want and want["victims"] not in [t.victims for t in claim.casualties]:
        wrong.append(f"victims {[t.victims for t in claim.casualties]}")
    if "earliest" in want and (
        claim.time is None or (claim.time.earliest, claim.time.latest) != (want["earliest"], want["latest"])
    ):
        wrong.append(f"time {claim.time and (str(claim.time.earliest), str(claim.time.latest))}")
    return wrong


@pytest.mark.parametrize(("code", "probe"), cases("probes", "probe"))
def test_probe(code: str, probe: dict[str, Any]):
    """A claim says exactly what the sentence says; a denial, a plan or a negation is never told as a fact."""
    claims = read(probe["text"], sheet("probes", code)["day"], code).claims
    facts = [
        c.event_type for c in claims if c.polarity == "asserted" and c.modality in ("stated", "alleged", "estimated")
    ]
    counted = [c for c in claims if any(t.high != 0 for t in c.casualties)]
    if probe.get("none"):
        assert not facts or (not counted and all(c.casualties for c in claims)), f"told as facts: {facts}"
        return
    assert claims, "no claim"
    faults = [_faults(claim, probe) for claim in claims]
    assert [] in faults, f"no claim is right: {faults}"
    if probe.get("polarity") == "denied" or not set(probe.get("modality", ["stated"])) & {"stated"}:
        assert not facts, f"told as facts: {facts}"
