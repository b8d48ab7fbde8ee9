"""What people decided of an event, put where its claims lend a value: a figure, a day, a place, who did it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from thucydides.model.claim import Actor, Claim, Place, Time
from thucydides.model.mention import PlacePrecision

Decided = Mapping[str, Any]
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*(?:\.\.|to)\s*(\d{4}-\d\d-\d\d))?")
_PARTS = 4  # name | precision | latitude, longitude | radius in km


def number(decided: Decided, outcome: str) -> int | None:
    """The decided number of an outcome; None where there is none, or what was written is no number."""
    told = decided.get(outcome)
    return told if isinstance(told, int) and not isinstance(told, bool) else None


def day(decided: Decided, claims: Sequence[Claim], base: Claim | None) -> Claim | None:
    """The claim that lends the decided day: one that tells it, else `base` with it; `base` where none was decided."""
    found = _DAYS.fullmatch(str(decided.get("day", "")).strip())
    ground = base or next(iter(claims), None)
    if found is None or ground is None:
        return base
    try:
        first, last = date.fromisoformat(found[1]), date.fromisoformat(found[2] or found[1])
    except ValueError:
        return base
    for claim in claims:
        if claim.time and (claim.time.earliest, claim.time.latest) == (first, last):
            return claim
    anchor = ground.time.anchor if ground.time else None
    return replace(ground, time=Time(first, last, "day" if first == last else "range", anchor))


def place(decided: Decided, claims: Sequence[Claim], base: Claim | None) -> Claim | None:
    """The claim that lends the decided place: one that names it, else `base` with the point that was written."""
    name, *rest = (part.strip() for part in str(decided.get("place", "")).split("|", _PARTS - 1))
    ground = base or next(iter(claims), None)
    if not name or ground is None:
        return base
    if not rest:
        named = [c for c in claims if c.place and c.place.name.casefold() == name.casefold()]
        return next((c for c in named if c.place and c.place.lat is not None), named[0] if named else base)
    written = _written(ground, name, rest)
    return base if written is None else replace(ground, place=written)


def _written(ground: Claim, name: str, rest: Sequence[str]) -> Place | None:
    precision = next((p for p in get_args(PlacePrecision) if p == rest[0]), None)
    held = ground.place or Place(name, ground.trigger, "unresolved", "")
    try:
        lat, lon = (float(part) for part in rest[1].split(",")) if len(rest) > 1 else (held.lat, held.lon)
        radius = float(rest[2]) if len(rest) > 2 else held.radius_km
    except ValueError:
        return None
    return replace(
        held, name=name, precision=precision or held.precision, lat=lat, lon=lon, radius_km=radius, gazetteer_id=None,
        reason="set by a person", alternatives=(),
    )  # fmt: skip


def perpetrator(decided: Decided, claims: Sequence[Claim]) -> tuple[Actor, Claim] | None:
    """Who was decided to have done it, with a claim that names them where one does."""
    name = str(decided.get("perpetrator", "")).strip()
    if not name or not claims:
        return None
    for claim in claims:
        for actor in claim.actors:
            if actor.name.casefold() == name.casefold():
                return replace(actor, role="initiator"), claim
    return Actor("initiator", name, claims[0].trigger), claims[0]
