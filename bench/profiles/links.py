"""The multi-source set: each report read by itself, claims linked, and the events written beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from reading import document, rows
from thucydides import pipeline
from thucydides.export.events import event_to_json
from thucydides.linking.link import Linking, copies_of, link, published_days
from thucydides.model.contract import claim_to_json


def answers(gold: Path, events: Path | None = None) -> Iterator[dict[str, Any]]:
    """One claim a line with its event_id; `events` takes the events, one a line."""
    reports = [
        document(row["text"], doc_id=row["doc_id"], day=row["given_date"], outlet=row["outlet"])
        for row in rows(gold, "doc_id", "text", "given_date", "outlet")
    ]
    claims = [claim for report in reports for claim in pipeline.read(report).claims]
    copies = copies_of(reports, published_days(claims))
    found = link(claims, Linking(copies))
    home = {claim_id: event.event_id for event in found for claim_id in event.claims}
    if events is not None:
        lines = [json.dumps(event_to_json(e), ensure_ascii=False) + "\n" for e in found]
        events.write_text("".join(lines), encoding="utf-8")
    for claim in claims:
        yield claim_to_json(replace(claim, event_id=home[claim.claim_id]))
