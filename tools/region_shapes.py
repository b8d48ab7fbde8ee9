"""Middles and sizes of first-level regions from Natural Earth's polygons (public domain), as Debian's qgis-common has them."""

from __future__ import annotations

import math
import sqlite3
import struct
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

Ring = list[tuple[float, float]]
City = tuple[float, float, str]  # lat, lon, code of its first-level region
_SAMPLE = 60
_ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}


def _outer_rings(blob: bytes) -> list[Ring]:
    """Outer rings of a GeoPackage multipolygon as (lon, lat) pairs."""
    at = 8 + _ENVELOPES[(blob[3] >> 1) & 7]
    order = "<" if blob[at] else ">"
    (count,) = struct.unpack_from(order + "I", blob, at + 5)
    at += 9
    rings: list[Ring] = []
    for _ in range(count):
        (parts,) = struct.unpack_from(order + "I", blob, at + 5)
        at += 9
        for part in range(parts):
            (points,) = struct.unpack_from(order + "I", blob, at)
            flat = struct.unpack_from(f"{order}{2 * points}d", blob, at + 4)
            at += 4 + 16 * points
            if part == 0:
                rings.append(list(zip(flat[::2], flat[1::2], strict=True)))
    return rings


def _holds(ring: Ring, lon: float, lat: float) -> bool:
    inside = False
    x0, y0 = ring[-1]
    for x1, y1 in ring:
        if (y1 > lat) != (y0 > lat) and lon < (x0 - x1) * (lat - y1) / (y0 - y1) + x1:
            inside = not inside
        x0, y0 = x1, y1
    return inside


def _area(ring: Ring) -> tuple[float, float, float]:
    """(area in square degrees, lat, lon of its middle)."""
    area = x = y = 0.0
    x0, y0 = ring[-1]
    for x1, y1 in ring:
        cross = x0 * y1 - x1 * y0
        area += cross / 2
        x += (x0 + x1) * cross
        y += (y0 + y1) * cross
        x0, y0 = x1, y1
    if abs(area) < 1e-9:
        return 0.0, y0, x0
    return abs(area), y / (6 * area), x / (6 * area)


def shapes(path: Path, cities: Iterable[City]) -> dict[str, tuple[float, float, float]]:
    """Region code -> (lat, lon, radius in km) for the regions whose towns fill at least one polygon."""
    grid: dict[tuple[int, int], list[City]] = defaultdict(list)
    for city in cities:
        grid[math.floor(city[0]), math.floor(city[1])].append(city)
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    edges: dict[str, Ring] = defaultdict(list)
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
        blobs = [row[0] for row in base.execute("select geom from states_provinces order by fid")]
    for blob in blobs:
        votes: Counter[str] = Counter()
        rings = _outer_rings(blob)
        for ring in rings:
            if sum(votes.values()) < _SAMPLE:
                votes.update(_towns(ring, grid))
        if not votes:
            continue
        code = min(votes, key=lambda c: (-votes[c], c))
        for ring in rings:
            area, lat, lon = _area(ring)
            km2 = area * 111.2**2 * math.cos(math.radians(lat))
            total = sums[code]
            total[0] += km2
            total[1] += km2 * lat
            total[2] += km2 * lon
            edges[code] += ring
    found = {}
    for code, (km2, lat, lon) in sorted(sums.items()):
        if km2 > 1:
            found[code] = (lat / km2, lon / km2, _reach(lat / km2, lon / km2, km2, edges[code]))
    return found


def _reach(lat: float, lon: float, km2: float, edge: Ring) -> float:
    """Radius that holds nearly all of a region: the circle of its area, or further where it is long."""
    flat = math.cos(math.radians(lat))
    far = sorted(111.2 * math.hypot(y - lat, (x - lon) * flat) for x, y in edge)
    return max(1.1 * math.sqrt(km2 / math.pi), far[int(0.8 * len(far))])


def _towns(ring: Ring, grid: dict[tuple[int, int], list[City]]) -> list[str]:
    lons, lats = [p[0] for p in ring], [p[1] for p in ring]
    found: list[str] = []
    for row in range(math.floor(min(lats)), math.floor(max(lats)) + 1):
        for column in range(math.floor(min(lons)), math.floor(max(lons)) + 1):
            for lat, lon, code in grid.get((row, column), [])[:_SAMPLE]:
                if _holds(ring, lon, lat):
                    found.append(code)
                    if len(found) >= _SAMPLE:
                        return found
    return found
