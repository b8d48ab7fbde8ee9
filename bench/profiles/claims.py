"""Own gold: the claims as they are, by contract/claim.schema.json. The reader gets the text and the given date alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reading import read, rows
from thucydides.model.contract import claim_to_json


def answers(gold: Path) -> Iterator[dict[str, Any]]:
    """One claim a line, documents in the order of the gold file."""
    for row in rows(gold, "doc_id", "text", "given_date"):
        reading = read(row["text"], doc_id=row["doc_id"], day=row["given_date"])
        for claim in reading.claims:
            yield claim_to_json(claim)
