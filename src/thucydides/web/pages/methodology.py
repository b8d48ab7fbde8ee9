"""Methodology: what was read by what, how values are coded, and what nobody should take them for."""

from __future__ import annotations

from typing import Any

from thucydides.knowledge.library import event_types, weapon_codes
from thucydides.store import browse
from thucydides.web.asking import Ask
from thucydides.web.desk import DOCUMENTS, READINGS, Desk
from thucydides.web.pages.queue import counted


def methodology(desk: Desk, _ask: Ask) -> dict[str, Any]:
    """Readers, counts, languages, outlets, code lists and the head of the audit chain."""

    def make() -> dict[str, Any]:
        with desk.project.look() as connection:
            return {
                "readers": browse.values_of(connection, "reader"),
                "languages": browse.document_languages(connection),
                "outlets": browse.values_of(connection, "outlet")[:60],
                "source_kinds": browse.values_of(connection, "root_kind"),
            }

    told = desk.kept("methodology", (DOCUMENTS, READINGS), make)
    with desk.project.look() as connection:
        totals = browse.totals(connection)
    codes = event_types().values()
    return told | {
        "counts": counted(desk) | totals,
        "event_types": [{"code": e.code, "family": e.family, "definition": e.definition} for e in codes],
        "weapons": weapon_codes(),
        "audit_head": desk.project.audit_head(),
        "project_id": desk.project.project_id(),
    }
