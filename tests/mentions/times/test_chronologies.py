"""Chronologies and summaries of a week: the days of their entries are no days of publication, the end of the week is."""

from __future__ import annotations

from datetime import date

import pytest

from mentions.times.pages import words_of
from thucydides.mentions.times import document_day
from thucydides.model.document import Stamp


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Situation report for 29 April - 5 May 2024\n\nA shell fell on the market."),
        ("fr", "Synthèse du 29 avril au 5 mai 2024\n\nUn obus est tombé sur le marché."),
        ("es", "Resumen del 29 de abril al 5 de mayo de 2024\n\nCayó un obús en el mercado."),
        ("ru", "Сводка за 29.04.2024-05.05.2024\n\nСнаряд упал на рынок."),
        ("uk", "Зведення за 29 квітня – 5 травня 2024 року\n\nСнаряд впав на ринок."),
    ],
)
def test_a_summary_of_a_week_comes_out_at_its_end(code: str, text: str) -> None:
    """On its last day or on the morrow."""
    page, words = words_of(code, text)
    found = document_day(page, (), words, ())
    assert (found.earliest, found.latest) == (date(2024, 5, 5), date(2024, 5, 6)), found.reasons


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "29 April: Two shells fell on the market.\n30 April: A mine went off.\n2 May: Clashes broke out."),
        ("fr", "- 29/04/2024 : un obus est tombé.\n- 30/04/2024 : une mine a sauté.\n- 02/05/2024 : des combats."),
        ("es", "29 de abril: cayó un obús.\n30 de abril: estalló una mina.\n2 de mayo: hubo combates."),
        ("ru", "29 апреля: снаряд упал на рынок.\n30 апреля: взорвалась мина.\n2 мая: шли бои."),
        ("uk", "29 квітня: снаряд впав на ринок.\n30 квітня: вибухнула міна.\n2 травня: тривали бої."),
        ("ar", "29 نيسان: سقطت قذيفة على السوق.\n30 نيسان: انفجر لغم.\n2 أيار: دارت اشتباكات."),
    ],
)
def test_the_days_of_entries_speak_against_no_day(code: str, text: str) -> None:
    """The given day stands, and without it the first entry's day is not the page's."""
    day = date(2024, 5, 6)
    page, words = words_of(code, text)
    found = document_day(page, (Stamp("given", day, day, "the user says so"),), words, ())
    assert found.status in ("given", "confirmed"), found.reasons
    assert found.earliest == day
    assert document_day(page, (), words, ()).earliest != date(2024, 4, 29)


def test_the_newest_entry_at_the_top_may_be_the_dateline() -> None:
    """A log that goes back from the day on which it was written."""
    page, words = words_of("en", "6 May 2024: Shells fell on the market.\n5 May: A mine went off.\n4 May: Clashes.")
    assert document_day(page, (), words, ()).earliest == date(2024, 5, 6)
