"""Which claims are compared at all: those that lie within two days and share a neighbourhood, a name or a document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from thucydides.linking.sketch import Sketch

# Cells of half a degree, each claim in all that reach within an eighth of it: two towns 25 km apart share one.
_CELL, _REACH = 0.5, 0.125
# Buckets of three days, each claim in all that its days, one more on either side, touch: two days apart share one.
_BUCKET = 3
_LONGEST = 8
# A block of more claims than this is compared along its figures only: nobody compares a whole war with itself.
_FULL, _WINDOW = 240, 60

Key = tuple[object, ...]
UNDATED = "undated"


def _cells(sketch: Sketch) -> Iterator[Key]:
    """(key, ...) of a claim's place: cells and names of a town, the country of what is known no better."""
    spot = sketch.spot
    if spot is None:
        return
    for bone in sorted(spot.bones):
        yield ("name", bone)
    if spot.lat is not None and spot.lon is not None and spot.fine:
        rows = sorted({(spot.lat + d) // _CELL for d in (-_REACH, _REACH)})
        columns = sorted({((spot.lon + d + 180) % 360) // _CELL for d in (-_REACH, _REACH)})
        for row in rows:
            for column in columns:
                yield ("cell", row, column)
    if spot.country:
        yield ("country", spot.country)


def keys_of(sketch: Sketch) -> tuple[Key, ...]:
    """The blocks that a claim stands in; none but its document's for a balance of a period."""
    document: Key = ("document", sketch.doc_id, sketch.group)
    if sketch.wide:
        return (document,)
    if sketch.first is None or sketch.last is None:
        return (document, *((UNDATED, sketch.group, *cell) for cell in _cells(sketch)))
    last = min(sketch.last, sketch.first + _LONGEST)
    buckets = range((sketch.first - 1) // _BUCKET, (last + 1) // _BUCKET + 1)
    return (document, *((b, sketch.group, *cell) for cell in _cells(sketch) for b in buckets))


def _with_names(sketches: Sequence[Sketch], keys: Sequence[tuple[Key, ...]]) -> tuple[tuple[Key, ...], ...]:
    """The keys, and those of places that a clause names and another claim of these days is set in; an undated claim
    stands in the blocks of its place of all days, and those of that place beside it.
    """
    there = {key for mine in keys for key in mine if len(key) == 4 and key[2] == "name"}
    undated = {key[1:] for mine in keys for key in mine if key[0] == UNDATED}
    found: list[tuple[Key, ...]] = []
    for sketch, mine in zip(sketches, keys, strict=True):
        days = dict.fromkeys(key[:2] for key in mine if len(key) > 3 and key[0] != "document")
        more: list[Key] = []
        for day in days:
            for bone in sorted(sketch.names):
                named = (*day, "name", bone)
                if named in there:
                    more.append(named)
        more += [(UNDATED, *key[1:]) for key in mine if key[0] != UNDATED and key[1:] in undated]
        found.append(tuple(dict.fromkeys((*mine, *more))))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The claims of a block of all days: `undated` ones, and the `dated` by first day (`days`, ordinals); none of these
    lasts longer than `span` days.
    """

    undated: list[int]
    dated: list[int]
    days: list[int]
    span: int

    @classmethod
    def of(cls, members: Sequence[int], sketches: Sequence[Sketch]) -> _Calendar:
        """The calendar of a block's claims."""
        dated = sorted((first, i) for i in members if (first := sketches[i].first) is not None)
        span = max((_lasting(sketches[i]) for _, i in dated), default=0)
        undated = [i for i in members if sketches[i].first is None]
        return cls(undated, [i for _, i in dated], [first for first, _ in dated], span)

    def near(self, sketch: Sketch, reach: int) -> list[int]:
        """All claims that lie at most so many days from a dated one, some that lie farther, and the undated ones."""
        assert sketch.first is not None
        start = bisect_left(self.days, sketch.first - reach - self.span)
        return self.undated + self.dated[start : bisect_right(self.days, sketch.first + _lasting(sketch) + reach)]


def _lasting(sketch: Sketch) -> int:
    return sketch.last - sketch.first if sketch.first is not None and sketch.last is not None else 0


@dataclass(frozen=True, slots=True)
class Blocks:
    """Claims by key. `whole` are blocks compared through and through, `lines` those compared along a line.

    A country's block compares only what is known no better than a province with all others; towns have their cells.
    In a block of all days (`calendars`) dated claims more than `reach` days apart are not compared.
    """

    sketches: tuple[Sketch, ...]
    keys: tuple[tuple[Key, ...], ...]
    whole: dict[Key, list[int]]
    coarse: dict[Key, list[int]]
    lines: dict[Key, tuple[list[int], dict[int, int]]]
    calendars: dict[Key, _Calendar]
    reach: int

    @classmethod
    def of(
        cls, sketches: Sequence[Sketch], kept: Callable[[Key], bool] | None = None, reach: int | None = None
    ) -> Blocks:
        """Blocks of claims; their positions in `sketches` stand for them. `kept` chooses the blocks that are looked at:
        of each that is kept all its claims must be there, in their order. `reach` is in days; None compares all.
        """
        keys = _with_names(sketches, [keys_of(s) for s in sketches])
        if kept is not None:
            keys = tuple(tuple(filter(kept, mine)) for mine in keys)
        whole: dict[Key, list[int]] = defaultdict(list)
        coarse: dict[Key, list[int]] = defaultdict(list)
        for at, mine in enumerate(keys):
            spot = sketches[at].spot
            for key in mine:
                whole[key].append(at)
                if "country" in key and spot is not None and not spot.fine:
                    coarse[key].append(at)
        lines: dict[Key, tuple[list[int], dict[int, int]]] = {}
        for key, members in whole.items():
            if len(members) > _FULL and "country" not in key:
                line = sorted(members, key=lambda i: (sketches[i].kind, _figure(sketches[i]), i))
                lines[key] = (line, {i: at for at, i in enumerate(line)})
        calendars: dict[Key, _Calendar] = {}
        if reach is not None:
            of_all_days = [key for key in whole if key[0] == UNDATED and "country" not in key]
            calendars = {key: _Calendar.of(whole[key], sketches) for key in of_all_days}
        return cls(tuple(sketches), keys, dict(whole), dict(coarse), lines, calendars, reach or 0)

    def later(self, at: int) -> list[int]:
        """Positions behind `at` of the claims that it is compared with, ascending."""
        return [i for i in self.around(at) if i > at]

    def around(self, at: int) -> list[int]:
        """Positions of all claims that this one is compared with, ascending."""
        sketch = self.sketches[at]
        dated = sketch.first is not None
        found: set[int] = set()
        for key in self.keys[at]:
            if "country" in key:
                towns = sketch.spot is not None and sketch.spot.fine
                members = self.coarse.get(key, []) if towns else self.whole[key]
                found.update(members if len(members) <= _FULL else _nearby(members, at))
                continue
            near = self.calendars[key].near(sketch, self.reach) if dated and key in self.calendars else None
            if key in self.lines:
                line, place = self.lines[key]
                here = place[at]
                if near is None:
                    found.update(line[max(0, here - _WINDOW) : here + _WINDOW + 1])
                else:
                    found.update(i for i in near if -_WINDOW <= place[i] - here <= _WINDOW)
            else:
                found.update(self.whole[key] if near is None else near)
        found.discard(at)
        return sorted(found)


def _nearby(members: list[int], at: int) -> list[int]:
    middle = bisect_right(members, at)
    return members[max(0, middle - _WINDOW) : middle + _WINDOW]


def _figure(sketch: Sketch) -> int:
    """The greatest figure of a claim, for laying claims along a line."""
    return max((n for _, low, high in sketch.tolls for n in (low, high) if n is not None), default=0)
