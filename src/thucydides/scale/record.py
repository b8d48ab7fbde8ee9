"""The one file of a shard: a line for each document, its claims below it, what failed and what was set aside."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec

from thucydides.export.atomic import replacing
from thucydides.intake.options import Failure
from thucydides.model.claim import Claim, DocumentRef, NotCoded, Reading, Refused
from thucydides.model.contract import claim_from_json, claim_to_json
from thucydides.model.document import Document
from thucydides.scale.shards import CONTRACT, Shard

# How the lines begin, so that they can be told apart without being parsed.
CLAIM, DOCUMENT, FAILURE, ASIDE = '{"claim_id":', '{"read":', '{"failed":', '{"aside":'
FOLDER = "shards"
# Between these both writers of JSON write numbers alike.
_SMALLEST, _LARGEST = 1e-4, 1e16


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the documents of a shard, or of many."""

    documents: int = 0
    claims: int = 0
    aside: int = 0
    failed: int = 0
    kinds: dict[str, int] = field(default_factory=dict)

    def __add__(self, other: Counts) -> Counts:
        kinds = dict(self.kinds)
        for kind, number in other.kinds.items():
            kinds[kind] = kinds.get(kind, 0) + number
        return Counts(
            self.documents + other.documents, self.claims + other.claims, self.aside + other.aside,
            self.failed + other.failed, dict(sorted(kinds.items())),
        )  # fmt: skip


def path_of(out: Path, shard: Shard) -> Path:
    """Where a shard's file stands below the output folder."""
    return out / FOLDER / shard.shard_id[:2] / f"{shard.shard_id}.jsonl"


def _line(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def claim_line(claim: Claim) -> str:
    """A claim as `_line` would write it. msgspec writes the same bytes five times as fast, but for numbers that are
    very large or very near to nought; only these fields have any with a point.
    """
    told = claim_to_json(claim)
    place = claim.place
    numbers = (claim.confidence, *((place.lat, place.lon, place.radius_km) if place is not None else ()))
    if all(not number or _SMALLEST <= abs(number) < _LARGEST for number in numbers):
        return msgspec.json.encode(told).decode() + "\n"
    return _line(told)


def read_lines(source: str, reading: Reading) -> Iterator[str]:
    """A document that was read, then its claims, a line each."""
    ref: dict[str, Any] = msgspec.to_builtins(reading.document)
    yield _line(
        {
            "read": ref,
            "source": source,
            "claims": len(reading.claims),
            "refused": [[claim_to_json(r.claim), r.reason] for r in reading.refused],
            "not_coded": msgspec.to_builtins(reading.not_coded),
        }
    )
    for claim in reading.claims:
        yield claim_line(claim)


def failure_line(failure: Failure) -> str:
    """A source or document that could not be read."""
    return _line({"failed": failure.place, **msgspec.to_builtins(failure)})


def aside_line(source: str, document: Document) -> str:
    """A document that tells of no event, by triage."""
    told = {"aside": document.doc_id, "source": source, "language": document.language, "title": document.title}
    return _line(told)


class Writing:
    """Takes the lines of one shard and counts them; `replacing` makes the file appear as a whole."""

    def __init__(self, out: Any, shard: Shard) -> None:
        self.counts = Counts()
        self._out = out
        out.write(_line({"shard": shard.shard_id, "content": shard.content, "contract": CONTRACT}))

    def put(self, source: str, came: Reading | Failure | Document) -> None:
        """A reading, a failure, or a document that is set aside."""
        if isinstance(came, Failure):
            self.counts += Counts(1, failed=1, kinds={came.code: 1})
            self._out.write(failure_line(came))
        elif isinstance(came, Document):
            self.counts += Counts(1, aside=1)
            self._out.write(aside_line(source, came))
        else:
            self.counts += Counts(1, claims=len(came.claims))
            self._out.writelines(read_lines(source, came))

    def end(self) -> Counts:
        """The last line, which says that all of it is there."""
        self._out.write(_line({"counts": msgspec.to_builtins(self.counts)}))
        return self.counts


def opened(out: Path, shard: Shard) -> Any:
    """A stream that becomes the shard's file on a clean exit; synced to the disk before it gets its name."""
    return replacing(path_of(out, shard))


def counts_in(path: Path) -> Counts | None:
    """The counts in the last line of a shard's file; None where there is no whole file."""
    try:
        with path.open("rb") as stream:
            stream.seek(0, os.SEEK_END)
            stream.seek(max(0, stream.tell() - 4096))
            last = stream.read().splitlines()[-1]
        return msgspec.convert(json.loads(last)["counts"], Counts)
    except (OSError, IndexError, KeyError, ValueError, TypeError):
        return None


def readings_in(path: Path) -> Iterator[tuple[str, Reading]]:
    """(source, reading) of each document of a shard's file that was read, as the reader gave them."""
    claims: list[Claim] = []
    told: dict[str, Any] | None = None
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            if line.startswith(CLAIM):
                claims.append(claim_from_json(json.loads(line)))
                continue
            if told is not None:
                yield told["source"], _reading(told, claims)
                told, claims = None, []
            if line.startswith(DOCUMENT):
                told = json.loads(line)


def _reading(told: dict[str, Any], claims: list[Claim]) -> Reading:
    ref = msgspec.convert(told["read"], DocumentRef)
    refused = tuple(Refused(replace(claim_from_json(row), document=ref), why) for row, why in told["refused"])
    not_coded = tuple(msgspec.convert(told["not_coded"], list[NotCoded]))
    return Reading(ref, tuple(replace(c, document=ref) for c in claims), refused, not_coded)
