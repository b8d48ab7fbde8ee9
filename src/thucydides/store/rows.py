"""Nouns to rows and back: documents, readings, claims, judgements."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import RowMapping

from thucydides.model.claim import Claim, Reading
from thucydides.model.contract import claim_from_json, claim_to_json
from thucydides.model.document import Document, Published
from thucydides.model.judgement import Judgement
from thucydides.store.flat import flat

Row = dict[str, Any]


def compact(value: object) -> str:
    """JSON of one line, the same bytes each time; letters of all scripts stay readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def document_row(document: Document, raw_path: str | None, at: str) -> Row:
    """The row of a document; `document_json` is the whole document but for its text."""
    bare = msgspec.to_builtins(replace(document, text=""))
    del bare["text"]
    return {
        "doc_id": document.doc_id,
        "title": document.title,
        "language": document.language,
        "outlet": document.outlet,
        "uri": document.uri,
        "text": document.text,
        "characters": len(document.text),
        "raw_sha256": document.raw_sha256,
        "raw_path": raw_path,
        "added_at": at,
        "document_json": compact(bare),
    }


def document_of(row: RowMapping) -> Document:
    """The document of a row of `documents`."""
    return msgspec.convert(json.loads(row["document_json"]) | {"text": row["text"]}, Document)


def reading_row(reading: Reading, reader: str, at: str) -> Row:
    """The row of a reading, with counts of what it holds."""
    published = reading.document.published
    return {
        "doc_id": reading.document.doc_id,
        "reader": reader,
        "at": at,
        "published_earliest": published.earliest.isoformat() if published.earliest else None,
        "published_latest": published.latest.isoformat() if published.latest else None,
        "published_status": published.status,
        "claims": len(reading.claims),
        "refused": len(reading.refused),
        "not_coded": len(reading.not_coded),
        "published_json": compact(msgspec.to_builtins(published)),
    }


def published_of(row: RowMapping) -> Published:
    """The publication range of a row of `readings`."""
    return msgspec.convert(json.loads(row["published_json"]), Published)


def claim_row(claim: Claim, reading_id: int, position: int) -> Row:
    """The row of a claim: flat columns and the whole claim."""
    return {
        "reading_id": reading_id,
        "position": position,
        **flat(claim),
        "claim_json": compact(claim_to_json(claim)),
    }


def claim_of(claim_json: str, event_id: str | None = None) -> Claim:
    """The claim of a row, with the event that linking put it into, where it did."""
    claim = claim_from_json(json.loads(claim_json))
    return replace(claim, event_id=event_id) if event_id else claim


def toll_rows(claim: Claim, claim_id: int) -> list[Row]:
    """One row a toll of a claim; `claim_id` is the claim's row."""
    return [
        {
            "claim_row": claim_id,
            "position": position,
            "outcome": toll.outcome,
            "victims": toll.victims,
            "side": toll.side,
            "low": toll.low,
            "high": toll.high,
            "exactness": toll.exactness,
            "part_of": toll.part_of,
            "words": toll.anchor.exact,
            "words_start": toll.anchor.start,
            "words_end": toll.anchor.end,
        }
        for position, toll in enumerate(claim.casualties)
    ]


def refused_rows(reading: Reading, reading_id: int) -> list[Row]:
    """What the gate did not let through, with its reasons."""
    return [
        {
            "reading_id": reading_id,
            "position": position,
            "reason": refusal.reason,
            "claim_json": compact(claim_to_json(refusal.claim)),
        }
        for position, refusal in enumerate(reading.refused)
    ]


def not_coded_rows(reading: Reading, reading_id: int) -> list[Row]:
    """What was seen and not coded, with its reasons."""
    return [
        {
            "reading_id": reading_id,
            "position": position,
            "words": seen.anchor.exact,
            "words_start": seen.anchor.start,
            "words_end": seen.anchor.end,
            "reason": seen.reason,
            "rule": seen.rule,
        }
        for position, seen in enumerate(reading.not_coded)
    ]


def judgement_row(judgement: Judgement) -> Row:
    """The row of a judgement."""
    row: Row = msgspec.to_builtins(judgement)
    return row | {"at": judgement.at.isoformat()}


def judgement_of(row: RowMapping) -> Judgement:
    """The judgement of a row."""
    told = {name: row[name] for name in Judgement.__dataclass_fields__}
    return Judgement(**told | {"at": datetime.fromisoformat(row["at"])})
