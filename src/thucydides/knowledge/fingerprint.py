"""A hash of everything the reader knows, so that a project can tell that a document was read with other knowledge."""

from __future__ import annotations

import hashlib
from functools import cache

from thucydides.knowledge.files import bundled

# What ships beside the knowledge and changes no reading.
_NOT_KNOWLEDGE = frozenset({"demo", "schema"})


@cache
def fingerprint() -> str:
    """64 hexadecimal digits over the names and bytes of all data files; the same on every machine."""
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
