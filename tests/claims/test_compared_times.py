"""What happens now is not of the time that it is compared with: "the worst attack since 15 March, when 21 were killed"."""

from __future__ import annotations

from datetime import date

import pytest

from told import read

DAY = date(2024, 5, 8)
# The days of the claims: those of now and of then, of now alone, none that the words tell, and of a stretch up to now.
DAYS = {
    "then": [(date(2024, 3, 15), date(2024, 3, 15)), (date(2024, 5, 7), date(2024, 5, 7))],
    "now": [(date(2024, 5, 7), date(2024, 5, 7))],
    "open": [(date(2024, 5, 5), DAY)],
    "since": [(date(2024, 5, 6), DAY)],
}


SENTENCES = [
    (
        "then",
        "en",
        "Gunmen killed two guards in Kajuru on Tuesday. It was the deadliest attack in the district since 15 March, when 21 people were killed.",
    ),
    (
        "then",
        "fr",
        "Des hommes armés ont tué deux gardes à Djibo mardi. C'est l'attaque la plus meurtrière dans la ville depuis le 15 mars, quand 21 personnes avaient été tuées.",
    ),
    (
        "then",
        "es",
        "Hombres armados mataron a dos guardias en Suárez el martes. Es el ataque más mortífero en el municipio desde el 15 de marzo, cuando murieron 21 personas.",
    ),
    (
        "then",
        "ru",
        "Во вторник боевики убили двух охранников в Идлибе. Это самое кровавое нападение в городе с 15 марта, когда погиб 21 человек.",
    ),
    (
        "then",
        "uk",
        "У вівторок бойовики вбили двох охоронців в Ідлібі. Це найкривавіший напад у місті з 15 березня, коли загинула 21 людина.",
    ),
    (
        "then",
        "ar",
        "قتل مسلحون حارسين في نوى يوم الثلاثاء. وهذا أكثر الهجمات دموية في المدينة منذ 15 آذار حين قتل 21 شخصا.",
    ),
    (
        "now",
        "en",
        "Gunmen killed two guards in Kajuru on Tuesday, the worst attack in the district since 15 March.",
    ),
    (
        "now",
        "fr",
        "Des hommes armés ont tué deux gardes à Djibo mardi, la pire attaque dans la ville depuis le 15 mars.",
    ),
    (
        "now",
        "es",
        "Hombres armados mataron a dos guardias en Suárez el martes, el peor ataque en el municipio desde el 15 de marzo.",
    ),
    (
        "now",
        "ru",
        "Во вторник боевики убили двух охранников в Идлибе, это крупнейшее нападение в городе с 15 марта.",
    ),
    ("now", "uk", "У вівторок бойовики вбили двох охоронців в Ідлібі, це найбільший напад у місті з 15 березня."),
    ("now", "ar", "قتل مسلحون حارسين في نوى يوم الثلاثاء في أعنف هجوم تشهده المدينة منذ 15 آذار."),
    ("open", "en", "Shells fell on the market in Marib, the first such attack since January."),
    ("open", "fr", "Des obus sont tombés sur le marché de Djibo, la première attaque de ce type depuis janvier."),
    ("open", "es", "Cayeron obuses sobre el mercado de Suárez, el primer ataque de este tipo desde enero."),
    ("open", "ru", "Снаряды упали на рынок в Идлибе, это первый такой обстрел с января."),
    ("open", "uk", "Снаряди впали на ринок в Ідлібі, це перший такий обстріл із січня."),
    ("open", "ar", "سقطت قذائف على سوق نوى في أول هجوم من نوعه منذ كانون الثاني."),
    ("since", "en", "Since Monday shells have killed nine people in Marib."),
    ("since", "fr", "Depuis lundi, des obus ont tué neuf personnes à Djibo."),
    ("since", "es", "Desde el lunes los obuses han matado a nueve personas en Suárez."),
    ("since", "ru", "С понедельника снаряды убили девять человек в Идлибе."),
    ("since", "uk", "Від понеділка снаряди вбили дев'ять людей в Ідлібі."),
    ("since", "ar", "منذ الاثنين قتلت القذائف تسعة أشخاص في نوى."),
]


@pytest.mark.parametrize(("told", "code", "text"), SENTENCES)
def test_days_of_what_is_compared(told: str, code: str, text: str):
    """Since a superlative is no stretch of the event; since alone is."""
    claims = read(text, DAY, code).claims
    assert sorted({(c.time.earliest, c.time.latest) for c in claims}) == DAYS[told]


def test_a_month_is_told_whole():
    """What happened then is of the whole month; of a year long gone nothing is told."""
    text = "Gunmen killed two guards in Kajuru on Tuesday. It was the deadliest attack there since {}, when 21 were killed."
    claims = read(text.format("February"), DAY, "en").claims
    assert (date(2024, 2, 1), date(2024, 2, 29)) in {(c.time.earliest, c.time.latest) for c in claims}
    assert {c.time.earliest for c in read(text.format("2021"), DAY, "en").claims} == {date(2024, 5, 7)}
