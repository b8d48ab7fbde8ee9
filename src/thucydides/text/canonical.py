"""The canonical text of a document: made once, kept for ever; every offset of every claim refers to it."""

from __future__ import annotations

import re
import unicodedata

_NEWLINES = re.compile(r"\r\n?|[\u0085\u2028\u2029\x0b\x0c]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
# The letters, figures, marks and spaces of plain ASCII, and the end of a line.
_PLAIN = bytes((*range(0x20, 0x7F), 0x0A))


def canonical(text: str) -> str:
    """NFC, line ends as LF, no byte-order mark; control characters and lone surrogates become U+FFFD.

    Everything else, odd spaces and invisible marks among it, stays: it is evidence. Idempotent.
    """
    if not _is_clean(text):
        text = _NEWLINES.sub("\n", text.removeprefix("\ufeff"))
        text = _CONTROLS.sub("\ufffd", text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _is_clean(text: str) -> bool:
    """True where nothing is to be rewritten: asked letter by letter, which is slow, so that plain bytes go first."""
    raw = text.encode("utf-8", "surrogatepass")
    if 4 * len(raw) < 5 * len(text):  # most are plain
        text = raw.translate(None, _PLAIN).decode("utf-8", "surrogatepass")
    return text.replace("\n", " ").replace("\u00a0", " ").isprintable()
