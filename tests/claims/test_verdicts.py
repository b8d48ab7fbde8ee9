"""A verdict of this week on a killing of years ago dates no killing, and a sentence of death is none."""

from __future__ import annotations

from datetime import date

import pytest

from told import read

DAY = date(2024, 5, 8)
OLD = [
    ("ar", "وقضت محكمة في رام الله أمس الثلاثاء بسجن رجل مدى الحياة لقتله شقيقين في جنين في آذار 2019."),
    ("ar", "حكمت محكمة في صنعاء أمس بإعدام ثلاثة أشخاص بتهمة قتل ضابط في عدن عام 2019."),
    ("ar", "قضت المحكمة الاثنين بالسجن عشر سنوات على مسلح قتل شرطيا في بنقردان في 2019."),
    (
        "en",
        "A court in Kaduna on Tuesday sentenced two men to death over the killing of 13 worshippers in Kajuru in February 2019.",
    ),
    ("en", "A court in Kaduna on Tuesday sentenced two men who killed 13 worshippers in Kajuru in 2019."),
    ("en", "The trial of a rebel commander accused of killing 13 villagers in 2019 opened in Kaduna this week."),
    (
        "fr",
        "Mardi, le tribunal de Bamako a condamné à mort deux hommes pour le meurtre de treize fidèles à Djibo en février 2019.",
    ),
    (
        "fr",
        "Le procès d'un chef rebelle accusé d'avoir tué treize villageois en 2019 s'est ouvert cette semaine à Bamako.",
    ),
    (
        "es",
        "Un juez condenó este martes a 40 años de prisión a un exguerrillero por el asesinato de tres ingenieros en Corinto en agosto de 2018.",
    ),
    ("es", "El juicio contra un jefe rebelde acusado de matar a trece campesinos en 2019 comenzó esta semana en Cali."),
    (
        "ru",
        "Во вторник суд в Ростове приговорил к пожизненному сроку мужчину за убийство трёх человек в Новочеркасске в марте 2019 года.",
    ),
    ("ru", "На этой неделе в Грозном начался суд над боевиком, обвиняемым в убийстве тринадцати жителей в 2019 году."),
    ("uk", "У вівторок суд у Дніпрі засудив до довічного чоловіка за вбивство трьох людей у Бучі в березні 2019 року."),
    ("uk", "Цього тижня у Києві почався суд над бойовиком, обвинуваченим у вбивстві тринадцяти жителів у 2019 році."),
    (
        "en",
        "A court in Kaduna on Tuesday sentenced two men to death. They shot dead 13 worshippers in Kajuru in February 2019.",
    ),
    (
        "fr",
        "Mardi, un tribunal de Bamako a condamné deux hommes à mort. Ils avaient abattu treize fidèles à Djibo en février 2019.",
    ),
    ("es", "Un juez condenó el martes a dos hombres. Habían asesinado a tres ingenieros en Corinto en agosto de 2018."),
    (
        "ru",
        "Во вторник суд в Ростове приговорил двоих к пожизненному сроку. Они застрелили трёх человек в Новочеркасске в марте 2019 года.",
    ),
    (
        "uk",
        "У вівторок суд у Дніпрі засудив двох чоловіків до довічного. Вони застрелили трьох людей у Бучі в березні 2019 року.",
    ),
    ("ar", "حكمت محكمة في رام الله أمس على رجلين بالسجن المؤبد. وكانا قد قتلا شقيقين في جنين في آذار 2019."),
]
SENTENCES = [
    ("fr", "Mardi, un tribunal de Bamako a condamné deux hommes à mort."),
    ("en", "A court in Kaduna on Tuesday sentenced two men to death."),
    ("es", "Un tribunal condenó el martes a dos hombres a muerte."),
    ("ru", "Во вторник суд в Грозном приговорил двоих мужчин к смертной казни."),
    ("uk", "У вівторок суд у Донецьку засудив двох чоловіків до смертної кари."),
    ("ar", "حكمت محكمة في صنعاء أمس بإعدام ثلاثة أشخاص."),
    ("ar", "قضت محكمة في صنعاء أمس بإعدام ثلاثة أشخاص."),
    ("ar", "قضت محكمة في رام الله أمس بسجن رجل مدى الحياة."),
    ("ar", "أصدرت محكمة في صنعاء أمس حكما بإعدام ثلاثة أشخاص."),
]


@pytest.mark.parametrize(("code", "text"), OLD)
def test_what_is_tried_is_of_its_own_day(code: str, text: str):
    """Told as history or not at all, never as of the day of the court."""
    assert all(c.time is not None and c.time.latest < date(2020, 1, 1) for c in read(text, DAY, code).claims)


@pytest.mark.parametrize(("code", "text"), SENTENCES)
def test_a_sentence_is_no_death(code: str, text: str):
    """Nobody was killed in the court."""
    assert not read(text, DAY, code).claims


def test_the_same_words_without_a_court_are_deaths():
    """The words for ruling and for perishing are one in Arabic."""
    assert read("قضى ثلاثة مدنيين في قصف على إدلب أمس.", DAY, "ar").claims[0].casualties[0].low == 3
    assert read("أعدم مسلحون ثلاثة أشخاص في درعا أمس.", DAY, "ar").claims[0].casualties[0].low == 3
