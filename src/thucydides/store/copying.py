"""Copies a project from one store to another, row by row under the same numbers: exports are the same bytes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from sqlalchemy import Connection, Table, func, insert, select

from thucydides.model.errors import CheckError, ProjectError
from thucydides.store import audit as audit_chain
from thucydides.store import raw
from thucydides.store.database import streamed_mappings
from thucydides.store.folder import DATABASE, SETTINGS, Folder, settings_for
from thucydides.store.project import Project
from thucydides.store.schema import APPEND_ONLY, metadata

_BATCH = 500


def copy_project(source: Project, root: Path, address: str | None = None) -> dict[str, int]:
    """Copies everything: rows, raw bytes, settings, users, places, exports. Gives how many rows of which table.

    `root` is the folder of the copy, `address` its PostgreSQL database; a file in `root` for None. ProjectError where a
    project is there already, CheckError where something was changed in the source: then no row is copied.
    """
    if root.resolve() == source.folder.root.resolve():
        raise ProjectError("is the project itself", place=str(root), hint="choose another folder")
    with Project.init(root, address=address, blank=True) as target:
        _require_empty(target)
        counts = {"raw": _raw(source, target)}
        with source.look() as reading, target.written() as writing:
            for name in APPEND_ONLY:
                counts[name] = _rows(reading, writing, metadata.tables[name])
            target.database.counted(writing, APPEND_ONLY)
            _require_same(reading, writing)
        _files(source.folder, target.folder, address)
    return counts


def _require_empty(target: Project) -> None:
    with target.look() as connection:
        for name in APPEND_ONLY:
            table = metadata.tables[name]
            if connection.execute(select(table).limit(1)).first() is not None:
                hint = "choose an empty database or a new folder"
                raise ProjectError("holds a project already", place=target.database.place, hint=hint)


def _raw(source: Project, target: Project) -> int:
    with source.look() as reading:
        paths = source.database.raw_paths(reading, source.folder.raw)
        for path in paths:
            kept = raw.keep_parts(target.folder.raw, source.database.raw_parts(reading, source.folder.raw, path))
            if kept.path != path:
                raise CheckError(f"raw/{path} was changed", place=source.database.place, hint="run: thucydides check")
            target.share(kept)
    return len(paths)


def _rows(reading: Connection, writing: Connection, table: Table) -> int:
    copied = 0
    batch: list[dict[str, object]] = []
    for row in streamed_mappings(reading, select(table).order_by(*table.primary_key.columns), _BATCH):
        batch.append(dict(row))
        if len(batch) == _BATCH:
            writing.execute(insert(table), batch)
            copied, batch = copied + len(batch), []
    if batch:
        writing.execute(insert(table), batch)
    return copied + len(batch)


def _require_same(reading: Connection, writing: Connection) -> None:
    """CheckError where the copy has not the rows of the source, or the audit chain of either does not hold."""
    for name in APPEND_ONLY:
        asked = select(func.count()).select_from(metadata.tables[name])
        if reading.execute(asked).scalar_one() != writing.execute(asked).scalar_one():
            raise CheckError(f"the copy of {name} has not all rows", hint="nothing was copied; run it again")
    if audit_chain.broken(writing) or audit_chain.head(writing) != audit_chain.head(reading):
        raise CheckError("the audit chain does not hold", hint="nothing was copied; run: thucydides check")


def _files(source: Folder, target: Folder, address: str | None) -> None:
    """Settings with the other database, users, places, exports: files of the folder and what stands in exports/."""
    for path in sorted(source.root.iterdir()):
        if path.is_file() and path.name != SETTINGS and not path.name.startswith(DATABASE):
            shutil.copy2(path, target.root / path.name)
    if source.exports.is_dir():
        shutil.copytree(source.exports, target.exports, dirs_exist_ok=True, symlinks=True)
    text = settings_for((source.root / SETTINGS).read_text(encoding="utf-8"), address)
    new = target.root / f".new-{SETTINGS}"
    with os.fdopen(os.open(new, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
    new.replace(target.root / SETTINGS)
