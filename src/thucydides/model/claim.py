"""A claim: what one root source says of one event in one document, every value tied to its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from thucydides.model.anchor import Anchor
from thucydides.model.document import Published
from thucydides.model.mention import ActorKind, Exactness, PlacePrecision, TimePrecision
from thucydides.model.quick import quick

Polarity = Literal["asserted", "denied"]
Modality = Literal["stated", "alleged", "estimated", "planned", "hypothetical"]
SourceKind = Literal[
    "outlet", "agency", "media", "official_political", "official_military", "armed_group", "monitor", "ngo", "un_body",
    "medical_rescue", "witness", "anonymous", "social_media", "person", "unknown",
]  # fmt: skip
Stance = Literal["neutral", "confirming", "distancing", "denying", "accusing", "estimating", "claiming_responsibility"]
Role = Literal["initiator", "target", "party"]
Outcome = Literal["killed", "injured", "killed_or_injured", "missing", "abducted", "arrested", "displaced", "captured"]
Victims = Literal[
    "civilians", "combatants", "children", "women", "medics", "journalists", "aid_workers", "police", "all", "unknown"
]


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """What a claim needs to know of its document."""

    doc_id: str
    uri: str | None
    title: str | None
    language: str
    outlet: str | None
    published: Published


@quick
@dataclass(frozen=True, slots=True)
class Source:
    """One link of the chain of attribution. `anchor` is None only for an outlet or a forward that the text does not name."""

    source: str
    kind: SourceKind
    anchor: Anchor | None
    cue: Anchor | None = None
    stance: Stance | None = None
    source_id: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it, to whom it was done, or a side of a two-sided event."""

    role: Role
    name: str
    anchor: Anchor
    kind: ActorKind = "unknown"
    actor_id: str | None = None
    label_used: str | None = None
    inferred: bool = False


@quick
@dataclass(frozen=True, slots=True)
class Place:
    """Where the event happened. The truth lies within `radius_km` of the point at least 85 times in 100."""

    name: str
    anchor: Anchor
    precision: PlacePrecision
    reason: str
    gazetteer_id: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    alternatives: tuple[dict[str, object], ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class Time:
    """When the event happened, an inclusive range of days. `anchor` is None where the publication day bounds it."""

    earliest: date | None
    latest: date | None
    precision: TimePrecision
    anchor: Anchor | None
    symbolic: str | None = None
    clock: str | None = None


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon by its code of weapons.csv."""

    code: str
    name: str
    anchor: Anchor
    count: int | None = None


@quick
@dataclass(frozen=True, slots=True)
class Toll:
    """Casualties of one outcome and class of victims; `part_of` is the index of the toll that holds this one."""

    outcome: Outcome
    victims: Victims
    low: int | None
    high: int | None
    exactness: Exactness
    anchor: Anchor
    side: str | None = None
    part_of: int | None = None
    names: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadBy:
    """A value that another reader gave than the claim's own: its dotted path ("place", "casualties.1")."""

    slot: str
    reader: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """What another reader says of a value that stands: the slot, who, its value in words, and what backs it."""

    slot: str
    reader: str
    value: str
    anchor: Anchor | None = None


@quick
@dataclass(frozen=True, slots=True)
class Claim:
    """See contract/claim.schema.json; field by field the same."""

    claim_id: str
    document: DocumentRef
    anchor: Anchor
    trigger: Anchor
    event_type: str
    polarity: Polarity
    modality: Modality
    attribution: tuple[Source, ...]
    actors: tuple[Actor, ...]
    place: Place | None
    time: Time | None
    weapons: tuple[Weapon, ...]
    casualties: tuple[Toll, ...]
    reader: str
    rules: tuple[str, ...]
    confidence: float | None = None
    event_id: str | None = None
    read_by: tuple[ReadBy, ...] = ()
    disputes: tuple[Dispute, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A claim that the gate did not let through, and why. A refusal is a value, not an exception."""

    claim: Claim
    reason: str


@dataclass(frozen=True, slots=True)
class NotCoded:
    """Words that looked like an event and were not coded, with the reason."""

    anchor: Anchor
    reason: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a reader found in one document: claims that passed the gate, refusals, and what was not coded."""

    document: DocumentRef
    claims: tuple[Claim, ...]
    refused: tuple[Refused, ...] = ()
    not_coded: tuple[NotCoded, ...] = ()
