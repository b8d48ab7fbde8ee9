"""Which format some bytes have: by the suffix of their name, else by how they begin."""

from __future__ import annotations

import re
from pathlib import PurePath

from thucydides.intake.telegram import is_export

FORMATS = {
    ".txt": "txt", ".text": "txt", ".md": "txt", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "tsv",
    ".rss": "feed", ".atom": "feed", ".xml": "feed", ".pdf": "pdf", ".warc": "warc", ".zip": "zip",
}  # fmt: skip
PACKED = ".gz"
# What --from may say; "telegram" has no suffix of its own.
FORMS = (*sorted(set(FORMATS.values())), "telegram")
ARCHIVE = "zip"
_TAGS = re.compile(rb"<(?:!doctype html|html|head|body|article|p|div|meta)\b", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_STARTS = ((b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"%PDF-", "pdf"), (b"WARC/", "warc"))


def is_known(name: str) -> bool:
    """True for a name with a suffix that is read, packed or not."""
    path = PurePath(name)
    suffix = path.suffix.lower()
    return suffix in FORMATS or (suffix == PACKED and PurePath(path.stem).suffix.lower() in FORMATS)


def unpacked_name(name: str) -> str:
    """The name without the suffix of packing."""
    return name[: -len(PACKED)] if name.lower().endswith(PACKED) else name


def format_of(name: str, head: bytes) -> str:
    """By suffix, else by the first bytes; "txt" where nothing else fits. `head`: the first 8 kB."""
    known = FORMATS.get(PurePath(unpacked_name(name)).suffix.lower())
    if known == "json" and is_export(head):
        return "telegram"
    return known or _sniffed(head)


def _sniffed(head: bytes) -> str:
    for start, form in _STARTS:
        if head.startswith(start):
            return form
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] == b"<":
        if _FEED.search(start[:2048]):
            return "feed"
        return "html" if _TAGS.search(start[:2048]) else "txt"
    if start[:1] == b"{":
        if is_export(head):
            return "telegram"
        first, newline, rest = start.partition(b"\n")
        is_line = first.rstrip().endswith(b"}") and rest.lstrip()[:1] in (b"{", b"")
        return "jsonl" if is_line or not newline else "json"
    return "json" if start[:1] == b"[" and start[1:].lstrip()[:1] == b"{" else "txt"
