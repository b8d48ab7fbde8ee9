"""No code knows which language it reads: no language code, no word of a language stands in src."""

from __future__ import annotations

import ast
from itertools import pairwise

from house.source import DATA, SRC, docstrings, files, name, strings, tree
from thucydides.knowledge import library
from thucydides.knowledge.language import function_words, load_settings
from thucydides.text.fold import fold_word

# The fold is the one table of letters; the code points stand there because letters are its subject.
LETTERS = {SRC / "text" / "fold.py"}
# Role names of closed classes ("of", "by", "not") are the codebook's own names, not words that are looked for.
CODEBOOK = {SRC / "knowledge" / "lexicon.py"}
WORDS_IN_A_ROW = 4
# Values of pronouns in grammar.csv (docs/knowledge.md) that happen to be codes of languages too.
PRONOUNS = {"he", "it"}


def test_no_language_code_stands_in_the_code():
    """What differs between languages is switched on by name in language.toml, never by asking for a code."""
    codes = set(library.languages()) - PRONOUNS
    found = [
        f"{name(path)}:{line}: {text!r}"
        for path in files(".py", under="src")
        for line, text in strings(path)
        if text in codes
    ]
    assert codes
    assert not found


def test_no_foreign_letters_stand_in_the_code():
    """A string with two letters in a row, one of them beyond ASCII, is a word of some language: its place is data."""
    found = [
        f"{name(path)}:{line}: {text!r}"
        for path in files(".py", under="src")
        if path not in LETTERS
        for line, text in strings(path)
        if any(a.isalpha() and b.isalpha() and not (a + b).isascii() for a, b in pairwise(text))
    ]
    assert not found


def _listed(module: ast.Module) -> list[tuple[int, list[str]]]:
    """(line, words) of every list, set or tuple of strings, and of every string that is split into words."""
    spared = docstrings(module)
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            words = [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
            found.append((node.lineno, words))
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "split"
            and isinstance(node.func.value, ast.Constant)
            and isinstance(node.func.value.value, str)
            and id(node.func.value) not in spared
        ):
            found.append((node.lineno, node.func.value.value.split()))
    return found


def test_no_list_of_words_stands_in_the_code():
    """A list with several function words of one language is a word list that should be a CSV."""
    languages = {code: function_words(load_settings(DATA / "languages" / code)) for code in library.languages()}
    found = []
    for path in files(".py", under="src"):
        if path in CODEBOOK:
            continue
        for line, words in _listed(tree(path)):
            folded = {fold_word(w) for w in words}
            for code, common in languages.items():
                if len(folded & common) >= WORDS_IN_A_ROW:
                    found.append(f"{name(path)}:{line}: {code}: {sorted(folded & common)}")
    assert not found
