"""Files of many reports: JSON Lines, JSON, CSV and TSV. One broken line costs nobody the others."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from thucydides.intake.compose import Draft, sha256
from thucydides.intake.decode import decode
from thucydides.intake.options import IntakeError, IntakeOptions
from thucydides.knowledge.intake_words import keys
from thucydides.model.document import StampKind

# A draft or why there is none, each with its place in the file.
Found = Draft | IntakeError
_CHUNK = 1_000_000
# A cell may be this many times as long as a text that is read: beyond that a quote was never closed.
_CELL_OVER_TEXT = 4
_DELIMITERS = ",;\t|"
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\0")


def raw_lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """(line number, bytes) of a stream; None in place of a line longer than `limit`, of which no more is kept."""
    number = 0
    while True:
        line = stream.readline(limit + 1)
        if not line:
            return
        number += 1
        if len(line) <= limit:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_CHUNK)
        yield number, None


def _too_long(place: str, limit: int) -> IntakeError:
    return IntakeError(
        "too_large", f"a line of more than {limit:,} bytes", place=place, hint="raise max_bytes, or split it"
    )


def is_wide(head: bytes) -> bool:
    """True for bytes that begin as UTF-16 or UTF-32 do: such files cannot be cut into lines before decoding."""
    return head.startswith(_WIDE[:2]) or b"\0" in head


def read_jsonl(stream: BinaryIO, name: str, options: IntakeOptions) -> Iterator[Found]:
    """A draft or a refusal for each line that is not blank."""
    for number, line in raw_lines(stream, options.max_bytes):
        place = f"{name}:{number}"
        if line is None:
            yield _too_long(place, options.max_bytes)
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _read_line(line, place, options)


def _read_line(line: bytes, place: str, options: IntakeOptions) -> Found:
    try:
        decoded = decode(line, options.encoding)
        told = parse_json(decoded.text.lstrip("\ufeff"), place)
        draft = _draft(told, place, options, sha256(line), decoded.note)
    except IntakeError as refusal:
        refusal.place = refusal.place or place
        return refusal
    return draft


def parse_json(text: str, place: str) -> Any:
    """The value of a JSON text. Raises IntakeError with the column of the fault."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno} column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise IntakeError(
            "json", f"broken JSON at {where}: {error.msg.removesuffix(' at')}", place=place, hint="mend or drop it"
        ) from error
    except (RecursionError, ValueError) as error:
        raise IntakeError("json", "JSON nested too deep or a number too long", place=place, hint="drop it") from error


