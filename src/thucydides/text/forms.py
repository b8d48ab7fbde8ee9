"""Finds thousands of forms in one pass over the tokens: a tree of words, walked as far as the text goes along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, Protocol, TypeVar

import msgspec

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

# The key under which a node keeps its own values; no token has this form.
_HERE = ""

# Stands in a form where a text has other words ("take … hostage"), and before such a form in the tree; folding leaves
# no token of this form.
SPLIT = "…"


class Values(Protocol[T_co]):
    """Values by their number: a list, or what makes them when they are asked for."""

    def __len__(self) -> int: ...

    def __getitem__(self, number: int, /) -> T_co: ...


class Node:
    """A word of a tree as a scan walks it, made when a text first meets the word.

    `here` are the indexes of the form that ends with it, `below` the words that go on, as in the tree until they are met.
    `opens` is true of a first word of a form whose two parts stand apart. `meant` is what a reader has made of `here`, kept where it is asked for.
    """

    __slots__ = ("below", "here", "meant", "opens")

    def __init__(self, kept: Any, *, opens: bool) -> None:
        self.here: list[int] | None = kept if isinstance(kept, list) else None
        self.below: dict[str, Any] | None = None
        if isinstance(kept, dict):
            self.below = dict(kept)  # the tree stays as it is: it is kept in a file
            self.here = self.below.pop(_HERE, None)
        self.opens = opens
        self.meant: Any = None

    def after(self, form: str) -> Node | None:
        """The node of the next word."""
        below = self.below
        found = below.get(form) if below is not None else None
        if below is None or found is None:
            return None
        if isinstance(found, Node):
            return found
        made = below[form] = Node(found, opens=False)
        return made


class Match(msgspec.Struct, frozen=True, gc=False):
    """A form found at tokens [first, last)."""

    first: int
    last: int
    node: Node


class FormTable(Generic[T]):
    """Maps sequences of folded forms to values. Built once, then read only; the same sequence may have many values.

    `tree` is nested dicts by word; a leaf, or the entry "" of a node, is a list of indexes into `values`. Plain data,
    so that it can be kept in a file. `met` are the nodes of first words that texts had so far.
    """

    __slots__ = ("met", "tree", "values")

    def __init__(self, tree: dict[str, Any], values: Values[T]) -> None:
        self.tree = tree
        self.values = values
        self.met: dict[str, Node] = {}

    @classmethod
    def build(cls, rows: Iterable[tuple[tuple[str, ...], T]]) -> FormTable[T]:
        """The table of (forms, value) rows; values that are one object are kept once."""
        tree: dict[str, Any] = {}
        values: list[T] = []
        where: dict[int, int] = {}
        for forms, value in rows:
            if not forms:
                continue
            at = where.get(id(value))
            if at is None:
                at = where[id(value)] = len(values)
                values.append(value)
            node = tree
            for form in forms[:-1]:
                below = node.get(form)
                if below is None:
                    below = node[form] = {}
                elif isinstance(below, list):
                    below = node[form] = {_HERE: below}
                node = below
            last = node.get(forms[-1])
            if last is None:
                node[forms[-1]] = [at]
            elif isinstance(last, list):
                last.append(at)
            else:
                last.setdefault(_HERE, []).append(at)
        return cls(tree, values)

    def __len__(self) -> int:
        return _count(self.tree)

    def __contains__(self, form: object) -> bool:
        return form in self.tree

    def node(self, form: str) -> Node | None:
        """The node of a first word; None where no form begins with it."""
        node = self.met.get(form)
        if node is None:
            kept, heads = self.tree.get(form), self.tree.get(SPLIT)
            opens = isinstance(heads, dict) and form in heads
            if kept is not None or opens:
                node = self.met[form] = Node(kept, opens=opens)
        return node

    def matches(self, forms: list[str], nodes: list[Node | None]) -> list[Match]:
        """Every match at every position, the longest first; they may overlap. `nodes` are those of the forms (see `node`)."""
        count = len(forms)
        found: list[Match] = []
        for i, node in enumerate(nodes):
            if node is None:
                continue
            if node.below is None:  # most words begin no form of several
                if node.here is not None:
                    found.append(Match(i, i + 1, node))
                continue
            before, last = len(found), i + 1
            at: Node | None = node
            while at is not None:
                if at.here is not None:
                    found.append(Match(i, last, at))
                at = at.after(forms[last]) if last < count else None
                last += 1
            after = len(found) - 1
            while before < after:
                found[before], found[after] = found[after], found[before]
                before += 1
                after -= 1
        return found

    def splits(
        self, forms: list[str], heads: Iterable[int] | None = None, apart: int = 0
    ) -> list[tuple[int, int, int, int, list[int]]]:
        """(first and last of the head, first and last of the tail, indexes) of each form whose two parts stand apart, at
        most `apart` tokens between (`APART` where none is given); the nearest parts first. `heads` are the tokens that may
        open one, if they are known.
        """
        apart = apart or APART
        tree = self.tree.get(SPLIT)
        if not isinstance(tree, dict):
            return []
        found: list[tuple[int, int, int, int, list[int]]] = []
        for i in range(len(forms)) if heads is None else heads:
            node, at = tree.get(forms[i]), i + 1
            while isinstance(node, dict):
                tails = node.get(SPLIT)
                if tails is not None and not tails.keys().isdisjoint(forms[at + 1 : at + 1 + apart]):
                    for j in range(at + 1, min(at + 1 + apart, len(forms))):
                        if forms[j] in tails:
                            found += [(i, at, j, last, own) for last, own in _along(tails, forms, j)]
                node = node.get(forms[at]) if at < len(forms) else None
                at += 1
        return sorted(found, key=lambda match: (match[2] - match[1], match[0] - match[1], match[2] - match[3]))

    def scan(self, forms: list[str]) -> Iterator[tuple[int, int, list[T]]]:
        """(first, last, values) of every match, in the order of `matches`."""
        found = self.matches(forms, [self.node(form) for form in forms])
        return ((m.first, m.last, [self.values[n] for n in m.node.here or ()]) for m in found)

    def get(self, forms: Sequence[str]) -> list[T]:
        """The values of exactly this sequence."""
        node: Any = self.tree
        for form in forms:
            if not isinstance(node, dict):
                return []
            node = node.get(form)
        if isinstance(node, dict):
            node = node.get(_HERE)
        return [self.values[n] for n in node] if node else []


# Tokens that may stand between the two parts of a form.
APART = 9
# The same where a verb frames its clause.
FRAME = 20


def _along(node: dict[str, Any], forms: Sequence[str], first: int) -> Iterator[tuple[int, list[int]]]:
    """(last, indexes) of each form of a subtree that begins at this token."""
    below: Any = node
    for last in range(first, len(forms)):
        below = below.get(forms[last])
        if below is None:
            return
        here = below if isinstance(below, list) else below.get(_HERE)
        if here is not None:
            yield last + 1, here
        if isinstance(below, list):
            return


def _count(node: dict[str, Any]) -> int:
    """Forms under a node."""
    return sum(1 if isinstance(below, list) else _count(below) for below in node.values())
