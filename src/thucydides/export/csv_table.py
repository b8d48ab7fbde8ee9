"""CSV: a claim a row, with its words and offsets; safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from thucydides.knowledge.field_codes import hxl_tags
from thucydides.model.claim import Claim
from thucydides.store.flat import FLAT, Cell, flat

# Beside the columns of the store: what else of the document a reader of the table wants.
COLUMNS = (*FLAT, "title", "uri", "published_status", "event_id")

# What a spreadsheet takes for a formula, also in full-width letters. An apostrophe in front makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(cell: Cell) -> Cell:
    """The cell, with an apostrophe before text that a spreadsheet would run; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def row(claim: Claim) -> list[Cell]:
    """The cells of a claim, in the order of COLUMNS."""
    told: dict[str, Cell] = flat(claim) | {
        "title": claim.document.title,
        "uri": claim.document.uri,
        "published_status": claim.document.published.status,
        "event_id": claim.event_id,
    }
    return [safe(told[name]) for name in COLUMNS]


def write(claims: Iterable[Claim], out: TextIO, *, hxl: bool = False, bom: bool = False) -> int:
    """Writes a header and the claims in their order; gives the number of claims.

    `hxl` adds a second row of tags, `bom` the mark by which old spreadsheets know UTF-8.
    """
    if bom:
        out.write("\ufeff")
    # Both line ends are in the terminator, so that a cell with either is quoted.
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    if hxl:
        writer.writerow([hxl_tags().get(name, "") for name in COLUMNS])
    written = 0
    for claim in claims:
        writer.writerow(row(claim))
        written += 1
    return written
