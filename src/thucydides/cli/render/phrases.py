"""The parts of a claim in plain words: who, where, when, weapons, toll, chain, stance."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thucydides.model.claim import Actor, Claim, Place, Source, Time, Toll
from thucydides.model.document import Published

_WHOLE = {"all": "people", "unknown": "people"}


def plain(code: str) -> str:
    """A code as words: `air_strike` is "air strike"."""
    return code.replace("_", " ")


def days(earliest: date | None, latest: date | None) -> str:
    """A range of days: one day, "A to B", "since A", "until B", or "day not known"."""
    if earliest is None and latest is None:
        return "day not known"
    if earliest == latest:
        return str(earliest)
    if earliest is None:
        return f"until {latest}"
    return f"since {earliest}" if latest is None else f"{earliest} to {latest}"


def published(told: Published) -> str:
    """The publication day and how far it can be trusted."""
    return f"{days(told.earliest, told.latest)} ({told.status})"


def _actor(actor: Actor) -> str:
    said = actor.name
    if actor.label_used and actor.label_used != actor.name:
        said += f' (called "{actor.label_used}")'
    return said + (" (carried over)" if actor.inferred else "")


def _named(actors: Iterable[Actor], role: str) -> str:
    return ", ".join(_actor(a) for a in actors if a.role == role)


def who(claim: Claim) -> str:
    """Who did it to whom; for a two-sided event its sides. Empty where nobody is named."""
    initiators, targets, parties = (_named(claim.actors, role) for role in ("initiator", "target", "party"))
    sides = " with ".join(a for a in (parties.replace(", ", " and "),) if a)
    done = f"{initiators or 'not told'} -> {targets or 'not told'}" if initiators or targets else ""
    return "; ".join(part for part in (done, sides) if part)


def where(place: Place | None) -> str:
    """Name, province and country, precision and radius."""
    if place is None:
        return ""
    wider = [part for part in (place.admin1, place.country) if part and part != place.name]
    told = ", ".join([place.name, *wider])
    radius = "" if place.radius_km is None else f", within {place.radius_km:g} km"
    return f"{told} ({plain(place.precision)}{radius})"


def when(time: Time | None) -> str:
    """The range of days, its precision, and the hour where it is told."""
    if time is None:
        return ""
    if time.precision == "publication":
        return f"not told; {days(time.earliest, time.latest)} by the publication day"
    told = time.symbolic if time.earliest is None and time.latest is None and time.symbolic else None
    told = told or days(time.earliest, time.latest)
    extra: list[str] = [time.precision] if time.precision not in ("day", "range") else []
    extra += [f"at {time.clock}"] if time.clock else []
    return told + (f" ({', '.join(extra)})" if extra else "")


def figure(toll: Toll) -> str:
    """How many, in words: "12", "at least 12", "about 40", "24 to 99"."""
    low, high, exactness = toll.low, toll.high, toll.exactness
    if low is None and high is None:
        return "an unknown number of"
    if exactness == "at_least" or (high is None and low is not None):
        return f"at least {low}"
    if exactness == "up_to" or low is None:
        return f"up to {high}"
    if low == high:
        return f"about {low}" if exactness == "about" else str(low)
    return f"{low} to {high}"


def toll(told: Toll) -> str:
    """One toll: "12 civilians killed"."""
    side = f" of {told.side}" if told.side else ""
    part = "" if told.part_of is None else " (part of the above)"
    return f"{figure(told)} {_WHOLE.get(told.victims, plain(told.victims))}{side} {plain(told.outcome)}{part}"


def weapons(claim: Claim) -> str:
    """Weapons by name, with their number."""
    return ", ".join(f"{w.count} x {plain(w.name)}" if w.count else plain(w.name) for w in claim.weapons)


def _source(source: Source) -> str:
    told = [] if plain(source.kind) in source.source.lower() else [plain(source.kind)]
    told += [plain(source.stance)] if source.stance and source.stance != "neutral" else []
    return source.source + (f" ({', '.join(told)})" if told else "")


def chain(claim: Claim) -> str:
    """According to whom: the root first, then who passed it on."""
    links = [_source(s) for s in reversed(claim.attribution)]
    return " via ".join(links)


def certainty(claim: Claim) -> str:
    """Polarity, modality and confidence."""
    told = f"{claim.polarity}, {claim.modality}"
    return told if claim.confidence is None else f"{told}, confidence {claim.confidence:.2f}"
