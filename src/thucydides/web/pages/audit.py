"""Audit: who did what and when, and whether the chain of hashes holds."""

from __future__ import annotations

from typing import Any

import thucydides.store.audit as chain
from thucydides.store import browse
from thucydides.web.asking import Ask
from thucydides.web.desk import Desk


def audit(desk: Desk, ask: Ask) -> dict[str, Any]:
    """A page of the chain, newest first; `?verify=1` walks all of it."""
    act, actor = ask.text("act"), ask.text("actor")
    with desk.project.look() as connection:
        page = browse.audit_page(connection, ask.first, ask.size, act=act, actor=actor)
        head = chain.head(connection)
        broken = chain.broken(connection) if ask.text("verify") else None
    kept = {name: value for name, value in (("act", act), ("actor", actor)) if value}
    return {
        "rows": list(page.rows), "pager": ask.pager(more=page.more), "head": head, "filters": kept, "broken": broken,
        "holds": None if broken is None else not broken,
    }  # fmt: skip