def read_json(raw: bytes, name: str, options: IntakeOptions) -> Iterator[Found]:
    """Drafts of a JSON file: one object, a list of objects, or an object one of whose values is such a list."""
    decoded = decode(raw, options.encoding)
    told = parse_json(decoded.text.lstrip("\ufeff"), name)
    rows = [told]
    if isinstance(told, list):
        rows = told
    elif isinstance(told, dict) and _field(told, "text", options) is None:
        lists = [v for v in told.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        rows = lists[0] if len(lists) == 1 else [told]
    for number, row in enumerate(rows):
        place = name if len(rows) == 1 else f"{name}:[{number}]"
        try:
            yield _draft(row, place, options, sha256(json.dumps(row, sort_keys=True).encode()), decoded.note)
        except IntakeError as refusal:
            refusal.place = refusal.place or place
            yield refusal


def read_csv(stream: BinaryIO, name: str, options: IntakeOptions, tabs: bool) -> Iterator[Found]:
    """A draft or a refusal for each row below the header; raises IntakeError where a mapped column is missing."""
    notes: list[str] = []
    lines = _csv_lines(stream, name, options, notes)
    head = next(lines, "")
    delimiter = "\t" if tabs else max(_DELIMITERS, key=lambda mark: (head.count(mark), -_DELIMITERS.index(mark)))
    previous = csv.field_size_limit(min(options.max_bytes, _CELL_OVER_TEXT * options.max_text))
    try:
        reader = csv.reader(_chain(head, lines), delimiter=delimiter)
        try:
            header = [cell.strip() for cell in next(reader, [])]
        except csv.Error as error:
            hint = "look for a quote that is never closed"
            raise IntakeError("csv", f"broken header: {error}", place=f"{name}:1", hint=hint) from error
        _check_columns(header, name, options)
        yield from _rows(reader, header, name, options, notes)
    finally:
        csv.field_size_limit(previous)


def _chain(head: str, lines: Iterable[str]) -> Iterator[str]:
    yield head
    yield from lines


def _csv_lines(stream: BinaryIO, name: str, options: IntakeOptions, notes: list[str]) -> Iterator[str]:
    for number, line in raw_lines(stream, options.max_bytes):
        if line is None:
            raise _too_long(f"{name}:{number}", options.max_bytes)
        if options.encoding is None and line.isascii() and b"\0" not in line:
            yield line.decode("ascii")
            continue
        decoded = decode(line, options.encoding)
        if decoded.note and decoded.note not in notes:
            notes.append(decoded.note)
        text = decoded.text.lstrip("\ufeff") if number == 1 else decoded.text
        yield text.replace("\0", "\ufffd")


def _check_columns(header: list[str], name: str, options: IntakeOptions) -> None:
    there = f"columns: {', '.join(header[:20])}"
    for told, column in options.mapping.items():
        if column not in header:
            raise IntakeError("columns", f"no column {column!r} (mapped to {told})", place=f"{name}:1", hint=there)
    if "text" not in options.mapping and not any(c.lower() in keys().fields["text"] for c in header):
        hint = f"map it: --field text=COLUMN; {there}"
        raise IntakeError("columns", "no column that holds the text", place=f"{name}:1", hint=hint)


def _rows(reader: Any, header: list[str], name: str, options: IntakeOptions, notes: list[str]) -> Iterator[Found]:
    while True:
        first = reader.line_num + 1
        place = f"{name}:{first}"
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield IntakeError("csv", f"broken row: {error}", place=place, hint="look for a quote that is never closed")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            message = f"{len(cells)} cells where the header has {len(header)}"
            yield IntakeError("csv", message, place=place, hint="quote cells that hold the delimiter")
            continue
        try:
            row = dict(zip(header, cells, strict=True))
            yield _draft(row, place, options, sha256("\x1f".join(cells).encode()), "; ".join(notes))
        except IntakeError as refusal:
            refusal.place = refusal.place or place
            yield refusal


def _lookup(row: Mapping[str, Any], key: str) -> Any:
    """The value of a key; a dot goes into an object unless the key itself has it."""
    if key in row:
        return row[key]
    value: Any = row
    for part in key.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _field(row: Mapping[str, Any], field: str, options: IntakeOptions) -> Any:
    """What the row tells of a field: by the mapping, else under the first usual name that is not empty."""
    mapped = options.mapping.get(field)
    if mapped is not None:
        return _lookup(row, mapped)
    for name in keys().fields.get(field, ()):
        value = row.get(name)
        if value in (None, "") or isinstance(value, Mapping | list):
            continue
        return value
    return None


def _words(row: Mapping[str, Any], field: str, options: IntakeOptions) -> str | None:
    value = _field(row, field, options)
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return None


def _draft(told: Any, place: str, options: IntakeOptions, digest: str, note: str) -> Draft:
    """The draft of one object or row. Raises IntakeError where it has no text."""
    if not isinstance(told, Mapping):
        raise IntakeError("json", "not an object", place=place, hint="each report must be a JSON object")
    row = told if options.mapping or "text" in told else {str(k).lower(): v for k, v in told.items()}
    text = _field(row, "text", options)
    if not isinstance(text, str):
        key = options.mapping.get("text")
        message = f"no text under {key!r}" if key else "no key that holds the text"
        hint = f"map it: --field text=KEY; there are: {', '.join(map(str, list(told)[:12]))}"
        raise IntakeError("columns", message, place=place, hint=hint)
    dated: list[tuple[StampKind, str, object]] = []
    kinds: tuple[tuple[str, StampKind], ...] = (("date", "given"), ("fetched", "fetched"))
    for field, kind in kinds:
        value = _field(row, field, options)
        if value not in (None, ""):
            dated.append((kind, options.mapping.get(field, field), value))
    forwarded = _words(row, "forwarded_from", options)
    return Draft(
        text=text,
        title=_words(row, "title", options),
        outlet=_words(row, "outlet", options),
        url=_words(row, "url", options),
        doc_id=_words(row, "id", options),
        language=_words(row, "language", options),
        dated=tuple(dated),
        forwarded_from=(forwarded,) if forwarded else (),
        raw_sha256=digest,
        notes=(note,) if note else (),
    )
