"""The day of a document: what it believes, what it sets aside and why, and where it stays honest."""

from __future__ import annotations

from datetime import date

import pytest

from mentions.times.pages import page_of, words_of
from thucydides.knowledge.times import time_book
from thucydides.mentions.times import DatedName, document_day, find, resolve
from thucydides.model.document import Published, Stamp

BODY = "Shells hit the bakery quarter, a doctor said. Two children were hurt."


def day_of(code: str, text: str, *stamps: Stamp, names: tuple[DatedName, ...] = ()) -> Published:
    """What document dating says of a text."""
    page = page_of(code, text, stamps=stamps)
    return document_day(page, stamps, find(page, time_book(code)), names)


def stamp(kind: str, day: date) -> Stamp:
    """A stamp beside the text."""
    return Stamp(kind, day, day, f"{kind} says {day.isoformat()}")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", f"TUNIS, Sept 26, 2017 (Agency) - {BODY}"),
        ("en", f"Shelling in the north\n\n26 September 2017\n\n{BODY}"),
        ("en", f"{BODY}\n\nPublished: 26 September 2017 10:15"),
        ("en", f"FLASH UPDATE No. 3\nAs of 26 September 2017\n\n{BODY}"),
        ("en", f"26/09/2017\n\n{BODY}"),
        ("en", f"LIMA, 26 SEP 17 (RADIO) -- [TEXT] {BODY.upper()}"),
        ("ar", "تونس 6 محرم 1439 هـ الموافق 26 سبتمبر 2017 م. سقطت قذائف على الحي أمس."),
        ("ar", "الثلاثاء 6 محرم 1439 - 26 سبتمبر 2017. سقطت قذائف على الحي أمس."),
        ("fr", "Tunis, 26 septembre 2017 (AGENCE) - Des obus sont tombés."),
        ("fr", "Des obus sont tombés ce mardi 26 septembre 2017 sur la ville."),
        ("fr", "Publié le 26 septembre 2017\n\nDes obus sont tombés."),
        ("es", "Túnez, 26 de septiembre de 2017\n\nCayeron obuses sobre el barrio."),
        ("ar", "تونس - وكالات\nالثلاثاء 26 سبتمبر 2017\n\nسقطت قذائف على الحي."),
        ("ar", "سقطت قذائف على الحي.\n\n٢٦ أيلول ٢٠١٧"),
        ("ru", "ТУНИС, 26 сентября 2017 г.\n\nСнаряды упали на квартал."),
        ("ru", "Сводка (по состоянию на 26 сентября 2017 г.)\n\nСнаряды упали на квартал."),
        ("uk", "Обстановка станом на 08:00 26.09.2017\n\nСнаряди впали на квартал."),
        ("de", "Tunis, 26. September 2017\n\nGranaten trafen das Viertel."),
        ("tr", "26 Eylül 2017\n\nMahalleye mermiler düştü."),
    ],
)
def test_dates_on_the_page_are_found(code, text):
    """Datelines and stamped lines of every shape give the day."""
    found = day_of(code, text)
    assert found.day == date(2017, 9, 26), found.reasons
    assert found.status in ("given", "confirmed", "inferred")
    assert found.reasons


def test_given_day_is_confirmed_by_a_dateline():
    """A day from outside that the dateline repeats is confirmed."""
    found = day_of("en", f"TUNIS, Sept 26 (Agency) - {BODY}", stamp("given", date(2017, 9, 26)))
    assert (found.day, found.status) == (date(2017, 9, 26), "confirmed")


def test_given_day_without_any_word_of_time_is_given():
    """Nothing to check it by: it is taken as it is told."""
    assert day_of("en", BODY, stamp("given", date(2017, 9, 26))).status == "given"


def test_given_day_that_the_text_contradicts():
    """A given day stays, but says that the text speaks against it and which day the text has."""
    found = day_of("en", f"TUNIS, Sept 26, 2017 (Agency) - {BODY}", stamp("given", date(2021, 1, 5)))
    assert (found.day, found.status) == (date(2021, 1, 5), "contradicted")
    assert date(2017, 9, 26) in [day for day, _ in found.candidates]


def test_given_outranks_metadata_and_address():
    """What the user says comes first."""
    found = day_of("en", BODY, stamp("url", date(2017, 9, 25)), stamp("given", date(2017, 9, 26)))
    assert found.day == date(2017, 9, 26)


