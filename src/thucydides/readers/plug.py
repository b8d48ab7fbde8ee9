"""Reads a document with a plug-in reader: what it tells becomes claims, and all of them pass the gate."""

from __future__ import annotations

from dataclasses import replace

from thucydides.claims.gate import admit, sift
from thucydides.knowledge.gazetteer import Gazetteer
from thucydides.model.claim import Claim, NotCoded, Reading, Refused
from thucydides.model.document import Document
from thucydides.readers.ground import ground_of
from thucydides.readers.grounding import Grounding
from thucydides.readers.telling import Reader


def _position(seen: NotCoded) -> tuple[int, int, str]:
    return seen.anchor.start, seen.anchor.end, seen.reason


def read(document: Document, gazetteer: Gazetteer, reader: Reader) -> Reading:
    """One document by one plug-in reader. `refused` has a line for each claim, and for each value of one, that fell."""
    ground = ground_of(document, gazetteer)
    claims: list[Claim] = []
    refused: list[Refused] = []
    not_coded: list[NotCoded] = []
    for telling in reader.tell(document):
        if isinstance(telling, NotCoded):
            if telling.anchor.holds(document.text):
                not_coded.append(telling)
            continue
        if isinstance(telling, Claim):
            # Whatever it calls itself: a claim bears the name of the reader that gave it.
            claim, why = replace(telling, document=ground.ref, reader=reader.name), []
        else:
            grounding = Grounding(telling, ground, reader.name)
            claim, why = grounding.claim, grounding.refused
            if unread := grounding.unread():
                not_coded.append(NotCoded(claim.trigger, unread, reader.name))
                continue
        sifted, fallen = sift(claim, document.text)
        refused += [Refused(claim, reason) for reason in (*fallen, *why)]
        claims.append(sifted)
    claims.sort(key=lambda c: (c.trigger.start, c.trigger.end, c.claim_id))
    admitted, fell = admit(claims, document.text, document.forwarded_from)
    return Reading(ground.ref, admitted, (*fell, *refused), tuple(sorted(not_coded, key=_position)))
