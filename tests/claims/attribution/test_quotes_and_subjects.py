"""How far a quote reaches, who stands behind or before its cue, and what a headline's name says."""

from __future__ import annotations

from datetime import date

import pytest
from tests.told import facts, read

_DAY = date(2024, 5, 10)


def _roots(code: str, text: str) -> list[tuple[str, str]]:
    told = facts(read(text, _DAY, code))
    return [(f.event_type, f.sources[-1] if f.sources else "") for f in told]


@pytest.mark.parametrize(
    ("code", "text", "root"),
    [
        ("en", 'Koval told reporters: "It was loud.\n\n"Then shells hit Kharkiv, killing two."', "Koval"),
        ("en", 'The Kharkiv Herald reports:\n\n"Two shells hit Kharkiv on Monday, killing nine."', "Herald"),
        ("en", '"Two shells hit Kharkiv on Monday," said the ruling.', "ruling"),
        ("en", '"Two shells hit Kharkiv on Monday," said veteran trader Ihor Dorn.', "Ihor Dorn"),
        ("en", "But critics say two shells hit Kharkiv on Monday.", "critics"),
        ("en", "His aides say two shells hit Kharkiv on Monday.", "aides"),
        ("en", "A spokeswoman for Hilda Koval says two shells hit Kharkiv on Monday.", "Koval"),
        (
            "en",
            "Ihor Dorn, 39, a trader visiting Lviv with Anna Moor, told Radio Ndeke two shells hit Kharkiv.",
            "Dorn",
        ),
        ("en", "A nurse said to the crowd that two shells hit Kharkiv on Monday.", "nurse"),
        ("en", '"Two shells hit Kharkiv," the mayor (K-Lviv.) said on Monday.', "mayor"),
        ("en", "''Two shells hit Kharkiv on Monday,'' Mr. Koval said.", "Koval"),
        ("en", "Two Shells Hit Kharkiv, Lena Graham Says.", "Lena Graham"),
        ("ru", "«Два снаряда попали в Харьков», — сказал Петр Иванов.", "Петр Иванов"),
        ("ru", "— Два снаряда попали в Харьков, — сообщил губернатор.", "губернатор"),
        ("uk", "«Два снаряди влучили у Харків», — сказав Петро Іваненко.", "Петро Іваненко"),
    ],
)
def test_the_quote_has_its_speaker(code: str, text: str, root: str):
    """Over paragraphs, behind a colon, before a dash: what is quoted is said by who is named beside it."""
    told = _roots(code, text)
    assert told, "no claim"
    assert all(root.lower() in who.lower() for _, who in told), told


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", '"It was loud," Koval said after a raid that killed five people in Kharkiv.'),
        ("en", '"It was loud," said Koval after a raid that killed five people in Kharkiv.'),
        ("fr", "« C'était terrible », a déclaré Koval après un raid qui a tué cinq civils à Alep."),
        ("es", "«Fue terrible», dijo Koval tras un bombardeo que mató a cinco civiles en Alepo."),
    ],
)
def test_what_follows_a_quote_and_its_speaker_is_the_outlets(code: str, text: str):
    """The raid behind "…, X said after" is told by the outlet, not by X."""
    told = _roots(code, text)
    assert told, "no claim"
    assert all(who == "" for _, who in told), told


def test_a_name_that_looks_like_a_deed_speaks():
    """ "…," Strike said: a capitalised word right behind a quote and before its cue is a name, no event."""
    told = _roots("en", '"Two shells hit Kharkiv on Monday," Strike said.')
    assert told == [("shelling", "Strike")]


def test_a_sentence_with_a_dash_is_no_dateline():
    """What stands before a long dash and tells an event is read; a place there is the event's."""
    (fact,) = facts(read("Rebels shelled a camp near Kharkiv — in the north of the country.", _DAY, "en"))
    assert "Kharkiv" in fact.place
