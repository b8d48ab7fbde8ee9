"""Attached words are cut where the rest is known, and their spans are substrings of the text."""

from __future__ import annotations

from thucydides.knowledge.library import language
from thucydides.text.clitics import make_splitter
from thucydides.text.tokens import Cutting, tokenize


def _forms(text: str) -> list[str]:
    return tokenize(text, language("ar").cutting).forms


def test_one_or_two_words_are_cut_before_a_known_one() -> None:
    """A conjunction and a preposition come off; the article written with its preposition does too."""
    assert _forms("وبقصف")[:3] == ["و", "ب", "قصف"]
    assert _forms("للجيش") == ["لل", "جيش"]


def test_a_known_word_stays_whole() -> None:
    """A word that begins with the letter of a preposition is not cut."""
    assert _forms("بيان") == ["بيان"]
    assert _forms("وحدات") == ["وحدات"]


def test_vowel_signs_do_not_hinder_the_cut_and_spans_are_substrings() -> None:
    """A word with harakat is cut too; every token is a slice of the text and nothing is lost."""
    text = "وقُتل"
    tokens = tokenize(text, language("ar").cutting)
    assert tokens.forms == ["و", "قتل"]
    assert "".join(text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)) == text


def test_digits_behind_a_conjunction_are_a_token() -> None:
    """ "and41" is two tokens."""
    assert _forms("و41") == ["و", "41"]


def test_one_cut_is_tried_before_two() -> None:
    """The least cutting that leaves a known word wins."""
    split = make_splitter(("ab", "a", "b"), {"bccc", "ccc"})
    assert split("abccc") == (2, 3)
    assert tokenize("abccc", Cutting(splitter=split)).forms == ["ab", "ccc"]
