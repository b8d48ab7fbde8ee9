"""Export: what would leave the project, what of it could harm, and what changed since the last time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from thucydides.export.formats import FORMATS
from thucydides.export.jsonl import line
from thucydides.export.manifest import Origin
from thucydides.export.manifest import export as write
from thucydides.model.claim import Claim
from thucydides.model.errors import InputError, UsageError
from thucydides.store import browse
from thucydides.store.judgements import settled
from thucydides.store.queries import ClaimFilter
from thucydides.store.registries import renamed
from thucydides.web.asking import Ask
from thucydides.web.desk import READINGS, Desk

STEM = "claims"
Row = dict[str, Any]


def leaving(desk: Desk, asked: ClaimFilter, *, accepted: bool = False) -> Iterator[Claim]:
    """Claims as an export has them: corrected, under the chosen names, without the rejected; or the accepted only."""
    standings = desk.standings()
    claims = settled(desk.project.claims(asked), standings)
    if accepted:
        kept = {one.claim_id for one in standings.values() if one.status in ("accepted", "corrected")}
        claims = (claim for claim in claims if claim.claim_id in kept)
    return renamed(claims, list(desk.project.judgements()))


def _prints(lines: Iterator[str]) -> dict[str, str]:
    """Claim id -> a hash of its line."""
    found = {}
    for text in lines:
        if text.strip():
            found[json.loads(text)["claim_id"]] = hashlib.sha256(text.strip().encode()).hexdigest()
    return found


def _difference(desk: Desk, accepted: bool) -> Row | None:
    """What is new, changed and gone against the last jsonl; None where there was none."""
    last = desk.project.folder.exports / f"{STEM}.jsonl"
    if not last.is_file():
        return None
    with last.open(encoding="utf-8") as handle:
        before = _prints(iter(handle))
    now = _prints(line(claim) for claim in leaving(desk, ClaimFilter(), accepted=accepted))
    return {
        "new": sorted(now.keys() - before.keys()), "gone": sorted(before.keys() - now.keys()),
        "changed": sorted(i for i in now.keys() & before.keys() if now[i] != before[i]), "since": last.name,
    }  # fmt: skip


def written(folder: Path) -> list[Row]:
    """Files that were exported, with the manifest of each that has one."""
    rows = []
    for path in sorted(folder.glob("*")):
        if path.is_file() and not path.name.startswith(".") and not path.name.endswith(".manifest.json"):
            manifest = path.with_name(path.name + ".manifest.json")
            told = json.loads(manifest.read_text(encoding="utf-8")) if manifest.is_file() else {}
            rows.append(
                {
                    "name": path.name,
                    "bytes": path.stat().st_size,
                    "rows": told.get("counts", {}).get("rows"),
                    "audit_head": told.get("audit_head"),
                }
            )
    return rows  # fmt: skip


def export(desk: Desk, ask: Ask) -> Row:
    """Formats, risks, files that are there, and with `?diff=1` the difference to the last release."""
    accepted = ask.text("accepted") is not None

    def risks() -> Row:
        with desk.project.look() as connection:
            return browse.risks(connection)

    return {
        "formats": [{"name": f.name, "contract": f.contract} for f in FORMATS.values()],
        "risks": desk.kept("risks", (READINGS,), risks), "files": written(desk.project.folder.exports),
        "diff": _difference(desk, accepted) if ask.text("diff") else None, "asked_diff": bool(ask.text("diff")),
        "accepted": accepted, "filters": ask.filters(),
    }  # fmt: skip


def release(desk: Desk, form: dict[str, str], by: str) -> str:
    """Writes one export and its manifest into exports/; gives the file's name. UsageError for an unknown format."""
    chosen = FORMATS.get(form.get("format", ""))
    if chosen is None:
        raise UsageError("no such format", hint=f"known: {', '.join(FORMATS)}")
    path = desk.project.folder.exports / f"{STEM}{chosen.suffix}"
    manifest = path.with_name(path.name + ".manifest.json")
    origin = Origin(version("thucydides"), desk.project.project_id(), desk.project.audit_head())
    claims = leaving(desk, ClaimFilter(), accepted=bool(form.get("accepted")))
    told = write(claims, chosen, path, manifest, origin)
    desk.project.note_export(f"{chosen.name} {path.name} by {by}", told["files"][0]["sha256"])
    return path.name


def exported(desk: Desk, name: str) -> Path:
    """The path of an exported file; InputError for every name that is not one of them."""
    known = {row["name"] for row in written(desk.project.folder.exports)}
    if name not in known and name.removesuffix(".manifest.json") not in known:
        raise InputError("no such export")
    return desk.project.folder.exports / name
