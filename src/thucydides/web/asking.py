"""What a request asks: its filters, checked, and the page of a table; the same words make a URL that can be shared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from urllib.parse import urlencode

from thucydides.model.errors import UsageError
from thucydides.store.queries import ClaimFilter
from thucydides.web.users import User

_LONGEST = 200
_ROWS = 50
_DAYS = ("since", "until")
_NUMBERS = ("min_killed",)
FILTERS = tuple(f.name for f in fields(ClaimFilter) if f.name != "limit")


@dataclass(frozen=True, slots=True)
class Ask:
    """Query, parts of the path, and who asks. `most` is the bound on rows."""

    query: Mapping[str, str]
    path: Mapping[str, str]
    user: User
    most: int = 200

    def text(self, name: str) -> str | None:
        """A word of the query; None where it is empty. UsageError for one that is longer than any name."""
        value = self.query.get(name, "").strip()
        if len(value) > _LONGEST:
            raise UsageError(f"{name} is longer than {_LONGEST} characters")
        return value or None

    def day(self, name: str) -> str | None:
        """A day of the query; UsageError where it is none."""
        value = self.text(name)
        try:
            return date.fromisoformat(value).isoformat() if value else None
        except ValueError as error:
            raise UsageError(f"{name}: {value!r} is no day; write it as 2016-08-12") from error

    def number(self, name: str, default: int | None = None, *, least: int = 0, most: int = 10_000_000) -> int | None:
        """A whole number of the query; UsageError where it is none or out of bounds."""
        value = self.text(name)
        if value is None:
            return default
        if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
            raise UsageError(f"{name}: {value!r} is no number from {least} to {most}")
        return int(value)

    @property
    def size(self) -> int:
        """Rows of a page."""
        return min(self.number("rows", _ROWS, least=1) or _ROWS, self.most)

    @property
    def page(self) -> int:
        """The page, from 1."""
        return self.number("page", 1, least=1, most=1_000_000) or 1

    @property
    def first(self) -> int:
        """The first row of the page."""
        return (self.page - 1) * self.size

    def claim_filter(self) -> ClaimFilter:
        """The filters of a claim that the query names."""
        told: dict[str, Any] = {}
        for name in FILTERS:
            read = self.day if name in _DAYS else self.number if name in _NUMBERS else self.text
            told[name] = read(name)
        return ClaimFilter(**told)

    def filters(self) -> dict[str, str]:
        """Filters that are set, as a form shows them."""
        return {name: value for name in FILTERS if (value := self.text(name))}

    def pager(self, *, more: bool) -> dict[str, Any]:
        """Where this page stands; `previous` and `next` are queries, None where there is no such page."""
        kept = {name: value for name, value in self.query.items() if value and name != "page"}
        step = {"previous": self.page - 1 or None, "next": self.page + 1 if more else None}
        return {"page": self.page} | {
            name: None if page is None else "?" + urlencode(kept | {"page": page}) for name, page in step.items()
        }
