"""The gate: the only way from any reader to the store. It admits a claim or refuses it with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import get_args

from thucydides.knowledge.library import event_types, weapon_codes
from thucydides.model.anchor import Anchor
from thucydides.model.claim import Claim, Modality, Outcome, Polarity, Refused, Role, SourceKind, Stance, Victims
from thucydides.model.mention import ActorKind, Exactness

_POLARITIES, _MODALITIES = frozenset(get_args(Polarity)), frozenset(get_args(Modality))
_SOURCES, _STANCES = frozenset(get_args(SourceKind)), frozenset((*get_args(Stance), None))
_ROLES, _ACTORS = frozenset(get_args(Role)), frozenset(get_args(ActorKind))
_OUTCOMES, _VICTIMS, _EXACTNESS = (frozenset(get_args(t)) for t in (Outcome, Victims, Exactness))


def _strange(claim: Claim) -> str:
    """The first code of a claim that the contract does not have; empty where all are known."""
    if claim.polarity not in _POLARITIES or claim.modality not in _MODALITIES:
        return f"no polarity or modality {claim.polarity!r}, {claim.modality!r}"
    for source in claim.attribution:
        if source.kind not in _SOURCES or source.stance not in _STANCES:
            return f"no kind or stance of a source {source.kind!r}, {source.stance!r}"
    for actor in claim.actors:
        if actor.role not in _ROLES or actor.kind not in _ACTORS:
            return f"no role or kind of an actor {actor.role!r}, {actor.kind!r}"
    for toll in claim.casualties:
        if toll.outcome not in _OUTCOMES or toll.victims not in _VICTIMS or toll.exactness not in _EXACTNESS:
            return f"no toll of {toll.outcome!r}, {toll.victims!r}, {toll.exactness!r}"
    return ""


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
    for dispute in claim.disputes:
        if dispute.anchor is not None:
            yield dispute.anchor


def fault_of(claim: Claim, text: str) -> str:
    """Why a claim may not pass, empty where it may: every anchor holds, every code exists, every range is one."""
    for anchor in anchors_of(claim):
        if not anchor.exact or not anchor.holds(text):
            return f"words {anchor.exact!r} do not stand at {anchor.start}:{anchor.end}"
    if claim.event_type not in event_types():
        return f"no event type {claim.event_type!r}"
    if strange := _strange(claim):
        return strange
    if not claim.attribution:
        return "nobody says it: the chain of sources is empty"
    if any(s.anchor is None for s in claim.attribution[1:]):
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


def sift(claim: Claim, text: str) -> tuple[Claim, tuple[str, ...]]:
    """The claim without the values that may not pass, and why each may not ("casualties.1: words ... do not stand").

    For readers that can be wrong about one value and right about the rest. What makes the claim (its clause, its trigger, who
    says it) is never taken away: where that does not hold, `admit` refuses the whole.
    """
    reasons: list[str] = []

    def stands(slot: str, *anchors: Anchor | None) -> bool:
        for anchor in anchors:
            if anchor is not None and not (anchor.exact and anchor.holds(text)):
                reasons.append(f"{slot}: words {anchor.exact!r} do not stand in the text")
                return False
        return True

    def known(slot: str, code: str) -> bool:
        if code not in weapon_codes():
            reasons.append(f"{slot}: no weapon {code!r}")
        return code in weapon_codes()

    chain = tuple(
        s if stands(f"attribution.{n}.cue", s.cue) else replace(s, cue=None) for n, s in enumerate(claim.attribution)
    )
    actors = tuple(a for n, a in enumerate(claim.actors) if stands(f"actors.{n}", a.anchor))
    weapons = tuple(
        w for n, w in enumerate(claim.weapons) if stands(f"weapons.{n}", w.anchor) and known(f"weapons.{n}", w.code)
    )
    kept = [n for n, t in enumerate(claim.casualties) if stands(f"casualties.{n}", t.anchor, *t.names)]
    if claim.polarity == "denied" and kept:
        reasons.append("casualties: a denial carries no toll")
        kept = []
    now_at = {old: new for new, old in enumerate(kept)}
    tolls = tuple(
        replace(t, part_of=None if t.part_of is None else now_at.get(t.part_of))
        for t in (claim.casualties[n] for n in kept)
    )
    place = claim.place if claim.place is None or stands("place", claim.place.anchor) else None
    time = claim.time if claim.time is None or stands("time", claim.time.anchor) else None
    sifted = replace(claim, attribution=chain, actors=actors, weapons=weapons, casualties=tolls, place=place, time=time)
    return sifted, tuple(reasons)


def admit(claims: Iterable[Claim], text: str) -> tuple[tuple[Claim, ...], tuple[Refused, ...]]:
    """The claims that may pass and those that may not, each once: a second claim of one id is refused."""
    admitted: dict[str, Claim] = {}
    refused = []
    for claim in claims:
        fault = fault_of(claim, text)
        if not fault and claim.claim_id in admitted:
            fault = "the same claim twice"
        if fault:
            refused.append(Refused(claim, fault))
        else:
            admitted[claim.claim_id] = claim
    return tuple(admitted.values()), tuple(refused)
