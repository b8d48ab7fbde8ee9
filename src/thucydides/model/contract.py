"""Claims as the JSON of contract/claim.schema.json, and back: the one place that knows both shapes."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, cast

from thucydides.model.anchor import Anchor
from thucydides.model.claim import Actor, Claim, Dispute, DocumentRef, Place, ReadBy, Source, Time, Toll, Weapon
from thucydides.model.document import Published

_NOT_EXPORTED = frozenset({"candidates"})
# Only claims that several readers had a part in have these.
_WHERE_THERE = ("read_by", "disputes")


# What JSON takes as it is; most values of a claim are so.
_AS_IS = frozenset({str, int, float, bool, type(None)})


class _Exported(dict[type, tuple[str, ...]]):
    """The fields of a dataclass that go into JSON, in their order; none for what is no dataclass."""

    def __missing__(self, kind: type) -> tuple[str, ...]:
        names = tuple(f.name for f in fields(kind) if f.name not in _NOT_EXPORTED) if is_dataclass(kind) else ()
        self[kind] = names
        return names


_EXPORTED = _Exported()


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _AS_IS:
        return value
    if kind is tuple or kind is list:
        return [_plain(v) for v in value]
    if names := _EXPORTED[kind]:
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    return value


def claim_to_json(claim: Claim) -> dict[str, Any]:
    """A claim as a dict that json.dumps takes and contract/claim.schema.json admits; keys in the contract's order."""
    told = cast(dict[str, Any], _plain(claim))
    for name in _WHERE_THERE:
        if not told[name]:
            del told[name]
    return told


def _anchor(row: dict[str, Any] | None) -> Anchor | None:
    return None if row is None else Anchor(row["start"], row["end"], row["exact"])


def _must(row: dict[str, Any]) -> Anchor:
    return Anchor(row["start"], row["end"], row["exact"])


def _day(iso: str | None) -> date | None:
    return None if iso is None else date.fromisoformat(iso)


def _with(row: dict[str, Any], **changed: object) -> dict[str, Any]:
    return {**row, **changed}


def claim_from_json(row: dict[str, Any]) -> Claim:
    """The claim that claim_to_json wrote; raises KeyError or TypeError on a row that is not of the contract."""
    ref = row["document"]
    said = ref["published"]
    published = Published(_day(said["earliest"]), _day(said["latest"]), said["status"], tuple(said["reasons"]))
    place, time = row["place"], row["time"]
    return Claim(
        **_with(
            row,
            document=DocumentRef(**_with({"title": None} | ref, published=published)),
            anchor=_must(row["anchor"]),
            trigger=_must(row["trigger"]),
            attribution=tuple(
                Source(**_with(s, anchor=_anchor(s["anchor"]), cue=_anchor(s["cue"]))) for s in row["attribution"]
            ),
            actors=tuple(Actor(**_with(a, anchor=_must(a["anchor"]))) for a in row["actors"]),
            place=None
            if place is None
            else Place(
                **_with(place, anchor=_must(place["anchor"]), alternatives=tuple(place.get("alternatives", ())))
            ),
            time=None
            if time is None
            else Time(
                **_with(
                    time,
                    earliest=_day(time["earliest"]),
                    latest=_day(time["latest"]),
                    anchor=_anchor(time["anchor"]),
                )
            ),
            weapons=tuple(Weapon(**_with(w, anchor=_must(w["anchor"]))) for w in row["weapons"]),
            casualties=tuple(
                Toll(**_with(t, anchor=_must(t["anchor"]), names=tuple(_must(n) for n in t.get("names", ()))))
                for t in row["casualties"]
            ),
            rules=tuple(row["rules"]),
            read_by=tuple(ReadBy(**one) for one in row.get("read_by", ())),
            disputes=tuple(Dispute(**_with(d, anchor=_anchor(d["anchor"]))) for d in row.get("disputes", ())),
        )
    )
