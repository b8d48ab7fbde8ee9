"""A person's correction of one value of a claim: what they typed as JSON, and a claim with it in place."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

from thucydides.knowledge.library import event_types, weapon_codes
from thucydides.model.claim import Claim
from thucydides.model.contract import claim_to_json
from thucydides.model.errors import UsageError
from thucydides.store.flat import amount

_AMOUNT = re.compile(r"(?P<sign>>=|<=|~)?\s*(?P<low>\d{1,7})(?:\s*-\s*(?P<high>\d{1,7}))?")
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*(?:\.\.|to)\s*(\d{4}-\d\d-\d\d))?")
_WHOLE = ("event_type", "polarity", "modality")
_LISTS = ("casualties", "actors", "weapons", "attribution")
_SLOT = re.compile(r"(?:casualties|actors|weapons|attribution)\.-?\d+(?:\.[a-z_]+)?|(?:place|time)(?:\.[a-z_]+)?")
_OUTCOMES = {"killed": "killed", "injured": "injured"}


def slot_of(claim: Claim, field: str) -> str:
    """The full slot of a field: `killed` is its first toll of that outcome, `-1` the last link of a chain.

    UsageError for a field that claims do not have, or this one has not.
    """
    if field in _OUTCOMES:
        tops = [n for n, toll in enumerate(claim.casualties) if toll.outcome == field and toll.part_of is None]
        if not tops:
            raise UsageError(f"this claim tells of nobody {field}", hint="name the toll: casualties.0")
        return f"casualties.{tops[0]}"
    if field in _WHOLE:
        return field
    if not _SLOT.fullmatch(field):
        raise UsageError(
            f"no field {field!r}", hint="such as killed, casualties.0, time, place.name, actors.0.name, event_type"
        )
    room, *rest = field.split(".")
    if room in _LISTS and int(rest[0]) < 0:
        rest[0] = str(len(getattr(claim, room)) + int(rest[0]))
    return ".".join((room, *rest))


def value_of(slot: str, typed: str) -> str:
    """JSON of what a person typed for a slot; UsageError where it cannot be that.

    Tolls are `12`, `>=12`, `<=30`, `~40`, `24-99`; times `2016-08-12` or `2016-08-10..2016-08-12`; a place is
    `Name | precision | latitude, longitude | radius in km`, from the right as much as is known; `-` takes a value out.
    """
    typed = typed.strip()
    if typed.startswith("{"):
        try:
            return json.dumps(json.loads(typed), ensure_ascii=False)
        except json.JSONDecodeError as error:
            raise UsageError(f"this is no JSON: {error}") from error
    if typed in ("-", "", "null"):
        return "null"
    if len(typed) > 1 and typed[0] == typed[-1] == '"':
        typed = typed[1:-1]  # JSON text, as a sheet of decisions has it
    parts = slot.split(".")
    if parts[0] == "casualties" and len(parts) == 2:
        return json.dumps(_toll(typed))
    if slot == "time":
        return json.dumps(_days(typed))
    if slot == "place":
        return json.dumps(_place(typed), ensure_ascii=False)
    if parts[-1] in ("low", "high", "count", "part_of"):
        return json.dumps(_number(typed, int))
    if parts[-1] in ("lat", "lon", "radius_km"):
        return json.dumps(_number(typed, float))
    return json.dumps(typed, ensure_ascii=False)


def _number(typed: str, kind: type[int | float]) -> float:
    try:
        return kind(typed)
    except ValueError as error:
        raise UsageError(f"{typed!r} is no number") from error


def _toll(typed: str) -> dict[str, Any]:
    found = _AMOUNT.fullmatch(typed)
    if found is None:
        raise UsageError(f"{typed!r} is no toll; write 12, >=12, <=30, ~40 or 24-99")
    sign, low = found["sign"], int(found["low"])
    if found["high"] is not None:
        return {"low": low, "high": int(found["high"]), "exactness": "range"}
    if sign == ">=":
        return {"low": low, "high": None, "exactness": "at_least"}
    if sign == "<=":
        return {"low": None, "high": low, "exactness": "up_to"}
    return {"low": low, "high": low, "exactness": "about" if sign == "~" else "exact"}


def _days(typed: str) -> dict[str, Any]:
    found = _DAYS.fullmatch(typed)
    if found is None:
        raise UsageError(f"{typed!r} is no day; write 2016-08-12 or 2016-08-10..2016-08-12")
    first, last = found[1], found[2] or found[1]
    return {"earliest": first, "latest": last, "precision": "day" if first == last else "range"}


def _place(typed: str) -> dict[str, Any]:
    name, *rest = (part.strip() for part in typed.split("|"))
    told: dict[str, Any] = {"name": name, "reason": "set by a person", "alternatives": []}
    for key, part in zip(("precision", "at", "radius_km"), rest, strict=False):
        if key == "at":
            lat, _, lon = part.partition(",")
            told |= {"lat": _number(lat.strip(), float), "lon": _number(lon.strip(), float)}
        else:
            told[key] = _number(part, float) if key == "radius_km" else part
    return told


def typed_of(claim: Claim, slot: str) -> str:
    """The value that stands in a slot, as a person would type it; empty where there is none."""
    found: Any = claim_to_json(claim)
    for part in slot.split("."):
        found = _step(found, part)
        if found is None:
            return ""
    parts = slot.split(".")
    if parts[0] == "casualties" and len(parts) == 2:
        return amount(claim.casualties[int(parts[1])])
    if slot == "time":
        first, last = found["earliest"], found["latest"]
        return "" if first is None else first if first == last else f"{first}..{last}"
    return str(found["name"]) if slot == "place" else str(found)


def _step(value: Any, part: str) -> Any:
    if isinstance(value, list):
        return value[int(part)] if int(part) < len(value) else None
    return value.get(part) if isinstance(value, dict) else None


def anchor_at(row: dict[str, Any], slot: str) -> dict[str, Any] | None:
    """The words that the value of a slot leans on, as in a claim's JSON: its own, or the event's trigger."""
    parts = slot.split(".")
    found: Any = row
    for part in parts[: 2 if parts[0] in _LISTS else 1]:
        found = _step(found, part)
    anchor = found.get("anchor") if isinstance(found, dict) else None
    return anchor or (row["trigger"] if slot in _WHOLE else None)


def moved(slot: str, old: dict[str, Any], new: dict[str, Any]) -> str | None:
    """Where the words of a slot of an old reading stand in a newer one of the same text; None where they do not.

    Lists may have another order now: a toll is found by its words. What had no words of its own is where it was.
    """
    room, *rest = slot.split(".")
    anchor = anchor_at(old, slot)
    if room not in _LISTS:
        return slot if anchor == anchor_at(new, slot) else None
    if anchor is None:
        return slot if int(rest[0]) < len(new[room]) else None
    for number, one in enumerate(new[room]):
        if one["anchor"] == anchor:
            return ".".join((room, str(number), *rest[1:]))
    return None


def corrected(claim: Claim, slot: str, value: str) -> Claim:
    """The claim with a value in a slot; UsageError where the contract does not allow it.

    An object goes over the fields that it names. `null` takes a place, a time, or an entry of a list out.
    """
    row, parts, put = claim_to_json(claim), slot.split("."), json.loads(value)
    room, key = parts[0], parts[-1]
    if room in _LISTS:
        held: Any = row[room]
        number = int(parts[1])
        if not 0 <= number < len(held):
            raise UsageError(f"this claim has no {slot}")
        if len(parts) == 2 and put is None:
            _take_out(row, room, number)
        else:
            held[number] = _with(held[number], key if len(parts) == 3 else None, put)
    elif len(parts) == 1:
        taken_out = put is None
        row[room] = put if taken_out or room in _WHOLE else _with(_ground(row, room), None, put)
    else:
        row[room] = _with(_ground(row, room), key, put)
    return _checked(row)


def _with(held: dict[str, Any], key: str | None, put: Any) -> dict[str, Any]:
    if key is not None:
        return held | {key: put}
    if not isinstance(put, dict):
        raise UsageError("an object is wanted here, such as {…}")
    return held | put


def _ground(row: dict[str, Any], room: str) -> dict[str, Any]:
    """What stands there, or what a new place or time begins from: it leans on the words of the event."""
    if row[room] is not None:
        return dict(row[room])
    if room == "time":
        return {"earliest": None, "latest": None, "precision": "day", "anchor": None}
    return {"name": "", "anchor": row["trigger"], "precision": "unresolved", "reason": "set by a person"}


def _take_out(row: dict[str, Any], room: str, number: int) -> None:
    del row[room][number]
    if room == "casualties":
        for toll in row[room]:
            inside = toll["part_of"]
            toll["part_of"] = None if inside in (None, number) else inside - (inside > number)


def _checked(row: dict[str, Any]) -> Claim:
    try:
        claim = msgspec.convert(row, Claim)
    except msgspec.ValidationError as error:
        raise UsageError(f"the contract does not allow this: {error}") from error
    if claim.event_type not in event_types():
        raise UsageError(f"no event type {claim.event_type!r}", hint="see: thucydides doctor --codes")
    if unknown := [w.code for w in claim.weapons if w.code not in weapon_codes()]:
        raise UsageError(f"no weapon {unknown[0]!r}", hint="see: thucydides doctor --codes")
    for toll in claim.casualties:
        if toll.low is not None and toll.high is not None and toll.low > toll.high:
            raise UsageError(f"a toll from {toll.low} to {toll.high} is none")
    time, place = claim.time, claim.place
    if time and time.earliest and time.latest and time.earliest > time.latest:
        raise UsageError(f"{time.earliest} is after {time.latest}")
    if place and not (-90 <= (place.lat or 0) <= 90 and -180 <= (place.lon or 0) <= 180):
        raise UsageError("latitudes go from -90 to 90, longitudes from -180 to 180")
    if not claim.attribution:
        raise UsageError("a claim needs a source")
    return claim
