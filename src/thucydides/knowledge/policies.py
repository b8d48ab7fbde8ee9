"""Policies: named, versioned ways to derive one number from many claims; data/policies/*.toml."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from thucydides.knowledge.files import bundled, toml_table
from thucydides.model.errors import KnowledgeError, UsageError

Rule = Literal["lowest", "low-best-high", "min-max"]


class WordFigure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a vague word counts for: claims hold "dozens" as 24 to 99."""

    low: int
    high: int
    figure: int
    note: str = ""


class TimeCode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The code of a range of up to `days` days."""

    days: int
    code: int


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to count. `nothing_told` is the figure where no claim tells one (None: left empty), `up_to` that of an
    open low end, `least` the least best-or-high figure for an event to be in; `place` maps a precision to a code, 0 to
    leave the event out.
    """

    name: str
    version: str
    title: str
    rule: Rule
    outcomes: list[str]
    modalities: list[str]
    source: str
    place: dict[str, int]
    time: list[TimeCode]
    words: list[WordFigure] = []
    nothing_told: int | None = None
    up_to: int | None = None
    least: int = 0

    @property
    def id(self) -> str:
        """Name and version, as manifests write it."""
        return f"{self.name}@{self.version}"

    def time_code(self, days: int) -> int:
        """The code of a range of so many days; 0 for what is too long to be exported."""
        return next((t.code for t in sorted(self.time, key=lambda t: t.days) if days <= t.days), 0)

    def word_figure(self, low: int, high: int) -> int | None:
        """The figure of a vague word; None where the policy has no rule for it."""
        return next((w.figure for w in self.words if (w.low, w.high) == (low, high)), None)


@cache
def policies() -> dict[str, Policy]:
    """All policies by name; KnowledgeError where a file is named differently from what it holds."""
    found: dict[str, Policy] = {}
    for path in sorted((bundled() / "policies").glob("*.toml")):
        policy = toml_table(path, Policy)
        if policy.name != path.stem:
            raise KnowledgeError(f"is named {policy.name!r}", place=str(path))
        found[policy.name] = policy
    return found


def policy(name: str) -> Policy:
    """A policy by its name; UsageError names those there are."""
    if name not in policies():
        raise UsageError(f"no policy {name!r}", hint=f"known: {', '.join(policies())}")
    return policies()[name]
