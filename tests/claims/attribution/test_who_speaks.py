"""Whose words a sentence tells: inverted subjects, asides, participles, papers and quotes that float."""

from __future__ import annotations

from datetime import date

import pytest

from told import read

DAY = date(2024, 5, 10)

SAID = [
    ("en", "Shells killed two people in Sirte, said a former spokesman for the ministry, Oleg Voloch.", "spokesman"),
    ("en", "Shells are falling on Sirte and killed two people, said a handful of villagers who saw it.", "villagers"),
    ("en", "The town's director, Betty Bradley, said the army had shelled Sirte.", "Betty Bradley"),
    ("en", "The governor said that the town was calm but said the army had shelled Sirte.", "governor"),
    ("en", "The campaign chief, Paul Kovac, bluntly said that the army had shelled Sirte.", "Paul Kovac"),
    ("en", "“The army shelled Sirte on Monday,” Kovac said, referring to the Libyan president.", "Kovac"),
    ("en", "Two people were killed by shells in Sirte, according to a recent report from the Blooming Institute.", "Blooming"),
    ("en", "“They shelled Sirte and killed two people,” Jeff Weaver, Sanders' campaign manager, said in a statement.", "manager"),
    ("fr", "Des obus ont tué deux personnes à Syrte, a déclaré le maire, en référence à la milice.", "maire"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "root"), SAID)
def test_root(code: str, text: str, root: str):
    """The root of each claim is who says it, not who stands nearer."""
    claims = read(text, DAY, code).claims
    assert claims
    assert all(root in claim.attribution[-1].anchor.exact for claim in claims), [c.attribution for c in claims]


UNLISTED = [
    ("en", "Brandt, speaking to a group of farmers in Lamu, said the army had shelled Garissa on Monday.", "Brandt"),
    ("en", "Brandt, governor of Lamu, said the army had shelled Garissa on Monday.", "governor of Lamu"),
    ("fr", "Legrand, en visite à Kayes, a déclaré que l'armée avait bombardé Mopti lundi.", "Legrand"),
    ("es", "Romero, de visita en Cali, dijo que el ejército bombardeó Corinto el lunes.", "Romero"),
    ("de", "Brandt, zu Besuch bei Bauern in Lamu, sagte, die Armee habe am Montag Garissa beschossen.", "Brandt"),
    ("ru", "Петренко, выступая перед жителями Одессы, заявил, что армия обстреляла Харьков в понедельник.", "Петренко"),
    ("uk", "Петренко, виступаючи перед мешканцями Одеси, заявив, що армія обстріляла Харків у понеділок.", "Петренко"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "root"), UNLISTED)
def test_a_name_before_an_aside_speaks(code: str, text: str, root: str):
    """A surname that no list knows is who says it, across an aside that tells what they were doing."""
    (claim,) = read(text, DAY, code).claims
    assert claim.attribution[-1].anchor.exact == root


FLOATS = [
    "The mayor said the town was calm. “Shells killed two people in Sirte on Monday.”",
    "“The town is calm,” the mayor said.\n\n“Shells killed two people in Sirte on Monday.”\n\nThe army left.",
]


@pytest.mark.parametrize("text", FLOATS)
def test_a_quote_goes_on(text: str):
    """A sentence or paragraph that is a quote and names nobody is of who spoke right before it."""
    (claim,) = read(text, DAY, "en").claims
    assert "mayor" in claim.attribution[-1].anchor.exact


def test_a_quote_with_a_speaker_of_its_own_does_not_go_on():
    """“…,” Y said: Y's words, whoever spoke before."""
    (claim,) = read(
        "The mayor said the town was calm. “Shells killed two people in Sirte,” a doctor said.", DAY, "en"
    ).claims
    assert "doctor" in claim.attribution[-1].anchor.exact


def test_what_follows_a_denial_is_not_denied():
    """The quote behind "denied it" stays as it was told."""
    claims = read("The army denied it. “Shells killed two people in Sirte on Monday.”", DAY, "en").claims
    assert [c.polarity for c in claims] == ["asserted"]
