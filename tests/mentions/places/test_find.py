"""Names of places are found with what belongs to them, and persons, words and organisations are left alone."""

from __future__ import annotations

import pytest

from mentions.places.reading import at, read


@pytest.mark.parametrize(
    ("code", "text", "words", "country"),
    [
        ("en", "Shells fell on the village of Tell Rifaat.", "Tell Rifaat", "SY"),
        ("en", "Two died in Mobile, Ala., on Friday.", "Mobile", "US"),
        ("en", "The U.S. sent ships.", "U.S.", "US"),
        ("fr", "Un raid a touché Alep.", "Alep", "SY"),
        ("fr", "Des combats à Khan Younès.", "Khan Younès", "PS"),
    ],
)
def test_a_name_is_found_in_its_country(code: str, text: str, words: str, country: str) -> None:
    """Names in several spellings, with heads, after prepositions and as abbreviations."""
    assert at(code, text, words).country == country


@pytest.mark.parametrize(
    "text",
    [
        "Mary Lincoln said the council would meet again.",
        "Mr. Paris declined to comment.",
        "Reading the letter took an hour.",
        "It is up to us to buy a car.",
    ],
)
def test_persons_and_plain_words_are_no_places(text: str) -> None:
    """A given name, a title, a capital that only begins a sentence, and small letters make no place."""
    assert read("en", text) == ()


def test_the_span_holds_head_and_relation() -> None:
    """Head noun, distance and direction belong to the mention."""
    text = "A convoy was hit 15 km north of Deir ez-Zor."
    mention = at("en", text, "Deir ez-Zor")
    assert text[mention.start : mention.end] == "15 km north of Deir ez-Zor"


@pytest.mark.parametrize(
    ("text", "words", "role"),
    [
        ("Bombers that took off from North Ossetia struck Idlib.", "North Ossetia", "origin"),
        ("Bombers that took off from North Ossetia struck Idlib.", "Idlib", "event"),
        ("French officers arrived.", "French", "nationality"),
        ("The wounded were taken to Gaziantep.", "Gaziantep", "destination"),
    ],
)
def test_only_the_scene_has_the_role_of_an_event(text: str, words: str, role: str) -> None:
    """Where a jet took off, where the wounded went and whose officers came is not where it happened."""
    assert at("en", text, words).role == role


def test_a_name_in_another_case_is_found() -> None:
    """Endings of cases are taken off."""
    assert at("ru", "Взрыв прогремел в Дамаске.", "Дамаске").gazetteer_id == "geonames:170654"


def test_reading_twice_gives_the_same() -> None:
    """Places depend on nothing but the text."""
    text = "Clashes between Aleppo and Idlib; the city of Homs was quiet. Paris, Texas, slept."
    assert read("en", text) == read("en", text)
