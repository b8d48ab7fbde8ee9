"""The canonical text of a document: made once, kept for ever; every offset of every claim refers to it."""

from __future__ import annotations

import re
import unicodedata

_NEWLINES = re.compile(r"\r\n?|[\u0085\u2028\u2029\x0b\x0c]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


def canonical(text: str) -> str:
    """NFC, line ends as LF, no byte-order mark; control characters and lone surrogates become U+FFFD.

    Everything else, odd spaces and invisible marks among it, stays: it is evidence. Idempotent.
    """
    if not text.replace("\n", " ").replace("\u00a0", " ").isprintable():  # else there is nothing to look for
        text = _NEWLINES.sub("\n", text.removeprefix("\ufeff"))
        text = _CONTROLS.sub("\ufffd", text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)
