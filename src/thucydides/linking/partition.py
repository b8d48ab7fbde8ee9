"""Links any number of claims a month and a kind at a time: the same events as in one piece, without all in memory.

A pair is compared because both stand in one block, and a block is of one day, region and family. So blocks are taken
in parts, each whole in its part; the bonds that all parts find are put together, and groups are closed over them.
"""

from __future__ import annotations

import os
import tempfile
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import IO

import msgspec

from thucydides.linking.cluster import Bonds, average_link, parted
from thucydides.linking.compare import Scale
from thucydides.linking.copies import twins_of
from thucydides.linking.identity import named
from thucydides.linking.keys import UNDATED, Blocks, Key, keys_of
from thucydides.linking.link import TIED, Edge, Linking, Told, event_of, placed, voice_in
from thucydides.linking.sketch import Sketch, Spot, sketch_of
from thucydides.model.claim import Claim
from thucydides.model.event import Event

# Buckets of days in one part: a month.
_SPAN = 10
# Documents are few claims each; they are taken in so many parts.
_SHELVES = 64

Part = tuple[object, ...]
_AS_SKETCH, _AS_CLAIM = msgspec.msgpack.Decoder(Sketch), msgspec.msgpack.Decoder(Claim)


class _Spool:
    """Claims and their sketches in a file that is gone when it is closed; a number stands for each, in order of arrival."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile(prefix="thucydides-")  # noqa: SIM115 - closed by `close`
        self._sketches, self._claims, self._ends = array("q"), array("q"), array("q")
        # Places are few and compared often: they stay in memory, each once.
        self._spots: dict[Spot | None, Spot | None] = {}
        self._spot: list[Spot | None] = []

    def close(self) -> None:
        """Gives the space back."""
        self._file.close()

    def put(self, claim: Claim, sketch: Sketch) -> None:
        """Keeps one more."""
        self._spot.append(self._spots.setdefault(sketch.spot, sketch.spot))
        for places, kept in ((self._sketches, replace(sketch, spot=None)), (self._claims, claim)):
            places.append(self._file.seek(0, os.SEEK_END))
            self._file.write(msgspec.msgpack.encode(kept))
        self._ends.append(self._file.tell())

    def sketch(self, number: int) -> Sketch:
        """The sketch of a claim."""
        start, end = self._sketches[number], self._claims[number]
        self._file.seek(start)
        sketch = _AS_SKETCH.decode(self._file.read(end - start))
        object.__setattr__(sketch, "spot", self._spot[number])  # fresh from the file: nobody has seen it without
        return sketch

    def told(self, number: int) -> Told:
        """A claim and its sketch."""
        start, end = self._claims[number], self._ends[number]
        self._file.seek(start)
        return _AS_CLAIM.decode(self._file.read(end - start)), self.sketch(number)


def _part_of(key: Key) -> Part:
    """The part in which a block is looked at; a block is never in two."""
    if key[0] == "document":
        return ("document", zlib.crc32(str(key[1]).encode("utf-8", "surrogatepass")) % _SHELVES)
    if key[0] == UNDATED:
        return key[:2]
    assert isinstance(key[0], int)
    return (key[0] // _SPAN, key[1])


class _Shelves:
    """Which claims stand in which part, by their numbers; of a document with one claim nothing is to be compared."""

    def __init__(self) -> None:
        self.parts: dict[Part, array[int]] = {}
        self._documents: dict[Key, array[int]] = {}
        self._undated: set[Key] = set()

    def put(self, number: int, sketch: Sketch) -> None:
        """Puts a claim where its blocks are."""
        keys = keys_of(sketch)
        self._documents.setdefault(keys[0], array("q")).append(number)
        for part in dict.fromkeys(map(_part_of, keys[1:])):
            self.parts.setdefault(part, array("q")).append(number)
        self._undated.update(key[1:] for key in keys[1:] if key[0] == UNDATED)

    def beside_undated(self, number: int, sketch: Sketch) -> None:
        """A dated claim stands also in the blocks of its place of all days, where an undated one is in them."""
        if sketch.first is None:
            return
        if any(key[1:] in self._undated for key in keys_of(sketch)[1:]):
            self.parts[UNDATED, sketch.group].append(number)

    def any_undated(self) -> bool:
        """True where a claim has no day."""
        return bool(self._undated)

    def whole(self) -> Iterator[tuple[Part, array[int]]]:
        """All parts with their claims."""
        yield from self.parts.items()
        shelves: dict[Part, array[int]] = {}
        for key, numbers in self._documents.items():
            if len(numbers) > 1:
                shelves.setdefault(_part_of(key), array("q")).extend(numbers)
        yield from shelves.items()


def link_in_parts(
    claims: Iterable[Claim], linking: Linking | None = None, previous: Sequence[Event] = ()
) -> tuple[Event, ...]:
    """What `link` gives, to the byte. Claims are taken once; of them ids and numbers stay in memory, a part at a time
    in full.
    """
    spool = _Spool()
    try:
        return _linked(spool, claims, linking or Linking(), previous)
    finally:
        spool.close()


@dataclass(frozen=True, slots=True)
class _Order:
    """All claims oldest first. `ids` by number; `order` are numbers; `own` those that are no twin of an original's claim;
    `at` the position in `own` of each claim id; `twins` numbers by the position of their original.
    """

    ids: list[str]
    order: list[int]
    own: list[int]
    at: dict[str, int]
    twins: dict[int, list[int]]

    @classmethod
    def of(cls, arrived: list[tuple[int, str]], of_twin: dict[str, str]) -> _Order:
        """The order of claims that arrived as (day, claim id)."""
        ids = [claim_id for _, claim_id in arrived]
        order = sorted(range(len(arrived)), key=arrived.__getitem__)
        own = [number for number in order if ids[number] not in of_twin]
        at = {ids[number]: place for place, number in enumerate(own)}
        twins: dict[int, list[int]] = {}
        for number in order:
            original = of_twin.get(ids[number])
            if original is not None:
                at[ids[number]] = at[original]
                twins.setdefault(at[original], []).append(number)
        return cls(ids, order, own, at, twins)

    def members(self, groups: Iterable[list[int]]) -> list[list[int]]:
        """Numbers of the claims of each group of positions, oldest first."""
        rank = array("q", bytes(8 * len(self.order)))
        for place, number in enumerate(self.order):
            rank[number] = place
        whole = ([n for place in group for n in (self.own[place], *self.twins.get(place, ()))] for group in groups)
        return [sorted(group, key=rank.__getitem__) for group in whole]


def _linked(spool: _Spool, claims: Iterable[Claim], linking: Linking, previous: Sequence[Event]) -> tuple[Event, ...]:
    copied = linking.copies.original.keys() | set(linking.copies.original.values())
    arrived: list[tuple[int, str]] = []
    of_copies: list[Sketch] = []
    shelves = _Shelves()
    for number, claim in enumerate(claims):
        sketch = sketch_of(claim, voice_in(claim, linking.copies))
        spool.put(claim, sketch)
        shelves.put(number, sketch)
        arrived.append(sketch.order)
        if sketch.doc_id in copied:
            of_copies.append(sketch)
    order = _Order.of(arrived, twins_of(sorted(of_copies, key=lambda s: s.order), linking.copies))
    bonds = Bonds(placed(linking.decisions.must, order.at), placed(linking.decisions.never, order.at))
    edges = _edges(spool, order, shelves, bonds, linking)
    members = order.members(_groups(spool, order, edges, bonds, linking))
    ids = named([[order.ids[number] for number in group] for group in members], previous)
    made = (event_of(i, [spool.told(n) for n in group], linking) for i, group in zip(ids, members, strict=True))
    return tuple(sorted(made, key=lambda e: e.event_id))


def _edges(spool: _Spool, order: _Order, shelves: _Shelves, bonds: Bonds, linking: Linking) -> list[Edge]:
    """The bonds of all parts, each once."""
    if shelves.any_undated():
        for number in range(len(order.ids)):
            shelves.beside_undated(number, spool.sketch(number))
    place_of = {number: place for place, number in enumerate(order.own)}
    scale, threshold = Scale(linking.weights), linking.weights.threshold
    reach, part_of = scale.points.reach(threshold), cache(_part_of)
    found: dict[tuple[int, int], float] = dict.fromkeys(sorted(bonds.must), TIED)
    for part, numbers in shelves.whole():
        here = sorted({place_of[number] for number in numbers if number in place_of})
        sketches = [spool.sketch(order.own[place]) for place in here]
        blocks = Blocks.of(sketches, lambda key, part=part: part_of(key) == part, reach)  # type: ignore[misc]
        for a, place in enumerate(here):
            for b in blocks.later(a):
                pair = (place, here[b])
                if pair not in found and not bonds.forbids(*pair):
                    score = scale.bond(sketches[a], sketches[b], threshold)
                    if score is not None:
                        found[pair] = score
    return [(score, a, b) for (a, b), score in found.items()]


def _groups(spool: _Spool, order: _Order, edges: list[Edge], bonds: Bonds, linking: Linking) -> list[list[int]]:
    """Groups of positions that tell one event, one component after the other."""
    scale, threshold = Scale(linking.weights), linking.weights.threshold
    found: list[list[int]] = []
    for part in parted(range(len(order.own)), edges, threshold):
        if len(part) == 1:
            found.append(part)
            continue
        here = {place: spool.sketch(order.own[place]) for place in part}
        found += average_link(part, lambda a, b, here=here: scale.score(here[a], here[b]), bonds, threshold)  # type: ignore[misc]
    return sorted(found)
