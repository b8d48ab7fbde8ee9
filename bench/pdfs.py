"""PDF files made by hand for the fuzzer: whole ones with packed pages, and ones that are made to fill or stall a machine."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator

from archives import sentence


def _stream(raw: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(raw, 9)
    return b"<</Filter /FlateDecode /Length %d %s>>\nstream\n%s\nendstream" % (len(packed), more, packed)


def _whole(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, the first of which is the catalog, with its table."""
    out, places = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for number, held in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, at)
    return bytes(out)


_FONT = b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>"


def _document(*contents: bytes, more: bytes = b"", kids: bytes | None = None, count: int | None = None) -> bytes:
    """A file with a page for each of these streams, which may draw the forms of the resources in `more`."""
    first = 4
    pages = [
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R /Resources <</Font <</F 3 0 R>> %s>>>>"
        % (first + 2 * n + 1, more)
        for n in range(len(contents))
    ]
    held = [b"<</Type /Catalog /Pages 2 0 R>>"]
    named = kids if kids is not None else b" ".join(b"%d 0 R" % (first + 2 * n) for n in range(len(contents)))
    held.append(b"<</Type /Pages /Kids [%s] /Count %d>>" % (named, count or len(contents)))
    held.append(_FONT)
    for page, content in zip(pages, contents, strict=True):
        held += [page, content]
    return _whole(held)


def article(dice: random.Random) -> bytes:
    """Two pages of sentences, packed."""
    texts = []
    for _ in range(2):
        lines = [sentence(dice).encode("cp1252", "replace") for _ in range(4)]
        shown = [b"(%s) Tj T*" % line.replace(b"(", b"").replace(b")", b"").replace(b"\\", b"") for line in lines]
        texts.append(_stream(b"BT /F 12 Tf 14 TL 40 760 Td\n" + b"\n".join(shown) + b"\nET"))
    return _document(*texts)


def bombs() -> Iterator[bytes]:
    """Pages that unpack to much, trees that do not end, forms that draw themselves, tables that point at themselves."""
    word = b"BT /F 1 Tf 1 1 Td (a) Tj ET\n"
    yield _document(_stream(b" " * 300_000_000))
    yield _document(_stream(word * 3_000_000))
    yield _document(_stream(b"BT /F 12 Tf (" + b"a" * 30_000_000 + b") Tj ET"))
    yield _document(_stream(word), kids=b"4 0 R " * 300_000, count=300_000)
    yield _document(_stream(word), kids=b"2 0 R 4 0 R", count=2)
    yield _document(_stream(b"q " * 5_000_000))
    yield _document(_stream(b"[" * 3_000_000))
    yield _document(b"[" * 3_000_000)
    yield _document(b"<</A " * 500_000)
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X 5 0 R>>>>"
    yield _document(_stream(b"/X Do " * 30, form), more=b"/XObject <</X 5 0 R>>")
    yield _whole([b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [2 0 R] /Count 2147483647>>"])
    whole = _document(_stream(word))
    at = whole.index(b"xref\n0")
    yield whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % at)
    yield _whole([b"<</Type /Catalog /Pages 2 0 R>>", b"2 0 R"])
    twice = zlib.compress(zlib.compress(b" " * 200_000_000, 9), 9)
    double = b"<</Filter [/FlateDecode /FlateDecode] /Length %d>>\nstream\n%s\nendstream" % (len(twice), twice)
    yield _document(double)
