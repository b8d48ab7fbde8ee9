"""Bytes to text: UTF-8 first, then marks and zero bytes of UTF-16/32, then old code pages by plausible letters."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from thucydides.intake.options import IntakeError
from thucydides.knowledge.intake_words import code_pages

_SAMPLE = 65_536
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# First bytes of formats that hold no plain text, and what to call them.
_BINARY = (
    (b"%PDF", "a PDF"), (b"PK\x03\x04", "a ZIP archive or office document"), (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"), (b"\xfd7zXZ", "an xz archive"), (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"), (b"Rar!", "a RAR archive"), (b"\x89PNG", "an image"),
    (b"GIF8", "an image"), (b"\xff\xd8\xff", "an image"), (b"RIFF", "a media file"), (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"), (b"PAR1", "a Parquet file"), (b"\xd0\xcf\x11\xe0", "an old office document"),
)  # fmt: skip
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")
_TYPOGRAPHY = frozenset("«»“”‘’„–—…°№€£·•\u00a0\u200e\u200f\u200c،؛؟¿¡§")
_MIXED = re.compile(r"[a-z][^\W\d_a-z]|[^\W\d_a-z][a-z]", re.IGNORECASE)
_TURN = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the name of its encoding, and a note where that was guessed or mended."""

    text: str
    encoding: str
    note: str = ""


def decode(raw: bytes, encoding: str | None = None) -> Decoded:
    """Text of these bytes. Raises IntakeError for binary, or where `encoding` is unknown or does not fit."""
    if encoding is not None:
        return _forced(raw, encoding)
    for magic, name in _BINARY:
        if raw.startswith(magic):
            raise IntakeError("binary", f"this is {name}, not text", hint="convert or unpack it to text first")
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _printable(Decoded(raw.decode(name, "replace"), name.removesuffix("-sig")))
    if b"\0" in raw[:_SAMPLE]:
        return _printable(_wide(raw))
    try:
        return _printable(Decoded(raw.decode("utf-8"), "utf-8"))
    except UnicodeDecodeError:
        pass
    return _printable(_mended(raw) or _guessed(raw))


def _forced(raw: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(raw.decode(encoding), encoding)
    except (LookupError, UnicodeError) as error:
        hint = "leave the encoding out to have it detected"
        raise IntakeError("encoding", f"not readable as {encoding}: {error}", hint=hint) from error


def _printable(decoded: Decoded) -> Decoded:
    """Refuses what has more control characters than any text: one in a hundred."""
    sample = decoded.text[:_SAMPLE]
    if len(_UNPRINTABLE.findall(sample)) > len(sample) / 100:
        raise IntakeError("binary", "this is binary, not text", hint="convert it to text first")
    return decoded


def _wide(raw: bytes) -> Decoded:
    """UTF-16 or UTF-32 without a mark: the order of bytes under which most characters are letters and spaces."""
    best, share = "", 0.0
    for name in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        text = raw[: _SAMPLE // 16].decode(name, "replace")
        plain = sum(c.isalnum() or c.isspace() for c in text if c < "\u2000")
        if text and plain / len(text) > share:
            best, share = name, plain / len(text)
    if share < 0.7:
        raise IntakeError("binary", "this is binary, not text", hint="convert it to text first")
    return Decoded(raw.decode(best, "replace"), best, f"encoding guessed: {best}")


def _mended(raw: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes: at most one in fifty characters beyond ASCII."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    if beyond - broken < 8 or broken * 50 > beyond:
        return None
    return Decoded(text, "utf-8", f"{broken} broken bytes of UTF-8 replaced")


def _plausible(text: str, common: frozenset[str]) -> float:
    """How much the characters beyond ASCII look like words: common letters count up, odd neighbours down."""
    score = 0.0
    for char in text:
        if char.isascii():
            continue
        if char in common:
            score += 1.0
        elif char.isalpha():
            score -= 0.5
        elif char in _TYPOGRAPHY:
            score += 0.3
        else:
            score -= 1.0
    if any(char > "\u0370" for char in common):
        score -= sum(not m.group().isascii() for m in _MIXED.finditer(text))
    return score - sum(m.group()[0].islower() and m.group()[1].isupper() for m in _TURN.finditer(text))


def _guessed(raw: bytes) -> Decoded:
    """The code page under which the letters are most plausible; the first of equals."""
    lines = [line for line in raw[:_SAMPLE].splitlines() if not line.isascii()]
    sample = b"\n".join(lines or [raw[-_SAMPLE:]])
    best, best_score = "latin-1", float("-inf")
    for name, common in code_pages():
        try:
            text = sample.decode(name)
        except UnicodeDecodeError:
            continue
        score = _plausible(text, common)
        if score > best_score:
            best, best_score = name, score
    return Decoded(raw.decode(best, "replace"), best, f"encoding guessed: {best}")
