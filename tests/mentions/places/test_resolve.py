"""Points do not lie: containment first, honest radii, and never a namesake far away."""

from __future__ import annotations

import pytest

from mentions.places.reading import at, read
from thucydides.mentions.places.geometry import distance_km

ALEPPO = (36.2, 37.16)


def test_a_quarter_does_not_leave_its_town() -> None:
    """Five villages of the name lie far from Aleppo; the quarter is in Aleppo."""
    mention = at("en", "In Aleppo, rockets hit the Hamdaniyah district.", "Hamdaniyah")
    assert mention.lat is not None
    assert mention.lon is not None
    assert distance_km(mention.lat, mention.lon, *ALEPPO) < 10


@pytest.mark.parametrize(
    ("code", "text", "words", "within"),
    [
        ("en", "Qarmashtal, a village 25 km north of Koro in Mali, was burnt.", "Qarmashtal", "Koro"),
        ("en", "Troops left Zorbelin, in Idlib province.", "Zorbelin", "Idlib"),
        ("fr", "Des tirs ont touché le quartier Zorbelin à Alep.", "Zorbelin", "Aleppo"),
    ],
)
def test_an_unknown_place_takes_what_holds_it(code: str, text: str, words: str, within: str) -> None:
    """It keeps its name, has no id, says what holds it and why, and a radius that is not small."""
    mention = at(code, text, words)
    assert mention.name == words
    assert mention.gazetteer_id is None
    assert mention.within == within
    assert mention.reason
    assert mention.radius_km is not None
    assert mention.radius_km >= 8


def test_a_distance_and_a_bearing_give_a_point() -> None:
    """Fifteen kilometres north of a town are about a seventh of a degree of latitude."""
    mention = at("en", "A bus was hit 15 km north of Aleppo.", "15 km north of Aleppo")
    assert mention.lat == pytest.approx(ALEPPO[0] + 15 / 111.2, abs=0.02)
    assert mention.precision == "vicinity"
    assert mention.radius_km is not None
    assert 5 <= mention.radius_km <= 25


def test_half_way_lies_between() -> None:
    """Between two towns is the middle, and the radius reaches both."""
    mention = at("en", "The road between Aleppo and Idlib was cut.", "between Aleppo and Idlib")
    assert mention.lat is not None
    assert mention.lon is not None
    assert mention.radius_km is not None
    assert distance_km(mention.lat, mention.lon, *ALEPPO) <= mention.radius_km + 1


@pytest.mark.parametrize(
    ("text", "words", "precision"),
    [
        ("Fighting went on in Idlib province.", "Idlib province", "admin1"),
        ("Fighting went on in the south of Aleppo province.", "Aleppo province", "admin1_part"),
        ("Fighting went on in Syria.", "Syria", "country"),
        ("Fighting went on in the city of Homs.", "Homs", "settlement"),
    ],
)
def test_the_head_noun_decides_the_kind(text: str, words: str, precision: str) -> None:
    """One name is a town, a province or a part of it by the words beside it."""
    assert at("en", text, words).precision == precision


def test_the_country_of_the_text_chooses_between_namesakes() -> None:
    """Tripoli is in Lebanon where the text is about Lebanon."""
    text = "The Lebanese army deployed in Beirut, Sidon and Baalbek. In Lebanon's north, shots were fired in Tripoli."
    assert at("en", text, "Tripoli").country == "LB"


def test_the_city_is_the_last_city() -> None:
    """ "The city" and "there" go back to what was named."""
    text = "Shells hit Homs on Monday. The city has no water."
    mention = at("en", text, "The city")
    assert mention.anaphor
    assert mention.gazetteer_id == at("en", text, "Homs").gazetteer_id
    assert "Homs" in mention.reason


def test_explained_once_known_throughout() -> None:
    """A name that the text explains later is placed there in its headline too."""
    text = "Attack on Qarmashtal\n\nGunmen came at dawn. Qarmashtal, a village 25 km north of Koro, is in Mali."
    first, last = [m for m in read("en", text) if m.name == "Qarmashtal"][:2]
    assert (first.lat, first.lon) == (last.lat, last.lon)


def test_every_mention_stands_on_its_words() -> None:
    """Spans lie in the text, points on the earth, and what is placed has a radius and a reason."""
    text = "Raids hit Saraqib, the outskirts of Maarat al-Numan and a camp near Atmeh. Kyiv and Moscow traded blame."
    for mention in read("en", text):
        assert 0 <= mention.start < mention.end <= len(text)
        if mention.lat is not None and mention.lon is not None:
            assert -90 <= mention.lat <= 90
            assert -180 <= mention.lon <= 180
            assert mention.radius_km
            assert mention.reason


def test_a_part_of_the_world_is_no_quarter_of_its_name() -> None:
    """A quarter of Baltimore is called so too; the text means the wide area, of no one country."""
    mention = at("en", "The team left Baltimore for the Middle East on Monday.", "Middle East")
    assert mention.country is None
    assert (mention.radius_km or 0) > 500


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("In Kyiv, the Department of Agriculture said two people died.", "Agriculture"),
        ("The Transportation Department closed roads in Kyiv.", "Transportation"),
        ("State Rep. Dorn left Kyiv.", "Rep"),
        ("You'd love Kyiv.", "You'd"),
    ],
)
def test_offices_and_contractions_are_no_places(text: str, wrong: str) -> None:
    """Only the town is a place."""
    assert [text[m.start : m.end] for m in read("en", text) if wrong in text[m.start : m.end]] == []
