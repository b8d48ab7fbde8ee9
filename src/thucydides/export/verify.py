"""Checks an export against itself and its project: checksums, words in their documents, every cell made again."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from thucydides.export.csv_table import COLUMNS, row
from thucydides.export.dossier import Dossier
from thucydides.export.event_formats import EVENT_FORMATS, EventFormat, write_rows
from thucydides.export.figures import derive
from thucydides.export.manifest import sha256_of
from thucydides.export.release import Release
from thucydides.export.rows import Row, Style
from thucydides.knowledge.policies import policies
from thucydides.model.claim import Claim
from thucydides.model.contract import claim_to_json
from thucydides.model.event import Event

_TAIL = ".manifest.json"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was exported: which file, where in it, what."""

    file: str
    place: str
    what: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What an export is held against: texts by doc_id, current claims and events by id, and what people decided of those.

    `release` is the one that the export was made by, where it was made by one.
    """

    texts: Mapping[str, str]
    claims: Mapping[str, Claim]
    events: Mapping[str, Event]
    decided: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    release: Release | None = None

    def claim(self, claim_id: str) -> Claim | None:
        """The claim as it left."""
        found = self.claims.get(claim_id)
        return found if found is None or self.release is None else self.release.claim(found)

    def dossier(self, event_id: str) -> Dossier | None:
        """The event as it left."""
        event = self.events.get(event_id)
        if event is None:
            return None
        claims = [self.claims[c] for c in event.claims if c in self.claims]
        found = Dossier.of(event, claims, self.decided.get(event_id))
        return found if self.release is None else self.release.dossier(found)


def faults(folder: Path, ground: Ground | None) -> Iterator[Fault]:
    """All faults of the exports in a folder; a folder without manifests is one."""
    manifests = sorted(folder.glob(f"*{_TAIL}"))
    if not manifests:
        yield Fault(folder.name, "", "no export: there is no manifest")
    for path in manifests:
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            listed = [(f["name"], f["sha256"]) for f in told["files"]]
        except (ValueError, KeyError, TypeError, OSError) as error:
            yield Fault(path.name, "", f"no manifest of ours: {error}")
            continue
        for name, digest in listed:
            yield from _checksum(folder / name, digest)
        if ground is not None and (folder / listed[0][0]).is_file():
            yield from _contents(folder / listed[0][0], told, ground)


def _checksum(path: Path, digest: str) -> Iterator[Fault]:
    if not path.is_file():
        yield Fault(path.name, "", "is missing")
    elif sha256_of(path) != digest:
        yield Fault(path.name, "", "was changed: its SHA-256 is not that of the manifest")


def _contents(path: Path, told: dict[str, Any], ground: Ground) -> Iterator[Fault]:
    name = told["format"]
    try:
        if told.get("release"):
            ground = replace(ground, release=Release.again(told["release"], ground.claims.values()))
        if name in EVENT_FORMATS:
            yield from _events(path, told, ground)
        elif name == "csv":
            yield from _table(path, ground)
        elif name == "jsonl":
            yield from _lines(path, ground)
    except (ValueError, KeyError, TypeError, csv.Error) as error:
        yield Fault(path.name, "", f"cannot be read as {name}: {error}")


# -- claims


def _lines(path: Path, ground: Ground) -> Iterator[Fault]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        told = json.loads(line)
        place = f"line {number}"
        claim = ground.claim(told["claim_id"])
        yield from _anchored(path.name, place, told["document"]["doc_id"], _spans(told), ground)
        if claim is None and ground.release is not None:
            yield Fault(path.name, place, "is no claim that this release lets leave")
        elif claim is not None:
            ours = json.loads(json.dumps(claim_to_json(claim)))
            for slot, said, right in _differences("", told, ours):
                if slot != "event_id":
                    yield Fault(path.name, f"{place}, {slot}", f"{said!r} instead of {right!r}")


def _spans(value: Any) -> Iterator[tuple[int, int, str]]:
    """All anchors of a claim in JSON."""
    if isinstance(value, dict):
        if value.keys() >= {"start", "end", "exact"}:
            yield value["start"], value["end"], value["exact"]
        else:
            for part in value.values():
                yield from _spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from _spans(part)


def _anchored(
    file: str, place: str, doc_id: str, spans: Iterable[tuple[int, int, str]], ground: Ground
) -> Iterator[Fault]:
    text = ground.texts.get(doc_id)
    if text is None:
        yield Fault(file, place, f"no document {doc_id[:12]} in the project")
        return
    for start, end, exact in spans:
        if text[start:end] != exact and (exact or ground.release is None):
            yield Fault(file, place, f"{exact!r} does not stand at {start}:{end} of document {doc_id[:12]}")


def _table(path: Path, ground: Ground) -> Iterator[Fault]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        for number, told in enumerate(csv.DictReader(handle), 2):
            place = f"row {number}"
            if told["claim_id"].startswith("#") or not told["claim_id"]:
                continue  # the row of HXL tags
            claim = ground.claim(told["claim_id"])
            if claim is None:
                yield Fault(path.name, place, f"no claim {told['claim_id'][:8]} in the project")
                continue
            ours = _as_text(COLUMNS, row(claim))
            for column in COLUMNS:
                if column != "event_id" and told[column] != ours[column]:
                    yield Fault(path.name, f"{place}, {column}", f"{told[column]!r} instead of {ours[column]!r}")
            span = (claim.anchor.start, claim.anchor.end, claim.anchor.exact)
            yield from _anchored(path.name, place, claim.document.doc_id, [span], ground)


def _as_text(columns: tuple[str, ...], cells: list[Any]) -> dict[str, str]:
    """Cells as a CSV file gives them back."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return dict(zip(columns, next(csv.reader(io.StringIO(out.getvalue(), newline=""))), strict=True))


