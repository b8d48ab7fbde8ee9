"""The door of intake: one source, a file, "-" or bytes, becomes Documents and Failures in order."""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from thucydides.intake.compose import Draft, compose, sha256
from thucydides.intake.decode import decode
from thucydides.intake.options import Failure, IntakeError, IntakeOptions
from thucydides.intake.page import read_page
from thucydides.intake.rows import is_wide, read_csv, read_json, read_jsonl
from thucydides.model.document import Document

FORMATS = {
    ".txt": "txt", ".text": "txt", ".md": "txt", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "tsv",
}  # fmt: skip
_SNIFF = 8192
_TAGS = re.compile(rb"<(?:!doctype html|html|head|body|article|p|div|meta)\b", re.IGNORECASE)


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
    """Reads an open stream by its format."""
    try:
        for found in _drafts(stream, name, options):
            yield _composed(found, name, options)
    except IntakeError as refusal:
        yield refusal.failure(name)
    except OSError as error:
        yield refusal_of(error).failure(name)


def _composed(found: tuple[str, Draft | IntakeError], name: str, options: IntakeOptions) -> Document | Failure:
    place, draft = found
    try:
        if isinstance(draft, IntakeError):
            raise draft
        return compose(draft, options)
    except IntakeError as refusal:
        refusal.place = refusal.place or place
        return refusal.failure(name)


def _drafts(stream: io.BufferedReader, name: str, options: IntakeOptions) -> Iterator[tuple[str, Draft | IntakeError]]:
    """(place, draft) pairs; only JSON Lines and CSV are read a line at a time, the rest whole and bounded."""
    head = stream.peek(_SNIFF)[:_SNIFF]
    form = options.format or _format(name, head)
    if form not in FORMATS.values():
        raise IntakeError("format", f"no format {form!r}", hint=f"known: {', '.join(sorted(set(FORMATS.values())))}")
    if not head:
        raise IntakeError("empty", "an empty file", hint="leave it out")
    whole: BinaryIO = stream
    if form in ("jsonl", "csv", "tsv"):
        if is_wide(head):
            text = decode(_bounded(whole, options), options.encoding).text
            whole = io.BytesIO(text.encode("utf-8", "replace"))
        places = read_jsonl(whole, name, options) if form == "jsonl" else read_csv(whole, name, options, form == "tsv")
        for draft in places:
            yield "", draft
        return
    raw = _bounded(whole, options)
    if form == "json":
        for draft in read_json(raw, name, options):
            yield name, draft
    elif form == "html":
        yield name, read_page(raw, options)
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


def _format(name: str, head: bytes) -> str:
    """By suffix, else by the first bytes."""
    known = FORMATS.get(Path(name).suffix.lower())
    if known is not None:
        return known
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] == b"<" and _TAGS.search(start[:2048]):
        return "html"
    if start[:1] == b"{":
        first, newline, rest = start.partition(b"\n")
        is_line = first.rstrip().endswith(b"}") and rest.lstrip()[:1] in (b"{", b"")
        return "jsonl" if is_line or not newline else "json"
    if start[:1] == b"[" and start[1:].lstrip()[:1] == b"{":
        return "json"
    return "txt"
