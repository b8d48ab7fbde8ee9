"""Export: what would leave the project for whom, what of it could harm, and what changed since the last time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from thucydides.export.datapackage import describe
from thucydides.export.event_files import export_events
from thucydides.export.event_formats import EVENT_FORMATS
from thucydides.export.formats import FORMATS
from thucydides.export.jsonl import line
from thucydides.export.manifest import Origin
from thucydides.export.manifest import export as write
from thucydides.export.release import Release, chosen
from thucydides.export.risks import risks_of
from thucydides.knowledge.policies import policy
from thucydides.knowledge.releases import SNAPS, profiles
from thucydides.model.claim import Claim
from thucydides.model.errors import InputError, UsageError
from thucydides.store import browse
from thucydides.store.judging.judgements import settled
from thucydides.store.queries import ClaimFilter
from thucydides.store.registries import renamed
from thucydides.web.asking import Ask
from thucydides.web.desk import JUDGEMENTS, READINGS, Desk
from thucydides.web.dossiers import dossiers

STEM = "claims"
_MOST_DAYS = 36_500
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


def _release(desk: Desk, asked: Mapping[str, str]) -> Release | None:
    """The release that a form or an address asks for: `profile`, `snap`, `embargo`, `as_of`; None where it is internal."""
    name = asked.get("profile", "")
    if not name:
        return None
    if name not in profiles():
        raise UsageError(f"no release profile {name!r}", hint=f"known: {', '.join(profiles())}")
    days = asked.get("embargo", "").strip()
    if days and not (days.isascii() and days.isdigit() and int(days) <= _MOST_DAYS):
        raise UsageError(f"{days!r} is no number of days")
    try:
        day = date.fromisoformat(asked["as_of"]) if asked.get("as_of") else date.today()  # noqa: DTZ011
    except ValueError as error:
        raise UsageError(f"{asked['as_of']!r} is no day") from error
    by = chosen(name, asked.get("snap") or None, int(days) if days else None)
    return Release.of(leaving(desk, ClaimFilter()), by, day)


def _stem(release: Release | None, name: str) -> str:
    return name if release is None else f"{release.profile.name}-{name}"


def _difference(desk: Desk, accepted: bool, release: Release | None) -> Row | None:
    """What is new, changed and gone against the last jsonl of that profile; None where there was none."""
    last = desk.project.folder.exports / f"{_stem(release, STEM)}.jsonl"
    if not last.is_file():
        return None
    with last.open(encoding="utf-8") as handle:
        before = _prints(iter(handle))
    claims = leaving(desk, ClaimFilter(), accepted=accepted)
    now = _prints(line(claim) for claim in (claims if release is None else release.claims(claims)))
    return {
        "new": sorted(now.keys() - before.keys()), "gone": sorted(before.keys() - now.keys()),
        "changed": sorted(i for i in now.keys() & before.keys() if now[i] != before[i]), "since": last.name,
    }  # fmt: skip


def _preview(desk: Desk, release: Release, accepted: bool) -> Row:
    """What would leave by a release: its risks, and what it withholds."""
    told = release.told()
    claims = release.claims(leaving(desk, ClaimFilter(), accepted=accepted))
    return {"risks": risks_of(claims), "withheld": told["withheld"], "as_of": told["as_of"]}


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
    """Formats, risks, files that are there; `?profile=` the same for a release, `?diff=1` what changed since the last."""
    accepted = ask.text("accepted") is not None
    asked = {name: ask.text(name) or "" for name in ("profile", "snap", "embargo", "as_of")}
    release = _release(desk, asked)

    def risks() -> Row:
        with desk.project.look() as connection:
            return browse.risks(connection)

    def preview() -> Row | None:
        return None if release is None else _preview(desk, release, accepted)

    return {
        "formats": [
            *({"name": f.name, "contract": f.contract} for f in FORMATS.values()),
            *({"name": f.name, "contract": f.contract} for f in EVENT_FORMATS.values()),
        ],
        "profiles": [{"name": p.name, "title": p.title, "embargo": p.embargo_days} for p in profiles().values()],
        "snaps": SNAPS[1:], "asked": asked,
        "risks": desk.kept("risks", (READINGS,), risks), "files": written(desk.project.folder.exports),
        "preview": desk.kept("preview", (READINGS, JUDGEMENTS), preview, asked=(accepted, *asked.values())),
        "diff": _difference(desk, accepted, release) if ask.text("diff") else None, "asked_diff": bool(ask.text("diff")),
        "last": f"{_stem(release, STEM)}.jsonl", "accepted": accepted, "filters": ask.filters(),
    }  # fmt: skip


def release(desk: Desk, form: dict[str, str], by: str) -> str:
    """Writes one export and its manifest into exports/; gives the file's name. UsageError for an unknown format."""
    name = form.get("format", "")
    found, accepted = _release(desk, form), bool(form.get("accepted"))
    folder = desk.project.folder.exports
    origin = Origin(version("thucydides"), desk.project.project_id(), desk.project.audit_head())
    claims = leaving(desk, ClaimFilter(), accepted=accepted)
    if name in FORMATS:
        path = folder / f"{_stem(found, STEM)}{FORMATS[name].suffix}"
        told = write(claims, FORMATS[name], path, path.with_name(path.name + ".manifest.json"), origin, found)
    elif name in EVENT_FORMATS:
        shape = EVENT_FORMATS[name]
        path = folder / f"{_stem(found, name)}{shape.suffix}"
        events = dossiers(desk, {c.claim_id: c for c in claims})
        told = export_events(events, shape, policy(shape.policy), path, origin, release=found)
    else:
        raise UsageError("no such format", hint=f"known: {', '.join((*FORMATS, *EVENT_FORMATS))}")
    if path.suffix == ".csv":
        describe(folder)
    desk.project.note_export(f"{name} {path.name} by {by}", told["files"][0]["sha256"])
    return path.name


def exported(desk: Desk, name: str) -> Path:
    """The path of an exported file; InputError for every name that is not one of them."""
    known = {row["name"] for row in written(desk.project.folder.exports)}
    if name not in known and name.removesuffix(".manifest.json") not in known:
        raise InputError("no such export")
    return desk.project.folder.exports / name
