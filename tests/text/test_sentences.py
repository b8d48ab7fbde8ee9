"""Where sentences end: in texts with capitals, and in those that are told in small letters throughout."""

from __future__ import annotations

import pytest

from thucydides.text.sentences import split_sentences
from thucydides.text.tokens import Cutting, tokenize

ABBREVIATIONS = frozenset({"mr", "gen"})


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("harun was held at the mill gate on friday night. the mob had burnt two carts there.", 2),
        ("mr. harun was held at the mill gate with gen. d. k. osei on friday night as the mob left.", 1),
        ("harun was held at the mill.example gate on friday night with 3.5 kg of rice and a cart.", 1),
        ("Harun was held at Tombo mill. the mob had burnt two carts there, said Osei of the Tombo Herald.", 1),
        ("small print etc. and so on", 1),
        ("Harun was held at the mill gate. The mob had burnt two carts there.", 2),
    ],
)
def test_small_letters(text: str, count: int) -> None:
    """A full stop before a small letter ends a sentence only where the whole paragraph is in small letters."""
    assert len(split_sentences(tokenize(text, Cutting()), ABBREVIATIONS)) == count


def test_each_paragraph_for_itself() -> None:
    """A heading with capitals does not hide that the paragraph below it has none."""
    text = "Told By Osei In Tombo\n\nthe cart was burnt at the gate on friday. the clerk fled to the river by night."
    assert len(split_sentences(tokenize(text, Cutting()), ABBREVIATIONS)) == 3


def test_an_hour_goes_on_with_its_weekday() -> None:
    """The full stop of "p.m." ends a sentence before any word but those that the language lists."""
    after = frozenset({"monday"})
    assert len(split_sentences(tokenize("It fell at 7 p.m. Monday by the mill.", Cutting()), ABBREVIATIONS, after)) == 1
    assert len(split_sentences(tokenize("It fell at 7 p.m. The mill burnt.", Cutting()), ABBREVIATIONS, after)) == 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A burnt cart stands by the mill near the Tombo road (Reuters) Two men were held at the gate.", 2),
        ("A burnt cart stands by the mill near the Tombo road (Harun) Two men were held at the gate.", 1),
        ("A burnt cart stands by the mill, a cook told the agency (Reuters) on the phone.", 1),
        ("TOMBO (Reuters) Two men were held at the gate of the mill.", 1),
    ],
)
def test_a_picture_s_credit_ends_its_caption(text: str, count: int) -> None:
    """An agency alone in brackets ends a caption before a capital; behind a town it is a dateline."""
    assert (
        len(split_sentences(tokenize(text, Cutting()), ABBREVIATIONS, picture_credits=frozenset({"reuters"}))) == count
    )
