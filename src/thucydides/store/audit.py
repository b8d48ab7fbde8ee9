"""The audit chain: who did what and when; each row's hash covers the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select

from thucydides.store.schema import audit

_START = "0" * 64
_COVERED = ("at", "actor", "act", "subject", "before", "after", "reason", "previous")


def hash_of(row: Mapping[Any, Any]) -> str:
    """The hash that a row must carry: over all its cells and the hash of the row before it."""
    cells = json.dumps([row[name] for name in _COVERED], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(cells.encode("utf-8", "surrogatepass")).hexdigest()


def head(connection: Connection) -> str:
    """The hash of the newest row; an export's manifest carries it."""
    newest = connection.execute(select(audit.c.hash).order_by(audit.c.id.desc()).limit(1)).scalar()
    return _START if newest is None else str(newest)


def append(
    connection: Connection, *, at: str, actor: str, act: str, subject: str, before: str | None = None,
    after: str | None = None, reason: str = "",
) -> None:  # fmt: skip
    """Adds a row, inside the transaction of what it tells of."""
    row: dict[str, Any] = {
        "at": at, "actor": actor, "act": act, "subject": subject, "before": before, "after": after, "reason": reason,
        "previous": head(connection),
    }  # fmt: skip
    connection.execute(insert(audit), row | {"hash": hash_of(row)})


def broken(connection: Connection) -> list[str]:
    """Rows whose hash does not fit; empty where the chain holds."""
    previous, found = _START, []
    for row in connection.execute(select(audit).order_by(audit.c.id)).mappings():
        if row["previous"] != previous or row["hash"] != hash_of(row):
            found.append(f"audit row {row['id']} ({row['act']} {row['subject']}) was changed or follows a missing one")
        previous = row["hash"]
    return found
