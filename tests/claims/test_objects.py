"""What was struck has the same name in every language: a shelled school is a school, not "a civilian object"."""

import csv
from pathlib import Path

import pytest

from thucydides.knowledge.files import bundled
from thucydides.knowledge.lexicon import load_objects
from told import read

CARD = list(csv.DictReader(Path(__file__).with_name("objects.csv").read_text(encoding="utf-8").splitlines()))
FRAMES = {
    "en": "The army shelled {} in Kharkiv on Tuesday.",
    "fr": "L'armée a bombardé {} à Kharkiv mardi.",
    "es": "El ejército bombardeó {} en Járkov el martes.",
    "ru": "Армия во вторник обстреляла {} в Харькове.",
    "uk": "Армія у вівторок обстріляла {} у Харкові.",
    "ar": "قصف الجيش يوم الثلاثاء {} في خاركيف.",
}


@pytest.mark.parametrize("language", sorted(FRAMES))
def test_what_was_struck_is_told_by_its_neutral_name(language: str) -> None:
    """Each object of the card, in the language's own sentence, is the one target, and the army the one who shelled it."""
    wrong = []
    for row in (r for r in CARD if r[language]):
        told = read(FRAMES[language].format(row[language]), language=language).claims
        found = [(c.event_type, a.role, a.name) for c in told for a in c.actors if a.role == "target"]
        if found != [("shelling", "target", row["name"])] or len(told) != 1:
            wrong.append((row[language], row["name"], found))
    assert not wrong


def test_the_catalogue_names_each_object_once_with_a_group() -> None:
    """The catalogue is what all languages share: every name of the card is a name of it or of a kind of people."""
    catalogue = load_objects(bundled() / "objects.csv")
    assert {r["name"] for r in CARD} - set(catalogue) == {"journalists"}
    assert all(group for _, group in catalogue.values())
