"""A summary that names the day it covers, in its first line, dates the events below that have no day of their own."""

from __future__ import annotations

from datetime import date

import pytest

from told import read


@pytest.mark.parametrize("given", [None, date(2019, 5, 15)])
def test_the_day_that_a_summary_covers_is_that_of_its_events(given: date | None) -> None:
    """Whether or not the day of publication is known from outside."""
    text = "Situation report for 14 May 2019\n\nShelling hit the village of Kafr Nabl, killing four civilians."
    (claim,) = read(text, given, "en").claims
    assert claim.time is not None
    assert (claim.time.earliest, claim.time.latest) == (date(2019, 5, 14), date(2019, 5, 14))
