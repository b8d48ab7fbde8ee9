"""Reads war reporting into a sourced record of conflict events: the face of the package.

>>> from thucydides import Document, read
>>> reading = read(Document("1", "BEIRUT - Shelling killed two people in Idlib on Monday, medics said.", "en"))
>>> reading.claims[0].casualties[0].low
2
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thucydides.intake.load import documents
    from thucydides.intake.options import Failure, IntakeOptions
    from thucydides.model.anchor import Anchor
    from thucydides.model.claim import Actor, Claim, NotCoded, Place, Reading, Refused, Source, Time, Toll, Weapon
    from thucydides.model.contract import claim_from_json, claim_to_json
    from thucydides.model.document import Document, Published, Stamp
    from thucydides.model.errors import ThucydidesError
    from thucydides.model.event import Event
    from thucydides.model.judgement import Judgement
    from thucydides.pipeline import Options, read
    from thucydides.store.project import Project

_HOMES = {
    "Actor": "model.claim", "Anchor": "model.anchor", "Claim": "model.claim", "Document": "model.document",
    "Event": "model.event", "Failure": "intake.options", "IntakeOptions": "intake.options",
    "Judgement": "model.judgement", "NotCoded": "model.claim", "Options": "pipeline", "Place": "model.claim",
    "Project": "store.project", "Published": "model.document", "Reading": "model.claim", "Refused": "model.claim",
    "Source": "model.claim", "Stamp": "model.document", "ThucydidesError": "model.errors", "Time": "model.claim",
    "Toll": "model.claim", "Weapon": "model.claim", "claim_from_json": "model.contract",
    "claim_to_json": "model.contract", "documents": "intake.load", "read": "pipeline",
}  # fmt: skip
__all__ = [
    "Actor", "Anchor", "Claim", "Document", "Event", "Failure", "IntakeOptions", "Judgement", "NotCoded", "Options",
    "Place", "Project", "Published", "Reading", "Refused", "Source", "Stamp", "ThucydidesError", "Time", "Toll", "Weapon",
    "claim_from_json", "claim_to_json", "documents", "read",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Names load when they are first used, so that `thucydides --help` loads nothing that it does not need."""
    if name not in _HOMES:
        raise AttributeError(f"module 'thucydides' has no attribute {name!r}")
    return getattr(import_module(f"thucydides.{_HOMES[name]}"), name)
