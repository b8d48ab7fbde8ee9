"""Given spans: each on the likeliest place of its document, or by what the document tells nearest to it."""

from __future__ import annotations

from thucydides.knowledge import library
from thucydides.knowledge.gazetteer import Gazetteer
from thucydides.mentions import places
from thucydides.mentions.page import open_page
from thucydides.model.document import Document
from thucydides.model.mention import PlaceMention


def _given(text: str, *names: str) -> list[PlaceMention | None]:
    page = open_page(Document("test", text, "en"), library.language("en"))
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    return list(places.given(page, spans, Gazetteer.open()))


def test_a_street_lies_in_the_town_that_the_text_is_about() -> None:
    """No list knows the street; the town is told behind it, and once more."""
    text = "The old mill on Quarrymen Street burnt. Firemen of New Orleans came late, as they do in Louisiana."
    street, town, _ = _given(text, "Quarrymen Street", "New Orleans", "Louisiana")
    assert street is not None
    assert town is not None
    assert (street.lat, street.lon) == (town.lat, town.lon)
    assert street.precision != "country"
    assert "nearest" in street.reason


def test_a_hamlet_far_away_is_no_guess() -> None:
    """Little towns of other states bear the name; the text plays in one state and names no other."""
    text = "Deputies from Duluth and Moorhead, Minnesota, searched a barn in Star Lake for a man seen in Duluth."
    hamlet = _given(text, "Star Lake", "Duluth", "Moorhead", "Minnesota")[0]
    assert hamlet is not None
    assert hamlet.admin1 == "Minnesota"


def test_a_peoples_word_in_a_quarters_name_is_no_state() -> None:
    """The French Quarter is no part of France."""
    quarter = _given("Two men were shot in the French Quarter of New Orleans.", "French Quarter", "New Orleans")[0]
    assert quarter is not None
    assert quarter.country == "US"


def test_the_best_known_part_of_a_name_tells_where_it_is() -> None:
    """ "Central District" is the name of a district elsewhere."""
    court = _given("Judges of the Seoul Central District Court met in South Korea.", "Seoul Central District Court")[0]
    assert court is not None
    assert court.country == "KR"


def test_the_namesake_where_the_text_plays_comes_before_one_abroad() -> None:
    """A town of the state that a text is about, where nothing else in it is of the namesake's country."""
    text = "Deputies from Dallas, Houston and Waco, Texas, searched Paris for a man who had been seen in Houston and Dallas."
    paris = _given(text, "Paris", "Dallas", "Houston", "Waco", "Texas")[0]
    assert paris is not None
    assert paris.admin1 == "Texas"


def test_a_building_is_not_in_the_little_town_that_a_word_of_its_name_is() -> None:
    """Two states have a town called Rogers; the hall is where the text is."""
    text = "The Rogers Hall in Toronto was shut. Toronto, Ottawa and Hamilton, Ontario, have few such halls."
    hall = _given(text, "Rogers Hall", "Toronto", "Ottawa", "Hamilton", "Ontario")[0]
    assert hall is not None
    assert hall.country == "CA"


def test_an_acronym_is_no_little_town() -> None:
    """ "OAS" is a town of the Philippines too."""
    body = _given("The envoy spoke at the OAS in Washington.", "OAS", "Washington")[0]
    assert body is None or body.country != "PH"


def test_a_people_without_a_state_is_where_it_lives() -> None:
    """Some town or other bears the word; the people's land is meant."""
    kurdish, arab = _given("A Kurdish officer and two Arab traders were held in Qamishli.", "Kurdish", "Arab")
    assert kurdish is not None
    assert kurdish.name == "Kurdistan"
    assert arab is not None
    assert arab.name == "Arabian Peninsula"


def test_a_building_is_where_its_own_sentence_says() -> None:
    """The town of the sentence before is nearer in words."""
    text = "The tour began in Leeds. Doctors at Elmtree Infirmary, where he was taken, work in Bristol."
    hospital, _, bristol = _given(text, "Elmtree Infirmary", "Leeds", "Bristol")
    assert hospital is not None
    assert bristol is not None
    assert (hospital.lat, hospital.lon) == (bristol.lat, bristol.lon)
