"""Names in their cases, districts after their towns, namesakes far from the scene, and what "the province" goes back to."""

from __future__ import annotations

import pytest

from mentions.places.reading import at, read
from thucydides.mentions.places.geometry import distance_km


@pytest.mark.parametrize(
    ("text", "words", "name", "precision"),
    [
        ("Обстріляли ферму в Дергачівській громаді.", "Дергачівській", "Derhachi", "admin2"),
        (
            "Дрон зруйнував їдальню Запорізької атомної станції.",
            "Запорізької",
            "Zaporizhzhia nuclear power plant",
            "site",
        ),
        ("Вночі дрони атакували Шосткинщину.", "Шосткинщину", "Shostka area", "admin2"),
        ("Ракета впала над Бєлгородською областю.", "Бєлгородською", "Belgorod Oblast", "admin1"),
    ],
)
def test_adjectives_of_towns_are_read_in_their_cases(text: str, words: str, name: str, precision: str) -> None:
    """A district, a plant and the land around a town are called after it, in the case that the sentence asks for."""
    mention = at("uk", text, words)
    assert (mention.name, mention.precision) == (name, precision)


def test_a_district_holds_the_village_named_before_it() -> None:
    """ "Near X of Y district" is two places, the one in the other, not a name of three words."""
    mention = at("uk", "Сапер загинув поблизу Крушинівки Ізюмського району.", "Крушинівки")
    assert mention.within is not None
    assert mention.lat is not None
    assert mention.lon is not None
    assert distance_km(mention.lat, mention.lon, 49.2, 37.3) < 60


def test_a_far_namesake_stays_coarse() -> None:
    """A hamlet of a name that many have, told right after a town, is not the namesake in another region."""
    text = "Hombres armados atacaron Tibú el lunes. Después mataron a un líder en la vereda Miraflores."
    mention = at("es", text, "Miraflores")
    assert mention.gazetteer_id is None
    assert mention.radius_km is not None
    assert mention.radius_km >= 30
    assert mention.lat is not None
    assert mention.lon is not None
    assert distance_km(mention.lat, mention.lon, 8.64, -72.74) <= mention.radius_km


def test_a_town_at_hand_is_no_state_far_away() -> None:
    """A state that nothing else speaks for gives way to the town of its name beside the town that the text tells of."""
    text = "Culiacán vivió otra noche violenta. Dos hombres fueron asesinados en Culiacán y uno en Costa Rica."
    assert at("es", text, "Costa Rica").country == "MX"
    assert (
        at("es", "Dos hombres fueron asesinados en Costa Rica, dijo el gobierno costarricense.", "Costa Rica").country
        == "CR"
    )


def test_the_province_is_that_of_the_town_it_is_called_after() -> None:
    """ "In Kirkuk ... in the south of the province" speaks of the province of Kirkuk, not of one told before."""
    text = "انفجرت عبوة في محافظة ديالى. وفي كركوك نفذت طائرات ضربتين جنوبي المحافظة."
    mention = at("ar", text, "جنوبي المحافظة")
    assert mention.admin1 is not None
    assert "Kirkuk" in mention.admin1


def test_arabic_kilometres_are_kilometres() -> None:
    """Sixty kilometres west of a town lie sixty kilometres west of it."""
    mention = at("ar", "سقطت قذائف على بعد 60 كيلومترا غربي الفاشر.", "60 كيلومترا")
    assert mention.lat is not None
    assert mention.lon is not None
    assert 45 < distance_km(mention.lat, mention.lon, 13.63, 25.35) < 75


@pytest.mark.parametrize(("code", "text"), [("uk", "Того ж дня загинули двоє."), ("ru", "Того же дня погибли двое.")])
def test_a_pronoun_is_no_state(code: str, text: str) -> None:
    """Togo is written like "of that" in Ukrainian and Russian."""
    assert read(code, text) == ()
