"""Decisions as a spreadsheet: a row a claim with empty cells to fill, a row each decision that holds, and back."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from sqlalchemy import Connection

from thucydides.model.errors import InputError
from thucydides.model.judgement import Judgement
from thucydides.store import browse
from thucydides.store.judging.judgements import Standing, undone_in
from thucydides.store.queries import ClaimFilter

# What a person reads, then what they fill. `seen` is the newest judgement that the row's reader knew of.
READ = (
    "claim_id", "status", "event_type", "earliest", "latest", "place", "killed_low", "killed_high", "injured_low",
    "injured_high", "root_source", "outlet", "words", "seen",
)  # fmt: skip
FILLED = ("verdict", "field", "value", "exact", "other", "why", "by")
COLUMNS = (*READ, *FILLED)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """A row that somebody filled: its number in the file and its cells, those of FILLED stripped."""

    number: int
    cells: dict[str, str]


def _safe(cell: Any) -> Any:
    """Text that a spreadsheet would run gets an apostrophe, which `_plain` takes off again."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _told(one: Judgement) -> dict[str, Any]:
    return {
        "verdict": one.verdict, "field": one.slot, "value": one.value, "exact": one.exact, "other": one.other,
        "why": one.why, "by": one.by,
    }  # fmt: skip


def rows(
    connection: Connection, judgements: list[Judgement], standings: dict[str, Standing]
) -> Iterator[dict[str, Any]]:
    """Current claims in their order, each with the decisions on it that hold; then decisions on all else."""
    undone = undone_in(judgements)
    holds = [one for one in judgements if one.judgement_id not in undone and one.verdict != "undo"]
    of_subject: dict[str, list[Judgement]] = {}
    for one in holds:
        of_subject.setdefault(one.subject, []).append(one)
    shown: set[str] = set()
    first, more = 0, True
    while more:
        page = browse.claims_page(connection, ClaimFilter(), first, _PAGE)
        first, more = first + _PAGE, page.more
        for row in page.rows:
            claim_id = row["claim_id"]
            standing = standings.get(claim_id, Standing(claim_id))
            cells = {name: row.get(name) for name in READ} | {"status": standing.status, "seen": standing.version}
            ids = {claim_id} | {one.subject for one in standing.history if one.verdict != "undo"}
            said = [one for subject in sorted(ids) for one in of_subject.get(subject, ()) if subject not in shown]
            shown |= ids
            for told in [_told(one) for one in said] or [dict.fromkeys(FILLED)]:
                yield cells | told
    for subject, said in of_subject.items():
        if subject not in shown:
            for one in said:
                yield dict.fromkeys(READ) | {"claim_id": subject} | _told(one)


def write(connection: Connection, judgements: list[Judgement], standings: dict[str, Standing], out: TextIO) -> int:
    """Writes the sheet; gives its number of rows."""
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    written = 0
    for row in rows(connection, judgements, standings):
        writer.writerow({name: _safe(row[name]) for name in COLUMNS})
        written += 1
    return written


def filled(source: TextIO, name: str) -> Iterator[Line]:
    """Rows with a verdict; InputError where a column is missing. Columns may stand in any order, more may be there."""
    reader = csv.DictReader(source)
    header = [column.strip().lstrip("\ufeff") for column in reader.fieldnames or ()]
    reader.fieldnames = header
    if missing := [column for column in ("claim_id", "verdict", "field", "value") if column not in header]:
        raise InputError(f"the column {missing[0]} is missing", place=f"{name}:1", hint="begin with export-decisions")
    for row in reader:
        cells = {column: _plain((row.get(column) or "").strip()) for column in COLUMNS}
        if cells["verdict"]:
            yield Line(reader.line_num, cells)


def known(line: Line, holds: set[tuple[Any, ...]]) -> bool:
    """True where the decision of a row stands already, in `fingerprints` of those that hold."""
    cells = line.cells
    return (
        cells["claim_id"], cells["verdict"], cells["field"] or None, cells["value"] or None, cells["other"] or None,
        cells["why"],
    ) in holds  # fmt: skip


def fingerprints(judgements: list[Judgement]) -> set[tuple[Any, ...]]:
    """What makes two decisions the same one: on what, which, and why."""
    undone = undone_in(judgements)
    return {
        (one.subject, one.verdict, one.slot, one.value, one.other, one.why)
        for one in judgements
        if one.judgement_id not in undone
    }
