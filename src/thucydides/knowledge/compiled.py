"""Keeps the inflected forms of a language in the user's cache, so that a second start need not inflect them again.

The file's name holds a hash of all it was made from: the language's folder, the rosters and the code that makes it. A
cache that cannot be read or written changes nothing but the time of the start.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from sys import intern
from typing import Any

import msgspec

from thucydides.knowledge.lexicon import Entry
from thucydides.text.forms import FormTable

_MAKERS = (
    "knowledge/language.py",
    "knowledge/lexicon.py",
    "knowledge/paradigms.py",
    "knowledge/rosters.py",
    "knowledge/history.py",
)
_CUTTERS = (
    "text/tokens.py",
    "text/fold.py",
    "text/forms.py",
    "knowledge/compiled.py",
    "text/clitics.py",
    "knowledge/clitics.py",
)


class _Kept(msgspec.Struct, frozen=True):
    """What the file holds: a tree of forms and the entries that its leaves point at, each a `_Packed` of its own."""

    tree: dict[str, Any]
    entries: list[msgspec.Raw]


_Packed = tuple[str, str, str, str, list[str], list[str], str]


class _Entries:
    """Entries that are made when they are asked for: a text meets a hundredth of those that a language has."""

    __slots__ = ("_made", "_packed", "_sets")

    def __init__(self, packed: list[msgspec.Raw]) -> None:
        self._packed = packed
        self._made: dict[int, Entry] = {}
        self._sets: dict[tuple[str, ...], frozenset[str]] = {}

    def __len__(self) -> int:
        return len(self._packed)

    def __getitem__(self, number: int) -> Entry:
        made = self._made.get(number)
        if made is None:
            packed = msgspec.msgpack.decode(self._packed[number], type=_Packed)
            kind, role, value, args, flags, features, row = packed
            # what the rules ask for in their own words is one object with them, and found alike at once
            kind, role, value = intern(kind), intern(role), intern(value)
            made = Entry(kind, role, value, args, self._shared(flags), self._shared(features), row)
            self._made[number] = made
        return made

    def _shared(self, words: list[str]) -> frozenset[str]:
        key = tuple(words)
        return self._sets.setdefault(key, frozenset(map(intern, key)))


def cache_folder() -> Path:
    """Where compiled tables are kept: THUCYDIDES_CACHE, else the user's cache folder."""
    named = os.environ.get("THUCYDIDES_CACHE")
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "thucydides"


def fingerprint(files: list[Path]) -> str:
    """A hash of the names and bytes of these files and of the code that compiles them."""
    root = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for path in (*sorted(files), *(root / name for name in (*_MAKERS, *_CUTTERS))):
        if path.is_file():
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:24]


def _kept(table: FormTable[Entry]) -> bytes:
    encode = msgspec.msgpack.encode
    rows = []
    for number in range(len(table.values)):
        e = table.values[number]
        rows.append(msgspec.Raw(encode((e.kind, e.role, e.value, e.args, sorted(e.flags), sorted(e.features), e.row))))
    return encode(_Kept(table.tree, rows))


def _opened(raw: bytes) -> FormTable[Entry]:
    kept = msgspec.msgpack.decode(raw, type=_Kept)
    return FormTable(kept.tree, _Entries(kept.entries))


def table_of(code: str, files: list[Path], make: Callable[[], FormTable[Entry]]) -> FormTable[Entry]:
    """The table of a language: from the cache where it is there, else made and kept."""
    path = cache_folder() / f"{code}-{fingerprint(files)}.forms"
    try:
        return _opened(path.read_bytes())
    except (OSError, msgspec.MsgspecError):
        pass
    table = make()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = path.with_name(f"{path.name}.{os.getpid()}")
        whole.write_bytes(_kept(table))
        whole.replace(path)
        for old in path.parent.glob(f"{code}-*.forms"):
            if old != path:
                old.unlink(missing_ok=True)
    return table
