"""Who did it, in so many words: each sentence's doers are those that the sheet names, and nobody else."""

from __future__ import annotations

from typing import Any

import pytest

from told import read, sheet

SENTENCES = sheet("claims", "doers")["sentence"]


@pytest.mark.parametrize("case", SENTENCES, ids=[f"{c['language']}-{c['text'][:40]}" for c in SENTENCES])
def test_the_doers_are_those_that_the_words_name(case: dict[str, Any]):
    """The exact words of all initiators of a sentence; what is only suspected of them is alleged."""
    claims = read(case["text"], sheet("claims", "doers")["day"], case["language"]).claims
    told = sorted({a.anchor.exact for c in claims for a in c.actors if a.role == "initiator"})
    assert told == case["doers"]
    if "modality" in case:
        assert {c.modality for c in claims if any(a.role == "initiator" for a in c.actors)} == {case["modality"]}
