"""The gate: the only way from any reader to the store. It admits a claim or refuses it with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import get_args

from thucydides.knowledge.library import event_types, weapon_codes
from thucydides.model.anchor import Anchor
from thucydides.model.claim import (
    Actor,
    Claim,
    Modality,
    Outcome,
    Polarity,
    Refused,
    Role,
    SourceKind,
    Stance,
    Time,
    Toll,
    Victims,
    Weapon,
)
from thucydides.model.mention import ActorKind, Exactness

_POLARITIES = frozenset(get_args(Polarity))
_MODALITIES = frozenset(get_args(Modality))
_SOURCES = frozenset(get_args(SourceKind))
_STANCES = frozenset((*get_args(Stance), None))
_ROLES = frozenset(get_args(Role))
_ACTORS = frozenset(get_args(ActorKind))
_OUTCOMES = frozenset(get_args(Outcome))
_VICTIMS = frozenset(get_args(Victims))
_EXACTNESS = frozenset(get_args(Exactness))


def _strange_actor(actor: Actor) -> str:
    known = actor.role in _ROLES and actor.kind in _ACTORS
    return "" if known else f"no role or kind of an actor {actor.role!r}, {actor.kind!r}"


def _strange_weapon(weapon: Weapon) -> str:
    return "" if weapon.code in weapon_codes() else f"no weapon {weapon.code!r}"


def _strange_toll(toll: Toll) -> str:
    if toll.outcome not in _OUTCOMES or toll.victims not in _VICTIMS or toll.exactness not in _EXACTNESS:
        return f"no toll of {toll.outcome!r}, {toll.victims!r}, {toll.exactness!r}"
    if toll.low is not None and toll.high is not None and toll.low > toll.high:
        return f"low {toll.low} over high {toll.high}"
    return f"a number below zero: {toll.low}, {toll.high}" if min(toll.low or 0, toll.high or 0) < 0 else ""


def _strange_time(time: Time) -> str:
    backwards = time.earliest and time.latest and time.earliest > time.latest
    return f"ends {time.latest} before it begins {time.earliest}" if backwards else ""


def _strange(claim: Claim) -> str:
    """The first code of a claim that the contract does not have, or range that is none; empty where all are well."""
    if claim.event_type not in event_types():
        return f"no event type {claim.event_type!r}"
    if claim.polarity not in _POLARITIES or claim.modality not in _MODALITIES:
        return f"no polarity or modality {claim.polarity!r}, {claim.modality!r}"
    for source in claim.attribution:
        if source.kind not in _SOURCES or source.stance not in _STANCES:
            return f"no kind or stance of a source {source.kind!r}, {source.stance!r}"
    for n, actor in enumerate(claim.actors):
        if why := _strange_actor(actor):
            return f"actors.{n}: {why}"
    for n, weapon in enumerate(claim.weapons):
        if why := _strange_weapon(weapon):
            return f"weapons.{n}: {why}"
    for n, toll in enumerate(claim.casualties):
        if why := _strange_toll(toll):
            return f"casualties.{n}: {why}"
    why = _strange_time(claim.time) if claim.time else ""
    return f"time: {why}" if why else ""


def anchors_of(claim: Claim) -> list[Anchor]:
    """Every anchor of a claim; a test compares with a walk over all its fields."""
    found = [claim.anchor, claim.trigger]
    for source in claim.attribution:
        if source.anchor is not None:
            found.append(source.anchor)
        if source.cue is not None:
            found.append(source.cue)
    for actor in claim.actors:
        found.append(actor.anchor)
    for weapon in claim.weapons:
        found.append(weapon.anchor)
    for toll in claim.casualties:
        found.append(toll.anchor)
        found.extend(toll.names)
    if claim.place is not None:
        found.append(claim.place.anchor)
    if claim.time is not None and claim.time.anchor is not None:
        found.append(claim.time.anchor)
    for dispute in claim.disputes:
        if dispute.anchor is not None:
            found.append(dispute.anchor)
    return found


def fault_of(claim: Claim, text: str, forwards: tuple[str, ...] = ()) -> str:
    """Why a claim may not pass, empty where it may: every anchor holds, every code exists, every range is one.

    `forwards` are sources that stand beside the text (`Document.forwarded_from`): they alone need no words in it.
    """
    for anchor in anchors_of(claim):
        if not anchor.exact or not anchor.holds(text):
            return f"words {anchor.exact!r} do not stand at {anchor.start}:{anchor.end}"
    if strange := _strange(claim):
        return strange
    if not claim.attribution:
        return "nobody says it: the chain of sources is empty"
    if any(s.anchor is None and not (s.kind == "outlet" and s.source in forwards) for s in claim.attribution[1:]):
        return "a quoted source without its words"
    for n, toll in enumerate(claim.casualties):
        if toll.part_of is not None and not (0 <= toll.part_of < len(claim.casualties) and toll.part_of != n):
            return f"toll {n} is part of a toll that is not there"
    if claim.polarity == "denied" and claim.casualties:
        return "a denial carries no toll"
    return ""


def sift(claim: Claim, text: str) -> tuple[Claim, tuple[str, ...]]:
    """The claim without the values that may not pass, and why each may not ("casualties.1: words ... do not stand").

    For readers that can be wrong about one value and right about the rest. What makes the claim (its clause, its trigger, who
    says it) is never taken away: where that does not hold, `admit` refuses the whole.
    """
    reasons: list[str] = []

    def stands(slot: str, strange: str, *anchors: Anchor | None) -> bool:
        missing = next((a for a in anchors if a is not None and not (a.exact and a.holds(text))), None)
        why = f"words {missing.exact!r} do not stand in the text" if missing else strange
        if why:
            reasons.append(f"{slot}: {why}")
        return not why

    chain = tuple(
        s if stands(f"attribution.{n}.cue", "", s.cue) else replace(s, cue=None)
        for n, s in enumerate(claim.attribution)
    )
    actors = tuple(a for n, a in enumerate(claim.actors) if stands(f"actors.{n}", _strange_actor(a), a.anchor))
    weapons = tuple(w for n, w in enumerate(claim.weapons) if stands(f"weapons.{n}", _strange_weapon(w), w.anchor))
    tolls_at = enumerate(claim.casualties)
    kept = [n for n, t in tolls_at if stands(f"casualties.{n}", _strange_toll(t), t.anchor, *t.names)]
    if claim.polarity == "denied" and kept:
        reasons.append("casualties: a denial carries no toll")
        kept = []
    now_at = {old: new for new, old in enumerate(kept)}
    tolls = tuple(
        replace(t, part_of=None if t.part_of is None else now_at.get(t.part_of))
        for t in (claim.casualties[n] for n in kept)
    )
    place = claim.place if claim.place is None or stands("place", "", claim.place.anchor) else None
    time = claim.time if claim.time is None or stands("time", _strange_time(claim.time), claim.time.anchor) else None
    sifted = replace(claim, attribution=chain, actors=actors, weapons=weapons, casualties=tolls, place=place, time=time)
    return sifted, tuple(reasons)


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
