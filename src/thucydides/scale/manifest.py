"""What a batch is made of and what came of it: the plan of its shards, its order, its files with their hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from thucydides.export.atomic import replacing
from thucydides.model.errors import InputError
from thucydides.scale.record import Counts
from thucydides.scale.shards import CONTRACT, Order, Shard, builtins_of, order_from

NAME = "manifest.json"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """`counts` and `files` (path below the output folder -> SHA-256) are there once all shards are."""

    order: Order
    shards: tuple[Shard, ...]
    counts: Counts | None = None
    files: tuple[tuple[str, str], ...] = ()


def sha256_of(path: Path) -> str:
    """Hash of a file, read a megabyte at a time."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while raw := stream.read(_CHUNK):
            digest.update(raw)
    return digest.hexdigest()


def write_manifest(out: Path, manifest: Manifest) -> None:
    """Replaces the manifest of an output folder; the same bytes for the same batch, whoever ran it and when."""
    head: dict[str, Any] = {
        "contract": CONTRACT,
        "complete": manifest.counts is not None,
        "order": builtins_of(manifest.order),
        "counts": msgspec.to_builtins(manifest.counts),
        "files": dict(manifest.files),
    }
    with replacing(out / NAME) as stream:
        stream.write(json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "shards": [')
        for at, shard in enumerate(manifest.shards):
            row = json.dumps(msgspec.to_builtins(shard), ensure_ascii=False, separators=(",", ":"))
            stream.write((",\n  " if at else "\n  ") + row)
        stream.write("\n ]\n}\n")


def read_manifest(out: Path) -> Manifest | None:
    """The manifest of an output folder; None where there is none. InputError where it cannot be understood."""
    path = out / NAME
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["contract"] != CONTRACT:
            raise InputError("written by another version of this program", place=str(path), hint="choose another -o")
        shards: Sequence[Shard] = msgspec.convert(told["shards"], list[Shard])
        counts = msgspec.convert(told["counts"], Counts | None)
        return Manifest(order_from(told["order"]), tuple(shards), counts, tuple(sorted(told["files"].items())))
    except FileNotFoundError:
        return None
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise InputError("not a manifest of a batch", place=str(path), hint="choose another -o") from error
