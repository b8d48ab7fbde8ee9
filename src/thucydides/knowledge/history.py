"""Dated historic events of data/history.csv: what anniversaries are counted from."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from functools import cache

from thucydides.knowledge.files import bundled, csv_rows
from thucydides.model.errors import KnowledgeError

HISTORY_COLUMNS = ("id", "name", "sort", "country", "day", "source", "note")
_FIRST_YEAR = 1700


@dataclass(frozen=True, slots=True)
class PastEvent:
    """One event: the days it may be counted from, which are one where its day is known.

    `sort` and `country` name it where texts do not ("the independence" of a country).
    """

    id: str
    name: str
    sort: str
    country: str
    earliest: date
    latest: date

    @property
    def day(self) -> date | None:
        """Its day, None where only month or year are known."""
        return self.earliest if self.earliest == self.latest else None


def _days(cell: str, place: str) -> tuple[date, date]:
    """The first and last day of a day, a month or a year."""
    parts = cell.split("-")
    try:
        if [len(part) for part in parts] not in ([4], [4, 2], [4, 2, 2]):
            raise ValueError(cell)
        year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else 0
        if len(parts) == 3:
            day = date(year, month, int(parts[2]))
            return day, day
        last = calendar.monthrange(year, month or 12)[1]
        return date(year, month or 1, 1), date(year, month or 12, last)
    except ValueError as error:
        raise KnowledgeError(f"not a day, month or year: {cell!r}", place=place) from error


@cache
def history() -> dict[str, PastEvent]:
    """history.csv by id; KnowledgeError for an id told twice, a day or country that is none, a row without a source."""
    path = bundled() / "history.csv"
    countries = {row["code"] for _, row in csv_rows(bundled() / "countries.csv", ("code", "name"))}
    found: dict[str, PastEvent] = {}
    for line, row in csv_rows(path, HISTORY_COLUMNS):
        place = f"{path}:{line}"
        if not row["id"] or row["id"] in found:
            raise KnowledgeError(f"id empty or twice: {row['id']!r}", place=place)
        if not row["name"] or not row["source"]:
            raise KnowledgeError(f"{row['id']}: an event needs a name and a source", place=place)
        if row["country"] and row["country"] not in countries:
            raise KnowledgeError(f"{row['id']}: no country {row['country']!r}", place=place)
        if row["sort"] and not row["country"]:
            raise KnowledgeError(f"{row['id']}: a sort of event needs a country", place=place)
        earliest, latest = _days(row["day"], place)
        if earliest.year < _FIRST_YEAR:
            raise KnowledgeError(f"{row['id']}: before {_FIRST_YEAR}", place=place)
        found[row["id"]] = PastEvent(row["id"], row["name"], row["sort"], row["country"], earliest, latest)
    return found


@cache
def by_country() -> dict[tuple[str, str], tuple[PastEvent, ...]]:
    """The events of each sort in each country."""
    found: dict[tuple[str, str], tuple[PastEvent, ...]] = {}
    for event in history().values():
        if event.sort:
            key = event.sort, event.country
            found[key] = (*found.get(key, ()), event)
    return found
