"""Mentions: spans of a document that name something of one of the eight kinds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from thucydides.model.quick import quick

Kind = Literal["places", "times", "numbers", "actors", "weapons", "casualties", "triggers", "sources"]
KINDS: tuple[Kind, ...] = ("places", "times", "numbers", "actors", "weapons", "casualties", "triggers", "sources")

Exactness = Literal["exact", "at_least", "up_to", "about", "range", "vague"]
TimePrecision = Literal["day", "night", "range", "week", "month", "year", "symbolic", "publication"]
PlacePrecision = Literal[
    "site", "neighbourhood", "settlement", "vicinity", "admin2", "admin1_part", "admin1", "country", "unresolved"
]
PlaceRole = Literal["event", "origin", "destination", "seat", "nationality", "outlet", "comparison"]
ActorKind = Literal[
    "state_force", "rebel_group", "militia", "civilians", "foreign_force", "police", "protesters", "infrastructure",
    "other", "unknown",
]  # fmt: skip
# Who fights, and who uses force: those and the police.
ARMED: frozenset[str] = frozenset({"state_force", "foreign_force", "rebel_group", "militia"})
FORCES: frozenset[str] = ARMED | {"police"}


@quick
@dataclass(frozen=True, slots=True)
class Mention:
    """A span: characters [start, end) of the text, tokens [first, last) of the page, and the rule that found it."""

    start: int
    end: int
    first: int
    last: int
    rule: str


M = TypeVar("M", bound=Mention)


def in_order(found: list[M]) -> list[M]:
    """By position, the longer first, then by rule: a few runs in order put together, so that few change places."""
    out: list[M] = []
    for m in found:
        at = len(out)
        while at and _is_ahead(m, out[at - 1]):
            at -= 1
        out.insert(at, m)
    return out


def _is_ahead(a: Mention, b: Mention) -> bool:
    if a.first != b.first:
        return a.first < b.first
    return a.rule < b.rule if a.last == b.last else a.last > b.last


@quick
@dataclass(frozen=True, slots=True)
class NumberMention(Mention):
    """A quantity. "at least 12" is (12, None, at_least); "dozens" is (24, 99, vague). The span includes the
    modifier. `weak` marks words that are articles too ("un", "a"): a number only before a victim.
    """

    low: int | None
    high: int | None
    exactness: Exactness
    ordinal: bool = False
    weak: bool = False


@quick
@dataclass(frozen=True, slots=True)
class TimeMention(Mention):
    """Words of time as an inclusive range of days; both None where only `symbolic` ("DOC-1d") can be said.

    `window` is true where the words cover a whole period ("in the past two days", "since Monday"), so that a number
    beside them is a period's total. `alternatives` are other readings, (earliest, latest, reason). `counted_from` is the
    first token of the time that this one is counted from ("two days after the truce of [4 May]"), None of others.
    """

    earliest: date | None
    latest: date | None
    precision: TimePrecision
    symbolic: str | None = None
    clock: str | None = None
    window: bool = False
    alternatives: tuple[tuple[date, date, str], ...] = ()
    counted_from: int | None = None


@quick
@dataclass(frozen=True, slots=True)
class PlaceMention(Mention):
    """A toponym (with its head noun and relation) and where it is thought to be.

    `lat`, `lon` in degrees WGS 84; the truth lies within `radius_km` at least 85 times in 100. `role` says whether an
    event can have happened there. `within` names the place that holds a coarsened one. `anaphor` marks "the city".
    """

    name: str
    role: PlaceRole
    precision: PlacePrecision
    gazetteer_id: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    reason: str = ""
    within: str | None = None
    anaphor: bool = False
    alternatives: tuple[dict[str, object], ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class ActorMention(Mention):
    """Words that name who acts or is acted upon. `name` is neutral; `label` is the charged word used, if one was.

    `plural_noun` is true of open classes ("rebels"); `nationality` of a bare adjective ("Russian"), whose `country`
    is ISO 3166-1 alpha-2. `features` are those of the head's form, cases among them.
    """

    name: str
    kind: ActorKind
    actor_id: str | None = None
    country: str | None = None
    label: str | None = None
    nationality: bool = False
    plural_noun: bool = False
    features: frozenset[str] = frozenset()


@quick
@dataclass(frozen=True, slots=True)
class WeaponMention(Mention):
    """A weapon by its code of weapons.csv and the number of them, where one is told."""

    code: str
    name: str
    count: int | None = None


@quick
@dataclass(frozen=True, slots=True)
class CasualtyMention(Mention):
    """A word of harm or a class of victims.

    `role` is "outcome" (killed, wounded: `value` is the outcome), "victim" (civilians: `value` is the class) or
    "toll" (death toll, bilan). `features` are those of its form (see knowledge.lexicon).
    """

    role: str
    value: str
    features: frozenset[str] = frozenset()
    args: str = ""
    count: int | None = None


@quick
@dataclass(frozen=True, slots=True)
class TriggerMention(Mention):
    """Words that name an event. `sense` is a code of event_types.csv or a generic sense that context decides."""

    sense: str
    args: str
    features: frozenset[str] = frozenset()


@quick
@dataclass(frozen=True, slots=True)
class SourceMention(Mention):
    """Words of attribution: a cue, a head noun of sources, a hedge, a falsity. `role` and `value` by sources.csv."""

    role: str
    value: str
    features: frozenset[str] = frozenset()
    args: str = ""
    name: str = ""
