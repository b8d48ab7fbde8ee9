"""Rules and another reader together: what the rules claim stands, the other fills what is empty and disputes the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from thucydides.claims.gate import admit
from thucydides.model.claim import Claim, Dispute, ReadBy, Reading
from thucydides.readers.pairing import pairs
from thucydides.readers.slots import Slot, same, slots


def join(ours: Reading, theirs: Reading, text: str, forwards: tuple[str, ...] = ()) -> Reading:
    """One reading of two. A filled value says in `read_by` who gave it; ids of the rules' claims stay what they are.

    Claims that the other reader alone makes stand beside, under its own name. All pass the gate again.
    """
    claims = list(ours.claims)
    paired = pairs(ours.claims, theirs.claims)
    for m, n in paired:
        claims[m] = joined(ours.claims[m], theirs.claims[n])
    met = {n for _, n in paired}
    claims += [c for n, c in enumerate(theirs.claims) if n not in met]
    claims.sort(key=lambda c: (c.trigger.start, c.trigger.end, c.claim_id))
    admitted, fell = admit(claims, text, forwards)
    seen = (*ours.not_coded, *(n for n in theirs.not_coded if n not in ours.not_coded))
    return Reading(ours.document, admitted, (*ours.refused, *theirs.refused, *fell), seen)


def joined(ours: Claim, theirs: Claim) -> Claim:
    """Our claim with their values where we have none, and their word against ours where both have one and they differ."""
    by_name: dict[str, list[Slot]] = {}
    for slot in slots(ours):
        by_name.setdefault(slot.name, []).append(slot)
    filled: list[Slot] = []
    disputes: list[Dispute] = []
    for slot in slots(theirs):
        own = by_name.get(slot.name)
        if own is None:
            filled.append(slot)
        elif not any(same(mine, slot) for mine in own):
            disputes.append(Dispute(own[0].path, theirs.reader, slot.value, slot.anchor))
    claim = _filled(ours, theirs, [s for s in filled if not _already(s, ours)])
    return replace(claim, disputes=(*ours.disputes, *disputes))


def _already(slot: Slot, ours: Claim) -> bool:
    """True where a value may not be filled: who is named in one role is not put into another, a denial has no toll."""
    if slot.path.startswith("actors"):
        assert slot.anchor is not None
        return any(a.anchor.overlaps(slot.anchor) for a in ours.actors)
    return slot.path.startswith("casualties") and ours.polarity == "denied"


def _filled(ours: Claim, theirs: Claim, taken: Iterable[Slot]) -> Claim:
    read_by = list(ours.read_by)
    for slot in taken:
        kind, _, number = slot.path.partition(".")
        if kind == "place":
            ours = replace(ours, place=theirs.place)
        elif kind == "time":
            ours = replace(ours, time=theirs.time)
        elif kind == "actors":
            ours = replace(ours, actors=(*ours.actors, theirs.actors[int(number)]))
        elif kind == "weapons":
            ours = replace(ours, weapons=(*ours.weapons, theirs.weapons[int(number)]))
        else:
            toll = replace(theirs.casualties[int(number)], part_of=None)
            ours = replace(ours, casualties=(*ours.casualties, toll))
        place_now = {"actors": ours.actors, "weapons": ours.weapons, "casualties": ours.casualties}.get(kind)
        read_by.append(ReadBy(f"{kind}.{len(place_now) - 1}" if place_now else kind, theirs.reader))
    return replace(ours, read_by=tuple(read_by))
