"""JSON lines: a claim a line, by contract/claim.schema.json."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from thucydides.model.claim import Claim
from thucydides.model.contract import claim_to_json


def line(claim: Claim) -> str:
    """One claim as one line, without its end."""
    return json.dumps(claim_to_json(claim), ensure_ascii=False, separators=(",", ":"))


def write(claims: Iterable[Claim], out: TextIO) -> int:
    """Writes claims in their order; gives their number."""
    written = 0
    for claim in claims:
        out.write(line(claim) + "\n")
        written += 1
    return written
