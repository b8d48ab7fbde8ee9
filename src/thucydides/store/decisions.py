"""What people decided of pairs and events, told in the ids of now: it holds through newer readings and linkings."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from thucydides.model.claim import Claim
from thucydides.model.document import content_id
from thucydides.model.event import Event
from thucydides.model.judgement import Judgement
from thucydides.store.judging.judgements import became, decided_pairs, followed, undone_in
from thucydides.store.project import Project


@dataclass(frozen=True, slots=True)
class Held:
    """`said` are all judgements, on the current claims that theirs became; `members` the claims of every event that was
    judged, likewise; `now` is older claim id -> current one. What asks for `homes` wants claim id -> event id of now.
    """

    said: tuple[Judgement, ...]
    members: Mapping[str, tuple[str, ...]]
    now: Mapping[str, str]

    def on_events(self, homes: Mapping[str, str]) -> list[Judgement]:
        """What was said of events, under the id of the event that has most of the claims that it was said of."""
        alive = set(homes.values())
        told = []
        for one in self.said:
            if one.subject in self.members and not one.other:
                heir = one.subject if one.subject in alive else _heir(self.members[one.subject], homes)
                told.append(replace(one, subject=heir or one.subject))
        return told

    def events(self, homes: Mapping[str, str]) -> dict[str, dict[str, Any]]:
        """Event id -> slot -> value: the newest decision of each slot that nobody took back."""
        undone = undone_in(self.said)
        found: dict[str, dict[str, Any]] = {}
        for one in self.on_events(homes):
            if one.verdict == "correct" and one.slot and one.judgement_id not in undone:
                found.setdefault(one.subject, {})[one.slot] = json.loads(one.value or "null")
        return found


def held(project: Project) -> Held:
    """What people decided, in the ids of now."""
    said = list(project.judgements())
    spoken = sorted({one for j in said if j.verdict != "undo" for one in (j.subject, j.other) if one})
    members = project.members_ever(spoken)
    with project.look() as connection:
        now = became(connection, {*spoken, *(claim for claims in members.values() for claim in claims)})
    moved = {event: tuple(dict.fromkeys(now.get(c, c) for c in claims)) for event, claims in members.items()}
    return Held(tuple(followed(said, now)), moved, now)


def homes_of(events: Iterable[Event]) -> dict[str, str]:
    """Claim id -> the id of its event."""
    return {claim: event.event_id for event in events for claim in event.claims}


def _heir(claims: Sequence[str], homes: Mapping[str, str]) -> str | None:
    """The event that most of these claims are in now."""
    shared = Counter(homes[claim] for claim in claims if claim in homes)
    return min(shared, key=lambda event: (-shared[event], event), default=None)


def as_decided(events: Iterable[Event], said: Sequence[Judgement], claims: Mapping[str, Claim]) -> list[Event]:
    """Events of the newest linking as people joined and parted them since; the same where they are linked anew.

    A claim that is taken out is an event of its own; of two that are joined the one of the lesser id stays.
    """
    now = {event.event_id: event for event in events}
    home = homes_of(now.values())
    must, never = decided_pairs(said)
    for a, b in sorted(never):
        held_in = home.get(a)
        if held_in is None or home.get(b) != held_in or a == b:
            continue
        out = b if now[held_in].claims[0] != b else a
        alone = _part(content_id("event", out), now[held_in], (out,), claims)
        rest = tuple(claim for claim in now[held_in].claims if claim != out)
        now[held_in] = _part(held_in, now[held_in], rest, claims)
        now[alone.event_id] = alone
        home[out] = alone.event_id
    for a, b in sorted(must):
        if a not in home or b not in home or home[a] == home[b]:
            continue
        stays, goes = sorted((home[a], home[b]))
        first, second = now[stays], now.pop(goes)
        now[stays] = Event(
            stays, tuple(sorted((*first.claims, *second.claims))), tuple(dict.fromkeys((*first.roots, *second.roots))),
            (*first.relations, *second.relations),
        )  # fmt: skip
        home |= dict.fromkeys(second.claims, stays)
    return [now[event_id] for event_id in sorted(now)]


def _part(event_id: str, whole: Event, ids: tuple[str, ...], claims: Mapping[str, Claim]) -> Event:
    """The part of an event that has these claims, with the roots and relations that are theirs."""
    told = {name for one in ids if one in claims for name in _labels(claims[one])}
    roots = tuple(root for root in whole.roots if root in told) or whole.roots[:1]
    return Event(event_id, ids, roots, tuple(r for r in whole.relations if r.a in ids and r.b in ids))


def _labels(claim: Claim) -> list[str]:
    """What the root of a claim can be called."""
    names = [one.source for one in claim.attribution]
    return [*names, *(f"{names[-1]} ({name})" for name in names)]
