"""Joins the rows of a pack to the core: by shared id, else by folded name and less than three kilometres."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

from thucydides.knowledge.files import bundled
from thucydides.knowledge.gazetteer import CORE
from thucydides.knowledge.gazetteer.file import CompiledGazetteer, Spot
from thucydides.knowledge.gazetteer.keys import fold_key
from thucydides.knowledge.gazetteer.project import Entry

_SAME_KM = 3.0
_TOWNS = frozenset({"settlement", "village", "neighbourhood"})


def merged(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries; one that the core has already takes the core's id, point and people, and keeps its own names.

    First-level regions take the core's name and id, so that what lies in them is held together.
    """
    core = CompiledGazetteer(bundled() / "places" / CORE)
    place_of = {core.number(place): place for place in core.all_places()}
    for entry in entries:
        spot = entry.spot
        region = _known(core, place_of, spot.admin1_id) or _region(core, spot)
        if region is not None:
            spot = replace(spot, admin1=region.name, admin1_id=region.id)
        known = _known(core, place_of, spot.id) or _twin(core, spot, entry.names)
        if known is not None:
            spot = replace(known, layer=spot.layer)
        yield Entry(spot, entry.names)


def _known(core: CompiledGazetteer, place_of: dict[int, int], number: str) -> Spot | None:
    space, _, digits = number.partition(":")
    place = place_of.get(int(digits)) if space == "geonames" and digits.isdigit() else None
    return None if place is None else core.spot(place)


def _region(core: CompiledGazetteer, spot: Spot) -> Spot | None:
    if not spot.admin1 or spot.admin1_id.startswith("geonames:"):
        return None
    found = [core.spot(p) for p, _ in core.find(fold_key(spot.admin1))[0]]
    return next((s for s in found if s.kind == "admin1" and s.country == spot.country), None)


def _twin(core: CompiledGazetteer, spot: Spot, names: tuple[str, ...]) -> Spot | None:
    for key in dict.fromkeys(map(fold_key, names)):
        for place, _ in core.find(key)[0]:
            other = core.spot(place)
            same_kind = other.kind == spot.kind or (other.kind in _TOWNS and spot.kind in _TOWNS)
            if same_kind and (other.country == spot.country or not spot.country) and _km(spot, other) < _SAME_KM:
                return other
    return None


def _km(a: Spot, b: Spot) -> float:
    x = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 111.2 * math.hypot(a.lat - b.lat, x)
