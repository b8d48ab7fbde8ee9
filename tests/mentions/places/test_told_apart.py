"""What a text tells of a name: a party or a town, a region or its town, one of several villages, an outlet or a town."""

from __future__ import annotations

import pytest

from mentions.places.reading import at, read
from thucydides.knowledge.gazetteer import Gazetteer
from thucydides.knowledge.gazetteer.phones import unlike_in_length
from thucydides.mentions.places.geometry import distance_km


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("en", "A ceasefire between Damascus and the rebels collapsed on Monday.", "Damascus"),
        ("en", "Talks between Moscow and Kyiv failed on Monday.", "Moscow"),
        ("fr", "Un cessez-le-feu entre Damas et les rebelles a été rompu lundi.", "Damas"),
        ("es", "La tregua entre Damasco y los rebeldes se rompió el lunes.", "Damasco"),
        ("ru", "Перемирие между Дамаском и повстанцами нарушено.", "Дамаском"),
        ("uk", "Перемир'я між Дамаском і повстанцями порушено.", "Дамаском"),
        ("ar", "انهارت الهدنة بين دمشق والفصائل المسلحة بعد القصف.", "دمشق"),
    ],
)
def test_a_capital_that_stands_between_parties_is_its_government(code: str, text: str, words: str) -> None:
    """Between a capital and a force, or another government, lies no place."""
    found = [p for p in read(code, text) if words in text[p.start : p.end]]
    assert [p.role for p in found] == ["seat"]


def test_between_a_capital_and_a_town_is_a_place() -> None:
    """No party has the name of the town."""
    mention = at("en", "Fighting broke out between Damascus and Homs on Monday.", "between Damascus and Homs")
    assert mention.role == "event"
    assert mention.precision == "vicinity"


@pytest.mark.parametrize(
    ("code", "text", "words", "region"),
    [
        ("ar", "قصف الطيران مدينة سراقب في ريف إدلب.", "سراقب", "Idlib"),
        ("ru", "Войска заняли населённый пункт Терны в ДНР, сообщило министерство.", "Терны", "Donetsk"),
        ("ru", "Сообщили о взятии населённого пункта Терны Донецкой Народной Республики.", "Терны", "Donetsk"),
        ("ru", "В Агджабединском районе Азербайджана взорвался снаряд.", "Агджабединском", "Ağcabǝdi"),
    ],
)
def test_what_holds_a_name_tells_which_it_is(code: str, text: str, words: str, region: str) -> None:
    """A countryside, a republic by its letters or in the genitive, a district by the adjective of its town."""
    found = [p for p in read(code, text) if words in text[p.start : p.end]]
    assert [p.admin1 for p in found] == [region], [p.reason for p in found]
    assert found[0].gazetteer_id


def test_one_of_many_villages_is_none_of_them() -> None:
    """Nothing tells which of ten is meant, and no town is meant that once was called so: the country is sure."""
    text = "Новоолександрівка: окупанти просунулися в селі, бої тривають."
    mention = read("uk", text)[0]
    assert (mention.country, mention.precision, mention.gazetteer_id) == ("UA", "country", None)
    assert "several places" in mention.reason


def test_a_town_is_not_found_under_a_name_it_once_had() -> None:
    """Where several others of its country are called so now."""
    names = {f.spot.name for f in Gazetteer.open().exact("новоолександрівка")}
    assert "Melitopol" not in names
    assert "Novooleksandrivka" in names


def test_a_state_comes_before_a_town_that_is_also_called_so() -> None:
    """The capital is near itself, and so is the state."""
    text = "Two convoys were attacked in Oaxaca and in Mexico City, and others elsewhere in Mexico."
    assert [p.precision for p in read("en", text) if text[p.start : p.end].endswith("Mexico")] == ["country"]


