"""Namesakes: what a name means here, by who acts, by what some other language calls it, and by how it was told before."""

from __future__ import annotations

import pytest

from mentions.places.reading import at, read


@pytest.mark.parametrize(
    ("code", "text", "words", "country"),
    [
        (
            "en",
            "The Israeli army said its jets had hit a depot in Qana. Lebanese medics counted three dead.",
            "Qana",
            "LB",
        ),
        ("en", "Colombia's army blamed dissidents for a bomb in the northern town of Miranda.", "Miranda", "CO"),
        ("uk", "Унаслідок обстрілу міста Лиман на Донеччині загинули двоє.", "Лиман", "UA"),
        ("fr", "Le pilonnage du camp d'Abou Chouk a tué trois Soudanais.", "Abou Chouk", "SD"),
        ("ar", "قُتل ثلاثة في قصف على مخيم أبو شوك للنازحين في السودان.", "أبو شوك", "SD"),
    ],
)
def test_the_text_tells_which_of_the_namesakes(code: str, text: str, words: str, country: str) -> None:
    """Actors and nationalities weigh; a stop word or a word for a lake may begin or be a name."""
    mention = at(code, text, words)
    assert mention.country == country, mention.reason
    assert mention.lat is not None


def test_a_town_with_an_adjective_of_direction_is_the_town() -> None:
    """ "The southern town of X" is X; "the south of X" is a part of it."""
    assert at("en", "Three people died in the southern town of Kismayo.", "Kismayo").precision == "settlement"
    assert (
        at("es", "Tres personas murieron en la localidad suroccidental de Toribío.", "Toribío").precision
        == "settlement"
    )


def test_one_name_is_one_place_throughout() -> None:
    """The town told first is meant by the station of its name too, though a province elsewhere is better known."""
    text = "A bomb went off in the town of Miranda in Colombia. The police station of Miranda was hit."
    points = {(p.country, p.lat, p.lon) for p in read("en", text) if "Miranda" in p.name}
    assert len(points) == 1, points


def test_short_names_of_one_script_need_their_vowels() -> None:
    """Bambo is a village that no list has; Bumba is a town far from there."""
    mention = at("en", "Congo's army said that eight villagers were killed in Bambo.", "Bambo")
    assert mention.gazetteer_id is None
