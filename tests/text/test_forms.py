"""A table of forms finds the longest first at each word, and what a scan makes of its tree stays beside the tree."""

from __future__ import annotations

import copy

from thucydides.text.forms import SPLIT, FormTable
from thucydides.text.tokens import Cutting, tokenize

ROWS = [
    (("road",), "road"),
    (("road", "mine"), "mine"),
    (("road", "mine", "blast"), "blast"),
    (("mine",), "pit"),
    ((SPLIT, "took", SPLIT, "hostage"), "taken"),
]


def test_longest_first_and_overlapping() -> None:
    """At each word all forms that begin there are found, the longest first; the next word begins its own."""
    table = FormTable.build(ROWS)
    found = [(first, last, values) for first, last, values in table.scan("a road mine blast on a road".split())]
    assert found == [(1, 4, ["blast"]), (1, 3, ["mine"]), (1, 2, ["road"]), (2, 3, ["pit"]), (6, 7, ["road"])]


def test_the_tree_is_as_it_was_after_a_scan() -> None:
    """The tree is kept in a file: nodes are made beside it, one for each word that a text has."""
    table = FormTable.build(ROWS)
    before = copy.deepcopy(table.tree)
    words = "road mine blast".split()
    first, second = table.node("road"), table.node("road")
    assert table.matches(words, [table.node(w) for w in words])
    assert first is second
    assert table.tree == before


def test_tokens_carry_the_nodes_of_their_table() -> None:
    """What a table knows of a word comes with the token; a first word of a form of two parts is marked as one."""
    table = FormTable.build(ROWS)
    nodes = tokenize("Rebels took a road-mine", Cutting(table=table)).nodes
    assert [node is not None for node in nodes] == [False, True, False, True, True]
    assert [node.opens for node in nodes if node is not None] == [True, False, False]
    assert tokenize("Rebels took it", Cutting()).nodes == [None, None, None]
