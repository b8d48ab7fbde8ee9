"""Finds thousands of forms in one pass over the tokens: a tree of words, walked as far as the text goes along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, Protocol, TypeVar

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


class FormTable(Generic[T]):
    """Maps sequences of folded forms to values. Built once, then read only; the same sequence may have many values.

    `tree` is nested dicts by word; a leaf, or the entry "" of a node, is a list of indexes into `values`. Plain data,
    so that it can be kept in a file.
    """

    __slots__ = ("tree", "values")

    def __init__(self, tree: dict[str, Any], values: Values[T]) -> None:
        self.tree = tree
        self.values = values

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

    def matches(self, forms: list[str]) -> list[tuple[int, int, list[int]]]:
        """(first, last, indexes into `values`) of every match at every position, the longest first; they may overlap.

        The list of indexes of a form is the same object each time, as long as the table lives.
        """
        count = len(forms)
        found: list[tuple[int, int, list[int]]] = []
        for i, node in enumerate(map(self.tree.get, forms)):
            if node is None:
                continue
            last = i + 1
            if isinstance(node, list):
                found.append((i, last, node))
                continue
            before = len(found)
            below: dict[str, Any] = node
            while True:
                here = below.get(_HERE)
                if here is not None:
                    found.append((i, last, here))
                if last == count:
                    break
                node = below.get(forms[last])
                if node is None:
                    break
                last += 1
                if isinstance(node, list):
                    found.append((i, last, node))
                    break
                below = node
            if len(found) - before > 1:
                found[before:] = found[: before - 1 if before else None : -1]
        return found

    def splits(self, forms: list[str], apart: int = 0) -> list[tuple[int, int, int, int, list[int]]]:
        """(first and last of the head, first and last of the tail, indexes) of each form whose two parts stand apart, at
        most `APART` tokens between; the nearest parts first.
        """
        heads = self.tree.get(SPLIT)
        if not isinstance(heads, dict) or heads.keys().isdisjoint(forms):
            return []
        found: list[tuple[int, int, int, int, list[int]]] = []
        for i, node in enumerate(map(heads.get, forms)):
            at = i + 1
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
        return ((first, last, [self.values[n] for n in indexes]) for first, last, indexes in self.matches(forms))

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
