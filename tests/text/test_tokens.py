"""Tokens of a text are those of its chunks, at their places in the text."""

from __future__ import annotations

import pytest

from thucydides.text.fold import fold
from thucydides.text.tokens import Cutting, fold_and_tokenize, tokenize

FRENCH = Cutting(elided=frozenset({"l'", "d'"}))


@pytest.mark.parametrize(
    ("text", "forms", "shapes"),
    [
        ("", [], ""),
        ("Two  boats\tsank", ["two", "boats", "sank"], "Xxx"),
        ("Gao.\n\n\nKidal", ["gao", ".", "\n", "kidal"], "X.nX"),
        ("\nGao\n", ["\n", "gao", "\n"], "nXn"),
        ("Gao\n \nKidal", ["gao", "\n", "\n", "kidal"], "XnnX"),
        ("Gao\n  \nKidal", ["gao", "\n", "\n", "kidal"], "XnnX"),
        ("a well-kept road, 12-15 km - so", ["a", "well", "kept", "road", ",", "12", "-", "15", "km", "-", "so"], None),
        ("l' armée d'\u00abX\u00bb", ["l'", "armee", "d'", "\u00ab", "x", "\u00bb"], None),
    ],
)
def test_forms_and_shapes(text: str, forms: list[str], shapes: str | None) -> None:
    """Runs of newlines are one token each, spaces none; hyphens inside words join and elisions take their mark."""
    tokens = tokenize(text, FRENCH)
    assert tokens.forms == forms
    assert shapes is None or tokens.shapes == shapes


def test_places_are_those_of_the_text() -> None:
    """Each token stands where the text has it, behind runs of newlines and spaces of any length too."""
    text = "The  mill\n\nof Tombo\n\n\n burned ,\nat dusk.\n"
    tokens = tokenize(text, Cutting())
    spans = list(zip(tokens.starts, tokens.ends, strict=True))
    assert [text[a:b].lower() for a, b in spans if text[a:b].strip()] == [f for f in tokens.forms if f != "\n"]
    assert [text[a:b] for a, b in spans if not text[a:b].strip()] == ["\n\n", "\n\n\n", "\n", "\n"]


def test_a_chunk_met_before_is_cut_the_same() -> None:
    """What is remembered does not change what is read."""
    text = "l'usine brûle, l'usine brûle,\nl'usine"
    assert tokenize(text, FRENCH) == tokenize(text, FRENCH)
    assert tokenize(text, FRENCH).forms[:4] == ["l'", "usine", "brule", ","]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Two boats sank.",
        "Two\tboats\nsank \n",
        "\n\nL'usine brûle : « ça y est », dit-il.\n \nFin",
        "Ту-22M3 сел в Энгельсе. Tу-95 — нет.",
        "\u0627\u0644\u0642\u064f\u062f\u0633 \u0623\u064f\u063a\u0644\u0642\u062a\u060c",
        "The drone\u00a0fell " + "near the mill — twice — " * 5 + "at Łódź.",
    ],
)
@pytest.mark.parametrize("script", ["Latn", "Cyrl", "Arab"])
def test_the_text_folds_as_its_chunks_tell(text: str, script: str) -> None:
    """A text folded by what its chunks know is the text folded as a whole, and its marks are the tokens that are no words."""
    folded, tokens = fold_and_tokenize(text, Cutting(script))
    assert folded == fold(text, script)
    assert tokens.marks() == [i for i, shape in enumerate(tokens.shapes) if shape in ".n"]
