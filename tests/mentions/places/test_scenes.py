"""Borders, capitals that are pointed at, whose a place is, quarters of the larger town, and places that were given."""

from __future__ import annotations

import pytest

from mentions.places.reading import at, read
from thucydides.knowledge import library
from thucydides.knowledge.gazetteer import Gazetteer
from thucydides.mentions import places
from thucydides.mentions.page import open_page
from thucydides.mentions.places.geometry import distance_km
from thucydides.model.document import Document


@pytest.mark.parametrize(
    ("code", "text", "words", "country"),
    [
        ("en", "Two soldiers of Jordan were shot near the border with Iraq. Amman in Jordan sent more.", "Iraq", "JO"),
        ("es", "Tropas de Colombia cayeron en la frontera con Ecuador, dijo Bogotá en Colombia.", "Ecuador", "CO"),
        ("fr", "Au Tchad, un convoi a sauté près de la frontière avec le Soudan.", "Soudan", "TD"),
        ("en", "In Jordan, a patrol came under fire at the Iraqi border.", "Iraqi border", "JO"),
    ],
)
def test_a_border_lies_in_the_country_that_the_text_is_about(code: str, text: str, words: str, country: str) -> None:
    """ "The border with X" is a strip of the other state, not the middle of X."""
    mention = at(code, text, words)
    assert (mention.country, mention.precision) == (country, "admin1_part")
    assert mention.radius_km is not None
    assert mention.radius_km >= 60


@pytest.mark.parametrize(
    ("text", "words", "role"),
    [
        ("A US-led strike killed six in Raqqa.", "US", "nationality"),
        ("The Kyiv-held bank of the river was shelled near Kherson.", "Kyiv", "seat"),
    ],
)
def test_what_a_hyphen_ties_to_a_word_is_no_scene(text: str, words: str, role: str) -> None:
    """ "X-led" says whose a thing is."""
    assert at("en", text, words).role == role


def test_in_a_capital_they_say() -> None:
    """A capital in front of a verb of saying is where the speaker sits, with a preposition too."""
    assert at("ru", "В Ереване утверждают, что мост цел.", "Ереване").role == "seat"


def test_this_capital_is_where_the_report_is_dated() -> None:
    """A correspondent's "this capital" is the town of the dateline, whatever states are told of since."""
    text = "Beirut, 3 oct.- Aviones de Israel atacaron anoche los suburbios del sur de esta capital."
    mention = at("es", text, "esta capital")
    assert mention.country == "LB", mention.reason


def test_a_day_is_no_town() -> None:
    """ "October 6" is a date, though a city of Egypt is called so."""
    assert not any(p.country == "EG" for p in read("en", "Published October 6 2014. A bomb killed two in Syria."))


def test_an_article_and_careless_capitals_hide_no_name() -> None:
    """The article is none of the name; a chosen name may be written with a small letter inside."""
    assert at("en", "A bomb went off in al-Hassakeh in Syria.", "Hassakeh").admin1 == "Al-Hasakah"
    assert at("en", "A bomb went off in Deir ezzor in Syria.", "Deir ezzor").gazetteer_id is not None


def test_a_name_is_where_its_relation_moved_it_from() -> None:
    """ "Near X" and then X: the second is X itself, where the text has put it."""
    text = "Shells fell near Tarbaka, about 30 km north of Mogadishu in Somalia. Residents of Tarbaka fled."
    first, second = [p for p in read("en", text) if "Tarbaka" in text[p.start : p.end]]
    assert None not in (first.lat, first.lon, second.lat, second.lon)
    assert distance_km(first.lat or 0, first.lon or 0, second.lat or 0, second.lon or 0) < 40


def test_given_spans_are_placed() -> None:
    """A name that somebody else found gets the point of the place itself, a nationality its country's."""
    text = "Fighters fled towards northern Aleppo, a Turkish officer said in Gaziantep."
    page = open_page(Document("test", text, "en"), library.language("en"))
    words = ("Aleppo", "Turkish", "Gaziantep")
    spans = [(text.index(w), text.index(w) + len(w)) for w in words]
    found = places.given(page, spans, Gazetteer.open())
    assert [p and p.country for p in found] == ["SY", "TR", "TR"]
    aleppo = found[0]
    assert aleppo is not None
    assert distance_km(aleppo.lat or 0, aleppo.lon or 0, 36.2, 37.15) < 15
