"""The browser tells which reader gave a value and what another one disputes."""

from __future__ import annotations

from dataclasses import replace

from store.made import document, reading, strike
from thucydides.model.claim import Dispute, ReadBy


def test_card_tells_who_read_what(door):
    """The reasons name the reader of a filled value and the other's word, escaped like all that comes from outside."""
    made = document()
    told = replace(
        strike(made, "rules/9"),
        read_by=(ReadBy("place", "llm/9+<b>tiny"),),
        disputes=(Dispute("casualties.0", "llm/9+<b>tiny", "14 <i>men"),),
    )
    door.project.add(made)
    door.project.save(replace(reading(made), claims=(told,)), "rules/9+llm/9")
    page = door.client().get(f"/claims/{told.claim_id}").text
    assert "place: llm/9+&lt;b&gt;tiny" in page
    assert "casualties.0: llm/9+&lt;b&gt;tiny ≠ 14 &lt;i&gt;men" in page
    twin = door.client().get(f"/claims/{told.claim_id}.json").json()
    assert "llm/9+<b>tiny" in str(twin)
