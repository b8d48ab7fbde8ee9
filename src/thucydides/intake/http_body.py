"""The bytes that an answer of a web server carries, out of their wrapping (chunks, gzip, brotli), within a limit."""

from __future__ import annotations

import re
import zlib

from thucydides.intake.options import IntakeError

_SIZE = re.compile(rb"[ \t]{0,8}([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
_GZIP = b"\x1f\x8b"
_ANY_ZLIB, _BARE = 47, -15


def unwrapped(raw: bytes, transfer: str, coding: str, limit: int) -> bytes:
    """The body, of which no more than `limit` + 1 bytes are made. `transfer`, `coding`: what the headers say.

    Archives often keep bodies unwrapped beside the headers as they came: what is not wrapped is left as it is. Raises
    IntakeError where it is broken.
    """
    if "chunked" in transfer.lower():
        raw = _joined(raw)
    for name in reversed([part.strip().lower() for part in coding.split(",")]):
        if name in ("gzip", "x-gzip") and raw.startswith(_GZIP):
            raw = _inflated(raw, _ANY_ZLIB, limit)
        elif name == "deflate" and raw[:1] != b"<":
            raw = _inflated(raw, _ANY_ZLIB if raw[:1] == b"\x78" else _BARE, limit)
        elif name == "br" and raw.lstrip()[:1] != b"<":
            raw = _brotli(raw, limit)
    return raw


def _joined(raw: bytes) -> bytes:
    """The chunks as one; the bytes as they are where they are no chunks."""
    pieces: list[bytes] = []
    at = 0
    while match := _SIZE.match(raw, at):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(raw[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if raw.startswith(b"\r\n", at) else 1 if raw.startswith(b"\n", at) else 0
    return b"".join(pieces) if pieces and at >= len(raw) else raw


def _inflated(raw: bytes, how: int, limit: int) -> bytes:
    try:
        return zlib.decompressobj(how).decompress(raw, limit + 1)
    except zlib.error as error:
        raise IntakeError("http", "a broken packed body", hint="fetch it again") from error


def _brotli(raw: bytes, limit: int) -> bytes:
    try:
        import brotli
    except ImportError as error:
        raise IntakeError("extra", "this body needs brotli", hint="pip install 'thucydides[warc]'") from error
    machine = brotli.Decompressor()
    pieces: list[bytes] = []
    made = 0
    try:
        piece = machine.process(raw, output_buffer_limit=limit + 1)
        while piece and made <= limit:
            pieces.append(piece)
            made += len(piece)
            piece = b"" if machine.can_accept_more_data() else machine.process(b"", output_buffer_limit=limit + 1)
    except brotli.error as error:
        raise IntakeError("http", "a broken packed body", hint="fetch it again") from error
    return b"".join(pieces)[: limit + 1]
