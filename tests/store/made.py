"""Documents and readings made by hand: small, true to their words, of two languages and one right-to-left script."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from thucydides.model.anchor import Anchor
from thucydides.model.claim import (
    Actor,
    Claim,
    DocumentRef,
    NotCoded,
    Place,
    Reading,
    Refused,
    Source,
    Time,
    Toll,
    Weapon,
)
from thucydides.model.document import Document, Published, Segment, Stamp, content_id

TEXT = (
    "Market hit in Kafr Noor\n\n"
    "Two jets bombed the market of Kafr Noor on Monday, killing at least 12 civilians, the hospital said. "
    "The army denied the raid. A shot of vitamins is no news."
)
DAY = date(2021, 3, 15)


def document(text: str = TEXT, **told: object) -> Document:
    """A document of a text, with one stamp and one segment."""
    fields: dict[str, object] = {
        "doc_id": content_id(text),
        "text": text,
        "language": "en",
        "title": text.split("\n", 1)[0],
        "outlet": "Example Daily",
        "stamps": (Stamp("dateline", DAY, DAY, "first words", Anchor.of(text, 0, 6)),),
        "segments": (Segment("title", 0, 6),),
        "raw_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "notes": ("made by hand",),
    }
    return Document(**(fields | told))  # type: ignore[arg-type]


def at(text: str, words: str) -> Anchor:
    """The anchor of the first of these words."""
    start = text.index(words)
    return Anchor.of(text, start, start + len(words))


def ref_of(made: Document, *candidates: tuple[date, float]) -> DocumentRef:
    """What a claim knows of the document."""
    published = Published(DAY, DAY, "inferred", ("the dateline says so",), candidates)
    return DocumentRef(made.doc_id, made.uri, made.title, made.language, made.outlet, published)


def strike(made: Document, reader: str = "rules/1", **told: object) -> Claim:
    """The air strike of TEXT."""
    text = made.text
    fields: dict[str, object] = {
        "claim_id": content_id(made.doc_id, reader, "strike"),
        "document": ref_of(made),
        "anchor": at(text, "Two jets bombed the market of Kafr Noor on Monday, killing at least 12 civilians"),
        "trigger": at(text, "bombed"),
        "event_type": "air_strike",
        "polarity": "asserted",
        "modality": "stated",
        "attribution": (
            Source("Example Daily", "outlet", None),
            Source("the hospital", "medical_rescue", at(text, "the hospital"), at(text, "said"), "neutral"),
        ),
        "actors": (Actor("target", "market", at(text, "the market"), "infrastructure"),),
        "place": Place(
            "Kafr Noor", at(text, "Kafr Noor on"[:9]), "settlement", "named", "geonames:1", "SY", "Idlib", 35.5, 36.5, 4.0,
            ({"name": "Kafr Noor (Aleppo)", "reason": "farther away"},),
        ),
        "time": Time(date(2021, 3, 15), date(2021, 3, 15), "day", at(text, "Monday")),
        "weapons": (Weapon("aircraft", "aircraft", at(text, "Two jets"), 2),),
        "casualties": (Toll("killed", "civilians", 12, None, "at_least", at(text, "at least 12 civilians")),),
        "reader": reader,
        "rules": ("en/triggers:3",),
    }  # fmt: skip
    return Claim(**(fields | told))  # type: ignore[arg-type]


def denial(made: Document, reader: str = "rules/1") -> Claim:
    """The army's denial of it."""
    text = made.text
    return strike(
        made, reader, claim_id=content_id(made.doc_id, reader, "denial"), anchor=at(text, "The army denied the raid"),
        trigger=at(text, "raid"), polarity="denied", actors=(), place=None, time=None, weapons=(), casualties=(),
        attribution=(
            Source("Example Daily", "outlet", None),
            Source("the army", "official_military", at(text, "The army"), at(text, "denied"), "denying"),
        ),
    )  # fmt: skip


def reading(made: Document, reader: str = "rules/1") -> Reading:
    """Two claims, one refusal, one thing seen and not coded."""
    ref = ref_of(made, (DAY, 1.0))
    refused = Refused(strike(made, reader, claim_id="refused", document=ref), "the place has no words of its own")
    seen = NotCoded(at(made.text, "shot"), "an idiom", "en/triggers:9")
    claims = (strike(made, reader, document=ref), replace(denial(made, reader), document=ref))
    return Reading(ref, claims, (refused,), (seen,))
