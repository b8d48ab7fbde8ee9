"""Web archives, exports and ZIP files made by hand for the tests of intake."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Mapping

from intake.reports import BODY, TITLE

URL = "https://ford.example/news/mill.html"


def page(body: str = BODY, title: str = TITLE) -> bytes:
    """A page of an outlet."""
    paragraphs = "".join(f"<p>{words}</p>" for words in body.split("\n\n"))
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body><nav>Home</nav>"
        f"<article><h1>{title}</h1>{paragraphs}</article></body></html>"
    ).encode()


def http(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    """An answer of a server."""
    named = {"Content-Type": "text/html; charset=utf-8", **{k.replace("_", "-"): v for k, v in headers.items()}}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def record(block: bytes, kind: str = "response", url: str = URL, day: str = "2031-02-05T06:07:08Z") -> bytes:
    """One WARC record."""
    media = "application/warc-fields" if kind == "warcinfo" else f"application/http; msgtype={kind}"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: {day}\r\nContent-Type: {media}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def warc(*records: bytes, packed: bool = False) -> bytes:
    """An archive of these records, each packed alone as crawlers do."""
    return b"".join(gzip.compress(one) if packed else one for one in records)


def telegram(*messages: Mapping[str, object], **chat: object) -> bytes:
    """The export of a channel."""
    head = {"name": "Ford Watch", "type": "public_channel", "id": 1234567890, **chat}
    return json.dumps({**head, "messages": list(messages)}, indent=1).encode()


def message(number: int, text: object, **more: object) -> dict[str, object]:
    """A message as the export writes it."""
    stamp = 1927965600 + number * 60
    return {"id": number, "type": "message", "date": "2031-02-04T00:00:00", "date_unixtime": str(stamp),
            "from": "Ford Watch", "text": text, "text_entities": [], **more}  # fmt: skip


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return out.getvalue()
