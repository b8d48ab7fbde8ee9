"""Match: two events or claims side by side, feature by feature; and pairs that may be one happening."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import Any

from thucydides.model.claim import Claim
from thucydides.model.errors import InputError
from thucydides.store.flat import total
from thucydides.web.asking import Ask
from thucydides.web.desk import JUDGEMENTS, LINKINGS, READINGS, Desk
from thucydides.web.pages.event import settled_claims
from thucydides.web.words import days, figures, plain, where

_EARTH_KM = 6371.0
_SUGGESTED = 100
Row = dict[str, Any]


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance of two (latitude, longitude) pairs in degrees, along the ground."""
    (lat1, lon1), (lat2, lon2) = ((radians(x), radians(y)) for x, y in (a, b))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, half)))


def _side(desk: Desk, wanted: str) -> tuple[Row, list[Claim]]:
    book = desk.events()
    event_id = book.now(wanted)
    if event_id in book.groups:
        ids = [row["claim_id"] for row in book.groups[event_id]]
        claims = settled_claims(desk, ids)
        return {"id": event_id, "kind": "event", "claim_id": ids[0], "claims": len(ids)}, claims
    claim = desk.project.claim(wanted)
    claims = settled_claims(desk, [claim.claim_id]) or [claim]
    return {"id": claim.claim_id, "kind": "claim", "claim_id": claim.claim_id, "claims": 1}, claims


def _told(claims: list[Claim]) -> dict[str, list[str]]:
    def each(values: list[str]) -> list[str]:
        return list(dict.fromkeys(v for v in values if v))

    return {
        "kind": each([plain(c.event_type) for c in claims]),
        "day": each([days(c.time.earliest, c.time.latest) for c in claims if c.time]),
        "place": each([f"{c.place.name} ({where(c.place.precision, c.place.radius_km)})" for c in claims if c.place]),
        "country": each([c.place.country or "" for c in claims if c.place]),
        "killed": each([figures(*total(c, "killed")) for c in claims]),
        "injured": each([figures(*total(c, "injured")) for c in claims]),
        "who": each([a.name for c in claims for a in c.actors if a.role != "target"]),
        "to whom": each([a.name for c in claims for a in c.actors if a.role == "target"]),
        "weapon": each([plain(w.code) for c in claims for w in c.weapons]),
        "source": each([c.attribution[-1].source for c in claims]),
        "outlet": each([c.document.outlet or "" for c in claims]),
        "words": each([c.anchor.exact for c in claims[:3]]),
    }


def _apart(a: list[Claim], b: list[Claim]) -> float | None:
    points = [
        [(c.place.lat, c.place.lon) for c in side if c.place and c.place.lat is not None and c.place.lon is not None]
        for side in (a, b)
    ]
    return min((kilometres(p, q) for p in points[0] for q in points[1]), default=None)


def _pair(desk: Desk, a: str, b: str) -> Row:
    one, other = _side(desk, a), _side(desk, b)
    told = _told(one[1]), _told(other[1])
    features = []
    for name in told[0]:
        left, right = told[0][name], told[1][name]
        says = "open" if not left or not right else "same" if set(left) & set(right) else "other"
        features.append({"name": name, "a": left, "b": right, "says": "" if name == "words" else says})
    apart = _apart(one[1], other[1])
    said = [j for j in desk.project.judgements() if {j.subject, j.other} == {one[0]["claim_id"], other[0]["claim_id"]}]
    return {
        "a": one[0], "b": other[0], "features": features, "kilometres": None if apart is None else round(apart, 1),
        "one_already": one[0]["id"] == other[0]["id"], "version": said[-1].judgement_id if said else "",
        "said": [{"verdict": j.verdict, "by": j.by, "at": j.at.isoformat(), "why": j.why} for j in said],
    }  # fmt: skip


def suggestions(desk: Desk) -> list[Row]:
    """Pairs of events of one day and one place that are not one event, those with more reports first."""

    def make() -> list[Row]:
        book = desk.events()
        said = {frozenset((j.subject, j.other)) for j in desk.project.judgements() if j.other}
        cells: dict[tuple[str, str], list[Row]] = {}
        for row in book.shorts.values():
            if row["earliest"] and row["place"] and row["place_precision"] not in ("country", "unresolved"):
                cells.setdefault((row["earliest"], row["place"]), []).append(row)
        found: list[Row] = []
        for (day, place), rows in cells.items():
            rows.sort(key=lambda row: (-row["reports"], row["event_id"]))
            for other in rows[1:4]:
                first = [book.groups[row["event_id"]][0]["claim_id"] for row in (rows[0], other)]
                if frozenset(first) not in said:
                    found.append({"a": rows[0], "b": other, "why": f"the same day, {day}, and place, {place}"})
        found.sort(key=lambda pair: (-pair["a"]["reports"] - pair["b"]["reports"], pair["a"]["event_id"]))
        return found[:_SUGGESTED]

    return desk.kept("suggestions", (READINGS, JUDGEMENTS, LINKINGS), make)


def match(desk: Desk, ask: Ask) -> dict[str, Any]:
    """The pair `?a=ID&b=ID`, or pairs that may be one; InputError where an id is unknown."""
    a, b = ask.text("a"), ask.text("b")
    if (a is None) != (b is None):
        raise InputError("a pair needs two ids: ?a=ID&b=ID")
    found = suggestions(desk)
    return {"pair": _pair(desk, a, b) if a and b else None, "suggestions": found, "a": a, "b": b}
