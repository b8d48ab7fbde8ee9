"""What a project remembers of its sources between two runs: which file or page was seen, and in which state."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from thucydides.model.errors import ProjectError

FILE = "intake.sqlite"
_TABLE = (
    "CREATE TABLE IF NOT EXISTS seen (kind TEXT, name TEXT, told TEXT NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID"
)
_WAIT_S = 30.0


class Notebook:
    """Pairs of name and state by kind, kept on disk as soon as they are told. Losing it costs time, never documents."""

    def __init__(self, folder: Path) -> None:
        """Opens or makes the notebook of the project in `folder`. ProjectError where that cannot be."""
        path = folder / FILE
        try:
            if not path.exists():
                with suppress(FileExistsError):
                    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            self._connection = sqlite3.connect(path, timeout=_WAIT_S, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute(_TABLE)
        except (OSError, sqlite3.Error) as error:
            hint = "delete it: what was seen is then looked at once more"
            raise ProjectError(f"cannot be opened: {error}", place=str(path), hint=hint) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def told(self, kind: str, name: str) -> str:
        """What was told last; empty where nothing was."""
        row = self._connection.execute("SELECT told FROM seen WHERE kind = ? AND name = ?", (kind, name)).fetchone()
        return str(row[0]) if row else ""

    def tell(self, kind: str, name: str, told: str) -> None:
        """Keeps a state in place of the one before."""
        self._connection.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", (kind, name, told))
