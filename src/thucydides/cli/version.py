"""The version of the program, asked of the installed package once."""

from __future__ import annotations

from functools import cache
from importlib import metadata


@cache
def version() -> str:
    """Such as 0.1.0."""
    return metadata.version("thucydides")
