"""Writes an export and its manifest: what was written, by which program, with which hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thucydides.export.atomic import replacing
from thucydides.export.formats import Format
from thucydides.export.release import Release
from thucydides.model.claim import Claim


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an export comes from: program version, project id, and the head of the project's audit chain."""

    version: str
    project_id: str
    audit_head: str


class _Tally:
    """Counts claims and documents while they pass."""

    def __init__(self) -> None:
        self.claims = 0
        self.documents: set[str] = set()
        self.readers: set[str] = set()

    def through(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        for claim in claims:
            self.claims += 1
            self.documents.add(claim.document.doc_id)
            self.readers.add(claim.reader)
            yield claim


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def export(
    claims: Iterable[Claim], chosen: Format, path: Path, manifest: Path, origin: Origin, release: Release | None = None
) -> dict[str, Any]:
    """Writes claims to `path` and tells of it in `manifest`; gives the manifest. No time is in it: same claims, same bytes.

    With a release only what may leave by it is written.
    """
    tally = _Tally()
    claims = claims if release is None else release.claims(claims)
    if chosen.write_file is not None:
        rows = chosen.write_file(tally.through(claims), path)
    else:
        with replacing(path) as out:
            rows = chosen.write(tally.through(claims), out)
    told: dict[str, Any] = {
        "program": "thucydides",
        "version": origin.version,
        "format": chosen.name,
        "contract": chosen.contract,
        "policy": None,  # claims are told as they are; only figures of events are derived
        "release": None if release is None else release.told(),
        "project": origin.project_id,
        "audit_head": origin.audit_head,
        "readers": sorted(tally.readers),
        "counts": {"documents": len(tally.documents), "claims": tally.claims, "rows": rows},
        "files": [
            {"name": path.name, "bytes": path.stat().st_size, "rows": rows, "sha256": sha256_of(path)},
        ],
    }
    with replacing(manifest) as out:
        out.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return told
