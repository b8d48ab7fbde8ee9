"""Cuts any amount of sources into shards: small pieces of work whose name tells what is in them and how it is read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from thucydides.intake.files import sources
from thucydides.intake.options import Failure, IntakeOptions
from thucydides.intake.rows import is_wide

# Raised when the shape of a shard's file changes: files of an older shape are then made anew.
CONTRACT = 1
# A shard closes at so many bytes of sources (about 250 articles, a second or three of work) or so many files.
SHARD_BYTES, SHARD_FILES = 1_000_000, 256
_CHUNK = 1 << 20
_LINES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Order:
    """How all shards of a batch are read. What stands here is part of every shard's id, and nothing else is.

    `reader` is name, version and knowledge of the reader; `fields` are the (field, key) pairs of the intake's mapping;
    `gazetteers` are the SHA-256 of the content of the project's own (see means).
    """

    reader: str
    triage: bool = True
    day: date | None = None
    fetched: date | None = None
    language: str | None = None
    outlet: str | None = None
    form: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    gazetteers: tuple[str, ...] = ()

    def intake(self) -> IntakeOptions:
        """What intake is asked for these sources."""
        return IntakeOptions(
            date=self.day, fetched=self.fetched, language=self.language, outlet=self.outlet,
            mapping=dict(self.fields), format=self.form,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, or the lines of it that lie in bytes [start, end); `end` is None for a file that is read as a whole.

    `line` is the number of its first line, from 1.
    """

    path: str
    start: int = 0
    end: int | None = None
    line: int = 1


@dataclass(frozen=True, slots=True)
class Shard:
    """Pieces that are read together into one file. `content` is the SHA-256 of their bytes.

    `shard_id` is the same on every machine for the same order, names and bytes.
    """

    number: int
    shard_id: str
    content: str
    pieces: tuple[Piece, ...]


@dataclass(slots=True)
class _Open:
    """The shard that is being filled."""

    pieces: list[Piece] = field(default_factory=list)
    size: int = 0
    digest: Any = field(default_factory=hashlib.sha256)


def builtins_of(order: Order) -> dict[str, Any]:
    """An order as JSON takes it."""
    plain: dict[str, Any] = msgspec.to_builtins(order)
    return plain


def order_from(row: dict[str, Any]) -> Order:
    """The order that `builtins_of` wrote."""
    return msgspec.convert(row, Order)


def shard_from(row: dict[str, Any]) -> Shard:
    """The shard that msgspec.to_builtins wrote."""
    return msgspec.convert(row, Shard)


def _closed(number: int, made: _Open, order: Order) -> Shard:
    content = made.digest.hexdigest()
    told = [CONTRACT, builtins_of(order), [msgspec.to_builtins(piece) for piece in made.pieces], content]
    name = hashlib.sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode()).hexdigest()[:20]
    return Shard(number, name, content, tuple(made.pieces))


def plan(
    paths: Iterable[str], order: Order, size: int = SHARD_BYTES, without: Path | None = None
) -> Iterator[Shard | Failure]:
    """Shards of files, folders and patterns in the order of their names, each source once; what is not there comes as
    a Failure in its place. What lies below `without`, where the batch writes, is no source. Sources are read once, a megabyte at a time, for the hash; JSON Lines are cut between lines.
    """
    found = list(sources(paths))
    yield from (one for one in found if isinstance(one, Failure))
    own = without.resolve() if without is not None else None
    names = sorted(
        str(one)
        for one in found
        if not isinstance(one, Failure) and (own is None or own not in Path(one).resolve().parents)
    )
    number, made = 0, _Open()
    for name in names:
        try:
            for piece, raw in _pieces(name, order, size):
                made.digest.update(raw)
                if piece is None:
                    continue
                made.pieces.append(piece)
                made.size += (piece.end or Path(name).stat().st_size) - piece.start
                if made.size >= size or len(made.pieces) >= SHARD_FILES:
                    yield _closed(number, made, order)
                    number, made = number + 1, _Open()
        except OSError as error:
            yield Failure(name, name, "unreadable", error.strerror or str(error), "check the file and its disk")
    if made.pieces:
        yield _closed(number, made, order)


def _pieces(name: str, order: Order, size: int) -> Iterator[tuple[Piece | None, bytes]]:
    """(piece, None while it is not complete; bytes to be hashed) of one source."""
    with Path(name).open("rb") as stream:
        head = stream.peek(8192)[:8192]
        by_lines = order.form == "jsonl" or (order.form is None and Path(name).suffix.lower() in _LINES)
        if not by_lines or is_wide(head):
            while raw := stream.read(_CHUNK):
                yield None, raw
            yield Piece(name), b""
            return
        start, line = 0, 1
        while raw := stream.read(size):
            end, lines = start + len(raw), raw.count(b"\n")
            yield None, raw
            while not raw.endswith(b"\n") and (raw := stream.readline(_CHUNK)):
                end, lines = end + len(raw), lines + raw.count(b"\n")
                yield None, raw
            yield Piece(name, start, end, line), b""
            start, line = end, line + lines
