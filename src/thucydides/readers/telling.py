"""What a reader tells of a text: words of it, and what they are words of. The house makes claims of them.

A reader need not know offsets, days, coordinates or ids: it gives the words, and where it knows it the character at which
they start. Words that do not stand in the text are refused by the gate, value by value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from thucydides.model.claim import Claim, Modality, NotCoded, Outcome, Polarity, Role, SourceKind, Stance, Victims
from thucydides.model.document import Document
from thucydides.model.mention import ActorKind, Exactness


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the text as they stand there. `start`, in code points, is a hint: it settles which of several is meant."""

    exact: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class ToldActor:
    """Who did it ("initiator"), to whom ("target"), or a side of a two-sided event ("party")."""

    role: Role
    words: Words
    kind: ActorKind = "unknown"


@dataclass(frozen=True, slots=True)
class ToldSource:
    """Who says it, and the words of saying."""

    words: Words
    kind: SourceKind = "unknown"
    cue: Words | None = None
    stance: Stance = "neutral"


@dataclass(frozen=True, slots=True)
class ToldToll:
    """How many of whom. Where the words have a number that the house reads, `low` and `high` must agree with it."""

    outcome: Outcome
    words: Words
    victims: Victims = "unknown"
    low: int | None = None
    high: int | None = None
    exactness: Exactness = "exact"


@dataclass(frozen=True, slots=True)
class ToldTime:
    """When. Days that the house reads from the words itself go before those that are given."""

    words: Words
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class ToldWeapon:
    """A weapon by its code of weapons.csv."""

    code: str
    words: Words


@dataclass(frozen=True, slots=True)
class Telling:
    """One event as one source tells it. `sources` are the quoted ones, outermost first, without the outlet.

    `within` are the characters [start, end) that the reader looked at: words are looked for there and nowhere else, and not in
    the parts of it that it was not shown (`unseen`).
    """

    event_type: str
    trigger: Words
    clause: Words | None = None
    polarity: Polarity = "asserted"
    modality: Modality = "stated"
    sources: tuple[ToldSource, ...] = ()
    actors: tuple[ToldActor, ...] = ()
    place: Words | None = None
    time: ToldTime | None = None
    weapons: tuple[ToldWeapon, ...] = ()
    tolls: tuple[ToldToll, ...] = ()
    rules: tuple[str, ...] = ()
    within: tuple[int, int] | None = None
    unseen: tuple[tuple[int, int], ...] = ()


class Reader(Protocol):
    """A plug-in reader: what the entry point's factory gives back.

    `name` is its name and version ("spacy/1.0"): with another version a project is read again. `tell` gives tellings, or whole
    claims, and may tell what it saw and did not code; an error that it raises is a failure of that document alone.
    """

    name: str

    def tell(self, document: Document, /) -> Iterable[Telling | Claim | NotCoded]:
        """All that it finds in one document, in any order."""
