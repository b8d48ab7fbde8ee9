"""Triage says no only where the reader has nothing to make a claim of, in every language, and says it quickly."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from figures import SHARED
from speed import article
from thucydides.claims.triage import may_tell, page_may_tell, sieve
from thucydides.intake.compose import Draft, compose
from thucydides.intake.options import IntakeOptions
from thucydides.knowledge.library import language
from thucydides.mentions.page import open_page
from thucydides.model.document import Document
from thucydides.pipeline import read
from told import document

REPORTS = sorted((Path(__file__).parents[1] / "data").glob("*/reports.jsonl"))

# A report, a quiet text and an idiom in each language: written for this test.
TOLD = {
    "en": "Shells hit the old town of Idlib on Monday.",
    "fr": "Des obus ont touché la vieille ville lundi.",
    "es": "Los proyectiles mataron a dos vecinos el lunes.",
    "ru": "В понедельник при обстреле погибли двое жителей.",
    "uk": "У понеділок під час обстрілу загинули двоє жителів.",
    "ar": "قُتل مدنيان في قصف على البلدة يوم الاثنين.",
}
QUIET = {
    "en": "The council opened a new library beside the park. Readers may borrow four books at a time.",
    "fr": "La mairie a ouvert une bibliothèque près du parc. Les lecteurs empruntent quatre livres.",
    "es": "El ayuntamiento abrió una biblioteca junto al parque. Los lectores llevan cuatro libros.",
    "ru": "Город открыл новую библиотеку рядом с парком. Читатели берут домой четыре книги.",
    "uk": "Місто відкрило нову бібліотеку поруч із парком. Читачі беруть додому чотири книжки.",
    "ar": "افتتحت البلدية مكتبة جديدة قرب الحديقة. يستعير القراء أربعة كتب.",
}


def _page_says(one: Document) -> bool:
    return page_may_tell(open_page(one, language(one.language)))


@pytest.mark.parametrize("code", sorted(TOLD))
def test_a_word_of_an_event_is_enough(code):
    """A sentence that tells of harm is read, a text about a library is set aside."""
    assert may_tell(document(TOLD[code], language=code))
    assert not may_tell(document(QUIET[code], language=code))


def test_own_reports_are_kept():
    """Of all reports of tests/data with claims in their gold 99 of 100 pass; what does not has no word the page knows."""
    told = missed = 0
    for path in REPORTS:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            one = document(row["text"], language=path.parent.name)
            told += bool(row.get("claims"))
            if not may_tell(one):
                missed += bool(row.get("claims"))
                assert not _page_says(one), row["doc_id"]
    assert missed <= 0.01 * told, f"{missed} of {told}"


def test_a_no_is_loss_free():
    """Over generated articles: wherever triage says no, the reader claims nothing and the page finds no word either."""
    said = set()
    for number in range(30):
        one = document(article(number)[1], language=article(number)[0])
        said.add(may_tell(one))
        assert may_tell(one) == _page_says(one)
        assert may_tell(one) or not read(one).claims
    assert said == {True, False}


def test_an_idiom_hides_what_it_holds_and_no_more():
    """A word of an event inside an idiom that spares it says nothing; outside, the text is read."""
    held = "The central bank began a raid on prices."
    assert may_tell(document(held, language="en")) == _page_says(document(held, language="en"))
    assert may_tell(document(held + " Two villagers were killed near the mill.", language="en"))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Prices of wheat rose by 7 percent in January, traders said."),
        ("fr", "Le musée a fait installer 40 vitrines dans la grande salle."),
        ("es", "El taller produjo 300 mesas y 40 sillas de roble."),
    ],
)
def test_a_verb_that_carries_a_toll_lets_no_page_through(code, text):
    """Nor does a word of a result: by themselves they open no claim; beside a word of harm the page is read."""
    one = document(text, language=code)
    assert not may_tell(one)
    assert not _page_says(one)
    assert may_tell(document(f"{text} {TOLD[code]}", language=code))


def test_cuts_of_a_line_hide_nothing():
    """A form that a line break or a loose apostrophe cuts is found all the same."""
    assert may_tell(document("Rebels opened\nfire on a checkpoint near the river.", language="en"))
    assert may_tell(document("La ville a été prise d' assaut par les rebelles.", language="fr"))


def test_an_unknown_language_is_left_to_the_reader():
    """Where nothing is known, nothing is set aside."""
    assert may_tell(Document("x", "Quidquid latine dictum sit, altum videtur.", "la"))


def test_words_of_all_camps_weigh_alike():
    """A text does not pass or fail by whose name stands in it."""
    for code, text in QUIET.items():
        for name in ("Hamas", "Israel", "Russia", "Ukraine", "Hezbollah", "the army", "rebels"):
            assert not may_tell(document(f"{text} {name}.", language=code)) or name in ("the army", "rebels")


def test_triage_is_far_quicker_than_reading():
    """On this machine, whatever it is: twenty times as many articles a second as the whole reading (it is fifty)."""
    kept = [document(article(n)[1], language=article(n)[0]) for n in range(20)]
    for each in kept:
        read(each), may_tell(each)
    began = time.process_time()
    for each in kept:
        read(each)
    middle = time.process_time()
    for _ in range(5):
        for each in kept:
            may_tell(each)
    assert (middle - began) > 4 * (time.process_time() - middle)


def test_the_sieve_forgets_before_it_grows(monkeypatch):
    """The memory of written words is bounded: a month of archives leaves it as large as it was."""
    monkeypatch.setattr("thucydides.claims.triage._REMEMBERED", 50)
    forms = sieve("en").forms
    forms.clear()
    for number in range(500):
        may_tell(document(f"word{number} and word{number}a go on", language="en"))
    assert len(forms) <= 51


@pytest.mark.gate
@pytest.mark.parametrize("path", sorted((SHARED / "gold").glob("*-dev.jsonl")), ids=lambda path: path.stem)
def test_no_gold_document_with_claims_is_set_aside(path):
    """Recall on documents with gold claims is 100 % (99 is asked)."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    missed = [
        row["doc_id"]
        for row in rows
        if row.get("claims") and not may_tell(compose(Draft(row["text"], language=row["language"]), IntakeOptions()))
    ]
    assert not missed
