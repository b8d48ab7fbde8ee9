"""Values as people read them: codes without underscores, ranges of days, tolls; and signs that would mislead, shown."""

from __future__ import annotations

import unicodedata
from datetime import date

# Signs that turn or hide words: directional overrides and isolates, marks, zero-width spaces, the byte-order mark.
# Joiners are left alone: several scripts are spelled with them.
SHORT = {
    0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO", 0x2066: "LRI", 0x2067: "RLI",
    0x2068: "FSI", 0x2069: "PDI", 0x200E: "LRM", 0x200F: "RLM", 0x061C: "ALM", 0x200B: "ZWSP", 0x2060: "WJ",
    0xFEFF: "BOM", 0x00AD: "SHY", 0x2028: "LSEP", 0x2029: "PSEP",
}  # fmt: skip
_KEPT = "\n\t"


def sign_of(character: str) -> str | None:
    """The short name of a sign that would mislead or hide; None for all other characters."""
    code = ord(character)
    if code in SHORT:
        return SHORT[code]
    if character not in _KEPT and unicodedata.category(character) == "Cc":
        return f"U+{code:04X}"
    return None


def long_name(character: str) -> str:
    """Code point and name, for whoever hovers over a sign."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'CONTROL')}"


def shown(text: object) -> str:
    """A text on one line with misleading signs as ⟨RLO⟩; what a page escapes afterwards."""
    if text is None:
        return ""
    return "".join(f"\u27e8{sign}\u27e9" if (sign := sign_of(c)) else c for c in str(text))


def plain(code: object) -> str:
    """A code of the contract without its underscores."""
    return "" if code is None else str(code).replace("_", " ")


def days(earliest: date | str | None, latest: date | str | None) -> str:
    """A day, a range of days, or that it is not known."""
    if earliest is None and latest is None:
        return "day not known"
    if earliest == latest:
        return str(earliest)
    return f"{earliest or '…'} to {latest or '…'}"


def figures(low: object, high: object) -> str:
    """A figure or a range: `12`, `at least 12`, `up to 30`, `12\u201330`; empty where nothing is told."""
    if low is None and high is None:
        return ""
    if low is None:
        return f"up to {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low}\u2013{high}"


def where(precision: object, radius: object) -> str:
    """How exactly a place is known."""
    told = plain(precision)
    return f"{told}, within {radius:g} km" if isinstance(radius, int | float) and radius else told
