"""A reading as text: the document's head, its claims, and with --explain why each value is there."""

from __future__ import annotations

import json
from collections.abc import Iterator

from thucydides.cli.render import phrases
from thucydides.cli.render.block import block, line
from thucydides.cli.render.paint import Paint, Span, sentence, shown
from thucydides.cli.render.sentences import around, sentence_spans
from thucydides.model.claim import Claim, Reading
from thucydides.model.document import Document

_RULE = "-" * 72


def _head(source: str, document: Document, reading: Reading, paint: Paint) -> Iterator[str]:
    ref = reading.document
    title = ref.title or document.title or source
    yield paint(_RULE, "faint")
    yield paint(shown(title), "strong")
    yield line("document", shown(f"{source} [{document.doc_id[:12]}]"), paint)
    yield line("language", shown(document.language), paint)
    yield line("outlet", shown(ref.outlet or "not named"), paint)
    yield line("published", phrases.published(ref.published), paint)
    for reason in ref.published.reasons:
        yield line("", shown(f"- {reason}"), paint)
    for note in document.notes:
        yield line("note", shown(note), paint)
    told = f"{len(reading.claims)} claims"
    told += f", {len(reading.not_coded)} seen and not coded" if reading.not_coded else ""
    told += f", {len(reading.refused)} refused" if reading.refused else ""
    yield line("found", told, paint)


def _candidate(lost: dict[str, object]) -> str:
    """A candidate that lost, by whatever it tells of itself."""
    name, reason = lost.get("name"), lost.get("reason")
    rest = {key: value for key, value in lost.items() if key not in ("name", "reason") and value is not None}
    told = ", ".join(f"{key} {value}" for key, value in rest.items())
    return f"{name or 'unnamed'}" + (f" ({told})" if told else "") + (f": {reason}" if reason else "")


def _why(claim: Claim, paint: Paint) -> Iterator[str]:
    yield line("rules", shown(", ".join(claim.rules) or "none"), paint)
    if claim.place:
        told = f"{claim.place.reason or 'no reason given'}"
        yield line("place why", shown(f"{told} [{claim.place.gazetteer_id or 'in no gazetteer'}]"), paint)
        for lost in claim.place.alternatives:
            yield line("not taken", shown(_candidate(lost)), paint)
    for actor in claim.actors:
        if actor.actor_id:
            yield line("actor", shown(f"{actor.name} is {actor.actor_id} of the roster"), paint)
    yield line("read by", shown(claim.reader), paint)
    for by in claim.read_by:
        yield line("", shown(f"{phrases.plain(by.slot)} by {by.reader}"), paint)
    for dispute in claim.disputes:
        words = f" in {dispute.anchor.exact!r}" if dispute.anchor else ""
        told = f"{phrases.plain(dispute.slot)}: {dispute.reader} reads {dispute.value}{words}"
        yield line("disputed", shown(told), paint)


def _leftovers(document: Document, reading: Reading, spans: list[tuple[int, int]], paint: Paint) -> Iterator[str]:
    if reading.not_coded:
        yield ""
        yield paint("Seen and not coded", "strong")
    for seen in reading.not_coded:
        start, end = around(spans, seen.anchor.start, seen.anchor.end)
        rule = f" [{seen.rule}]" if seen.rule else ""
        yield f" - {shown(seen.reason + rule)}"
        mark = (Span(seen.anchor.start, seen.anchor.end, "triggers"),)
        yield line("words", sentence(document.text, start, end, mark, paint), paint)
    if reading.refused:
        yield ""
        yield paint("Refused by the gate", "strong")
    for refusal in reading.refused:
        yield f" - {shown(refusal.reason)}"
        yield line("claim", shown(f"{phrases.plain(refusal.claim.event_type)}: {refusal.claim.anchor.exact}"), paint)


def _dates(document: Document, reading: Reading, paint: Paint) -> Iterator[str]:
    for stamp in document.stamps:
        told = f"{phrases.days(stamp.earliest, stamp.latest)}: {stamp.evidence}"
        yield line(phrases.plain(stamp.kind), shown(told), paint)
    for day, weight in reading.document.published.candidates:
        yield line("candidate", f"{day} (weight {weight:.2f})", paint)


def reading_lines(
    source: str, document: Document, reading: Reading, paint: Paint, *, explain: bool = False
) -> Iterator[str]:
    """All lines of a reading; `source` is the file that it stands in."""
    spans = sentence_spans(document)
    yield from _head(source, document, reading, paint)
    if explain:
        yield from _dates(document, reading, paint)
    for number, claim in enumerate(reading.claims, 1):
        yield ""
        yield from block(number, claim, document.text, spans, paint)
        if explain:
            yield from _why(claim, paint)
    if explain:
        yield from _leftovers(document, reading, spans, paint)
    yield ""


def claim_lines(document: Document, claim: Claim, paint: Paint) -> Iterator[str]:
    """One claim with its reasons, and the document it stands in."""
    title = document.title or document.uri or document.doc_id
    yield from block(1, claim, document.text, sentence_spans(document), paint)
    yield from _why(claim, paint)
    yield line("document", shown(f"{document.doc_id[:12]}, {title}"), paint)
    yield line("outlet", shown(document.outlet or "not named"), paint)
    yield line("published", phrases.published(claim.document.published), paint)


def reading_object(reading: Reading) -> dict[str, object]:
    """A reading as one JSON object: the document, its claims, what was refused, what was not coded."""
    import msgspec

    from thucydides.model.contract import claim_to_json

    seen = [{"anchor": msgspec.to_builtins(n.anchor), "reason": n.reason, "rule": n.rule} for n in reading.not_coded]
    document: dict[str, object] = json.loads(msgspec.json.encode(reading.document))
    return {
        "document": document,
        "claims": [claim_to_json(claim) for claim in reading.claims],
        "refused": [{"claim": claim_to_json(r.claim), "reason": r.reason} for r in reading.refused],
        "not_coded": seen,
    }