# -- events


def _events(path: Path, told: dict[str, Any], ground: Ground) -> Iterator[Fault]:
    chosen = EVENT_FORMATS[told["format"]]
    evidence = path.with_name(path.name + ".evidence.jsonl")
    lines = [json.loads(line) for line in evidence.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        place = f"row {line['row']}"
        for words in line["words"]:
            span = (words["start"], words["end"], words["exact"])
            yield from _anchored(evidence.name, f"{place}, {words['column']}", words["doc_id"], [span], ground)
    style = Style(**{k: v for k, v in told["style"].items() if k in Style.__dataclass_fields__})
    policy = policies()[told["policy"]["name"]]
    made: dict[str, Row] = {}
    for line in lines:
        dossier = ground.dossier(line["event_id"])
        if dossier is None or list(dossier.event.claims) != line["claims"]:
            yield Fault(path.name, f"row {line['row']}", f"event {line['event_id'][:8]} was linked anew: export again")
            continue
        row_made = chosen.make(dossier, derive(dossier, policy), policy, style)
        if isinstance(row_made, Row):
            made[dossier.event.event_id] = row_made
    compare = _SHAPES.get(chosen.shape)
    if compare is not None:
        yield from compare(path, chosen, [line["event_id"] for line in lines], made, told)


def _compare_table(
    path: Path, chosen: EventFormat, ids: list[str], made: dict[str, Row], told: dict[str, Any]
) -> Iterator[Fault]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.reader(handle))[1 + bool(told["style"]["hxl"]) :]
    if len(rows) != len(ids):
        yield Fault(path.name, "", f"{len(rows)} rows, but evidence for {len(ids)}")
    for number, (cells, event_id) in enumerate(zip(rows, ids, strict=False), 1):
        if event_id not in made:
            continue
        out = io.StringIO(newline="")
        write_rows([made[event_id]], chosen, out, {})
        ours = list(csv.reader(io.StringIO(out.getvalue(), newline="")))[1]
        for column, cell, right in zip(chosen.columns, cells, ours, strict=False):
            if cell != right:
                yield Fault(path.name, f"row {number}, {column}", f"{cell!r} instead of {right!r}")


def _compare_lines(
    path: Path, _chosen: EventFormat, ids: list[str], made: dict[str, Row], _told: dict[str, Any]
) -> Iterator[Fault]:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if len(lines) != len(ids):
        yield Fault(path.name, "", f"{len(lines)} rows, but evidence for {len(ids)}")
    for number, (cells, event_id) in enumerate(zip(lines, ids, strict=False), 1):
        if event_id in made:
            yield from _compare_objects(path.name, f"row {number}", cells, made[event_id])


def _compare_whole(
    path: Path, _chosen: EventFormat, _ids: list[str], made: dict[str, Row], _told: dict[str, Any]
) -> Iterator[Fault]:
    for number, cells in enumerate(json.loads(path.read_text(encoding="utf-8"))["events"], 1):
        if cells.get("id") in made:
            yield from _compare_objects(path.name, f"event {number}", cells, made[cells["id"]])


def _compare_objects(file: str, place: str, cells: dict[str, Any], row_made: Row) -> Iterator[Fault]:
    for path, said, right in _differences("", cells, json.loads(json.dumps(row_made.cells))):
        yield Fault(file, f"{place}, {path}", f"{said!r} instead of {right!r}")


def _differences(path: str, said: Any, right: Any) -> Iterator[tuple[str, Any, Any]]:
    """(dotted path, value, value that is due) of every leaf that differs."""
    if isinstance(said, dict) and isinstance(right, dict):
        for key in dict.fromkeys((*right, *said)):
            yield from _differences(f"{path}.{key}".lstrip("."), said.get(key), right.get(key))
    elif isinstance(said, list) and isinstance(right, list) and len(said) == len(right):
        for at, (one, other) in enumerate(zip(said, right, strict=True)):
            yield from _differences(f"{path}.{at}".lstrip("."), one, other)
    elif said != right:
        yield path, said, right


_Compare = Callable[[Path, EventFormat, list[str], dict[str, Row], dict[str, Any]], Iterator[Fault]]
_SHAPES: dict[str, _Compare] = {"table": _compare_table, "jsonl": _compare_lines, "timemap": _compare_whole}
