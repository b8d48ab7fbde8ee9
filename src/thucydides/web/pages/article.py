"""An article: its words with highlights by kind, the cards of its claims, the ladder of its dates."""

from __future__ import annotations

from typing import Any

from thucydides.model.claim import Reading
from thucydides.model.document import Document, StampKind
from thucydides.store import browse
from thucydides.web.asking import Ask
from thucydides.web.cards import Card, card
from thucydides.web.desk import Desk
from thucydides.web.highlight import LETTERS, NAMES, paragraphs
from thucydides.web.words import days

# From what weighs most to what weighs least, as intake ranks them; a fetch time is never a publication date.
_RUNGS: dict[StampKind, str] = {
    "given": "told when it was added",
    "dateline": "dateline in the text",
    "published_line": "line that says when it was published",
    "metadata": "metadata of the page",
    "url": "address of the page",
    "header": "date in the page's header",
    "fetched": "when a machine took the page",
}


def ladder(document: Document, reading: Reading | None) -> dict[str, Any]:
    """Every date on or beside the document, rung by rung, and the publication day that came of them."""
    order = list(_RUNGS)
    stamps = sorted(document.stamps, key=lambda s: (order.index(s.kind), s.earliest))
    published = reading.document.published if reading else None
    return {
        "rungs": [
            {
                "kind": stamp.kind, "means": _RUNGS[stamp.kind], "days": days(stamp.earliest, stamp.latest),
                "evidence": stamp.evidence, "start": stamp.anchor.start if stamp.anchor else None,
            }
            for stamp in stamps
        ],
        "published": days(published.earliest, published.latest) if published else "unread",
        "status": published.status if published else "unknown",
        "reasons": list(published.reasons) if published else [],
        "candidates": [[day.isoformat(), round(weight, 3)] for day, weight in published.candidates] if published else [],
    }  # fmt: skip


def cards_of(desk: Desk, reading: Reading | None) -> list[Card]:
    """The cards of a document, in the order of its words."""
    standings, book = desk.standings(), desk.events()
    made = [card(claim, standings.get(claim.claim_id)) for claim in (reading.claims if reading else ())]
    for one in made:
        one["event_id"] = book.of_claim.get(one["claim_id"])
    return made


def article(desk: Desk, ask: Ask) -> dict[str, Any]:
    """One document; InputError where there is none of that id."""
    document = desk.project.document(ask.path["id"])
    reading = desk.project.reading(document.doc_id)
    with desk.project.look() as connection:
        before, after = browse.neighbours(connection, document.doc_id)
    cards = cards_of(desk, reading)
    gone = [
        {"claim_id": one.claim_id, "why": list(one.reopened), "history": [j.verdict for j in one.history]}
        for one in desk.standings().values()
        if one.gone and _of(desk, one.claim_id) == document.doc_id
    ]
    return {
        "doc_id": document.doc_id, "title": document.title, "language": document.language, "outlet": document.outlet,
        "uri": document.uri, "raw_sha256": document.raw_sha256, "notes": list(document.notes),
        "forwarded_from": list(document.forwarded_from), "ladder": ladder(document, reading),
        "paragraphs": paragraphs(document, reading.claims if reading else ()), "cards": cards, "gone": gone,
        "not_coded": [
            {"start": n.anchor.start, "end": n.anchor.end, "words": n.anchor.exact, "reason": n.reason}
            for n in (reading.not_coded if reading else ())
        ],
        "before": before, "after": after, "legend": {kind: [LETTERS[kind], NAMES[kind]] for kind in LETTERS},
        "events": sorted({c["event_id"] for c in cards if c["event_id"]}),
    }  # fmt: skip


def _of(desk: Desk, claim_id: str) -> str | None:
    with desk.project.look() as connection:
        return browse.claim_rows(connection, claim_id).get("doc_id")