def test_a_region_behind_a_town_in_it_is_the_region() -> None:
    """Its largest town has the name too; in a list of towns it is the town."""
    text = "A man was shot in Buffalo, New York."
    assert [p.precision for p in read("en", text)] == ["settlement", "admin1"]
    text = "Shells fell on Azaz, Aleppo and Manbij."
    assert [p.precision for p in read("en", text)] == ["settlement"] * 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Militants attacked Palma near a gas project.", "Palma"),
        ("Shells hit a bridge in Azaz near a market.", "Azaz"),
    ],
)
def test_a_relation_before_its_name_is_not_what_stands_behind_it(text: str, words: str) -> None:
    """ "X near Y" is X itself."""
    assert at("en", text, words).precision == "settlement"


def test_west_belongs_to_what_it_is_west_of() -> None:
    """ "At X west of Y" is X, and a part of Y."""
    text = "The blast hit buses at Rashidin west of Aleppo."
    assert [text[p.start : p.end] for p in read("en", text)] == ["Rashidin", "west of Aleppo"]


@pytest.mark.parametrize(
    "text",
    [
        "The attack was condemned by the White House and by the United Nations.",
        "The court heard of deaths by West Nile virus.",
        "The state paid US$10,000 for each truck.",
    ],
)
def test_offices_illnesses_and_money_are_no_places(text: str) -> None:
    """Though towns, rivers and states are in their names."""
    assert not [p for p in read("en", text) if p.role == "event" and not p.anaphor]


def test_a_town_may_have_the_name_of_an_outlet() -> None:
    """Where the text calls it a town, or something is near it."""
    mention = at("en", "Shells hit a bridge near the town of Al Mayadeen in Syria.", "near the town of Al Mayadeen")
    assert mention.admin1 == "Deir ez-Zor"
    assert not [p for p in read("en", "Al Mayadeen reported a raid in Syria.") if p.admin1]


def test_a_town_of_the_war_before_a_larger_namesake() -> None:
    """A chosen list has it, though not how many live there; who fights there decides."""
    mention = at("en", "Mozambican rebels attacked Palma. Troops from Mozambique fled.", "Palma")
    assert mention.country == "MZ"


def test_strokes_over_vowels_tell_which_are_written() -> None:
    """A scholar's spelling marks long vowels; scripts that write only these must have them all, and no other."""
    assert unlike_in_length("Hirān", "هران") == 0.0
    assert unlike_in_length("Hirān", "حيران") > 0.0
    assert unlike_in_length("Hiran", "حيران") == 0.0


@pytest.mark.parametrize(
    ("code", "text", "words", "point"),
    [
        ("en", "Shells fell near Ménaka in Mali on Friday. Rockets hit its camp in Tessalit.", "Tessalit", (20.2, 1.0)),
        (
            "fr",
            "Des tirs ont visé Ménaka, au Mali. Des roquettes ont visé le camp de Tessalit.",
            "Tessalit",
            (20.2, 1.0),
        ),
        ("en", "In Russia's Bryansk Oblast, a drone hit the railway station of Klimovo.", "Klimovo", (52.4, 32.2)),
        ("fr", "Au Mali, un car a sauté sur l'axe Ménaka-Tabankortou.", "Ménaka", (15.9, 2.4)),
        ("en", "Peshawar is calm. In South Waziristan, troops fought at Zorkhel village.", "Zorkhel", (32.3, 69.6)),
        (
            "fr",
            "Les rebelles ont pris Masisi (Nord-Kivu). Des obus sont tombés à Zobumba dans la nuit.",
            "Zobumba",
            (-1.4, 28.8),
        ),
    ],
)
def test_what_holds_or_ends_a_name_says_where_it_is(
    code: str, text: str, words: str, point: tuple[float, float]
) -> None:
    """The only town so called, a region behind its country's owner, the known end of a road, the district told last."""
    mention = at(code, text, words)
    assert mention.lat is not None
    assert mention.lon is not None
    assert distance_km(mention.lat, mention.lon, *point) < 40
