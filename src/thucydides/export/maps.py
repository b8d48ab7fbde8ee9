"""Events for maps: KML placemarks, and the lists of the timemap front end."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO
from xml.sax.saxutils import escape, quoteattr

from thucydides.export.acled import exported_day
from thucydides.export.dossier import Dossier, days_of, point_of
from thucydides.export.figures import Derivation
from thucydides.export.rows import Rejected, Row, Style, accounts, backing
from thucydides.knowledge.policies import Policy

# A province or a country is no pin.
_POINTS = frozenset({"site", "neighbourhood", "settlement", "vicinity"})
_UNPRINTABLE = {c: " " for c in range(32) if c not in (9, 10, 13)} | {0xFFFE: " ", 0xFFFF: " "}


def row(dossier: Dossier, derived: Derivation, _policy: Policy, _style: Style) -> Row | Rejected:
    """One event as an object of timemap, from which the placemark is made as well; or why it is none."""
    event, typed, placed, timed = dossier.event, dossier.typed(), dossier.placed(), dossier.timed()
    point = point_of(placed.place) if placed else None
    if not dossier.told or placed is None or placed.place is None or point is None:
        return Rejected(event.event_id, "no point" if dossier.told else "only plans or denials", event.claims)
    if placed.place.precision not in _POINTS:
        return Rejected(event.event_id, f"place known no better than: {placed.place.precision}", event.claims)
    if timed is None or timed.time is None or timed.time.earliest is None:
        return Rejected(event.event_id, "no day", event.claims)
    killed = derived.figure("killed")
    told = killed is not None and killed.told
    shown = {
        "id": event.event_id, "description": accounts(dossier), "date": exported_day(timed.time).isoformat(),
        "time": timed.time.clock or "", "time_precision": "exact" if days_of(timed.time) == 1 else "range",
        "location": placed.place.name, "latitude": str(point[0]), "longitude": str(point[1]),
        "associations": [typed.event_type], "sources": list(dict.fromkeys(c.document.doc_id for c in dossier.claims)),
        "title": f"{typed.event_type.replace('_', ' ')}, {placed.place.name}",
        "radius_km": placed.place.radius_km, "killed_low": killed.low if killed and told else None,
        "killed_high": killed.high if killed and told else None, "roots": list(event.roots), "policy": derived.policy,
    }  # fmt: skip
    found = [*backing("location", placed, placed.place.anchor), *backing("date", timed, timed.time.anchor)]
    return Row(event.event_id, shown, tuple(found), event.claims, derived)


def write_timemap(rows: Iterable[Row], sources: dict[str, dict[str, Any]], out: TextIO) -> int:
    """Events, sources and associations as one JSON object; `sources` by doc_id."""
    events = [r.cells for r in rows]
    used = dict.fromkeys(doc_id for e in events for doc_id in e["sources"])
    kinds = sorted({kind for e in events for kind in e["associations"]})
    whole = {
        "events": events,
        "sources": {doc_id: sources.get(doc_id, {"id": doc_id}) for doc_id in used},
        "associations": [{"id": kind, "title": kind.replace("_", " "), "mode": "CATEGORY"} for kind in kinds],
    }
    out.write(json.dumps(whole, ensure_ascii=False, indent=1) + "\n")
    return len(events)


def write_kml(rows: Iterable[Row], out: TextIO) -> int:
    """A KML document with one placemark an event."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n')
    written = 0
    for made in rows:
        out.write(_placemark(made.cells))
        written += 1
    out.write("</Document>\n</kml>\n")
    return written


def _placemark(told: dict[str, Any]) -> str:
    def text(value: object) -> str:
        return escape(str(value).translate(_UNPRINTABLE))

    more = "".join(
        f"<Data name={quoteattr(name)}><value>{text(told[name])}</value></Data>"
        for name in ("radius_km", "killed_low", "killed_high", "policy")
        if told[name] is not None
    )
    return (
        f"<Placemark id={quoteattr('e' + told['id'])}><name>{text(told['title'])}</name>"
        f"<description>{text(told['description'])}</description>"
        f"<TimeStamp><when>{told['date']}</when></TimeStamp><ExtendedData>{more}</ExtendedData>"
        f"<Point><coordinates>{told['longitude']},{told['latitude']}</coordinates></Point></Placemark>\n"
    )
