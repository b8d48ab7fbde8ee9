"""The bytes that documents came from, kept under the hash of their content."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from thucydides.model.errors import InputError, ThucydidesError

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes that were kept: their path below raw/, which is their hash."""

    path: str


def relative_path(sha256: str) -> str:
    """Where bytes of this hash stand below raw/; no name of an archive or a web page is ever used."""
    return f"{sha256[:2]}/{sha256}"


def keep(folder: Path, content: bytes | Path | BinaryIO) -> Kept:
    """Copies bytes, or those of a file or stream, once; readable by the owner only, complete or not at all.

    Raises InputError where the file cannot be read, ThucydidesError where the disk is full.
    """
    try:
        source = _stream(content)
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", place=str(content)) from error
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".new-")
        temporary = Path(name)
        try:
            digest = hashlib.sha256()
            with source, os.fdopen(handle, "wb") as out:
                while chunk := source.read(_CHUNK):
                    digest.update(chunk)
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            inside = relative_path(digest.hexdigest())
            target = folder / inside
            if not target.exists():
                target.parent.mkdir(mode=0o700, exist_ok=True)
                temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise ThucydidesError(
            f"the raw bytes cannot be kept: {error.strerror or error}",
            place=str(folder),
            hint="free some space and run again; what was added is kept",
        ) from error
    return Kept(inside)


def _stream(content: bytes | Path | BinaryIO) -> BinaryIO:
    if isinstance(content, bytes):
        return io.BytesIO(content)
    return content.open("rb") if isinstance(content, Path) else content


def matches(folder: Path, inside: str) -> bool:
    """True where the kept bytes are there and unchanged."""
    path = folder / inside
    if not path.is_file():
        return False
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest() == path.name
