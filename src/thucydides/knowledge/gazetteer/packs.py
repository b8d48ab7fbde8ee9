"""Reads gazetteers that a user brings: Who's On First, GeoNames, GeoJSON, CSV; each row becomes an entry of a project."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO, cast

from thucydides.knowledge.gazetteer.file import KINDS, Spot
from thucydides.knowledge.gazetteer.project import Entry
from thucydides.model.errors import InputError

LICENCES = {
    "wof": "Contains data from Who's On First (https://whosonfirst.org/docs/licenses/) and GeoNames "
    "(https://www.geonames.org/), CC BY 4.0",
    "geonames": "GeoNames (https://www.geonames.org/), CC BY 4.0",
    "osm": "OpenStreetMap contributors, ODbL 1.0",
    "hdx": "as its publisher on HDX says",
    "csv": "the user's own",
}
_WOF_KINDS = {
    "region": "admin1", "county": "admin2", "localadmin": "admin2", "locality": "village", "neighbourhood": "neighbourhood",
    "campus": "airport", "borough": "neighbourhood", "macrohood": "neighbourhood", "microhood": "neighbourhood",
}  # fmt: skip
RADII = {"admin1": 60.0, "admin2": 20.0, "village": 2.5, "settlement": 4.0, "neighbourhood": 2.0, "airport": 3.0}
_GEONAMES_KINDS = (
    ("ADM1", "admin1"),
    ("ADM2", "admin2"),
    ("PPLX", "neighbourhood"),
    ("PPL", "village"),
    ("AIR", "airport"),
)
_GEONAMES_CLASSES = {
    "P": "village",
    "A": "admin2",
    "T": "relief",
    "H": "water",
    "L": "region",
    "S": "site",
    "R": "road",
}
CSV_FIELDS = ("id", "name", "names", "kind", "country", "admin1", "lat", "lon", "radius_km")


def _text(path: Path) -> TextIO:
    try:
        if path.suffix == ".gz":
            return cast(TextIO, gzip.open(path, "rt", encoding="utf-8"))
        return path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", place=str(path)) from error


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with _text(path) as handle:
        for number, line in enumerate(handle, start=1):
            if line.strip():
                try:
                    row = json.loads(line)
                except ValueError as error:
                    raise InputError(str(error), place=f"{path}:{number}") from error
                yield number, row


def _is_live(row: dict[str, Any]) -> bool:
    return not row.get("dep") and not row.get("sup") and row.get("cur") != 0


def whos_on_first(path: Path) -> Iterator[Entry]:
    """Live rows of a Who's On First pack (JSON Lines, may be gzip); the country itself is left to the core."""
    country = path.name.removesuffix(".gz").removesuffix(".jsonl")[-2:].upper()
    holders: dict[Any, tuple[str, str]] = {}
    for _, row in _rows(path):
        if row.get("pt") in ("region", "county") and _is_live(row):
            holders[row["id"]] = (row.get("name") or "", _wof_id(row))
    for number, row in _rows(path):
        kind = _WOF_KINDS.get(row.get("pt", ""))
        if kind is None or not _is_live(row):
            continue
        try:
            names = [
                row.get("name"),
                *(v for key in sorted(row["names"]) for v in row["names"][key] if "abbrev" not in key),
            ]
            region = holders.get((row.get("h") or {}).get("region_id"), ("", ""))
            county = holders.get((row.get("h") or {}).get("county_id"), ("", ""))
            kept = tuple(dict.fromkeys(n for n in names if n))
            if not kept:
                continue
            yield Entry(
                Spot(
                    _wof_id(row), kept[0], kind, country, "" if kind == "admin1" else region[0],
                    "" if kind == "admin1" else region[1], "" if kind == "admin2" else county[0], float(row["lat"]),
                    float(row["lon"]), int(row.get("pop") or 0), RADII.get(kind, 3.0), layer="wof",
                ),
                kept,
            )  # fmt: skip
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(f"a row that is no place: {error!r}", place=f"{path}:{number}") from error


def _wof_id(row: dict[str, Any]) -> str:
    shared = (row.get("conc") or {}).get("gn:id")
    return f"geonames:{shared}" if shared else f"wof:{row['id']}"


