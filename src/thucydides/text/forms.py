"""Finds thousands of forms in one pass over the tokens: a dictionary on the first word, the longest match first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class FormTable(Generic[T]):
    """Maps sequences of folded forms to values. Built once, then read only; the same sequence may have many values."""

    __slots__ = ("_heads",)

    def __init__(self, rows: Iterable[tuple[tuple[str, ...], T]]) -> None:
        table: dict[str, dict[tuple[str, ...], list[T]]] = {}
        for forms, value in rows:
            if forms:
                table.setdefault(forms[0], {}).setdefault(forms[1:], []).append(value)
        self._heads: dict[str, tuple[tuple[tuple[str, ...], tuple[T, ...]], ...]] = {
            head: tuple((rest, tuple(table[head][rest])) for rest in sorted(table[head], key=lambda r: (-len(r), r)))
            for head in table
        }

    def __len__(self) -> int:
        return sum(len(rests) for rests in self._heads.values())

    def __contains__(self, form: object) -> bool:
        return form in self._heads

    def scan(self, forms: Sequence[str]) -> Iterable[tuple[int, int, tuple[T, ...]]]:
        """Yields (first, last, values) of every match at every position, longest first; matches may overlap."""
        heads = self._heads
        for i, form in enumerate(forms):
            rests = heads.get(form)
            if rests is None:
                continue
            for rest, values in rests:
                if not rest:
                    yield i, i + 1, values
                else:
                    last = i + 1 + len(rest)
                    if tuple(forms[i + 1 : last]) == rest:
                        yield i, last, values

    def get(self, forms: Sequence[str]) -> tuple[T, ...]:
        """The values of exactly this sequence."""
        for rest, values in self._heads.get(forms[0], ()) if forms else ():
            if rest == tuple(forms[1:]):
                return values
        return ()
