"""datapackage.json beside the tables: Frictionless Table Schema with types, keys and what empty means."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from thucydides.export import acled, csv_table, ucdp
from thucydides.export.atomic import replacing
from thucydides.export.manifest import sha256_of
from thucydides.store.flat import FLAT

NAME = "datapackage.json"
_TYPES = {"text": "string", "day": "date", "integer": "integer", "number": "number"}
_INTEGERS = frozenset({
    "year", "time_precision", "geo_precision", "fatalities", "type_of_violence", "number_of_sources", "where_prec",
    "priogrid_gid", "event_clarity", "date_prec", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
    "high", "low",
})  # fmt: skip
_NUMBERS = frozenset({"latitude", "longitude"})


def describe(folder: Path) -> Path:
    """Writes datapackage.json for all tables of ours in a folder; gives its path."""
    tables = sorted(p for p in folder.glob("*.csv") if (found := _columns(p)) and _schema(p, found))
    package = {
        "profile": "tabular-data-package",
        "name": "thucydides-export",
        "resources": [_resource(p) for p in tables],
    }
    path = folder / NAME
    with replacing(path) as out:
        out.write(json.dumps(package, ensure_ascii=False, indent=1) + "\n")
    return path


def _columns(path: Path) -> tuple[str, ...]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return tuple(next(csv.reader(handle), ()))


def _schema(path: Path, columns: tuple[str, ...]) -> list[dict[str, Any]]:
    """Fields of a table that we write; empty for others' files."""
    if columns == csv_table.COLUMNS:
        return [{"name": c, "type": _TYPES[FLAT[c]] if c in FLAT else "string"} for c in columns]
    if columns in (acled.COLUMNS, ucdp.COLUMNS):
        return [
            {"name": c, "type": "integer" if c in _INTEGERS else "number" if c in _NUMBERS else "string"}
            for c in columns
        ]
    ours = path.name.endswith(".rejected.csv") or columns[:2] == ("event_id", "independent_roots")
    return [
        {"name": c, "type": "string" if c in ("event_id", "reason", "claims") else "integer"} for c in columns if ours
    ]


def _resource(path: Path) -> dict[str, Any]:
    columns = _columns(path)
    schema: dict[str, Any] = {"fields": _schema(path, columns), "missingValues": [""]}
    if "claim_id" in columns:
        schema["primaryKey"] = "claim_id"
    return {
        "name": path.name.removesuffix(".csv").lower().replace("_", "-"), "path": path.name,
        "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "bytes": path.stat().st_size, "hash": f"sha256:{sha256_of(path)}", "schema": schema,
    }  # fmt: skip
