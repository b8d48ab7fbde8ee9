"""Harm of an earlier day, or of several days, is none of the event told before it."""

from __future__ import annotations

from datetime import date

import pytest

from told import read

DAY = date(2024, 5, 8)
DAYS = {"stretch": (date(2024, 5, 1), date(2024, 5, 5)), "before": (date(2024, 5, 5), date(2024, 5, 5))}
SENTENCES = [
    (
        "stretch",
        "en",
        "Shells hit the village of Zmiivka on Monday evening, wounding two. From 1 to 5 May four civilians were killed in the district.",
    ),
    (
        "stretch",
        "fr",
        "Des obus ont touché le village de Sake lundi soir, faisant deux blessés. Du 1er au 5 mai, quatre civils ont été tués dans la zone.",
    ),
    (
        "stretch",
        "es",
        "Varios proyectiles cayeron en la vereda El Palo el lunes por la noche y dejaron dos heridos. Del 1 al 5 de mayo murieron cuatro civiles en la zona.",
    ),
    (
        "stretch",
        "ru",
        "В понедельник вечером снаряды попали в село Змиевка, ранены двое. С 1 по 5 мая в районе погибли четверо мирных жителей.",
    ),
    (
        "stretch",
        "uk",
        "У понеділок увечері під удар потрапила Зміївка, поранено двох. З 1 по 5 травня в районі загинули четверо цивільних.",
    ),
    (
        "stretch",
        "ar",
        "سقطت قذائف على بلدة الأتارب مساء الاثنين وأصيب شخصان. ومن 1 إلى 5 أيار قتل أربعة مدنيين في المنطقة.",
    ),
    (
        "before",
        "en",
        "Gunmen shot dead a community leader in Toribío on Monday night. Last Sunday another villager had been wounded.",
    ),
    (
        "before",
        "fr",
        "Des hommes armés ont abattu un chef coutumier à Djibo lundi soir. Dimanche dernier, un autre habitant avait été blessé.",
    ),
    (
        "before",
        "es",
        "Hombres armados asesinaron a un líder indígena en Toribío el lunes por la noche. El domingo pasado otro comunero había sido herido.",
    ),
    (
        "before",
        "ru",
        "В понедельник вечером боевики застрелили старосту в Идлибе. В минувшее воскресенье был ранен ещё один житель.",
    ),
    (
        "before",
        "uk",
        "У понеділок увечері бойовики застрелили старосту в Ідлібі. Минулої неділі було поранено ще одного жителя.",
    ),
    ("before", "ar", "اغتال مسلحون وجيها في نوى مساء الاثنين. وأصيب مدني آخر يوم الأحد الماضي."),
]


@pytest.mark.parametrize(("told", "code", "text"), SENTENCES)
def test_harm_of_another_day_stands_for_itself(told: str, code: str, text: str):
    """The event keeps its own day and toll, the other harm has the days told beside it."""
    event, other = read(text, DAY, code).claims
    assert event.time.earliest == date(2024, 5, 6)
    assert (other.time.earliest, other.time.latest) == DAYS[told]
    assert {c.outcome for c in other.casualties} == {"killed" if told == "stretch" else "injured"}
    assert not {c.outcome for c in event.casualties} & {c.outcome for c in other.casualties}


def test_who_dies_later_died_of_it():
    """A later day is that of a death, of a find or of a count: the harm is the event's."""
    text = "Shells hit the market in Marib on Monday, wounding five. Rescuers on Tuesday pulled two bodies out."
    assert all(c.event_type == "shelling" for c in read(text, DAY, "en").claims)
