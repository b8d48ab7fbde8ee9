"""Accounts of an event: its independent roots. A copy, a chain and a retelling outlet are no voices of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thucydides.linking.copies import Copies
from thucydides.linking.roots import root_of
from thucydides.linking.sketch import Sketch
from thucydides.model.claim import Claim
from thucydides.model.event import Relation

# Of these kinds one event has one voice where the texts give no name: "the army" is the army that another text names.
_ONE_VOICE = frozenset({"official_military", "armed_group", "monitor"})


@dataclass(frozen=True, slots=True)
class Account:
    """All that one independent root says of an event. `claims` are claim ids, oldest first."""

    key: str
    label: str
    claims: tuple[str, ...]


def accounts_of(
    claims: Sequence[tuple[Claim, Sketch]], copies: Copies, relations: Sequence[Relation] = ()
) -> tuple[Account, ...]:
    """The accounts of an event, oldest first; claims that retell others are in none."""
    order = sorted(claims, key=lambda pair: pair[1].order)
    root = {c.claim_id: root_of(c) for c, _ in order}
    quoted = {s.doc_id for c, s in order if not s.outlet_speaks and not root[c.claim_id].paper}
    spoken = [(c, s) for c, s in order if not ((s.outlet_speaks or root[c.claim_id].paper) and s.doc_id in quoted)]
    independent = [(c, s) for c, s in spoken if not _retells(s, order, copies)] or spoken[:1] or order[:1]
    named = _named_voices(independent, relations)
    found: dict[str, tuple[str, list[str]]] = {}
    for claim, sketch in independent:
        key = named.get(sketch.root, sketch.root)
        label = root[claim.claim_id].label
        found.setdefault(key, (label, []))[1].append(claim.claim_id)
    return tuple(Account(key, label, tuple(ids)) for key, (label, ids) in found.items())


def _retells(mine: Sketch, others: Sequence[tuple[Claim, Sketch]], copies: Copies) -> bool:
    """True for an outlet's own voice in a text that it copied, where the original tells this event."""
    if not mine.outlet_speaks or mine.doc_id not in copies.original:
        return False
    return any(s.doc_id == copies.original[mine.doc_id] for _, s in others)


def _named_voices(claims: Sequence[tuple[Claim, Sketch]], relations: Sequence[Relation]) -> dict[str, str]:
    """Root without a name -> the one named root of its kind, where there is exactly one that it does not contradict."""
    by_kind: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for claim, sketch in claims:
        root = claim.attribution[-1]
        if root.kind not in _ONE_VOICE:
            continue
        nameless = root.source_id is None and not any(c.isupper() for c in root.source)
        by_kind.setdefault(root.kind, ({}, {}))[0 if nameless else 1][sketch.root] = None
    root_of_claim = {s.claim_id: s.root for _, s in claims}
    apart = {
        frozenset((root_of_claim.get(r.a, ""), root_of_claim.get(r.b, "")))
        for r in relations
        if r.kind.startswith("conflicts_")
    }
    found: dict[str, str] = {}
    for nameless_keys, named_keys in by_kind.values():
        if len(named_keys) == 1:
            name = next(iter(named_keys))
            found |= {key: name for key in nameless_keys if frozenset((key, name)) not in apart}
    return found
