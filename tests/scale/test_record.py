"""A claim's line is what json would write, whoever writes it, and is read back as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from speed import article
from thucydides.model.contract import claim_from_json, claim_to_json
from thucydides.scale.record import claim_line
from told import read

CLAIMS = [claim for number in range(8) for claim in read(article(number)[1], date(2024, 5, 3)).claims]
PLACED = next(claim for claim in CLAIMS if claim.place is not None and claim.place.lat is not None)


def plainly(claim):
    """The line that the writer of the standard library makes."""
    return json.dumps(claim_to_json(claim), ensure_ascii=False, separators=(",", ":")) + "\n"


def test_lines_are_those_of_json():
    """Every claim of the generated articles, byte for byte, and back."""
    assert len(CLAIMS) > 20
    for claim in CLAIMS:
        assert claim_line(claim) == plainly(claim)
        back = claim_from_json(json.loads(claim_line(claim)))
        assert claim_to_json(back) == claim_to_json(claim)


@given(st.floats(-180, 180), st.floats(0, 1e20) | st.sampled_from([0.0, -0.0, 5e-5, 1e-7, 1e-4, 1e16, 1e22]), st.text())
def test_any_number_and_letter(lat, radius, name):
    """Numbers of any size and texts of any characters: the same bytes."""
    assert PLACED.place is not None
    claim = replace(PLACED, place=replace(PLACED.place, lat=lat, radius_km=radius, name=name))
    assert claim_line(claim) == plainly(claim)
