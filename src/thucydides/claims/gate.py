"""The gate: the only way from any reader to the store. It admits a claim or refuses it with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from thucydides.knowledge.library import event_types, weapon_codes
from thucydides.model.anchor import Anchor
from thucydides.model.claim import Claim, Refused


def anchors_of(claim: Claim) -> Iterator[Anchor]:
    """Every anchor of a claim; a test compares with a walk over all its fields."""
    yield claim.anchor
    yield claim.trigger
    for source in claim.attribution:
        if source.anchor is not None:
            yield source.anchor
        if source.cue is not None:
            yield source.cue
    for actor in claim.actors:
        yield actor.anchor
    for weapon in claim.weapons:
        yield weapon.anchor
    for toll in claim.casualties:
        yield toll.anchor
        yield from toll.names
    if claim.place is not None:
        yield claim.place.anchor
    if claim.time is not None and claim.time.anchor is not None:
        yield claim.time.anchor


def fault_of(claim: Claim, text: str, forwards: tuple[str, ...] = ()) -> str:
    """Why a claim may not pass, empty where it may: every anchor holds, every code exists, every range is one.

    `forwards` are sources that stand beside the text (`Document.forwarded_from`): they alone need no words in it.
    """
    for anchor in anchors_of(claim):
        if not anchor.exact or not anchor.holds(text):
            return f"words {anchor.exact!r} do not stand at {anchor.start}:{anchor.end}"
    if claim.event_type not in event_types():
        return f"no event type {claim.event_type!r}"
    if not claim.attribution:
        return "nobody says it: the chain of sources is empty"
    if any(s.anchor is None and not (s.kind == "outlet" and s.source in forwards) for s in claim.attribution[1:]):
        return "a quoted source without its words"
    for weapon in claim.weapons:
        if weapon.code not in weapon_codes():
            return f"no weapon {weapon.code!r}"
    for n, toll in enumerate(claim.casualties):
        if toll.low is not None and toll.high is not None and toll.low > toll.high:
            return f"toll {n}: low {toll.low} over high {toll.high}"
        if toll.part_of is not None and not (0 <= toll.part_of < len(claim.casualties) and toll.part_of != n):
            return f"toll {n} is part of a toll that is not there"
    if claim.polarity == "denied" and claim.casualties:
        return "a denial carries no toll"
    time = claim.time
    if time and time.earliest and time.latest and time.earliest > time.latest:
        return f"time ends {time.latest} before it begins {time.earliest}"
    return ""


def admit(
    claims: Iterable[Claim], text: str, forwards: tuple[str, ...] = ()
) -> tuple[tuple[Claim, ...], tuple[Refused, ...]]:
    """The claims that may pass and those that may not, each once: a second claim of one id is refused."""
    admitted: dict[str, Claim] = {}
    refused = []
    for claim in claims:
        fault = fault_of(claim, text, forwards)
        if not fault and claim.claim_id in admitted:
            fault = "the same claim twice"
        if fault:
            refused.append(Refused(claim, fault))
        else:
            admitted[claim.claim_id] = claim
    return tuple(admitted.values()), tuple(refused)