def geonames(path: Path) -> Iterator[Entry]:
    """A GeoNames country dump: 19 columns, tabs between."""
    with _text(path) as handle:
        for number, line in enumerate(handle, start=1):
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) < 15:
                raise InputError(
                    f"{len(cells)} columns, not 19", place=f"{path}:{number}", hint="a file such as SY.txt"
                )
            kind = next(
                (k for code, k in _GEONAMES_KINDS if cells[7].startswith(code)), _GEONAMES_CLASSES.get(cells[6], "")
            )
            if not kind or cells[7].endswith("H"):  # historical
                continue
            try:
                spot = Spot(
                    f"geonames:{int(cells[0])}", cells[1], kind, cells[8], cells[10], "", "", float(cells[4]),
                    float(cells[5]), int(cells[14] or 0), RADII.get(kind, 3.0), layer="geonames",
                )  # fmt: skip
            except ValueError as error:
                raise InputError(str(error), place=f"{path}:{number}") from error
            yield Entry(spot, tuple(dict.fromkeys(n for n in (cells[1], cells[2], *cells[3].split(",")) if n)))


def geojson(path: Path) -> Iterator[Entry]:
    """Features of a GeoJSON file with a `name`: OpenStreetMap's tags name:xx, alt_name, place; polygons by their middle."""
    try:
        with _text(path) as handle:
            features = json.load(handle)["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError("not a GeoJSON FeatureCollection", place=str(path)) from error
    for number, feature in enumerate(features):
        tags = feature.get("properties") or {}
        names = [tags.get("name"), *(tags[k] for k in sorted(tags) if k.startswith(("name:", "alt_name", "old_name")))]
        kept = tuple(dict.fromkeys(part.strip() for n in names if n for part in str(n).split(";") if part.strip()))
        point = _middle(feature.get("geometry") or {})
        if not kept or point is None:
            continue
        kind = {"town": "settlement", "city": "settlement", "suburb": "neighbourhood", "quarter": "neighbourhood"}.get(
            str(tags.get("place")), str(tags.get("place") or "site")
        )
        kind = kind if kind in KINDS else "site"
        number_of = feature.get("id") or tags.get("@id") or tags.get("id") or number
        yield Entry(
            Spot(
                f"osm:{number_of}", kept[0], kind, str(tags.get("country") or tags.get("addr:country") or ""),
                str(tags.get("admin1") or ""), "", "", point[1], point[0], int(tags.get("population") or 0)
                if str(tags.get("population") or "0").isdigit() else 0, RADII.get(kind, 3.0), layer="osm",
            ),
            kept,
        )  # fmt: skip


def _middle(geometry: dict[str, Any]) -> tuple[float, float] | None:
    points: list[tuple[float, float]] = []

    def walk(node: Any) -> None:
        if isinstance(node, list) and len(node) >= 2 and all(isinstance(x, int | float) for x in node[:2]):
            points.append((float(node[0]), float(node[1])))
        elif isinstance(node, list):
            for child in node:
                walk(child)

    walk(geometry.get("coordinates"))
    if not points:
        return None
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def table(path: Path, fields: dict[str, str], prefix: str) -> Iterator[Entry]:
    """A CSV file; `fields` maps CSV_FIELDS to its columns. InputError for a missing column or a broken number."""
    with _text(path) as handle:
        reader = csv.DictReader(handle)
        header = reader.fieldnames or []
        columns = {field: fields.get(field, field) for field in CSV_FIELDS}
        for needed in ("name", "lat", "lon"):
            if columns[needed] not in header:
                hint = f"--map {needed}=COLUMN; there are: {', '.join(header)}"
                raise InputError(f"no column {columns[needed]!r}", place=f"{path}:1", hint=hint)
        for row in reader:
            cell = {field: (row.get(column) or "").strip() for field, column in columns.items()}
            if not cell["name"]:
                continue
            kind = cell["kind"] if cell["kind"] in KINDS else "village"
            try:
                spot = Spot(
                    f"{prefix}:{cell['id'] or reader.line_num}", cell["name"], kind, cell["country"].upper(), cell["admin1"],
                    "", "", float(cell["lat"]), float(cell["lon"]), 0,
                    float(cell["radius_km"] or RADII.get(kind, 3.0)), layer=prefix,
                )  # fmt: skip
            except ValueError as error:
                raise InputError(str(error), place=f"{path}:{reader.line_num}") from error
            yield Entry(spot, (cell["name"], *(n.strip() for n in cell["names"].split("|") if n.strip())))


READERS: dict[str, Callable[[Path], Iterator[Entry]]] = {"wof": whos_on_first, "geonames": geonames, "osm": geojson}
