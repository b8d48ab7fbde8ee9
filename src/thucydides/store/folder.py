"""A project's folder: thucydides.toml, project.sqlite, raw/ and exports/, readable by its owner only."""

from __future__ import annotations

import json
import os
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from thucydides.model.errors import ProjectError
from thucydides.store.postgres.address import is_address, shown

SETTINGS = "thucydides.toml"
DATABASE = "project.sqlite"

_TEMPLATE = """\
# Settings of this project. A flag of the command line goes before an environment variable (THUCYDIDES_...),
# and that before this file.

[project]
database = {database}

# What `thucydides add` assumes of documents that do not tell; take away the # to set it.
[add]
# language = "xx"
# outlet = "Name of the outlet"

[read]
# jobs = 2
"""


@dataclass(frozen=True, slots=True)
class Folder:
    """Where things stand. `settings` is thucydides.toml as tables of plain values."""

    root: Path
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        """The SQLite file, where the project has no server."""
        return self.root / DATABASE

    @property
    def address(self) -> str | None:
        """The address of the PostgreSQL database; None where the project is a file."""
        told = self.settings.get("project", {}).get("database", DATABASE)
        return None if told == DATABASE else str(told)

    @property
    def raw(self) -> Path:
        """The bytes that documents came from."""
        return self.root / "raw"

    @property
    def exports(self) -> Path:
        """Where exports go that are given no other place."""
        return self.root / "exports"


def holding(start: Path) -> Path | None:
    """The folder at or above `start` that is a project; None where there is none."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            return folder
    return None


_DATABASE_LINE = re.compile(r"^\s*database\s*=.*$", re.MULTILINE)


def settings_for(text: str, address: str | None) -> str:
    """Settings of a project, with another database: `address` (its password is left out), or the file for None."""
    line = f"database = {_quoted(address)}"
    if _DATABASE_LINE.search(text):
        return _DATABASE_LINE.sub(lambda _: line, text, count=1)
    return f"{text}\n[project]\n{line}\n"


def _quoted(address: str | None) -> str:
    return json.dumps(DATABASE if address is None else shown(address), ensure_ascii=False)


def make(root: Path, address: str | None = None) -> Folder:
    """Makes the folder and what it holds but the database; what is there already stays as it is.

    `address` is that of a PostgreSQL database; its password is not written down. ProjectError where the folder is a
    project with another database.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        for name in ("raw", "exports"):
            (root / name).mkdir(mode=0o700, exist_ok=True)
        path = root / SETTINGS
        if not path.exists():
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                out.write(_TEMPLATE.replace("{database}", _quoted(address)))
    except OSError as error:
        raise ProjectError(
            f"cannot make a project here: {error.strerror}",
            place=str(root),
            hint="choose a folder that you may write to",
        ) from error
    made = load(root)
    if address is not None and (made.address is None or shown(made.address) != shown(address)):
        place = made.database if made.address is None else shown(made.address)
        hint = "choose another folder, or copy it: thucydides project copy"
        raise ProjectError(f"is a project already, whose database is {place}", place=str(root), hint=hint)
    return made


def load(root: Path) -> Folder:
    """A project's folder; ProjectError where it is none, or its settings are broken or ask for another engine."""
    path = root / SETTINGS
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ProjectError("is no project", place=str(root), hint=f"make one with: thucydides init {root}") from error
    except OSError as error:
        raise ProjectError(error.strerror or "cannot be read", place=str(path), hint="check its permissions") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProjectError(
            f"is not TOML: {error}", place=str(path), hint="mend the line, or delete the file"
        ) from error
    table = settings.get("project", {})
    asked = table.get("database", DATABASE) if isinstance(table, dict) else None
    if asked != DATABASE and not (isinstance(asked, str) and is_address(asked)):
        raise ProjectError(
            "the database that it names is not supported", place=str(path),
            hint=f'"{DATABASE}" is, and postgresql://NAME@HOST/DATABASE',
        )  # fmt: skip
    return Folder(root, settings)
