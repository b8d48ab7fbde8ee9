"""The publication day as a ranked judgement: what stands on and beside a document, weighed against its own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thucydides.mentions.page import Page
from thucydides.mentions.times.words import TimeWords
from thucydides.model.document import Published, Stamp


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name found at characters [start, end) that was borne from `since` until `until` (None: open)."""

    name: str
    since: date | None
    until: date | None
    start: int
    end: int


def document_day(
    page: Page, stamps: tuple[Stamp, ...], words: tuple[TimeWords, ...], dated: tuple[DatedName, ...]
) -> Published:
    """The day of the document with its status and reasons."""
    for stamp in stamps:
        if stamp.kind == "given":
            return Published(stamp.earliest, stamp.latest, "given", ("given by the user",))
    return Published(None, None, "unknown", ("nothing tells the day",))
