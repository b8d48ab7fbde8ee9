"""Whatever the text: nothing crashes, every anchor holds, what comes out is by the contract."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from thucydides.intake.options import IntakeError
from thucydides.knowledge import library
from thucydides.model.claim import Reading
from thucydides.model.contract import claim_from_json, claim_to_json
from thucydides.text.canonical import canonical
from told import HERE, document

ALPHABET = st.one_of(
    st.characters(codec="utf-8"),
    st.sampled_from("abcdefgABCDEéèàçñ'’“”«»\"-–—.,;:!? \n\t\u00a0\u202f\u200f\u202b\u0640\ufeff"),
    st.characters(min_codepoint=0x0400, max_codepoint=0x04FF),
    st.characters(min_codepoint=0x0600, max_codepoint=0x06FF),
    st.sampled_from("0123456789٠١٢٣۴۵Ⅳ½²"),
)


@cache
def _words(code: str) -> list[str]:
    """Some thousand words of a language as its rows have them, inflected."""
    from thucydides.knowledge.lexicon import entries_of
    from thucydides.knowledge.paradigms import load_paradigms

    language = library.language(code)
    paradigms = load_paradigms(language.folder / "paradigms.csv")
    found = {form for row in language.rows for form, _ in entries_of(row, paradigms)}
    return sorted(found | set(language.settings.function_words)) or [code]


def _glue() -> st.SearchStrategy[str]:
    marks = [" ", " ", " ", " ", ", ", ". ", "\n\n", " « ", " » ", ' "', '" ', " - ", ": ", " (", ") ", "; ", "’", "'"]
    return st.sampled_from(marks)


def word_salad(code: str) -> st.SearchStrategy[str]:
    """Known words of a language in any order with numbers, names and marks: rules fire on each other's remains."""
    word = st.one_of(
        st.sampled_from(_words(code)),
        st.sampled_from(_words(code)).map(str.capitalize),
        st.integers(0, 3000).map(str),
        st.sampled_from(["Aleppo", "Kharkiv", "حلب", "Київ", "Abu Omar", "2016", "12-15", "1,5", "3.000"]),
    )
    return st.lists(st.tuples(word, _glue()), min_size=1, max_size=60).map(lambda ps: "".join(w + g for w, g in ps))


def _anchors(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if {"start", "end", "exact"} <= node.keys():
            yield node
        for child in node.values():
            yield from _anchors(child)
    elif isinstance(node, list):
        for child in node:
            yield from _anchors(child)


@cache
def _validator() -> Draft202012Validator:
    path = HERE.parent / "src" / "thucydides" / "data" / "schema" / "claim.schema.json"
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


def lawful(text: str, language: str | None = None) -> Reading | None:
    """Reads a text and checks the law on all that comes out; None where intake found no words in it."""
    from thucydides import pipeline

    try:
        doc = document(text, date(2020, 2, 29), language)
    except IntakeError:
        return None
    reading = pipeline.read(doc)
    for claim in reading.claims:
        row = claim_to_json(claim)
        for anchor in _anchors(row):
            assert doc.text[anchor["start"] : anchor["end"]] == anchor["exact"] != ""
        _validator().validate(row)
        assert claim_to_json(claim_from_json(json.loads(json.dumps(row)))) == row
        assert claim.trigger.start >= claim.anchor.start
        assert claim.trigger.end <= claim.anchor.end
    for each in reading.not_coded:
        assert each.anchor.holds(doc.text)
        assert each.reason
    return reading


@given(st.text(ALPHABET, max_size=400))
def test_any_characters_are_read_without_a_crash(text: str):
    """Mixed scripts, controls, marks and digits of any kind."""
    lawful(text)


@pytest.mark.parametrize("code", library.languages())
@given(choice=st.data())
def test_any_words_of_a_language_obey_the_law(code: str, choice: st.DataObject):
    """Known words in senseless order: every claim is anchored and by the contract."""
    lawful(choice.draw(word_salad(code)), code)


@given(st.text(ALPHABET, max_size=300))
def test_canonical_text_is_canonical(text: str):
    """Made twice it is the same, so offsets hold for ever."""
    once = canonical(text)
    assert canonical(once) == once


@pytest.mark.parametrize("code", library.languages())
@given(choice=st.data())
def test_reading_twice_gives_the_same(code: str, choice: st.DataObject):
    """No state is kept between readings."""
    text = choice.draw(word_salad(code))
    assert lawful(text, code) == lawful(text, code)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n\n", "\ufeff", "\u200f\u202b", "...", '"', "«", "1", "a", "\U0001f4a5" * 50]
)
def test_texts_of_nothing_tell_nothing(text: str):
    """No words, no claims."""
    reading = lawful(text)
    assert reading is None or not reading.claims


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["a", "(", '"', "12 ", "killed ", "and ", "« ", "\n", "le ", "Aleppo "])
def test_a_long_monotonous_text_is_read_in_time(unit: str):
    """No rule is quadratic in a line: 100,000 characters take seconds, not minutes."""
    import time

    began = time.process_time()
    lawful(unit * (100_000 // len(unit)))
    assert time.process_time() - began < 20
