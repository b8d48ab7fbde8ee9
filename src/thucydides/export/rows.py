"""A row of an event export: its cells, the words behind them, and the claims it was made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from thucydides.export.dossier import Dossier
from thucydides.export.figures import Derivation
from thucydides.model.anchor import Anchor
from thucydides.model.claim import Claim

_NOTE_WORDS = 240


@dataclass(frozen=True, slots=True)
class Backing:
    """The words that a cell stands on: which claim, in which document, at which code points."""

    column: str
    claim_id: str
    doc_id: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Row:
    """`cells` by column, or a JSON object; `backing` leads every told value to its words."""

    event_id: str
    cells: dict[str, Any]
    backing: tuple[Backing, ...]
    claims: tuple[str, ...]
    derivation: Derivation | None


@dataclass(frozen=True, slots=True)
class Rejected:
    """An event that a profile does not take, and why."""

    event_id: str
    reason: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """Switches of a profile: how dates and types of actors are written, and how civilians are called."""

    inter: str = "text"
    dates: str = "iso"
    civilian_label: str = "Civilian targeting"


def backing(column: str, claim: Claim, anchor: Anchor | None) -> tuple[Backing, ...]:
    """The backing of a cell; where a value has no words of its own, the clause of its claim."""
    told = anchor or claim.anchor
    return (Backing(column, claim.claim_id, claim.document.doc_id, told.start, told.end, told.exact),)


def accounts(dossier: Dossier) -> str:
    """What each root says, in its words: one quotation a root, oldest first; without words only who says so."""
    seen: set[tuple[str, str]] = set()
    told = []
    for claim in dossier.claims:
        chain = " via ".join(s.source for s in reversed(claim.attribution))
        if (chain, claim.polarity) in seen:
            continue
        seen.add((chain, claim.polarity))
        words = " ".join(claim.anchor.exact.split())
        words = words if len(words) <= _NOTE_WORDS else words[:_NOTE_WORDS] + "..."
        verb = "denies" if claim.polarity == "denied" else "says"
        told.append(f'{chain} {verb}: "{words}"' if words else f"{chain} {verb} so.")
    return " ".join(told)


def sources(dossier: Dossier) -> str:
    """Outlets and roots by name, each once."""
    names = dict.fromkeys(s.source for c in dossier.claims for s in c.attribution)
    return "; ".join(names)
