"""A judgement: a person's verdict on a claim, a value or a pair; append-only, undone by a later one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Verdict = Literal["accept", "reject", "correct", "merge", "split", "unsure", "comment", "undo"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """`subject` is a claim or event id, or of an earlier judgement (undo); `other` the second of a pair (merge, split).

    `slot` is a dotted path of the contract ("casualties.0.low"); `value` is JSON text; `exact` are the words that
    back the value, so that it can be re-found when the document is read again.
    """

    judgement_id: str
    subject: str
    verdict: Verdict
    by: str
    at: datetime
    why: str = ""
    other: str | None = None
    slot: str | None = None
    value: str | None = None
    exact: str | None = None
