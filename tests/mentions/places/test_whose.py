"""Words that tell whose or of what a place is: embassies, capitals of states, peoples, keywords beside a text."""

from __future__ import annotations

import pytest

from mentions.places.reading import at, read


@pytest.mark.parametrize(
    ("code", "text", "state", "city"),
    [
        ("en", "Gunmen fired at the embassy of Turkey in Baghdad on Monday.", "Turkey", "Baghdad"),
        ("fr", "Une roquette est tombée près de l'ambassade de France à Bagdad.", "France", "Bagdad"),
        ("es", "Dispararon contra la embajada de Irán en Damasco el lunes.", "Irán", "Damasco"),
        ("ru", "Неизвестные обстреляли посольство Ирана в Дамаске.", "Ирана", "Дамаске"),
        ("uk", "Невідомі обстріляли посольство Ірану в Дамаску.", "Ірану", "Дамаску"),
        ("ar", "أطلق مجهولون النار على سفارة تركيا في بغداد.", "تركيا", "بغداد"),
    ],
)
def test_an_embassy_lies_not_in_its_state(code: str, text: str, state: str, city: str) -> None:
    """The state tells whose it is, the town where."""
    assert at(code, text, state).role == "nationality"
    assert at(code, text, city).role == "event"


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("en", "A car bomb went off in the Syrian capital on Tuesday.", "Syrian capital"),
        ("en", "A car bomb went off in the capital of Syria on Tuesday.", "capital of Syria"),
        ("fr", "Une voiture piégée a explosé dans la capitale syrienne mardi.", "capitale syrienne"),
        ("es", "Un coche bomba explotó en la capital siria el martes.", "capital siria"),
        ("ru", "В сирийской столице взорвался автомобиль.", "сирийской столице"),
        ("ru", "В столице Сирии взорвался автомобиль.", "столице Сирии"),
        ("uk", "У сирійській столиці вибухнув автомобіль.", "сирійській столиці"),
        ("ar", "انفجرت سيارة مفخخة في العاصمة السورية يوم الثلاثاء.", "العاصمة السورية"),
    ],
)
def test_the_capital_of_a_state_is_a_town(code: str, text: str, words: str) -> None:
    """Not the state that it is the capital of."""
    assert (at(code, text, words).country, at(code, text, words).precision) == ("SY", "settlement")
    assert at(code, text, words).name == "Damascus"


def test_a_capital_and_its_name_are_told_both() -> None:
    """The name behind the comma is the same town; neither hides the other."""
    found = read("en", "A bomb went off in the Somali capital, Mogadishu, killing two.")
    assert [p.name for p in found] == ["Mogadishu", "Mogadishu"]


def test_a_peoples_word_before_a_head_noun_is_no_hamlet() -> None:
    """A village in Ontario is called Spanish."""
    found = read("en", "Police searched the gate of a Spanish university in Madrid.")
    assert [(p.country, p.role) for p in found] == [("ES", "nationality"), ("ES", "event")]


def test_a_case_of_a_larger_town_comes_before_a_foreign_name() -> None:
    """ "Hama" in two cases is spelt like a town of Flanders and one of Xinjiang."""
    found = read("ru", "Сирийская авиация нанесла удар в Хаме, окраины Хамы горят, войска идут к Хами.")
    assert {p.country for p in found} == {"SY"}


def test_towns_of_a_list_hold_none_another() -> None:
    """Three towns; that New York is a state too makes no chain of them."""
    found = read("en", "He stopped in Washington, New York and Boston.")
    assert [p.admin1 for p in found] == ["District of Columbia", "New York", "Massachusetts"]


def test_what_lies_east_of_a_town_leaves_the_town_where_it_is() -> None:
    """The direction belongs to the name behind it, however it is introduced."""
    mention = at("en", "Militants took the Shaar oilfield east of the central city of Homs.", "Shaar")
    assert "towards" not in mention.reason


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell at noon. Tags Syria Idlib Zabadani airstrikes Russian and regime jets hit Aleppo.",
        "Shells fell at noon. Tags: Syria, Idlib, Zabadani. The jets hit Aleppo.",
        "The jets hit Aleppo.\n\nKeywords: Syria, Idlib, Zabadani, airstrikes",
    ],
)
def test_keywords_beside_a_text_tell_nothing(text: str) -> None:
    """A list of keywords ends with its line, or where the sentence behind it begins."""
    assert [p.name for p in read("en", text) if p.role == "event"] == ["Aleppo"]


def test_tags_of_soldiers_are_no_keywords() -> None:
    """Only with a capital does the word open a list."""
    assert [p.name for p in read("en", "They found tags of soldiers in Aleppo and Idlib.")] == ["Aleppo", "Idlib"]


@pytest.mark.parametrize(
    "text",
    [
        "Los sicarios mataron a Ortega el lunes.",
        "El ministro saludó a Obama el martes.",
        "El comandante acusó a Nasrallah de la matanza.",
    ],
)
def test_who_is_the_object_is_no_place(text: str) -> None:
    """The Spanish word for "at" also marks a person who is the object; little towns have such names."""
    assert [p for p in read("es", text) if p.role == "event"] == []


def test_a_town_behind_the_same_word_is_one() -> None:
    """Known towns stay."""
    assert at("es", "Los combatientes llegaron a Tibú el lunes.", "Tibú").country == "CO"
    assert at("es", "Los drones atacaron a Járkov de noche.", "Járkov").country == "UA"
