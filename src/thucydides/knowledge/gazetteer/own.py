"""Places that reviewers add one by one: checked, written as a gazetteer of their own, and looked for in texts."""

from __future__ import annotations

import json
import os
import uuid
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from thucydides.knowledge.gazetteer import Gazetteer
from thucydides.knowledge.gazetteer.file import KINDS, Spot
from thucydides.knowledge.gazetteer.keys import fold_key, skeletons, word_skeleton
from thucydides.knowledge.gazetteer.merge import merged
from thucydides.knowledge.gazetteer.packs import RADII
from thucydides.knowledge.gazetteer.project import Entry, add_pack, packs

FILE, PACK = "own_places.sqlite", "own"
# A country or continent is no place that a reviewer finds missing.
OWN_KINDS = tuple(sorted(set(KINDS) - {"country", "continent"}))
DEFAULT_KIND = "village"
_RADIUS_KM, _LONGEST, _MOST_NAMES, _LONGEST_NOTE = 3.0, 120, 40, 1000
# Scripts from here to there write up to three letters (and, in, the) on to a name; others at most one (d', l').
_JOINING = ("\u0590", "\u08ff")
_ENDING, _SHORT = 4, 3


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """What a reviewer tells of a place. Degrees WGS 84; `country` is ISO 3166-1 alpha-2; `source` says how it is known."""

    name: str
    names: tuple[str, ...]
    lat: float
    lon: float
    kind: str
    country: str
    source: str

    def to_json(self) -> str:
        """As a judgement keeps it."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def of_json(cls, text: str) -> OwnPlace:
        """The place that `to_json` wrote."""
        told = json.loads(text)
        return cls(**(told | {"names": tuple(told["names"])}))

    @property
    def all_names(self) -> tuple[str, ...]:
        """Its own name, then the others."""
        return (self.name, *self.names)


def checked(typed: Mapping[str, str]) -> tuple[OwnPlace | None, dict[str, str]]:
    """(the place, {}) of what was typed, or (None, field -> what is wrong with it). `names` stand one on a line."""
    told = {
        field: typed.get(field, "").strip() for field in ("name", "names", "lat", "lon", "kind", "country", "source")
    }
    faults: dict[str, str] = {}
    names = tuple(dict.fromkeys(line.strip() for line in told["names"].splitlines() if line.strip()))
    names = tuple(name for name in names if name != told["name"])
    for field, given in (("name", (told["name"],)), ("names", names)):
        for name in given:
            if wrong := _wrong_name(name):
                faults.setdefault(field, wrong)
    if len(names) > _MOST_NAMES:
        faults.setdefault("names", f"at most {_MOST_NAMES} names; these are {len(names)}")
    at = {field: _degrees(told[field], most) for field, most in (("lat", 90.0), ("lon", 180.0))}
    for field, most in (("lat", 90), ("lon", 180)):
        if at[field] is None:
            faults[field] = f"degrees from -{most} to {most}, such as 35.25; this is {told[field][:20]!r}"
    kind = told["kind"] or DEFAULT_KIND
    if kind not in OWN_KINDS:
        faults["kind"] = f"one of {', '.join(OWN_KINDS)}"
    country = told["country"].upper()
    if Gazetteer.open().country(country) is None:
        faults["country"] = "two letters of ISO 3166, such as those that its places have here"
    if not told["source"]:
        faults["source"] = "say how the place is known: a map, a witness, an address"
    elif len(told["source"]) > _LONGEST_NOTE:
        faults["source"] = f"at most {_LONGEST_NOTE} characters"
    lat, lon = at["lat"], at["lon"]
    if faults or lat is None or lon is None:
        return None, faults
    return OwnPlace(told["name"], names, lat, lon, kind, country, told["source"]), {}


def _wrong_name(name: str) -> str:
    if not name:
        return "a place needs a name"
    if len(name) > _LONGEST:
        return f"at most {_LONGEST} characters a name"
    if any(ord(c) < 32 for c in name):
        return "one line a name, without tabs"
    key = fold_key(name)
    if len(key) < 2 or not any(c.isalpha() for c in key):
        return f"{name!r} is no name that could be found in a text: two letters at least"
    return ""


def _degrees(typed: str, most: float) -> float | None:
    try:
        number = float(typed.replace(",", ".")) if typed.isascii() else None
    except ValueError:
        return None
    return number if number is not None and -most <= number <= most else None


def version(path: Path) -> str:
    """What `write` was told the file is made of; empty where there is no file."""
    return next((pack.path for pack in packs(path) if pack.name == PACK), "")


def write(path: Path, places: Sequence[tuple[str, OwnPlace]], made_of: str, day: date) -> None:
    """Replaces the file by one with these (id, place), all or nothing, readable by its owner only.

    One that the bundled gazetteer has within three kilometres is joined to it, as the rows of a pack are.
    """
    fresh = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}")
    try:
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        entries: Iterable[Entry] = (_entry(number, place) for number, place in places)
        add_pack(fresh, PACK, Path(made_of), "the reviewers' own", merged(entries) if places else (), day)
        fresh.replace(path)
    finally:
        with suppress(FileNotFoundError):
            fresh.unlink()


def _entry(number: str, place: OwnPlace) -> Entry:
    radius = RADII.get(place.kind, _RADIUS_KM)
    spot = Spot(
        f"own:{number}", place.name, place.kind, place.country, "", "", "", place.lat, place.lon, 0, radius, layer=PACK
    )
    return Entry(spot, place.all_names)


class Words:
    """A text as the names of places are sought in it: by consonants, so that no spelling or ending is missed."""

    def __init__(self, text: str) -> None:
        words = fold_key(text).split()
        self._key = " ".join(words)
        self._streams = [_stream(words)]
        if other := skeletons(self._key)[1:]:
            # A letter of two readings: each word of the text in its second one too.
            self._streams.append((other[0], *_stream(words)[1:]))

    def name(self, place: OwnPlace) -> bool:
        """True where a reader could take words of the text for the place; rather once too often than once too rarely."""
        return any(self._has(key) for key in map(fold_key, place.all_names))

    def _has(self, key: str) -> bool:
        if f" {key} " in f" {self._key} ":
            return True
        return any(
            _stands(bones, stream)
            if len(bones) >= _SHORT
            else f" {key[:-1] if len(key) > 4 else key}" in f" {self._key}"
            for bones in skeletons(key)
            for stream in self._streams
        )


_Stream = tuple[str, list[int], list[int]]


def _stream(words: Sequence[str]) -> _Stream:
    """Skeletons run together, where each word begins, and how much may be written on before its name."""
    bones, begins, before = [], [], []
    at = 0
    for word in words:
        begins.append(at)
        before.append(3 if _JOINING[0] <= word[0] <= _JOINING[1] else 1)
        bones.append(word_skeleton(word))
        at += len(bones[-1])
    return "".join(bones), [*begins, at], before


def _stands(bones: str, stream: _Stream) -> bool:
    run, begins, before = stream
    sought = bones[:-1] if len(bones) > _SHORT + 1 else bones  # the last consonant may change under an ending
    at = run.find(sought)
    while at >= 0:
        word = max(0, bisect_left(begins, at + 1) - 1)
        end = bisect_left(begins, at + len(sought))
        near = at - begins[word] <= before[min(word, len(before) - 1)]
        if near and end < len(begins) and begins[end] - at - len(sought) <= _ENDING:
            return True
        at = run.find(sought, at + 1)
    return False
