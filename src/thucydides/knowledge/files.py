"""Opens data files and validates their shape; nothing else in the project opens data/."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from thucydides.model.errors import KnowledgeError

T = TypeVar("T")


@cache
def bundled() -> Path:
    """The folder of the data that ships with the package."""
    return Path(str(resources.files("thucydides"))) / "data"


def csv_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, row) of a CSV file whose header must be exactly `columns`; cells are stripped.

    Raises KnowledgeError with file and line for a missing file, another header, or a row of another length.
    """
    try:
        handle = path.open(encoding="utf-8", newline="")
    except OSError as error:
        raise KnowledgeError(error.strerror or "cannot be read", place=str(path)) from error
    with handle:
        reader = csv.reader(handle, strict=True)
        try:
            header = tuple(next(reader, ()))
            if header != columns:
                raise KnowledgeError(f"header must be {','.join(columns)}", place=f"{path}:1")
            for cells in reader:
                if not cells or cells[0].startswith("#"):
                    continue
                if len(cells) != len(columns):
                    raise KnowledgeError(
                        f"{len(cells)} cells where the header has {len(columns)}", place=f"{path}:{reader.line_num}"
                    )
                yield reader.line_num, dict(zip(columns, map(str.strip, cells), strict=True))
        except csv.Error as error:
            raise KnowledgeError(str(error), place=f"{path}:{reader.line_num}") from error


def toml_table(path: Path, shape: type[T]) -> T:
    """A TOML file as `shape`, a msgspec struct that forbids unknown fields; errors name the path in the file."""
    try:
        raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise KnowledgeError(error.strerror or "cannot be read", place=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(str(error), place=str(path)) from error
    try:
        return msgspec.convert(raw, shape)
    except msgspec.ValidationError as error:
        raise KnowledgeError(str(error), place=str(path)) from error
