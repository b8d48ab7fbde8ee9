"""An event: who says what of it, side by side, each cell with its words; the decision, and what it would export as."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from thucydides.export.dossier import Dossier
from thucydides.export.event_formats import EVENT_FORMATS
from thucydides.export.figures import derive
from thucydides.export.rows import Row as ExportRow
from thucydides.export.rows import Style
from thucydides.knowledge.policies import policy
from thucydides.model.anchor import Anchor
from thucydides.model.claim import Claim
from thucydides.model.document import Document
from thucydides.model.errors import InputError
from thucydides.model.judgement import Judgement
from thucydides.store import browse
from thucydides.store.flat import amount, total
from thucydides.store.judging.judgements import Standing, judged, undone_in
from thucydides.web.asking import Ask
from thucydides.web.bars import bars
from thucydides.web.desk import Desk
from thucydides.web.dossiers import one
from thucydides.web.highlight import quoted
from thucydides.web.words import days, plain, where

COLUMNS = ("killed", "injured", "other harm", "perpetrator", "target", "day", "place", "weapon")
DECIDED = ("killed", "injured", "day", "place", "perpetrator", "weapon", "note")
_MOST_CLAIMS = 120
Row = dict[str, Any]


def _cell(text: str, anchor: Anchor | None, claim: Claim, document: Document | None) -> Row:
    quote: Markup | str = quoted(document.text, anchor) if document and anchor else ""
    return {
        "text": text, "claim_id": claim.claim_id, "doc_id": claim.document.doc_id, "quote": quote,
        "start": anchor.start if anchor else None, "denied": claim.polarity == "denied",
    }  # fmt: skip


def _cells(claim: Claim, document: Document | None) -> dict[str, list[Row]]:
    told: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    for toll in claim.casualties:
        column: str = toll.outcome if toll.outcome in ("killed", "injured") else "other harm"
        who = "" if toll.victims in ("all", "unknown") else f" {plain(toll.victims)}"
        kind = "" if column == toll.outcome else f" {plain(toll.outcome)}"
        part = " (of them)" if toll.part_of is not None else ""
        told[column].append(_cell(f"{amount(toll)}{who}{kind}{part}", toll.anchor, claim, document))
    for actor in claim.actors:
        column = "target" if actor.role == "target" else "perpetrator"
        told[column].append(_cell(actor.name, actor.anchor, claim, document))
    if claim.time:
        told["day"].append(_cell(days(claim.time.earliest, claim.time.latest), claim.time.anchor, claim, document))
    if claim.place:
        text = f"{claim.place.name} ({where(claim.place.precision, claim.place.radius_km)})"
        told["place"].append(_cell(text, claim.place.anchor, claim, document))
    for weapon in claim.weapons:
        told["weapon"].append(_cell(plain(weapon.code), weapon.anchor, claim, document))
    return told


def grid(claims: Sequence[Claim], texts: dict[str, Document], copies: frozenset[str]) -> list[Row]:
    """One row a root source; a copy of a text that stands there already is counted, not shown as a voice of its own."""
    rows: dict[str, Row] = {}
    for claim in claims:
        root = claim.attribution[-1]
        row = rows.setdefault(
            root.source,
            {
                "root": root.source, "kind": root.kind, "claims": [], "copies": 0, "outlets": [],
                "cells": {name: [] for name in COLUMNS}, "denies": False,
            },
        )  # fmt: skip
        row["claims"].append({"claim_id": claim.claim_id, "doc_id": claim.document.doc_id})
        outlet = claim.document.outlet or claim.attribution[0].source
        row["outlets"] = list(dict.fromkeys([*row["outlets"], outlet]))
        row["denies"] |= claim.polarity == "denied"
        if claim.claim_id in copies:
            row["copies"] += 1
            continue
        for name, cells in _cells(claim, texts.get(claim.document.doc_id)).items():
            known = {cell["text"] for cell in row["cells"][name]}
            row["cells"][name] += [cell for cell in cells if cell["text"] not in known]
    return sorted(rows.values(), key=lambda row: (-len(row["claims"]), row["root"]))


def _ranges(claims: Sequence[Claim], copies: frozenset[str]) -> list[tuple[str, int | None, int | None]]:
    """(root, low, high) of the killed by each root that asserts a figure."""
    told: dict[str, tuple[int | None, int | None]] = {}
    for claim in claims:
        low, high = total(claim, "killed")
        if claim.claim_id in copies or claim.polarity == "denied" or (low is None and high is None):
            continue
        root = claim.attribution[-1].source
        known = told.get(root, (low, high))
        lows = [n for n in (known[0], low) if n is not None]
        told[root] = (min(lows, default=None), None if None in (known[1], high) else max(known[1] or 0, high or 0))
    return [(root, *figures) for root, figures in sorted(told.items())]


def _decisions(desk: Desk, event_id: str, now: Sequence[str]) -> tuple[list[Row], list[Judgement]]:
    """The newest decision of each slot, reopened where claims joined since; and all that was said of the event."""
    people = desk.people()
    undone = undone_in(people.said)
    said = [one for one in people.on_events(desk.events().of_claim) if one.subject == event_id]
    newest = {one.slot: one for one in said if one.judgement_id not in undone and one.verdict == "correct" and one.slot}
    rows = []
    with desk.project.look() as connection:
        for slot, one in newest.items():
            then = browse.event_claims_at(connection, event_id, one.at.isoformat())
            known = {people.now.get(claim, claim) for claim in then}
            joined = [claim for claim in now if claim not in known] if then else []
            rows.append({
                "slot": slot, "value": json.loads(one.value or "null"), "by": one.by, "at": one.at.isoformat(),
                "why": one.why, "judgement_id": one.judgement_id, "joined": joined,
            })  # fmt: skip
    return rows, said


# What an event is shown as: the formats that a recorder compares with, by their own exporters and policies.
_PREVIEWS = (("ACLED", "acled"), ("UCDP GED", "ucdp-ged"), ("Airwars", "airwars"))


def _previews(dossier: Dossier) -> list[Row]:
    """The row that this event would be in each format, with the words behind its cells; or why it would be none."""
    shown = []
    for title, name in _PREVIEWS:
        chosen = EVENT_FORMATS[name]
        counted = policy(chosen.policy)
        made = chosen.make(dossier, derive(dossier, counted), counted, Style())
        told: Row = {"title": title, "policy": counted.id, "left_out": "", "cells": {}, "words": {}}
        if isinstance(made, ExportRow):
            flat = {k: v for k, v in made.cells.items() if v not in ("", None, []) and not isinstance(v, (dict, list))}
            words = {backing.column: backing.exact for backing in made.backing}
            shown.append(told | {"cells": flat, "words": words})
        else:
            shown.append(told | {"left_out": made.reason})
    return shown


def _group(desk: Desk, wanted: str) -> str:
    """The event of this id now: itself, what it was joined to, or the one that its claims are in."""
    book = desk.events()
    event_id = book.now(wanted)
    if event_id in book.groups:
        return event_id
    with desk.project.look() as connection:
        then = browse.event_claims_at(connection, wanted, "9999")
    for claim in then:
        if claim in book.of_claim:
            return book.of_claim[claim]
    raise InputError(f"no event {wanted!r}")


def _history(said: Sequence[Judgement]) -> list[Row]:
    return [
        {"by": j.by, "at": j.at.isoformat(), "verdict": j.verdict, "slot": j.slot, "value": j.value, "why": j.why, "judgement_id": j.judgement_id}
        for j in said
    ]  # fmt: skip


def settled_claims(desk: Desk, ids: Sequence[str]) -> list[Claim]:
    """These claims as people left them, without those that were rejected."""
    standings = desk.standings()
    found = []
    for claim_id in ids[:_MOST_CLAIMS]:
        standing = standings.get(claim_id, Standing(claim_id))
        if standing.status != "rejected":
            found.append(judged(desk.project.claim(claim_id), standing))
    return found


def event(desk: Desk, ask: Ask) -> dict[str, Any]:
    """One event; InputError where there is none of that id."""
    book = desk.events()
    event_id = _group(desk, ask.path["id"])
    ids = [row["claim_id"] for row in book.groups[event_id]]
    claims = settled_claims(desk, ids)
    texts = {doc_id: desk.project.document(doc_id) for doc_id in sorted({c.document.doc_id for c in claims})}
    with desk.project.look() as connection:
        linked = browse.events_json(connection, [event_id])
    relations = [told for event in linked for told in event["relations"]]
    copies = frozenset(told["a"] for told in relations if told["kind"] == "copies")
    rows = grid(claims, texts, copies)
    decisions, said = _decisions(desk, event_id, ids)
    decided = {row["slot"]: row["value"] for row in decisions}
    return {
        "event_id": event_id, "asked": ask.path["id"], "short": book.shorts[event_id], "columns": COLUMNS, "rows": rows,
        "roots": sum(len(row["claims"]) > row["copies"] for row in rows), "relations": relations, "bars": bars(_ranges(claims, copies), decided.get("killed")),
        "decisions": decisions, "slots": DECIDED, "previews": _previews(one(desk, event_id, claims)),
        "version": said[-1].judgement_id if said else "", "left_out": max(0, len(ids) - _MOST_CLAIMS),
        "history": _history(said),
    }  # fmt: skip
