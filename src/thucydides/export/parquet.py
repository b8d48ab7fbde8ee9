"""Parquet and GeoParquet through DuckDB: the columns of the CSV with their types; the point as WKB."""

from __future__ import annotations

import importlib
import json
import struct
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from thucydides.export.csv_table import COLUMNS
from thucydides.model.claim import Claim
from thucydides.model.errors import MissingExtra, UsageError
from thucydides.store.flat import FLAT, Cell, flat

_TYPES = {"text": "VARCHAR", "day": "DATE", "integer": "BIGINT", "number": "DOUBLE"}
_POINTS = frozenset({"site", "neighbourhood", "settlement", "vicinity"})
_BATCH = 2000


def _duckdb() -> Any:
    try:
        return importlib.import_module("duckdb")
    except ImportError as error:
        raise MissingExtra("Parquet needs DuckDB", hint="pip install 'thucydides[parquet]'") from error


def wkb(lat: float, lon: float) -> bytes:
    """A point as well-known binary, little endian: longitude first."""
    return struct.pack("<BIdd", 1, 1, lon, lat)


def _geo_metadata() -> str:
    column = {"encoding": "WKB", "geometry_types": ["Point"], "crs": None}
    return json.dumps({"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}})


def _cells(claim: Claim, *, geo: bool) -> list[Cell | bytes]:
    told: dict[str, Cell] = flat(claim) | {
        "title": claim.document.title,
        "uri": claim.document.uri,
        "published_status": claim.document.published.status,
        "event_id": claim.event_id,
    }
    cells: list[Cell | bytes] = [told[name] for name in COLUMNS]
    if geo:
        place = claim.place
        if place is None or place.precision not in _POINTS or place.lat is None or place.lon is None:
            cells.append(None)
        else:
            cells.append(wkb(place.lat, place.lon))
    return cells


def refuse(_claims: Iterable[Claim], _out: TextIO) -> int:
    """Columns are no text: a UsageError that says so."""
    raise UsageError("this format needs a file", hint="name one with -o PATH")


def write(claims: Iterable[Claim], path: Path, *, geo: bool = False) -> int:
    """Writes a file that appears when it is complete; gives the number of rows. MissingExtra where DuckDB is not there."""
    duckdb = _duckdb()
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = [f'"{name}" {_TYPES[FLAT[name]] if name in FLAT else "VARCHAR"}' for name in COLUMNS]
    columns += ['"geometry" BLOB'] if geo else []
    rows = 0
    with duckdb.connect(":memory:") as base, tempfile.TemporaryDirectory(dir=path.parent, prefix=".new-") as folder:
        base.execute("SET threads TO 1")  # one row group after the other: the same bytes each time
        base.execute(f"CREATE TABLE claims ({', '.join(columns)})")
        marks = ", ".join("?" * len(columns))
        batch: list[list[Cell | bytes]] = []
        for claim in claims:
            batch.append(_cells(claim, geo=geo))
            rows += 1
            if len(batch) >= _BATCH:
                base.executemany(f"INSERT INTO claims VALUES ({marks})", batch)  # noqa: S608 (question marks alone)
                batch = []
        if batch:
            base.executemany(f"INSERT INTO claims VALUES ({marks})", batch)  # noqa: S608 (question marks alone)
        made = Path(folder) / "claims.parquet"
        quoted = str(made).replace("'", "''")
        more = f", KV_METADATA {{geo: '{_geo_metadata()}'}}" if geo else ""
        base.execute(f"COPY claims TO '{quoted}' (FORMAT parquet, COMPRESSION zstd{more})")
        made.chmod(0o600)
        made.replace(path)
    return rows


def write_geo(claims: Iterable[Claim], path: Path) -> int:
    """The same with points, by GeoParquet 1.1."""
    return write(claims, path, geo=True)
