"""A claim as a card: each value with the words it leans on, the chain of sources, what people said of it."""

from __future__ import annotations

from typing import Any

from thucydides.model.anchor import Anchor
from thucydides.model.claim import Claim, Source
from thucydides.model.judgement import Judgement
from thucydides.store.flat import amount
from thucydides.store.judging.corrections import typed_of
from thucydides.store.judging.judgements import Standing, judged
from thucydides.web.words import days, plain, where

Card = dict[str, Any]


def _row(
    label: str, kind: str, slot: str, text: str, anchor: Anchor | None, *, note: str = "", typed: str = ""
) -> Card:
    return {
        "label": label, "kind": kind, "slot": slot, "text": text, "note": note, "typed": typed,
        "words": anchor.exact if anchor else None, "start": anchor.start if anchor else None,
        "end": anchor.end if anchor else None, "was": None,
    }  # fmt: skip


def _values(claim: Claim) -> list[Card]:
    rows = [_row("what", "triggers", "event_type", plain(claim.event_type), claim.trigger, typed=claim.event_type)]
    for number, actor in enumerate(claim.actors):
        note = f"called \u201c{actor.label_used}\u201d" if actor.label_used else ""
        rows.append(
            _row(plain(actor.role), "actors", f"actors.{number}.name", actor.name, actor.anchor, note=note, typed=actor.name)
        )  # fmt: skip
    place, time = claim.place, claim.time
    if place:
        told = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
        note = where(place.precision, place.radius_km)
        rows.append(_row("where", "places", "place", told, place.anchor, note=note, typed=place.name))
    else:
        rows.append(_row("where", "places", "place", "not told", None))
    if time:
        note = plain(time.precision) + (f", {time.clock}" if time.clock else "")
        rows.append(
            _row("when", "times", "time", days(time.earliest, time.latest), time.anchor, note=note, typed=typed_of(claim, "time"))
        )  # fmt: skip
    else:
        rows.append(_row("when", "times", "time", "not told", None))
    for number, weapon in enumerate(claim.weapons):
        told = plain(weapon.code) + (f" \u00d7 {weapon.count}" if weapon.count else "")
        rows.append(_row("weapon", "weapons", f"weapons.{number}.code", told, weapon.anchor, typed=weapon.code))
    for number, toll in enumerate(claim.casualties):
        note = plain(toll.exactness) + (f", of toll {toll.part_of + 1}" if toll.part_of is not None else "")
        who = "" if toll.victims in ("unknown", "all") else f" {plain(toll.victims)}"
        rows.append(
            _row(plain(toll.outcome), "casualties", f"casualties.{number}", amount(toll) + who, toll.anchor, note=note, typed=amount(toll))
        )  # fmt: skip
    return rows


def _link(source: Source, number: int) -> Card:
    row = _row("", "sources", f"attribution.{number}.source", source.source, source.anchor, typed=source.source)
    row["note"] = plain(source.kind) + (f", {plain(source.stance)}" if source.stance not in (None, "neutral") else "")
    return row


def _said(judgement: Judgement, undone: frozenset[str]) -> Card:
    return {
        "judgement_id": judgement.judgement_id, "verdict": judgement.verdict, "by": judgement.by,
        "at": judgement.at.isoformat(), "why": judgement.why, "slot": judgement.slot, "value": judgement.value,
        "other": judgement.other, "undone": judgement.judgement_id in undone,
    }  # fmt: skip


def card(read: Claim, standing: Standing | None) -> Card:
    """The card of a claim as it was `read`, with what people made of it; corrected values tell what was read."""
    standing = standing or Standing(read.claim_id)
    claim = judged(read, standing)
    values = _values(claim)
    before = {row["slot"]: row["text"] for row in _values(read)}
    for row in values:
        if row["slot"] in before and before[row["slot"]] != row["text"]:
            row["was"] = before[row["slot"]]
    alternatives = [dict(one) for one in (claim.place.alternatives if claim.place else ())][:9]
    return {
        "claim_id": claim.claim_id,
        "doc_id": claim.document.doc_id,
        "event_id": claim.event_id,
        "event_type": claim.event_type,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "start": claim.anchor.start,
        "end": claim.anchor.end,
        "words": claim.anchor.exact,
        "values": values,
        "chain": [_link(link, number) for number, link in enumerate(claim.attribution)][::-1],
        "alternatives": alternatives,
        "confidence": claim.confidence,
        "reader": claim.reader,
        "read_by": [{"slot": by.slot, "reader": by.reader} for by in claim.read_by],
        "disputes": [{"slot": d.slot, "reader": d.reader, "value": d.value} for d in claim.disputes],
        "rules": list(claim.rules),
        "status": standing.status,
        "version": standing.version,
        "reopened": list(standing.reopened),
        "history": [_said(one, standing.undone) for one in standing.history],
        "undoable": next(
            (j.judgement_id for j in reversed(standing.history) if j.verdict != "undo" and j.judgement_id not in standing.undone), None
        ),
    }  # fmt: skip
