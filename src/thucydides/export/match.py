"""Matches our events against the rows of an existing data set, and tells the gaps of both sides."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from thucydides.export.acled import acled_type
from thucydides.export.dossier import Dossier, point_of
from thucydides.export.figures import derive
from thucydides.knowledge.policies import Policy
from thucydides.model.errors import InputError

_MOST_DAYS, _MOST_KM = 2, 30.0
_KM_A_DEGREE = 111.2
_LEAST_SCORE = 1.5
_DAY_FORMS = ("%Y-%m-%d", "%d %B %Y", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S", "%d-%m-%Y", "%d/%m/%Y")
# Which column says what, in each data set.
_COLUMNS = {
    "acled": {
        "id": "event_id_cnty", "first": "event_date", "last": "event_date", "lat": "latitude", "lon": "longitude",
        "killed": "fatalities", "kind": "event_type", "place": "location", "country": "country",
    },
    "ucdp": {
        "id": "id", "first": "date_start", "last": "date_end", "lat": "latitude", "lon": "longitude",
        "killed": "best", "kind": "type_of_violence", "place": "where_coordinates", "country": "country",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theirs:
    """A row of the other data set. `line` is where it stands in the file, the header being 1."""

    id: str
    line: int
    first: date
    last: date
    point: tuple[float, float] | None
    killed: int | None
    kind: str
    place: str
    country: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One of ours and one of theirs that tell one event; `km` is None where a point is missing."""

    event_id: str
    theirs: Theirs
    score: float
    days: int
    km: float | None
    ours_low: int | None
    ours_high: int | None

    @property
    def figures_agree(self) -> bool | None:
        """True where their number lies in our range; None where one of both has none."""
        if self.theirs.killed is None or self.ours_low is None or self.ours_high is None:
            return None
        return self.ours_low <= self.theirs.killed <= self.ours_high


@dataclass(frozen=True, slots=True)
class Match:
    """What both have, what only we have, what only they have within our days and countries, and what lies outside."""

    pairs: tuple[Pair, ...]
    only_ours: tuple[str, ...]
    only_theirs: tuple[Theirs, ...]
    outside: int
    broken: tuple[tuple[int, str], ...]


def rows_of(path: Path, kind: str) -> tuple[list[Theirs], list[tuple[int, str]]]:
    """Rows of an ACLED or UCDP table, and (line, reason) of those that cannot be read. InputError for another table."""
    columns = _COLUMNS[kind]
    try:
        handle = path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", place=str(path)) from error
    found: list[Theirs] = []
    broken: list[tuple[int, str]] = []
    with handle:
        sample = handle.read(4096)
        handle.seek(0)
        reader = csv.DictReader(handle, delimiter=";" if sample.count(";") > sample.count(",") else ",")
        missing = [c for c in columns.values() if c not in (reader.fieldnames or ())]
        if missing:
            raise InputError(f"no table of {kind}: it has no column {', '.join(missing)}", place=str(path))
        for row in reader:
            try:
                found.append(_row(row, columns, reader.line_num))
            except (ValueError, TypeError) as error:
                broken.append((reader.line_num, str(error)))
    return found, broken


def _row(row: dict[str, str], columns: dict[str, str], line: int) -> Theirs:
    lat, lon = row[columns["lat"]], row[columns["lon"]]
    killed = row[columns["killed"]].strip()
    return Theirs(
        row[columns["id"]], line, _day(row[columns["first"]]), _day(row[columns["last"]]),
        (float(lat), float(lon)) if lat and lon else None, int(float(killed)) if killed else None,
        row[columns["kind"]], row[columns["place"]], row[columns["country"]],
    )  # fmt: skip


def _day(cell: str) -> date:
    for form in _DAY_FORMS:
        try:
            return datetime.strptime(cell.strip(), form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    raise ValueError(f"no day: {cell!r}")


@dataclass(frozen=True, slots=True)
class _Ours:
    event_id: str
    first: date
    last: date
    point: tuple[float, float] | None
    low: int | None
    high: int | None
    kind: str
    place: str


def _ours(dossier: Dossier, policy: Policy) -> _Ours | None:
    placed, timed = dossier.placed(), dossier.timed()
    if not dossier.told or timed is None or timed.time is None:
        return None
    if timed.time.earliest is None or timed.time.latest is None:
        return None
    figure = derive(dossier, policy).figure("killed")
    told = figure is not None and figure.told
    return _Ours(
        dossier.event.event_id, timed.time.earliest, timed.time.latest, point_of(placed.place) if placed else None,
        figure.low if figure and told else None, figure.high if figure and told else None,
        acled_type(dossier.typed().event_type, None)[0], placed.place.name if placed and placed.place else "",
    )  # fmt: skip


def match(dossiers: Iterable[Dossier], rows: list[Theirs], policy: Policy, broken: list[tuple[int, str]]) -> Match:
    """Best pairs first, each event and each row in one pair at most."""
    ours = [o for d in dossiers if (o := _ours(d, policy)) is not None]
    by_day: dict[int, list[Theirs]] = {}
    for row in rows:
        for day in range(row.first.toordinal(), min(row.last.toordinal(), row.first.toordinal() + 31) + 1):
            by_day.setdefault(day, []).append(row)
    options: list[Pair] = []
    for mine in ours:
        seen: set[int] = set()
        for day in range(mine.first.toordinal() - _MOST_DAYS, mine.last.toordinal() + _MOST_DAYS + 1):
            for row in by_day.get(day, ()):
                if row.line not in seen:
                    seen.add(row.line)
                    made = _pair(mine, row)
                    options += [made] if made else []
    options.sort(key=lambda p: (-p.score, p.event_id, p.theirs.line))
    pairs: list[Pair] = []
    taken: set[str | int] = set()
    for pair in options:
        if pair.event_id not in taken and pair.theirs.line not in taken:
            taken |= {pair.event_id, pair.theirs.line}
            pairs.append(pair)
    first = min((o.first for o in ours), default=date.max)
    last = max((o.last for o in ours), default=date.min)
    free = [r for r in rows if r.line not in taken]
    inside = [r for r in free if first <= r.last and r.first <= last]
    alone = tuple(o.event_id for o in ours if o.event_id not in taken)
    return Match(tuple(pairs), alone, tuple(inside), len(free) - len(inside), tuple(broken))


def _pair(mine: _Ours, row: Theirs) -> Pair | None:
    days = max(0, (max(mine.first, row.first) - min(mine.last, row.last)).days)
    km = _kilometres(mine.point, row.point)
    named = bool(mine.place) and mine.place.casefold() == row.place.casefold()
    if days > _MOST_DAYS or (km is not None and km > _MOST_KM) or (km is None and not named):
        return None
    score = 2.0 - 0.6 * days - (km or 0.0) / _MOST_KM + 0.5 * named + 0.5 * (mine.kind == row.kind)
    if row.killed is not None and mine.low is not None and mine.high is not None:
        score += 0.5 if mine.low <= row.killed <= mine.high else 0.0
    if score < _LEAST_SCORE:
        return None
    return Pair(mine.event_id, row, round(score, 3), days, None if km is None else round(km, 1), mine.low, mine.high)


def _kilometres(a: tuple[float, float] | None, b: tuple[float, float] | None) -> float | None:
    if a is None or b is None:
        return None
    across = (a[1] - b[1] + 540) % 360 - 180
    return _KM_A_DEGREE * math.hypot(a[0] - b[0], across * math.cos(math.radians((a[0] + b[0]) / 2)))
