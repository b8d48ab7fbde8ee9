"""Writes an export of events: the file, its evidence, what was left out, the manifest; all or nothing of each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from thucydides.export.atomic import replacing
from thucydides.export.dossier import Dossier
from thucydides.export.event_formats import EventFormat, rows_of, write_evidence, write_rejected, write_rows
from thucydides.export.manifest import Origin, sha256_of
from thucydides.export.release import Release
from thucydides.export.rows import Style
from thucydides.knowledge.policies import Policy

BOM = "\ufeff"


def export_events(
    dossiers: Iterable[Dossier], chosen: EventFormat, policy: Policy, path: Path, origin: Origin, *,
    style: Style | None = None, hxl: bool = False, bom: bool = False, release: Release | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Writes NAME, NAME.evidence.jsonl, NAME.rejected.csv, NAME.manifest.json; gives the manifest.

    With a release only what may leave by it is written.
    """
    style = style or Style()
    known = list(dossiers) if release is None else release.dossiers(dossiers)
    rows, rejected = rows_of(known, chosen, policy, style)
    sources = {c.document.doc_id: _source(c.document) for d in known for c in d.claims}
    evidence = path.with_name(path.name + ".evidence.jsonl")
    left_out = path.with_name(path.name + ".rejected.csv")
    with replacing(path) as out:
        if bom and chosen.shape == "table":
            out.write(BOM)
        write_rows(rows, chosen, out, sources, hxl=hxl)
    with replacing(evidence) as out:
        write_evidence(rows, out)
    with replacing(left_out) as out:
        write_rejected(rejected, out)
    claims = [c for d in known for c in d.claims]
    told: dict[str, Any] = {
        "program": "thucydides",
        "version": origin.version,
        "format": chosen.name,
        "profile": chosen.profile,
        "contract": chosen.contract,
        "policy": {"name": policy.name, "version": policy.version, "title": policy.title},
        "style": asdict(style) | {"hxl": hxl, "bom": bom},
        "release": None if release is None else release.told(),
        "project": origin.project_id,
        "audit_head": origin.audit_head,
        "readers": sorted({c.reader for c in claims}),
        "counts": {
            "documents": len({c.document.doc_id for c in claims}), "claims": len(claims), "events": len(known),
            "rows": len(rows), "rejected": len(rejected),
        },
        "files": [
            {"name": p.name, "bytes": p.stat().st_size, "rows": n, "sha256": sha256_of(p)}
            for p, n in ((path, len(rows)), (evidence, len(rows)), (left_out, len(rejected)))
        ],
    }  # fmt: skip
    with replacing(path.with_name(path.name + ".manifest.json")) as out:
        out.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return told


def _source(ref: Any) -> dict[str, Any]:
    day = ref.published.earliest
    return {
        "id": ref.doc_id, "title": ref.title or ref.doc_id, "url": ref.uri or "", "publisher": ref.outlet or "",
        "date": day.isoformat() if day else "", "language": ref.language,
    }  # fmt: skip
