"""The districts that a known place lies in, and the middle of a district or region by its name."""

from __future__ import annotations

from functools import lru_cache

from thucydides.knowledge.gazetteer import CORE, CURATED, Gazetteer, bundled_layer
from thucydides.knowledge.gazetteer.file import Spot
from thucydides.knowledge.gazetteer.keys import fold_key


@lru_cache(maxsize=65536)
def spot_of(place_id: str, name: str) -> Spot | None:
    """The spot of an id that bears this name; of two layers that know it, the one that knows its district."""
    found = [
        f.spot for part in (CURATED, CORE) for f in bundled_layer(part).exact(fold_key(name)) if f.spot.id == place_id
    ]
    return max(found, key=lambda spot: bool(spot.admin2), default=None)


def district_of(place_id: str | None, name: str) -> Spot | None:
    """The second-level district that a place lies in, or is; None where the gazetteer does not know it."""
    spot = spot_of(place_id, name) if place_id else None
    if spot is None:
        return None
    return spot if spot.kind == "admin2" else middle_of("admin2", spot.country, spot.admin2, spot.admin1)


@lru_cache(maxsize=65536)
def middle_of(kind: str, country: str, name: str, region: str = "") -> Spot | None:
    """The spot of a district (`admin2`) or region (`admin1`) of a country by its name; a country by its code alone."""
    if kind == "country":
        return Gazetteer.open().country(country)
    if not name:
        return None
    for part in (CORE, CURATED):
        for found in bundled_layer(part).exact(fold_key(name)):
            spot = found.spot
            if (spot.kind, spot.country) == (kind, country) and (
                not region or not spot.admin1 or spot.admin1 == region
            ):
                return spot
    return None
