"""The formats by name. A new one is a file with `write(claims, out) -> int` and a row here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TextIO

from thucydides.export import csv_table, geojson, jsonl
from thucydides.model.claim import Claim

Write = Callable[[Iterable[Claim], TextIO], int]


@dataclass(frozen=True, slots=True)
class Format:
    """`write` puts claims into a text stream and gives the number of rows; `contract` names the shape of a row."""

    name: str
    suffix: str
    contract: str
    write: Write


FORMATS: dict[str, Format] = {
    f.name: f
    for f in (
        Format("jsonl", ".jsonl", "claim.schema.json", jsonl.write),
        Format("csv", ".csv", "docs/cli.md#csv", csv_table.write),
        Format("geojson", ".geojson", "RFC 7946", geojson.write),
    )
}
