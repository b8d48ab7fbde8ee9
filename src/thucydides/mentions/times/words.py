"""TimeWords: words of time as they stand, before any day is known."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from thucydides.knowledge.times import Sense

Fields = tuple[tuple[str, Sense], ...]


class TimeWords(msgspec.Struct, frozen=True, gc=False):
    """Characters [start, end), tokens [first, last) of the page, what kind of time they tell, and its fields.

    Kinds: `date` (day, month, year, weekday), `monthday` (day of a month told elsewhere), `weekday`, `day` (offset in
    days from the document's), `anaphor` (offset from the day told before), `part` (of a day), `clock`, `span` (two
    `inner` times), `window` (n units up to now), `unit` (this, last week), `ago`, `later`, `ahead`, `month`, `year`,
    `season`, `todate`, `vague`. Fields that any kind may bear: `part`, `clock`, `since`, `until`, `cover` (of a summary of that day), `eve`, `deix`, `edge`.
    Months of other calendars are numbered from 100 (Islamic), 200 (Persian), 300 (Hebrew).
    """

    start: int
    end: int
    first: int
    last: int
    kind: str
    fields: Fields
    rule: str
    inner: tuple[TimeWords, ...] = ()

    def number(self, name: str) -> int | None:
        """A field as an integer, None where it is not told."""
        for key, value in self.fields:
            if key == name and isinstance(value, int):
                return value
        return None

    def word(self, name: str) -> str:
        """A field as a word, empty where it is not told."""
        for key, value in self.fields:
            if key == name:
                return str(value)
        return ""

    def having(self, **fields: Sense | None) -> TimeWords:
        """The same words with these fields set; None takes a field away."""
        kept = [(k, v) for k, v in self.fields if k not in fields]
        kept += [(k, v) for k, v in fields.items() if v is not None]
        return replace(self, fields=tuple(kept))
