"""Parquet has the columns of the CSV with types, GeoParquet a point; without DuckDB the message has the pip line."""

from __future__ import annotations

import importlib
import json

import pytest

from store.made import denial, document, strike
from thucydides.export import parquet
from thucydides.export.csv_table import COLUMNS
from thucydides.model.errors import MissingExtra


def test_without_duckdb_the_extra_is_named(monkeypatch, tmp_path):
    """Exit code 7 and the line to type."""

    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(MissingExtra, match="DuckDB") as told:
        parquet.write([strike(document())], tmp_path / "c.parquet")
    assert told.value.exit_code == 7
    assert "thucydides[parquet]" in told.value.hint
    assert not list(tmp_path.iterdir())


def test_columns_types_and_point(tmp_path):
    """Days are days, numbers numbers, the point is WKB with its metadata."""
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "c.geo.parquet"
    assert parquet.write_geo([strike(document()), denial(document())], path) == 2
    assert [p.name for p in tmp_path.iterdir()] == ["c.geo.parquet"]
    with duckdb.connect(":memory:") as base:
        found = base.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()
        assert [name for name, *_ in found][: len(COLUMNS)] == list(COLUMNS)
        types = {name: kind for name, kind, *_ in found}
        assert (types["earliest"], types["killed_low"], types["lat"]) == ("DATE", "BIGINT", "DOUBLE")
        meta = base.execute(f"SELECT key, value FROM parquet_kv_metadata('{path}')").fetchall()
    geo = json.loads(next(bytes(v) for k, v in meta if bytes(k) == b"geo"))
    assert geo["primary_column"] == "geometry"
    assert parquet.wkb(35.5, 36.5)[:5] == b"\x01\x01\x00\x00\x00"
