"""Writes a file beside its place and moves it there when it is complete: nobody ever sees half an export."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from thucydides.model.errors import ThucydidesError


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """A UTF-8 stream whose content becomes `path` on a clean exit, readable by the owner only.

    Raises ThucydidesError where the folder cannot be written or the disk is full; the old file stays then.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-", suffix=path.suffix)
    except OSError as error:
        raise _ours(error, path) from error
    temporary = Path(name)
    try:
        with open(handle, "w", encoding="utf-8", newline="") as out:  # noqa: PTH123 (a handle, not a path)
            yield out
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)
    except OSError as error:
        raise _ours(error, path) from error
    finally:
        temporary.unlink(missing_ok=True)


def _ours(error: OSError, path: Path) -> ThucydidesError:
    return ThucydidesError(
        f"cannot be written: {error.strerror or error}",
        place=str(path),
        hint="free some space, or name another place with -o",
    )
