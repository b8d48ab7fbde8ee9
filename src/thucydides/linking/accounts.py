"""Accounts of an event: its independent roots. A copy, a chain and a retelling outlet are no voices of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thucydides.linking.copies import Copies
from thucydides.linking.roots import has_capitals, root_of
from thucydides.linking.sketch import Sketch
from thucydides.model.claim import Claim
from thucydides.model.event import Relation

# Of these kinds one event has one voice where the texts give no name: "the army" is the army that another text names.
_ONE_VOICE = frozenset({"official_military", "armed_group", "monitor"})
# What parts two nameless armies: one army counts again and says otherwise by what means.
_OTHER_SIDES = frozenset({"conflicts_actor", "conflicts_day", "conflicts_place"})


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
        nameless = root.source_id is None and not has_capitals(root.source)
        by_kind.setdefault(root.kind, ({}, {}))[0 if nameless else 1][sketch.root] = None
    root_of_claim = {s.claim_id: s.root for _, s in claims}
    apart = {
        frozenset((root_of_claim.get(r.a, ""), root_of_claim.get(r.b, "")))
        for r in relations
        if r.kind.startswith("conflicts_")
    }
    sides = {
        frozenset((root_of_claim.get(r.a, ""), root_of_claim.get(r.b, ""))) for r in relations if r.kind in _OTHER_SIDES
    }
    mute = {s.root for _, s in claims} - {s.root for _, s in claims if not s.denied}
    found: dict[str, str] = {}
    for kind, (nameless_keys, named_keys) in by_kind.items():
        if len(named_keys) == 1:
            name = next(iter(named_keys))
            found |= {
                key: name
                for key in nameless_keys
                if frozenset((key, name)) not in apart and not (name in mute and key not in mute)
            }
        if kind == "official_military":
            found |= _one_army([key for key in nameless_keys if key not in found], claims, sides)
    return found


def _one_army(
    keys: Sequence[str], claims: Sequence[tuple[Claim, Sketch]], apart: set[frozenset[str]]
) -> dict[str, str]:
    """Nameless military roots of several texts -> the first of them that they do not contradict: "the army" of one text
    is "the general staff" of the next; two in one text are two.
    """
    texts = {key: {s.doc_id for _, s in claims if s.root == key} for key in keys}
    groups: list[list[str]] = []
    for key in keys:
        for group in groups:
            if all(frozenset((key, x)) not in apart and texts[key].isdisjoint(texts[x]) for x in group):
                group.append(key)
                break
        else:
            groups.append([key])
    return {key: group[0] for group in groups for key in group[1:]}
