"""An event: claims judged to be of one happening. It stores no values of its own; figures are policies over claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RelationKind = Literal[
    "agrees", "refines", "updates", "copies", "denies", "conflicts_number", "conflicts_actor", "conflicts_day",
    "conflicts_place", "conflicts_kind",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relation:
    """How two claims of one event stand to each other; `a` is the later, narrower, denying or copying one."""

    a: str
    b: str
    kind: RelationKind
    why: str


@dataclass(frozen=True, slots=True)
class Event:
    """`claims` are claim ids, sorted; `roots` the independent ends of their chains, copies counted once."""

    event_id: str
    claims: tuple[str, ...]
    roots: tuple[str, ...]
    relations: tuple[Relation, ...] = ()
