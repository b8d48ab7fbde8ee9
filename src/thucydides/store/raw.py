"""The bytes that documents came from, kept under the hash of their content."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from thucydides.model.errors import ThucydidesError


def relative_path(sha256: str) -> str:
    """Where bytes of this hash stand below raw/; no name of an archive or a web page is ever used."""
    return f"{sha256[:2]}/{sha256}"


def keep(folder: Path, content: bytes, sha256: str) -> str:
    """Writes bytes once, readable by the owner only, complete or not at all; gives the path below `folder`.

    Raises ThucydidesError where the hash is not theirs or the disk is full.
    """
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ThucydidesError("the bytes are not those the document was read from", place=sha256)
    inside = relative_path(sha256)
    target = folder / inside
    if target.exists():
        return inside
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ThucydidesError(
            f"cannot keep the raw bytes: {error.strerror}", place=str(target), hint="free some space and run again"
        ) from error
    return inside


def matches(folder: Path, inside: str, sha256: str) -> bool:
    """True where the kept bytes are there and unchanged."""
    path = folder / inside
    if not path.is_file():
        return False
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest() == sha256