def test_clock_of_a_visit_is_set_aside():
    """A crawler's clock above the text is no day of publication where the text names another."""
    text = "14-02-2025 07:57 AM Jerusalem Timing\n\nShells fell this Tuesday 26 September 2017 on the quarter."
    found = day_of("en", text)
    assert found.day == date(2017, 9, 26)
    assert any("set aside" in reason for reason in found.reasons)


def test_clock_of_a_visit_alone_is_only_a_bound():
    """Where nothing supports it, a crawler's clock is no day."""
    found = day_of("en", f"14-02-2025 07:57 AM Jerusalem Timing\n\n{BODY}")
    assert found.day is None
    assert found.status in ("ambiguous", "unknown")


def test_fetch_time_is_never_the_day():
    """The day of fetching bounds the day and does not give it."""
    found = day_of("en", f"{BODY} It happened on Thursday, 9 August.", stamp("fetched", date(2024, 11, 22)))
    assert found.day is None


def test_date_after_the_fetch_is_set_aside():
    """A line cannot be of a day after the page was fetched."""
    found = day_of("en", f"26 September 2027\n\n{BODY}", stamp("fetched", date(2024, 11, 22)))
    assert found.day is None


NAMES = (
    DatedName("the new front", date(2016, 7, 28), date(2017, 1, 28), 0, 1),
    DatedName("the alliance", date(2015, 3, 24), date(2017, 10, 1), 0, 1),
)
RELATIVE = (
    "On Thursday the front attacked. In the night of 8 to 9 August raids were heaviest. This Friday a plant was hit."
)


def test_names_and_weekdays_give_the_day():
    """Names that were borne for a time give the year; weekdays and a day of the month the day."""
    found = day_of("en", RELATIVE, names=NAMES)
    assert (found.day, found.status) == (date(2016, 8, 12), "inferred")
    assert abs(sum(weight for _, weight in found.candidates) - 1) < 0.2
    assert found.candidates[0][0] == found.day


def test_without_evidence_of_the_year_no_day():
    """Weekdays and a day of the month fit one year in six: nothing is claimed."""
    found = day_of("en", RELATIVE)
    assert found.day is None
    assert found.status in ("ambiguous", "unknown")


def test_one_wrong_name_does_not_move_the_day():
    """A single name out of its time, a slip or a homonym, does not outvote the rest."""
    stray = DatedName("a homonym", date(1981, 1, 1), date(1990, 6, 1), 0, 1)
    assert day_of("en", RELATIVE, names=(*NAMES, stray)).day == date(2016, 8, 12)


def test_history_is_no_evidence_of_the_year():
    """A day of the past told with its year says nothing of the year of writing."""
    found = day_of("en", "The massacre of 14 June 2014 is remembered. On 9 March shells fell, and again on Tuesday.")
    assert found.day is None


def test_weekday_that_disagrees_speaks_against_a_line():
    """Friday, 12 August was no Friday in the year of the line above."""
    text = "15/08/2019\n\nOn Friday, 12 August shells fell. On Saturday, 13 August the army came."
    assert day_of("en", text).day is None


def test_old_name_alone_is_no_contradiction():
    """Opponents and histories keep old names: one name out of use does not set a stamped line aside."""
    found = day_of("en", f"26 September 2019\n\n{BODY}", names=NAMES)
    assert found.day == date(2019, 9, 26)


@pytest.mark.parametrize(
    ("code", "heading"),
    [
        ("ru", "Сводка за 11 августа 2016 года"),
        ("uk", "Зведення за 11 серпня 2016 року"),
        ("en", "Situation report for 11 August 2016"),
        ("es", "Parte del 11 de agosto de 2016"),
        ("fr", "Point de situation du 11 août 2016"),
    ],
)
def test_a_summary_of_a_day_comes_out_on_it_or_on_the_morrow(code, heading):
    """It was not written before the day was over; the day stays a time of events."""
    page, words = words_of(code, f"{heading}\n\n")
    day = document_day(page, (), words, ())
    assert (day.earliest, day.latest) == (date(2016, 8, 11), date(2016, 8, 12))
    assert [str(m.earliest) for m in resolve(words, day, page)] == ["2016-08-11"]
