"""The bytes that documents came from, kept under the hash of their content."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from thucydides.model.errors import InputError, ThucydidesError

CHUNK = 1 << 20


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
    with source:
        return keep_parts(folder, iter(lambda: source.read(CHUNK), b""))


def keep_parts(folder: Path, told: Iterable[bytes]) -> Kept:
    """As `keep`, of bytes that come in parts."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".new-")
        temporary = Path(name)
        try:
            digest = hashlib.sha256()
            with os.fdopen(handle, "wb") as out:
                for part in told:
                    digest.update(part)
                    out.write(part)
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


def paths(folder: Path) -> list[str]:
    """What is kept below raw/, sorted; halves that a crash left are none of it."""
    return sorted(str(path.relative_to(folder)) for path in folder.glob("??/*") if path.is_file())


def parts(folder: Path, inside: str) -> Iterator[bytes]:
    """Kept bytes in parts of at most a megabyte; nothing where they are missing or empty."""
    path = folder / inside
    if path.is_file():
        with path.open("rb") as handle:
            while part := handle.read(CHUNK):
                yield part


def matches(inside: str, told: Iterable[bytes]) -> bool:
    """True where these are the bytes that were kept at this path, whose last part is their hash."""
    digest = hashlib.sha256()
    for part in told:
        digest.update(part)
    return digest.hexdigest() == inside.rpartition("/")[2]
