"""The compiled gazetteer: one read-only file that is mapped, not loaded; two sorted arrays of hashed keys find places."""

from __future__ import annotations

import mmap
import struct
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from thucydides.knowledge.gazetteer.keys import fold_key, key_hash, skeletons
from thucydides.model.errors import KnowledgeError

MAGIC = b"THUCGAZ2"
KINDS = (
    "settlement", "admin1", "admin2", "country", "continent", "region", "neighbourhood", "camp", "site", "water",
    "relief", "island", "village", "airport", "road",
)  # fmt: skip
_HEADER = struct.Struct("<8sIIIIQ")  # magic, places, exact keys, loose keys, bytes of country codes, bytes of names
_ROW = struct.Struct("<IiiIIIIHHBB")  # id, lat, lon, population, names at, admin1, admin2, country, radius, kind, flags
_PLACE_BITS = 19
_PLACE_MASK = (1 << _PLACE_BITS) - 1
_ALTERNATE = 1 << _PLACE_BITS  # the key is not the place's own first name
_LONGER = _PLACE_MASK - 15  # indices from here on say "names of up to n words begin with this word"
_SHIFT = _PLACE_BITS + 1
_SCALE = 100_000
_GEONAMES = "geonames:"
FLAG_CAPITAL, FLAG_SEAT, FLAG_OWN_ID = 1, 2, 4


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a gazetteer. Coordinates are degrees WGS 84; `radius_km` covers most of it.

    `admin1` and `admin2` are names, `admin1_id` the id of the first-level region; `seat` is true of a town that lends
    its name to its first-level region; `layer` says which gazetteer it is from.
    """

    id: str
    name: str
    kind: str
    country: str
    admin1: str
    admin1_id: str
    admin2: str
    lat: float
    lon: float
    population: int
    radius_km: float
    capital: bool = False
    seat: bool = False
    layer: str = "core"


@dataclass(frozen=True, slots=True)
class Draft:
    """A place on its way into the file; `admin1` and `admin2` are indices of other drafts, -1 for none."""

    number: int
    names: tuple[str, ...]
    kind: str
    country: str
    lat: float
    lon: float
    population: int
    radius_km: float
    admin1: int = -1
    admin2: int = -1
    flags: int = 0
    own_id: str = ""


def _keys(drafts: Sequence[Draft]) -> tuple[list[int], list[int], list[bytes]]:
    exact: set[int] = set()
    loose: set[int] = set()
    longest: dict[str, int] = {}
    blobs: list[bytes] = []
    for i, draft in enumerate(drafts):
        seen: dict[str, None] = {}
        for n, name in enumerate(draft.names):
            key = fold_key(name)
            if not key or key in seen:
                continue
            seen[key] = None
            words = key.split()
            if len(words) > 1:
                longest[words[0]] = max(longest.get(words[0], 1), len(words))
            exact.add(key_hash(key) << _SHIFT | (_ALTERNATE if n else 0) | i)
            loose.update(key_hash(bones) << _SHIFT | i for bones in skeletons(key) if len(bones) > 1)
        blobs.append("\t".join((draft.own_id, draft.names[0], *list(seen)[1:])).encode("utf-8"))
    for word, count in longest.items():
        exact.add(key_hash(word) << _SHIFT | (_LONGER + min(count, 15)))
    return sorted(exact), sorted(loose), blobs


def pack(drafts: Sequence[Draft]) -> bytes:
    """The bytes of a compiled gazetteer; the same drafts give the same bytes."""
    if len(drafts) >= _LONGER:
        raise ValueError(f"{len(drafts)} places; the format holds {_LONGER}")
    exact, loose, blobs = _keys(drafts)
    codes = sorted({d.country for d in drafts})
    number = {code: i for i, code in enumerate(codes)}
    rows, names, at = bytearray(), bytearray(), 0
    for draft, blob in zip(drafts, blobs, strict=True):
        rows += _ROW.pack(
            draft.number, round(draft.lat * _SCALE), round(draft.lon * _SCALE), min(draft.population, 2**32 - 1), at,
            draft.admin1 + 1, draft.admin2 + 1, number[draft.country], min(round(draft.radius_km * 10), 65535),
            KINDS.index(draft.kind), draft.flags,
        )  # fmt: skip
        names += blob + b"\n"
        at = len(names)
    country_bytes = "".join(code.ljust(2) for code in codes).encode("ascii")
    header = _HEADER.pack(MAGIC, len(drafts), len(exact), len(loose), len(country_bytes), len(names))
    body = b"".join(struct.pack(f"<{len(keys)}Q", *keys) for keys in (exact, loose))
    return header + body + bytes(rows) + country_bytes + bytes(names)


class CompiledGazetteer:
    """A mapped file. Nothing but its header is read until a name is asked for; safe to share between threads."""

    def __init__(self, path: Path, layer: str = "core") -> None:
        self._layer = layer
        try:
            with path.open("rb") as handle:
                self._map = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise KnowledgeError(str(error), place=str(path), hint="run tools/build_gazetteer.py") from error
        if self._map[:8] != MAGIC:
            raise KnowledgeError("not a compiled gazetteer of this version", place=str(path))
        _, places, exact, loose, codes, _ = _HEADER.unpack_from(self._map)
        view = memoryview(self._map)
        at = _HEADER.size
        self._exact = view[at : at + exact * 8].cast("Q")
        self._exact_end = len(self._exact)
        at += exact * 8
        self._loose = view[at : at + loose * 8].cast("Q")
        at += loose * 8
        self._rows_at = at
        at += places * _ROW.size
        packed = bytes(view[at : at + codes]).decode("ascii")
        self._codes = [packed[i : i + 2].strip() for i in range(0, codes, 2)]
        self._names_at = at + codes
        self._count = int(places)
        self.spot = lru_cache(maxsize=65536)(self._spot)
        # A word is asked for as a name and as the beginning of one, right after each other.
        self.find = lru_cache(maxsize=4096)(self._find)

    def __len__(self) -> int:
        return self._count

    def _find(self, key: str) -> tuple[tuple[tuple[int, bool], ...], int]:
        """((place, is its first name), ...) of a folded key, and the most words of a name that begins with it."""
        hashed = key_hash(key)
        keys, end = self._exact, self._exact_end
        at = bisect_left(keys, hashed << _SHIFT)
        found: list[tuple[int, bool]] = []
        words = 1 if " " not in key else 0
        while at < end and (packed := keys[at]) >> _SHIFT == hashed:
            low = packed & _PLACE_MASK
            if low >= _LONGER:
                words = low - _LONGER
            else:
                found.append((low, not packed & _ALTERNATE))
            at += 1
        return tuple(found), words

    def find_loose(self, bones: str) -> tuple[int, ...]:
        """Places with a name of this skeleton."""
        hashed = key_hash(bones)
        at = bisect_left(self._loose, hashed << _SHIFT)
        found: list[int] = []
        while at < len(self._loose) and self._loose[at] >> _SHIFT == hashed:
            found.append(self._loose[at] & _PLACE_MASK)
            at += 1
        return tuple(found)

    def _row(self, place: int) -> tuple[int, ...]:
        return _ROW.unpack_from(self._map, self._rows_at + place * _ROW.size)

    def _blob(self, at: int) -> list[str]:
        start = self._names_at + at
        return self._map[start : self._map.find(b"\n", start)].decode("utf-8").split("\t")

    def names(self, place: int) -> tuple[str, ...]:
        """The first name as written, then the folded others."""
        return tuple(self._blob(self._row(place)[4])[1:])

    def country_of(self, place: int) -> str:
        """Country code of a place, without making a Spot of it."""
        return self._codes[self._row(place)[7]]

    def number(self, place: int) -> int:
        """GeoNames id of a place, 0 for a place of our own."""
        return int(self._row(place)[0])

    def identity(self, place: int) -> str:
        """The id of a place, without making a Spot of it."""
        row = self._row(place)
        return self._blob(row[4])[0] or _GEONAMES + str(row[0])

    def capital(self, place: int) -> int | None:
        """The capital of a country: its place in the second-level column."""
        second = self._row(place)[6]
        return second - 1 if second else None

    def kind(self, place: int) -> str:
        """Kind of a place."""
        return KINDS[self._row(place)[9]]

    def _spot(self, place: int) -> Spot:
        number, lat, lon, population, at, first, second, country, radius, kind, flags = self._row(place)
        blob = self._blob(at)
        admin1 = self._row(first - 1) if first else None
        admin2 = self._row(second - 1) if second else None
        return Spot(
            id=blob[0] or _GEONAMES + str(number),
            name=blob[1],
            kind=KINDS[kind],
            country=self._codes[country],
            admin1=self._blob(admin1[4])[1] if admin1 else "",
            admin1_id=_GEONAMES + str(admin1[0]) if admin1 else "",
            admin2=self._blob(admin2[4])[1] if admin2 else "",
            lat=lat / _SCALE,
            lon=lon / _SCALE,
            population=population,
            radius_km=radius / 10,
            capital=bool(flags & FLAG_CAPITAL),
            seat=bool(flags & FLAG_SEAT),
            layer=self._layer,
        )

    def all_places(self) -> Iterable[int]:
        """Indices of all places."""
        return range(self._count)
