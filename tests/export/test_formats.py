"""Exports carry every value with its words, validate against the contract, and cannot run in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

import thucydides
from store.made import at, denial, document, strike
from thucydides.export import csv_table, geojson, jsonl
from thucydides.export.formats import FORMATS
from thucydides.model.contract import claim_from_json

SCHEMA = json.loads((Path(thucydides.__file__).parent / "data/schema/claim.schema.json").read_text(encoding="utf-8"))


def _written(write, claims):
    out = io.StringIO(newline="")
    return write(claims, out), out.getvalue()


def test_jsonl_is_the_contract():
    """A claim a line, valid by the schema, and the same claim when read back."""
    claims = [strike(document()), denial(document())]
    rows, text = _written(jsonl.write, claims)
    lines = text.splitlines()
    assert rows == len(lines) == 2
    for line, claim in zip(lines, claims, strict=True):
        jsonschema.validate(json.loads(line), SCHEMA, cls=jsonschema.Draft202012Validator)
        assert claim_from_json(json.loads(line)) == claim


def test_csv_row_has_ids_words_and_offsets():
    """Every row leads back to its document's words; numbers are numbers."""
    made = document()
    _, text = _written(csv_table.write, [strike(made), denial(made)])
    first, second = csv.DictReader(io.StringIO(text))
    assert first["claim_id"] == strike(made).claim_id
    assert first["doc_id"] == made.doc_id
    for words in ("words", "trigger", "time", "place"):
        exact = first["words"] if words == "words" else first[f"{words}_words"]
        assert made.text[int(first[f"{words}_start"]) : int(first[f"{words}_end"])] == exact
    assert (first["killed_low"], first["killed_high"]) == ("12", "")
    assert first["chain"] == "Example Daily > the hospital"
    assert second["polarity"] == "denied"
    assert not second["place"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_formulas_are_text(sign):
    """Text that a spreadsheet would run begins with an apostrophe, in whatever column it stands."""
    evil = f"{sign}HYPERLINK(1)"
    claim = strike(document(title=evil, outlet=evil))
    claim = replace(
        claim, actors=(replace(claim.actors[0], name=evil),), place=replace(claim.place, name=evil, lat=-35.5)
    )
    _, text = _written(csv_table.write, [claim])
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    for column in ("title", "outlet", "targets", "place"):
        assert row[column] == f"'{evil}", column
    assert row["lat"] == "-35.5"
    assert not [cell for name, cell in row.items() if cell.startswith(sign) and name != "lat"]


def test_geojson_pins_only_points():
    """A settlement is a point with radius and precision; a province or a country is never a pin."""
    claim = strike(document())
    wide = replace(claim, place=replace(claim.place, precision="admin1", radius_km=60.0))
    nowhere = replace(claim, place=replace(claim.place, lat=None, lon=None))
    bare = replace(claim, place=replace(claim.place, radius_km=None))
    rows, text = _written(geojson.write, [claim, wide, nowhere, denial(document()), bare])
    point, province, unsure = json.loads(text)["features"]
    assert rows == 3
    assert point["geometry"] == {"type": "Point", "coordinates": [36.5, 35.5]}
    assert (point["properties"]["precision"], point["properties"]["radius_km"]) == ("settlement", 4.0)
    assert point["properties"]["words"] == claim.anchor.exact
    assert province["geometry"] is None
    assert (province["properties"]["precision"], province["properties"]["radius_km"]) == ("admin1", 60.0)
    assert province["properties"]["centre"] == [36.5, 35.5]
    assert unsure["geometry"] is None


def test_empty_export_is_whole():
    """No claims still make a valid file of each format."""
    assert json.loads(_written(geojson.write, [])[1]) == {"type": "FeatureCollection", "features": []}
    assert _written(csv_table.write, [])[1].startswith("claim_id,doc_id,")
    assert _written(jsonl.write, []) == (0, "")
    assert set(FORMATS) == {"jsonl", "csv", "geojson", "webannotation", "parquet", "geoparquet"}


def test_tolls_add_up_only_what_is_no_part():
    """The flat figures are sums of tolls that no other holds; one open end leaves the sum open."""
    made = document()
    claim = strike(made)
    toll = claim.casualties[0]
    words = at(made.text, "12")
    claim = replace(
        claim,
        casualties=(
            replace(toll, low=10, high=12, exactness="range"),
            replace(toll, low=3, high=3, exactness="exact", part_of=0, victims="children", anchor=words),
            replace(toll, low=2, high=None, victims="combatants"),
        ),
    )
    _, text = _written(csv_table.write, [claim])
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["killed_low"], row["killed_high"]) == ("12", "")
    assert 'killed children 3 "12"' in row["tolls"]
    assert "(part of 1)" in row["tolls"]
