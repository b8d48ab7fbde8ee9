"""Distances and derived points on the sphere."""

from __future__ import annotations

import math

EARTH_KM = 6371.0
_RADIAN = math.pi / 180.0
_DEGREE_KM = 111.0  # of latitude; less than it is, so that nothing near is taken for far
_OFF_DEGREES = 75.0
BEARINGS = {"n": 0.0, "ne": 45.0, "e": 90.0, "se": 135.0, "s": 180.0, "sw": 225.0, "w": 270.0, "nw": 315.0}


def distance_km(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Great-circle distance."""
    a, b, c, d = lat * _RADIAN, lon * _RADIAN, lat2 * _RADIAN, lon2 * _RADIAN
    up, along = math.sin((c - a) / 2), math.sin((d - b) / 2)
    h = up * up + math.cos(a) * math.cos(c) * (along * along)
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def is_within(lat: float, lon: float, lat2: float, lon2: float, km: float) -> bool:
    """True where two points are at most so far apart; most that are farther differ so much in latitude alone."""
    return abs(lat2 - lat) * _DEGREE_KM <= km and distance_km(lat, lon, lat2, lon2) <= km


def lies_towards(lat: float, lon: float, lat2: float, lon2: float, direction: str) -> bool:
    """True where the second point lies in that direction of the first, loosely."""
    wanted = BEARINGS.get(direction)
    if wanted is None:
        return True
    north, east = lat2 - lat, (lon2 - lon) * math.cos(lat * _RADIAN)
    off = abs(math.degrees(math.atan2(east, north)) - wanted) % 360.0
    return min(off, 360.0 - off) <= _OFF_DEGREES


def offset(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """The point `km` away under `bearing` degrees from north."""
    a, b, t, d = math.radians(lat), math.radians(lon), math.radians(bearing), km / EARTH_KM
    lat2 = math.asin(math.sin(a) * math.cos(d) + math.cos(a) * math.sin(d) * math.cos(t))
    lon2 = b + math.atan2(math.sin(t) * math.sin(d) * math.cos(a), math.cos(d) - math.sin(a) * math.sin(lat2))
    return round(math.degrees(lat2), 5), round((math.degrees(lon2) + 540) % 360 - 180, 5)


def middle(lat: float, lon: float, lat2: float, lon2: float) -> tuple[float, float]:
    """The middle of two points that are less than a few hundred km apart."""
    return round((lat + lat2) / 2, 5), round((lon + lon2) / 2, 5)
