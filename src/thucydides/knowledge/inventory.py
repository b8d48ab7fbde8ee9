"""What is known: rows of each file of each language, and a hash of it all."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache

from thucydides.knowledge.files import bundled
from thucydides.knowledge.language import load_settings
from thucydides.knowledge.lexicon import ROLES, load_rows
from thucydides.knowledge.library import folder, languages

# The files of a language, in the order of a reading: the eight kinds of words, and times.
FILES = (*ROLES, "times")


# What ships beside the knowledge and changes no reading.
_NOT_KNOWLEDGE = frozenset({"demo", "schema", "policies", "field", "linking.toml", "readers"})


@dataclass(frozen=True, slots=True)
class Inventory:
    """One language: its code, English name, script, and rows by file (absent: no such file)."""

    code: str
    name: str
    script: str
    rows: dict[str, int]


def _leaves(value: object) -> int:
    """The words in a TOML table: its plain values, counted."""
    if isinstance(value, dict):
        return sum(_leaves(part) for part in value.values())
    if isinstance(value, list):
        return sum(_leaves(part) for part in value)
    return 1


def _rows(code: str) -> dict[str, int]:
    root = folder(code)
    rows = {
        kind: len(load_rows(path, kind, f"{code}/{kind}")) for kind in ROLES if (path := root / f"{kind}.csv").exists()
    }
    times = root / "times.toml"
    if times.exists():
        rows["times"] = _leaves(tomllib.loads(times.read_text(encoding="utf-8")))
    return rows


def inventory() -> tuple[Inventory, ...]:
    """All languages by code. Raises KnowledgeError for a broken file."""
    found = []
    for code in languages():
        settings = load_settings(folder(code))
        found.append(Inventory(code, settings.english_name, settings.script, _rows(code)))
    return tuple(found)


@cache
def fingerprint() -> str:
    """64 hexadecimal digits over the names and bytes of all data files, the same on every machine: a
    project can tell by it that a document was read with other knowledge.
    """
    root = bundled()
    digest = hashlib.sha256()
    paths = (p for p in root.rglob("*") if p.is_file())
    for path in sorted(paths, key=lambda p: p.relative_to(root).as_posix()):
        name = path.relative_to(root)
        if name.parts[0] in _NOT_KNOWLEDGE or name.name.startswith("."):
            continue
        with path.open("rb") as handle:
            content = hashlib.file_digest(handle, "sha256").hexdigest()
        digest.update(f"{name.as_posix()}\0{content}\n".encode())
    return digest.hexdigest()
