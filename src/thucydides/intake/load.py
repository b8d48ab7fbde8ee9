"""The door of intake: one source, a file, "-" or bytes, becomes Documents and Failures in order."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from thucydides.intake.archive import files_in
from thucydides.intake.compose import Draft, compose, sha256
from thucydides.intake.decode import decode
from thucydides.intake.feeds import read_feed
from thucydides.intake.formats import ARCHIVE, FORMS, format_of
from thucydides.intake.inflate import MAGIC, Inflated
from thucydides.intake.options import Failure, IntakeError, IntakeOptions
from thucydides.intake.page import read_page
from thucydides.intake.pdf import read_pdf
from thucydides.intake.rows import is_wide, read_csv, read_json, read_jsonl
from thucydides.intake.telegram import read_telegram
from thucydides.intake.warc import read_warc
from thucydides.model.document import Document

_SNIFF = 8192
# A file with so many broken rows, and more of them than whole ones, is not what its name says.
_MOST_FAILURES = 10_000
_PACKED_BUFFER = 1 << 16


def documents(
    source: str | os.PathLike[str] | bytes, options: IntakeOptions | None = None
) -> Iterator[Document | Failure]:
    """Documents of a path, of standard input ("-") or of bytes; what cannot be read comes as a Failure, never raised."""
    options = options or IntakeOptions()
    name = "bytes" if isinstance(source, bytes) else os.fspath(source)
    try:
        stream = _open(source, name)
    except IntakeError as refusal:
        yield refusal.failure(name)
        return
    with stream:
        yield from _read(stream, name, options)


def _open(source: str | os.PathLike[str] | bytes, name: str) -> io.BufferedReader:
    """A stream of bytes that can be peeked into. Raises IntakeError where there is none to be had."""
    if isinstance(source, bytes):
        return _stream(source)
    try:
        if name == "-":
            return _standard_input()
        mode = Path(name).stat().st_mode
        if stat.S_ISDIR(mode):
            raise IntakeError("folder", "this is a folder", hint="name the files, or let the folder be expanded")
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            raise IntakeError("special", "not a regular file", hint="name a file of text")
        return Path(name).open("rb")
    except (OSError, ValueError) as error:
        raise refusal_of(error) from error


def _stream(raw: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(raw), _SNIFF)


def _standard_input() -> io.BufferedReader:
    """Standard input as bytes, also where a test put a string in its place."""
    try:
        descriptor = os.dup(sys.stdin.fileno())
    except (OSError, ValueError):
        buffer = getattr(sys.stdin, "buffer", None)
        return _stream(buffer.read() if buffer is not None else sys.stdin.read().encode("utf-8", "surrogatepass"))
    return os.fdopen(descriptor, "rb")


def refusal_of(error: OSError | ValueError) -> IntakeError:
    """What an error of the system means for a reader, and what to do."""
    if isinstance(error, FileNotFoundError):
        return IntakeError("missing", "no such file", hint="check the name")
    if isinstance(error, PermissionError):
        return IntakeError(
            "permission", "no permission to read it", hint="change its permissions (chmod +r) or its owner"
        )
    return IntakeError("unreadable", getattr(error, "strerror", None) or str(error), hint="check the file and its disk")


def _read(stream: io.BufferedReader, name: str, options: IntakeOptions) -> Iterator[Document | Failure]:
    """Reads an open stream by its format; a packed one, or the files of an archive, within limits."""
    try:
        head = stream.peek(_SNIFF)[:_SNIFF]
        form = options.format or format_of(name, head)
        if head.startswith(MAGIC) and form != "warc":
            inflated = cast("io.RawIOBase", Inflated(stream, options.max_ratio))
            yield from _unpacked(io.BufferedReader(inflated, _PACKED_BUFFER), name, name, options)
        elif form == ARCHIVE:
            for inside, found in files_in(stream, options):
                place = f"{name}/{inside}"
                if isinstance(found, IntakeError):
                    found.place = place
                    yield found.failure(name)
                else:
                    yield from _unpacked(cast("io.BufferedReader", found), name, place, options)
        else:
            yield from _told(stream, name, name, form, options)
    except IntakeError as refusal:
        yield refusal.failure(name)
    except OSError as error:
        yield refusal_of(error).failure(name)


def _unpacked(
    stream: io.BufferedReader, source: str, place: str, options: IntakeOptions
) -> Iterator[Document | Failure]:
    """What stands in a file that was packed. Another archive in it is refused: some hold themselves."""
    try:
        head = stream.peek(_SNIFF)[:_SNIFF]
        form = options.format if options.format not in (None, ARCHIVE) else format_of(place, head)
        if form == ARCHIVE or head.startswith(MAGIC):
            hint = "unpack the outer one, and name what is in it"
            raise IntakeError("nested", "an archive inside an archive", hint=hint)
        yield from _told(stream, source, place, form, options)
    except IntakeError as refusal:
        refusal.place = refusal.place or place
        yield refusal.failure(source)


def _told(
    stream: io.BufferedReader, source: str, place: str, form: str, options: IntakeOptions
) -> Iterator[Document | Failure]:
    options = options.for_file(place)
    failed = 0
    for came, found in enumerate(_drafts(stream, place, form, options), 1):
        told = _composed(found, source, options)
        yield told
        failed += isinstance(told, Failure)
        if failed > _MOST_FAILURES and 2 * failed > came:
            hint = "is it of another format? what follows was not read"
            raise IntakeError("too_many", f"more than {_MOST_FAILURES:,} failures", place=place, hint=hint)


def _composed(found: tuple[str, Draft | IntakeError], source: str, options: IntakeOptions) -> Document | Failure:
    place, draft = found
    try:
        if isinstance(draft, IntakeError):
            raise draft
        return compose(draft, options)
    except IntakeError as refusal:
        refusal.place = refusal.place or place
        return refusal.failure(source)


def _drafts(
    stream: io.BufferedReader, name: str, form: str, options: IntakeOptions
) -> Iterator[tuple[str, Draft | IntakeError]]:
    """(place, draft) pairs. Rows, records and messages are read one at a time, the rest whole and bounded."""
    head = stream.peek(_SNIFF)[:_SNIFF]
    if form not in FORMS:
        raise IntakeError("format", f"no format {form!r}", hint=f"known: {', '.join(FORMS)}")
    if not head:
        raise IntakeError("empty", "an empty file", hint="leave it out")
    if form in ("jsonl", "csv", "tsv"):
        yield from (("", row) for row in _rows(stream, name, form, head, options))
    elif form == "warc":
        yield from read_warc(stream, name, options)
    elif form == "telegram":
        yield from ((name, message) for message in read_telegram(stream, name, options))
    else:
        yield from _whole(_bounded(stream, options), name, form, options)


def _rows(stream: BinaryIO, name: str, form: str, head: bytes, options: IntakeOptions) -> Iterator[Draft | IntakeError]:
    """A draft or a refusal for each line or row."""
    if is_wide(head):
        text = decode(_bounded(stream, options), options.encoding).text
        stream = io.BytesIO(text.encode("utf-8", "replace"))
    return read_jsonl(stream, name, options) if form == "jsonl" else read_csv(stream, name, options, form == "tsv")


def _whole(raw: bytes, name: str, form: str, options: IntakeOptions) -> Iterator[tuple[str, Draft | IntakeError]]:
    """Formats that are read whole."""
    if form == "json":
        for draft in read_json(raw, name, options):
            yield name, draft
    elif form == "feed":
        yield from read_feed(raw, name)
    elif form == "html":
        yield name, read_page(raw, options)
    elif form == "pdf":
        yield name, read_pdf(raw, options.max_text)
    else:
        decoded = decode(raw, options.encoding)
        yield name, Draft(decoded.text, raw_sha256=sha256(raw), notes=(decoded.note,) if decoded.note else ())


def _bounded(stream: BinaryIO, options: IntakeOptions) -> bytes:
    """All bytes of a stream. Raises IntakeError where they are more than `options.max_bytes`; no more are kept."""
    raw = stream.read(options.max_bytes + 1)
    if len(raw) > options.max_bytes:
        message = f"more than {options.max_bytes:,} bytes"
        raise IntakeError("too_large", message, hint="split it, or put one report a line into a .jsonl file")
    return raw
