"""Compounds are cut before a head that the lists know; names and words that are known whole stay."""

from __future__ import annotations

import pytest

from thucydides.knowledge.library import language
from thucydides.text.tokens import tokenize


@pytest.mark.parametrize(
    ("written", "forms"),
    [
        ("Zementfabrik", ["zement", "fabrik"]),
        ("Grenzmiliz", ["grenz", "miliz"]),
        ("Luftangriff", ["luftangriff"]),
        ("zementfabrik", ["zementfabrik"]),
        ("Friedrichshafen", ["friedrichshafen"]),
    ],
)
def test_a_compound_is_read_by_its_head(written: str, forms: list[str]):
    """An unknown noun with a capital is cut, its parts keep the capital; a known word, a verb's form and a town are not."""
    tokens = tokenize(written, language("de").cutting)
    assert tokens.forms == forms
    assert set(tokens.shapes) == ({"X"} if written[0].isupper() else {"x"})
