"""The formats of events by name: a profile is a function from dossier to row, and how rows become a file."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal, TextIO

from thucydides.export import acled, airwars, maps, plover, ucdp
from thucydides.export.csv_table import safe
from thucydides.export.dossier import Dossier
from thucydides.export.figures import Derivation, derive
from thucydides.export.rows import Rejected, Row, Style
from thucydides.knowledge.field_codes import hxl_tags
from thucydides.knowledge.policies import Policy

Make = Callable[[Dossier, Derivation, Policy, Style], Row | Rejected]
Shape = Literal["table", "jsonl", "kml", "timemap"]


@dataclass(frozen=True, slots=True)
class EventFormat:
    """`profile` names the makers' version that it follows, `policy` how it counts where the user does not say."""

    name: str
    suffix: str
    contract: str
    profile: str
    policy: str
    shape: Shape
    make: Make
    columns: tuple[str, ...] = ()


EVENT_FORMATS: dict[str, EventFormat] = {
    f.name: f
    for f in (
        EventFormat(
            "acled", ".csv", "docs/exports.md#acled", acled.PROFILE, "acled-conservative", "table", acled.row,
            acled.COLUMNS,
        ),
        EventFormat(
            "ucdp-ged", ".csv", "docs/exports.md#ucdp-ged", ucdp.PROFILE, "ucdp-low-best-high", "table", ucdp.row,
            ucdp.COLUMNS,
        ),
        EventFormat(
            "plover", ".jsonl", "docs/exports.md#plover", plover.PROFILE, "ucdp-low-best-high", "jsonl", plover.row
        ),
        EventFormat(
            "airwars", ".jsonl", "docs/exports.md#airwars", airwars.PROFILE, "airwars-min-max", "jsonl", airwars.row
        ),
        EventFormat("kml", ".kml", "OGC KML 2.2", "kml-2.2", "ucdp-low-best-high", "kml", maps.row),
        EventFormat("timemap", ".json", "docs/exports.md#timemap", "timemap", "ucdp-low-best-high", "timemap", maps.row),
    )
}  # fmt: skip


def rows_of(
    dossiers: Iterable[Dossier], chosen: EventFormat, policy: Policy, style: Style
) -> tuple[list[Row], list[Rejected]]:
    """Rows and refusals, by event id."""
    rows: list[Row] = []
    rejected: list[Rejected] = []
    for dossier in sorted(dossiers, key=lambda d: d.event.event_id):
        made = chosen.make(dossier, derive(dossier, policy), policy, style)
        if isinstance(made, Row):
            rows.append(made)
        else:
            rejected.append(made)
    return rows, rejected


def write_rows(
    rows: list[Row], chosen: EventFormat, out: TextIO, sources: dict[str, dict[str, Any]], *, hxl: bool = False
) -> int:
    """Writes rows in the format's shape; `sources` tells documents by id, for formats that list them."""
    if chosen.shape == "kml":
        return maps.write_kml(rows, out)
    if chosen.shape == "timemap":
        return maps.write_timemap(rows, sources, out)
    if chosen.shape == "jsonl":
        out.writelines(json.dumps(row.cells, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
        return len(rows)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(chosen.columns)
    if hxl:
        writer.writerow([hxl_tags().get(column, "") for column in chosen.columns])
    for row in rows:
        writer.writerow([safe(row.cells[column]) for column in chosen.columns])
    return len(rows)


def write_evidence(rows: list[Row], out: TextIO) -> int:
    """One line a row: the words of its values, its claims, and what the policy used and left out."""
    for number, row in enumerate(rows, 1):
        told: dict[str, Any] = {
            "row": number,
            "event_id": row.event_id,
            "claims": list(row.claims),
            "words": [asdict(b) for b in row.backing],
        }
        if row.derivation is not None:
            told["policy"] = row.derivation.policy
            if row.derivation.decided:
                told["decided"] = dict(row.derivation.decided)
            told["used"] = [list(pair) for pair in row.derivation.used]
            told["left_out"] = [list(pair) for pair in row.derivation.left_out]
        out.write(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n")
    return len(rows)


def write_rejected(rejected: list[Rejected], out: TextIO) -> int:
    """The events that are not in the file, and why."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("event_id", "reason", "claims"))
    for one in rejected:
        writer.writerow((one.event_id, safe(one.reason), "; ".join(one.claims)))
    return len(rejected)
