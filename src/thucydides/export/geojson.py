"""GeoJSON: a point only where a point is known, always with its radius and precision."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from thucydides.model.claim import Claim
from thucydides.store.flat import flat

# A country or a province is no pin: such claims are features without geometry, their centre is a property.
_POINTS = frozenset({"site", "neighbourhood", "settlement", "vicinity"})
_ELSEWHERE = frozenset({"lat", "lon", "place_precision"})


def feature(claim: Claim) -> dict[str, Any] | None:
    """A claim as a Feature; None where it has no coordinates."""
    place = claim.place
    if place is None or place.lat is None or place.lon is None:
        return None
    properties: dict[str, Any] = {"precision": place.precision, "radius_km": place.radius_km}
    geometry = None
    if place.precision in _POINTS and place.radius_km is not None:
        geometry = {"type": "Point", "coordinates": [place.lon, place.lat]}
    else:
        properties["centre"] = [place.lon, place.lat]
    properties |= {name: cell for name, cell in flat(claim).items() if name not in _ELSEWHERE}
    properties |= {"title": claim.document.title, "uri": claim.document.uri, "event_id": claim.event_id}
    return {"type": "Feature", "id": claim.claim_id, "geometry": geometry, "properties": properties}


def write(claims: Iterable[Claim], out: TextIO) -> int:
    """Writes a FeatureCollection of the claims that have coordinates; gives their number."""
    out.write('{"type":"FeatureCollection","features":[')
    written = 0
    for claim in claims:
        made = feature(claim)
        if made is not None:
            out.write(",\n" if written else "\n")
            out.write(json.dumps(made, ensure_ascii=False, separators=(",", ":")))
            written += 1
    out.write("\n]}\n")
    return written
