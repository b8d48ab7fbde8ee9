"""A day that opens a running sentence is the event's: no publication day is told by it and no dateline ends behind it."""

from __future__ import annotations

from datetime import date

import pytest

from told import read


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "At 5:15 pm on Tuesday, October 10th 2023, shells killed four people in Rafah."),
        ("en", "On October 10 2023, one man – a student – was killed and several were injured by shells in Rafah."),
        ("fr", "Le 10 octobre 2023, un homme – un étudiant – a été tué par des obus à Rafah."),
        ("es", "El 10 de octubre de 2023, un hombre – un estudiante – murió por disparos de soldados en Rafah."),
        ("ru", "10 октября 2023 года, во вторник, четыре человека погибли при обстреле Рафаха."),
    ],
)
def test_day_of_the_event(code: str, text: str):
    """The event's day has its words, and the day of the text is not given by them."""
    reading = read(text, None, code)
    when = reading.claims[0].time
    assert when is not None
    assert when.anchor is not None
    assert (when.earliest, when.latest) == (date(2023, 10, 10), date(2023, 10, 10))


def test_dateline_still_ends_at_its_dash():
    """A town, a day and a dash are where and when the report was sent."""
    reading = read("GOMA, 10 October 2023 - Shells killed four people on Monday.", None, "en")
    assert reading.claims[0].time.earliest == date(2023, 10, 9)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "29 April. Two people were killed in an air strike on Idlib. A guard was wounded in a clash in Sarmin."),
        (
            "fr",
            "29 avril. Deux personnes ont été tuées dans une frappe aérienne à Idlib. Un garde a été blessé à Sarmin.",
        ),
        ("es", "29 de abril. Dos personas murieron en un bombardeo aéreo en Idlib. Un guardia fue herido en Sarmin."),
        ("ru", "29 апреля. В Идлибе при авиаударе погибли двое. В Сармине ранен охранник."),
        ("uk", "29 квітня. В Ідлібі внаслідок авіаудару загинули двоє. У Сарміні поранено охоронця."),
        ("ar", "29 نيسان. قتل شخصان في غارة جوية على إدلب. وأصيب حارس في سرمين."),
        ("en", "- 29/04: a drone attack on a military post in Gao killed one soldier."),
        ("fr", "29/04 : une attaque de drones contre un poste militaire à Gao a fait un mort."),
        ("es", "29/04: ataque con drones contra un puesto militar en Gao, un soldado muerto."),
        ("ru", "29.04: атака дронов на блокпост в Гао, погиб солдат."),
        ("uk", "29.04: атака дронів на блокпост у Гао, загинув солдат."),
        ("ar", "29/4: قتل جندي في هجوم بطائرة مسيرة على موقع عسكري في درعا."),
    ],
)
def test_a_day_alone_opens_its_entry(code: str, text: str):
    """A sentence or an opening that is nothing but a day dates what the paragraph tells behind it."""
    reading = read(text, date(2024, 5, 8), code)
    assert reading.claims
    assert {c.time.earliest for c in reading.claims} == {date(2024, 4, 29)}


def test_what_may_be_read_two_ways_is_no_entry():
    """Where writers differ about the order of day and month, "4/5:" is none; nor is a fraction within a line."""
    for text in (
        "4/5: a drone attack on a post in Gao killed one soldier.",
        "In 29/04 a drone killed one soldier in Gao.",
    ):
        assert read(text, date(2024, 5, 8), "en").claims[0].time.precision == "publication"
