"""The formats of claims by name. A new one is a file with `write(claims, out) -> int` and a row here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from thucydides.export import csv_table, geojson, jsonl, parquet, webannotation
from thucydides.model.claim import Claim

Write = Callable[[Iterable[Claim], TextIO], int]
WriteFile = Callable[[Iterable[Claim], Path], int]


@dataclass(frozen=True, slots=True)
class Format:
    """`write` puts claims into a text stream and gives the number of rows; `contract` names the shape of a row.

    A binary format refuses a text stream and has `write_file`, which makes a file that appears when it is complete.
    """

    name: str
    suffix: str
    contract: str
    write: Write
    write_file: WriteFile | None = None


FORMATS: dict[str, Format] = {
    f.name: f
    for f in (
        Format("jsonl", ".jsonl", "claim.schema.json", jsonl.write),
        Format("csv", ".csv", "docs/cli.md#csv", csv_table.write),
        Format("geojson", ".geojson", "RFC 7946", geojson.write),
        Format("webannotation", ".annotations.jsonl", "W3C Web Annotation", webannotation.write),
        Format("parquet", ".parquet", "docs/cli.md#csv", parquet.refuse, parquet.write),
        Format("geoparquet", ".geo.parquet", "GeoParquet 1.1", parquet.refuse, parquet.write_geo),
    )
}
