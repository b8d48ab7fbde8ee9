"""Which column holds what, kept in a project's thucydides.toml: [mappings."posts-*.csv"] text = "message"."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from thucydides.model.errors import ProjectError, UsageError

_TABLE = "mappings"
Mappings = tuple[tuple[str, Mapping[str, str]], ...]


def mappings_of(settings: Mapping[str, Any], place: Path) -> Mappings:
    """(pattern of file names, mapping) pairs of a project, in their order. ProjectError where they are malformed."""
    table = settings.get(_TABLE, {})
    fine = isinstance(table, dict) and all(
        isinstance(mapping, dict) and all(isinstance(key, str) for key in mapping.values())
        for mapping in table.values()
    )
    if not fine:
        raise ProjectError(
            "the tables of [mappings] are malformed", place=str(place),
            hint='write them as [mappings."posts-*.csv"] and lines such as text = "message"',
        )  # fmt: skip
    return tuple((pattern, dict(mapping)) for pattern, mapping in table.items())


def mappings_here(folder: Path | None) -> Mappings:
    """Those of the project that is named or holds the current folder; none where there is no project."""
    from thucydides.cli.options import project_folder
    from thucydides.store.folder import SETTINGS, load

    found = project_folder(folder)
    if found is None:
        return ()
    return mappings_of(load(found).settings, found / SETTINGS)


def remember(path: Path, settings: Mapping[str, Any], pattern: str, mapping: Mapping[str, str]) -> None:
    """Appends a mapping to the settings file. UsageError where there is none, or another one for this pattern."""
    if not mapping:
        raise UsageError("no mapping to remember", hint="name columns with --field FIELD=KEY")
    known = dict(mappings_of(settings, path)).get(pattern)
    if known == mapping:
        return
    if known is not None:
        hint = f"change it in {path}"
        raise UsageError(f"another mapping is kept for {pattern}", hint=hint)
    lines = "".join(f"{_quoted(field)} = {_quoted(key)}\n" for field, key in mapping.items())
    whole = f"{path.read_text(encoding='utf-8').rstrip()}\n\n[{_TABLE}.{_quoted(pattern)}]\n{lines}"
    fresh = path.with_name(f".{path.name}.new")
    handle = os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(whole)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)


def _quoted(words: str) -> str:
    """A TOML string; JSON's has the same escapes."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
