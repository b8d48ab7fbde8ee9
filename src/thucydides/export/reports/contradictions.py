"""The report of contradictions: each contested event with its accounts in their words and the range of its toll."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from thucydides.export.dossier import Dossier
from thucydides.export.reports.blocks import Block, Heading, Paragraph, Table
from thucydides.export.reports.plots import Ranges
from thucydides.model.claim import Claim
from thucydides.store.flat import amount

_WORDS = 300


def contested(dossier: Dossier) -> bool:
    """True where accounts cannot all be right."""
    return any(r.kind == "denies" or r.kind.startswith("conflicts_") for r in dossier.event.relations)


def report(dossiers: Sequence[Dossier]) -> list[Block]:
    """The blocks of the report, events by day."""
    found = [d for d in dossiers if contested(d)]
    blocks: list[Block] = [
        Heading(1, "Contradictions"),
        Paragraph(
            f"{len(found)} of {len(dossiers)} events are told in ways that cannot all be right. A toll that rises is an "
            "update and not listed; a denial negates a claim and counts nobody. Nothing here says who is right."
        ),
    ]
    for dossier in found:
        blocks += _event(dossier)
    return blocks


def _event(dossier: Dossier) -> Iterator[Block]:
    placed, timed = dossier.placed(), dossier.timed()
    where = placed.place.name if placed and placed.place else "place not known"
    when = str(timed.time.earliest) if timed and timed.time else "day not known"
    yield Heading(2, f"{when}, {where}: {dossier.typed().event_type.replace('_', ' ')}")
    roots = dossier.event.roots
    yield Paragraph(f"Event {dossier.event.event_id}. {len(roots)} independent roots: {', '.join(roots)}.")
    head = ("according to", "told by", "published", "event day", "what", "who", "killed", "injured", "words", "claim")
    yield Table(head, tuple(_account(c) for c in dossier.claims))
    bars = tuple(bar for c in dossier.claims for bar in _bars(c))
    if len(bars) > 1:
        yield Ranges("Killed, by source", bars)
    name = {c.claim_id: c.attribution[-1].source for c in dossier.claims}
    yield Table(
        ("relation", "who", "whom", "why"),
        tuple(
            (r.kind.replace("_", " "), name.get(r.a, r.a), name.get(r.b, r.b), r.why) for r in dossier.event.relations
        ),
    )


def _counts(claim: Claim, outcome: str) -> str:
    return " + ".join(
        f"{amount(t)} {t.victims}" for t in claim.casualties if t.outcome == outcome and t.part_of is None
    )


def _when(claim: Claim) -> str:
    time = claim.time
    if time is None or time.earliest is None:
        return "?"
    return str(time.earliest) if time.earliest == time.latest else f"{time.earliest} to {time.latest}"


def _account(claim: Claim) -> tuple[str, ...]:
    published = claim.document.published.earliest
    what = claim.event_type.replace("_", " ")
    words = " ".join(claim.anchor.exact.split())
    return (
        claim.attribution[-1].source, claim.document.outlet or claim.document.title or claim.document.doc_id[:8],
        str(published or "?"), _when(claim),
        f"denied: {what}" if claim.polarity == "denied" else what,
        ", ".join(a.name for a in claim.actors if a.role == "initiator"), _counts(claim, "killed"),
        _counts(claim, "injured"), words if len(words) <= _WORDS else words[:_WORDS] + "...", claim.claim_id[:8],
    )  # fmt: skip


def _bars(claim: Claim) -> Iterator[tuple[str, int, int | None]]:
    for toll in claim.casualties:
        if toll.outcome == "killed" and toll.part_of is None and (toll.low is not None or toll.high is not None):
            yield f"{claim.attribution[-1].source} ({toll.victims})", toll.low or 0, toll.high
