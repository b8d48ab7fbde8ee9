"""A project's own gazetteer: one SQLite file of packs, each with its source, licence and day, asked before the core."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thucydides.knowledge.gazetteer.file import Spot
from thucydides.knowledge.gazetteer.found import Found
from thucydides.knowledge.gazetteer.keys import fold_key, skeletons
from thucydides.model.errors import InputError

FILE = "gazetteer.sqlite"
_SCHEMA = """
create table if not exists packs (name text primary key, path text, licence text, added text, places integer);
create table if not exists places (
    pack text, id text, name text, kind text, country text, admin1 text, admin1_id text, admin2 text,
    lat real, lon real, population integer, radius_km real, licence text, names text,
    primary key (pack, id)
);
create table if not exists keys (key text, pack text, id text, first integer);
create table if not exists bones (bones text, country text, pack text, id text);
create table if not exists heads (word text, pack text, words integer, primary key (word, pack));
create index if not exists keys_key on keys (key);
create index if not exists bones_bones on bones (bones);
"""
_COLUMNS = "id, name, kind, country, admin1, admin1_id, admin2, lat, lon, population, radius_km"


@dataclass(frozen=True, slots=True)
class Entry:
    """A place on its way in: the spot and all its names, the first one its own."""

    spot: Spot
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """What was added at once."""

    name: str
    path: str
    licence: str
    added: str
    places: int


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(path)) as base:
            base.executescript(_SCHEMA)
            yield base
            base.commit()
    except sqlite3.DatabaseError as error:
        raise InputError(str(error), place=str(path), hint="not a gazetteer of this program") from error


def add_pack(path: Path, name: str, source: Path, licence: str, entries: Iterable[Entry], day: date) -> int:
    """Puts the entries in as one pack, in the place of an earlier one of that name; the number of places."""
    with _opened(path) as base:
        _drop(base, name)
        heads: dict[str, int] = {}
        count = 0
        for entry in entries:
            s = entry.spot
            folded = list(dict.fromkeys(filter(None, map(fold_key, entry.names))))
            if not folded:
                continue
            base.execute(
                "insert or replace into places values (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                (name, s.id, s.name, s.kind, s.country, s.admin1, s.admin1_id, s.admin2, s.lat, s.lon, s.population,
                 s.radius_km, licence, "\t".join(folded)),
            )  # fmt: skip
            base.executemany(
                "insert into keys values (?,?,?,?)", [(k, name, s.id, int(n == 0)) for n, k in enumerate(folded)]
            )
            all_bones = dict.fromkeys(b for k in folded for b in skeletons(k) if len(b) > 1)
            base.executemany("insert into bones values (?,?,?,?)", [(b, s.country, name, s.id) for b in all_bones])
            for key in folded:
                words = key.split()
                heads[words[0]] = max(heads.get(words[0], 1), len(words))
            count += 1
        base.executemany(
            "insert or replace into heads values (?,?,?)", [(w, name, n) for w, n in sorted(heads.items())]
        )
        base.execute(
            "insert or replace into packs values (?,?,?,?,?)", (name, str(source), licence, day.isoformat(), count)
        )
    return count


def _drop(base: sqlite3.Connection, name: str) -> int:
    gone = int(base.execute("delete from packs where name = ?", (name,)).rowcount)
    for table in ("places", "keys", "bones", "heads"):
        base.execute(f"delete from {table} where pack = ?", (name,))  # noqa: S608 - a name of the list above
    return gone


def remove_pack(path: Path, name: str) -> bool:
    """Takes a pack out; false where there is none of that name."""
    if not path.exists():
        return False
    with _opened(path) as base:
        return _drop(base, name) > 0


def packs(path: Path) -> list[Pack]:
    """The packs of a project, by name; none where it has no gazetteer."""
    if not path.exists():
        return []
    with _opened(path) as base:
        rows = base.execute("select name, path, licence, added, places from packs order by name").fetchall()
    return [Pack(*row) for row in rows]


def content_hash(path: Path) -> str:
    """SHA-256 of the places and names of a project's file: what a reading can see of it, not how the file holds it.

    InputError where it is not there or no gazetteer.
    """
    digest = hashlib.sha256()
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base:
            for table in ("places", "keys", "bones", "heads"):
                for row in base.execute(f"select * from {table} order by rowid"):  # noqa: S608 (names of our own)
                    digest.update(repr(row).encode())
    except sqlite3.DatabaseError as error:
        raise InputError(str(error), place=str(path), hint="not a gazetteer of this program") from error
    return digest.hexdigest()


class ProjectLayer:
    """The file as a layer of the gazetteer; read only, one connection a process."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            raise InputError("no such gazetteer", place=str(path), hint="make it with: thucydides gazetteer add")
        self._base = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)

    def exact(self, key: str) -> tuple[Found, ...]:
        """See Layer."""
        rows = self._base.execute(
            f"select k.first, {_prefixed()} from keys k join places p on p.pack = k.pack and p.id = k.id "  # noqa: S608
            "where k.key = ? order by p.pack, p.id",
            (key,),
        ).fetchall()
        return tuple(Found.of(_spot(row[1:]), bool(row[0])) for row in rows)

    def longest(self, word: str) -> int:
        """See Layer."""
        row = self._base.execute("select max(words) from heads where word = ?", (word,)).fetchone()
        return int(row[0] or 0)

    def loose(self, bones: str, country: str) -> tuple[tuple[Spot, tuple[str, ...]], ...]:
        """See Layer."""
        rows = self._base.execute(
            f"select p.names, {_prefixed()} from bones b join places p on p.pack = b.pack and p.id = b.id "  # noqa: S608
            "where b.bones = ? and (? = '' or b.country = ?) order by p.pack, p.id",
            (bones, country, country),
        ).fetchall()
        return tuple((_spot(row[1:]), tuple(row[0].split("\t"))) for row in rows)


def _prefixed() -> str:
    return ", ".join(f"p.{column.strip()}" for column in _COLUMNS.split(","))


def _spot(row: tuple[str | float | int, ...]) -> Spot:
    return Spot(
        id=str(row[0]), name=str(row[1]), kind=str(row[2]), country=str(row[3]), admin1=str(row[4]),
        admin1_id=str(row[5]), admin2=str(row[6]), lat=float(row[7]), lon=float(row[8]), population=int(row[9]),
        radius_km=float(row[10]), layer="project",
    )  # fmt: skip
