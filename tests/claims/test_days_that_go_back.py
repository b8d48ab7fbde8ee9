"""A look back does not move the story: what is told elsewhere behind it is of the day told before, what goes on with it is not."""

from __future__ import annotations

from datetime import date

import pytest

from told import read

DAY = date(2024, 5, 8)
ELSEWHERE = [
    (
        "ar",
        "قتل سبعة أشخاص في غارة جوية على إدلب فجر اليوم. وكانت غارة قد قتلت أمس أربعة نازحين في سرمين. واستهدف قصف مدفعي بلدة بنش فأصيب ثلاثة.",
    ),
    (
        "en",
        "Seven people were killed in an air strike on Idlib at dawn today. A strike had killed four displaced people in Sarmin yesterday. Shelling hit the town of Binnish, wounding three.",
    ),
    (
        "fr",
        "Sept personnes ont été tuées dans une frappe aérienne sur Idlib ce matin à l'aube. Une frappe avait tué hier quatre déplacés à Sarmin. Des tirs d'artillerie ont touché la ville de Binnish, faisant trois blessés.",
    ),
    (
        "es",
        "Siete personas murieron hoy al amanecer en un bombardeo aéreo sobre Idlib. Un ataque había matado ayer a cuatro desplazados en Sarmin. Disparos de artillería alcanzaron la ciudad de Binnish y dejaron tres heridos.",
    ),
    (
        "ru",
        "Сегодня на рассвете при авиаударе по Идлибу погибли семь человек. Вчера удар унёс жизни четырёх беженцев в Сармине. Артиллерия обстреляла город Биннеш, ранены трое.",
    ),
    (
        "uk",
        "Сьогодні на світанку внаслідок авіаудару по Ідлібу загинули семеро людей. Учора удар забрав життя чотирьох переселенців у Сарміні. Артилерія обстріляла місто Бінніш, поранено трьох.",
    ),
]
GOES_ON = [
    (
        "en",
        "Seven people were killed in Idlib on Tuesday. On Monday gunmen attacked the village of Sarmin. They burned 20 houses.",
    ),
    (
        "fr",
        "Sept personnes ont été tuées à Djibo mardi. Lundi, des hommes armés ont attaqué le village de Bani. Ils ont incendié vingt maisons.",
    ),
    (
        "es",
        "Siete personas murieron en Toribío el martes. El lunes hombres armados atacaron la vereda El Palo. Quemaron veinte casas.",
    ),
    (
        "ru",
        "Во вторник в Идлибе погибли семь человек. В понедельник боевики напали на деревню Сармин. Они сожгли двадцать домов.",
    ),
    (
        "uk",
        "У вівторок в Ідлібі загинули семеро людей. У понеділок бойовики напали на село Сармін. Вони спалили двадцять будинків.",
    ),
    ("ar", "قتل سبعة أشخاص في إدلب يوم الثلاثاء. ويوم الاثنين هاجم مسلحون قرية سرمين. وأحرقوا عشرين منزلا."),
]
TOTALS = [
    ("ar", "ومنذ السابع من أكتوبر بلغ عدد القتلى في غزة 34 ألفا."),
    ("ar", "قتل أربعة في رفح أمس. ومنذ السابع من أكتوبر بلغ عدد القتلى 34 ألفا."),
    ("en", "Four were killed in Rafah yesterday. Since 7 October the number of dead has reached 34,000."),
    ("ru", "Вчера в Рафахе погибли четверо. С 7 октября число погибших достигло 34 тысяч."),
]


@pytest.mark.parametrize(("code", "text"), ELSEWHERE)
def test_the_story_goes_on_behind_a_look_back(code: str, text: str):
    """Today, yesterday in another town, and again today in a third."""
    days = [c.time.earliest for c in read(text, DAY, code).claims]
    assert days == [DAY, date(2024, 5, 7), DAY]


@pytest.mark.parametrize(("code", "text"), GOES_ON)
def test_what_goes_on_with_it_is_of_its_day(code: str, text: str):
    """No claim behind the look back that names no place is of the later day."""
    days = [c.time.earliest for c in read(text, DAY, code).claims]
    assert days[0] == date(2024, 5, 7)
    assert set(days[1:]) == {date(2024, 5, 6)}


@pytest.mark.parametrize(("code", "text"), TOTALS)
def test_a_total_since_a_day_is_of_the_whole_stretch(code: str, text: str):
    """ "Has reached" beside it raises no count of that day."""
    last = read(text, DAY, code).claims[-1]
    assert (last.time.earliest, last.time.latest) == (date(2023, 10, 7), DAY)
