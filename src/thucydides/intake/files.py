"""Expands what a user names, files, folders, patterns and "-", into sources in a stable order."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from thucydides.intake.formats import FORMATS, is_known
from thucydides.intake.load import refusal_of
from thucydides.intake.options import Failure, IntakeError

STDIN = "-"


def sources(paths: Iterable[str | os.PathLike[str]], *, recursive: bool = True) -> Iterator[Path | str | Failure]:
    """Paths in the order named, folders expanded and sorted, each file once; "-" for standard input.

    In folders only files of known formats count, hidden ones do not. A name that leads nowhere, an unreadable folder
    and a folder without reports come as Failures.
    """
    seen: set[str] = set()
    for named in paths:
        name = os.fspath(named)
        for found in _expand(name, recursive):
            if isinstance(found, Path):
                key = os.path.realpath(found)
                if key in seen:
                    continue
                seen.add(key)
            yield found


def _expand(name: str, recursive: bool) -> Iterator[Path | str | Failure]:
    if name == STDIN:
        yield STDIN
        return
    path = Path(name)
    try:
        if path.is_dir():
            yield from _folder(path, recursive)
        elif os.path.lexists(name):
            yield path
        elif glob.has_magic(name):
            yield from _pattern(name, recursive)
        else:
            yield IntakeError("missing", "no such file or folder", hint="check the name").failure(name)
    except (OSError, ValueError) as error:
        yield refusal_of(error).failure(name)


def _pattern(name: str, recursive: bool) -> Iterator[Path | str | Failure]:
    matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - an absolute pattern is none of a folder
    if not matches:
        yield IntakeError("missing", "no file matches this pattern", hint="check the pattern, or quote it").failure(
            name
        )
    for match in matches:
        path = Path(match)
        if not path.is_dir():
            yield path
        elif recursive:
            yield from _folder(path, recursive)


def _folder(folder: Path, recursive: bool) -> Iterator[Path | Failure]:
    """Files of known formats below a folder; links to folders are not followed."""
    count = 0
    errors: list[OSError] = []
    for root, below, names in os.walk(folder, onerror=errors.append):
        below[:] = sorted(b for b in below if not b.startswith(".")) if recursive else []
        for error in errors:
            yield refusal_of(error).failure(str(error.filename))
        count += len(errors)
        errors.clear()
        for file in sorted(names):
            if not file.startswith(".") and is_known(file):
                count += 1
                yield Path(root) / file
    for error in errors:
        yield refusal_of(error).failure(str(error.filename))
    if not count and not errors:
        hint = f"known suffixes: {' '.join(sorted(FORMATS))}"
        yield IntakeError("empty", "no reports in this folder", hint=hint).failure(str(folder))
