"""Finds thousands of forms in one pass over the tokens: a tree of words, walked as far as the text goes along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

T = TypeVar("T")

# The key under which a node keeps its values; no token has this form.
_HERE = ""


class FormTable(Generic[T]):
    """Maps sequences of folded forms to values. Built once, then read only; the same sequence may have many values."""

    __slots__ = ("_size", "_tree")

    def __init__(self, rows: Iterable[tuple[tuple[str, ...], T]]) -> None:
        tree: dict[str, Any] = {}
        size = 0
        for forms, value in rows:
            if not forms:
                continue
            node = tree
            for form in forms:
                node = node.setdefault(form, {})
            size += _HERE not in node
            node.setdefault(_HERE, []).append(value)
        self._tree = tree
        self._size = size

    def __len__(self) -> int:
        return self._size

    def __contains__(self, form: object) -> bool:
        return form in self._tree

    def scan(self, forms: Sequence[str]) -> Iterator[tuple[int, int, Sequence[T]]]:
        """Yields (first, last, values) of every match at every position; matches may overlap."""
        tree, count = self._tree, len(forms)
        for i, form in enumerate(forms):
            node = tree.get(form)
            last = i + 1
            while node is not None:
                values = node.get(_HERE)
                if values is not None:
                    yield i, last, values
                if last >= count:
                    break
                node = node.get(forms[last])
                last += 1

    def get(self, forms: Sequence[str]) -> Sequence[T]:
        """The values of exactly this sequence."""
        node: dict[str, Any] | None = self._tree
        for form in forms:
            node = node.get(form) if node is not None else None
        found: Sequence[T] = () if node is None else node.get(_HERE, ())
        return found
