"""Names that people called the same: two names of a place, actor or source become one wherever claims are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, get_args

from thucydides.model.claim import Claim
from thucydides.model.judgement import Judgement
from thucydides.store.judging.judgements import undone_in

Kind = Literal["place", "actor", "source"]
KINDS: tuple[Kind, ...] = get_args(Kind)


def subject_of(kind: Kind, name: str) -> str:
    """What a judgement on a name has as its subject."""
    return f"{kind}:{name}"


def same_as(judgements: Sequence[Judgement], kind: Kind) -> dict[str, str]:
    """Name -> the name that it goes by, for all names of a kind that people joined."""
    undone = undone_in(judgements)
    head = f"{kind}:"
    told: dict[str, str] = {}
    for one in judgements:
        if one.verdict == "merge" and one.judgement_id not in undone and one.other and one.subject.startswith(head):
            told[one.subject.removeprefix(head)] = one.other.removeprefix(head)
    return {name: _end(name, told) for name in told}


def _end(name: str, told: Mapping[str, str]) -> str:
    seen = {name}
    while told.get(name, name) not in seen:
        name = told[name]
        seen.add(name)
    return name


def registered(told: Iterable[tuple[str, str | None, int]], same: Mapping[str, str]) -> list[dict[str, Any]]:
    """(name, form, claims) as one row a name: its forms, the names joined to it, its claims; the most frequent first."""
    rows: dict[str, dict[str, Any]] = {}
    for name, form, number in told:
        head = same.get(name, name)
        row = rows.setdefault(head, {"name": head, "forms": {}, "joined": {}, "claims": 0})
        row["claims"] += number
        if form and form != head:
            row["forms"][form] = None
        if name != head:
            row["joined"][name] = None
            row["forms"][name] = None
    found = [row | {"forms": list(row["forms"])[:40], "joined": list(row["joined"])} for row in rows.values()]
    return sorted(found, key=lambda row: (-row["claims"], row["name"]))


def renamed(claims: Iterable[Claim], judgements: Sequence[Judgement]) -> Iterator[Claim]:
    """The claims under the names that people chose; the words they lean on stay as they are."""
    places, actors, sources = (same_as(judgements, kind) for kind in KINDS)
    if not (places or actors or sources):
        yield from claims
        return
    for claim in claims:
        place = claim.place
        if place and place.name in places:
            place = replace(place, name=places[place.name])
        yield replace(
            claim,
            place=place,
            # An id of a roster was that of the name that is no more.
            actors=tuple(
                replace(a, name=actors[a.name], actor_id=None) if a.name in actors else a for a in claim.actors
            ),
            attribution=tuple(
                replace(s, source=sources[s.source], source_id=None) if s.source in sources else s
                for s in claim.attribution
            ),
        )


def spoken_of(claims: Iterable[Claim], judgements: Sequence[Judgement]) -> frozenset[str]:
    """Ids of claims with a name that people ever joined to another, taken back or not: what is to be linked anew."""
    named = {
        one
        for judgement in judgements
        if judgement.subject.partition(":")[0] in KINDS
        for one in (judgement.subject, judgement.other)
    }
    if not named:
        return frozenset()
    return frozenset(
        claim.claim_id
        for claim in claims
        if (claim.place and subject_of("place", claim.place.name) in named)
        or any(subject_of("actor", a.name) in named for a in claim.actors)
        or any(subject_of("source", s.source) in named for s in claim.attribution)
    )
