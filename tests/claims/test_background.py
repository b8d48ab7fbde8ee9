"""What is told beside the news of a text that nobody dated."""

from __future__ import annotations

from told import read

TEXT = (
    "Shells killed two people in Homs on 6 May 2019. The war began in March 2011 with protests that the army put down."
)


def test_a_text_without_a_date_is_of_its_main_day():
    """Days long before the one of which an undated text tells most are history, and no claims."""
    claims = read(TEXT, None, "en").claims
    assert [c.event_type for c in claims] == ["shelling"]


def test_a_text_of_old_days_alone_keeps_them():
    """Where nothing newer is told, an old day is what the text is about."""
    claims = read("Shells killed two people in Homs on 6 May 2019.", None, "en").claims
    assert [str(c.time.earliest) for c in claims if c.time] == ["2019-05-06"]
