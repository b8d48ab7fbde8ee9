"""A release: claims and events as a profile lets them leave. Exporters are given these and can tell nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import msgspec

from thucydides.export.allowed import kept
from thucydides.export.dossier import Dossier
from thucydides.export.names import Names
from thucydides.export.snap import snapped
from thucydides.knowledge.releases import Profile, profile, snapped_as
from thucydides.model.claim import Claim, Toll
from thucydides.model.event import Event

_BELOW = "fewer persons than may be told of"
_EMBARGO = "under embargo"
_UNDATED = "nobody knows the day, and there is an embargo"


@dataclass(frozen=True, slots=True)
class Release:
    """A profile on a day, for these claims. `withheld` is claim id -> why; nothing of such a claim leaves."""

    profile: Profile
    as_of: date
    names: Names
    withheld: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, claims: Iterable[Claim], by: Profile, as_of: date) -> Release:
        """The release of these claims: all of them are looked through for names that must stand nowhere."""
        last = as_of - timedelta(days=by.embargo_days)
        names = Names.of(known := list(claims), by)
        withheld = {c.claim_id: reason for c in known if (reason := _reason(c, by, last))}
        return cls(by, as_of, names, withheld)

    def claim(self, claim: Claim) -> Claim | None:
        """The claim as it may leave; None where it is withheld."""
        if claim.claim_id in self.withheld:
            return None
        return kept(self._coarse(claim), self.profile)

    def claims(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        """Those that may leave, as they may leave."""
        for claim in claims:
            found = self.claim(claim)
            if found is not None:
                yield found

    def dossier(self, dossier: Dossier) -> Dossier | None:
        """An event as it may leave; None where one of its claims is of a small group, or none is left."""
        if any(self.withheld.get(c.claim_id) == _BELOW for c in dossier.claims):
            return None
        claims = list(self.claims(dossier.claims))
        if not claims:
            return None
        return Dossier.of(self._event(dossier.event, claims), claims, self.names.decided(dossier.decided))

    def dossiers(self, dossiers: Iterable[Dossier]) -> list[Dossier]:
        """Those that may leave, as they may leave."""
        return [found for d in dossiers if (found := self.dossier(d)) is not None]

    def told(self) -> dict[str, Any]:
        """What a manifest says of it."""
        return {
            "as_of": self.as_of.isoformat(),
            "withheld": dict(sorted(Counter(self.withheld.values()).items())),
            "profile": msgspec.to_builtins(self.profile),
        }

    @classmethod
    def again(cls, told: Mapping[str, Any], claims: Iterable[Claim]) -> Release:
        """The release that a manifest tells of, over these claims; ValueError or KeyError where it is none of ours."""
        return cls.of(claims, msgspec.convert(told["profile"], Profile), date.fromisoformat(told["as_of"]))

    def _event(self, event: Event, claims: list[Claim]) -> Event:
        """The event of the claims that leave; roots that may not be named are numbered."""
        ids = {c.claim_id for c in claims}
        public = {name for c in claims for s in c.attribution for name in (s.source, s.source_id) if name}
        roots = tuple(
            root if root in public and self.names.clean(root) else f"source {number}"
            for number, root in enumerate(event.roots, 1)
        )
        relations = tuple(replace(r, why="") for r in event.relations if r.a in ids and r.b in ids)
        return Event(event.event_id, tuple(sorted(ids)), roots, relations)

    def _coarse(self, claim: Claim) -> Claim:
        private = claim.attribution[-1].kind in self.profile.people.private
        named = self.names.claim(claim)
        place = named.place and snapped(named.place, self.profile.place, private=private)
        if place is not None and not self.names.clean(place.name):
            place = replace(place, name="")
        casualties = claim.casualties if self.profile.people.minors else _without_minors(claim.casualties)
        sides = {a.name for a in named.actors}
        casualties = tuple(replace(t, names=(), side=t.side if t.side in sides else None) for t in casualties)
        weapons = tuple(replace(w, name=w.code) for w in claim.weapons)
        return replace(named, place=place, casualties=casualties, weapons=weapons)


def chosen(name: str, snap: str | None = None, embargo_days: int | None = None) -> Profile:
    """A profile by name or .toml file, with another way to snap or another embargo; UsageError for what is none."""
    found = profile(name)
    if snap is not None:
        found = snapped_as(found, snap)
    return found if embargo_days is None else msgspec.structs.replace(found, embargo_days=embargo_days)


def _reason(claim: Claim, by: Profile, last: date) -> str:
    for group in by.small_group:
        if claim.event_type in group.event_types:
            told = [t.low if t.low is not None else t.high or 0 for t in claim.casualties if t.part_of is None]
            if sum(told) < group.least:
                return _BELOW
    if not by.embargo_days:
        return ""
    day = claim.time.latest if claim.time and claim.time.latest else claim.document.published.latest
    if day is None:
        return _UNDATED
    return _EMBARGO if day > last else ""


def _without_minors(tolls: tuple[Toll, ...]) -> tuple[Toll, ...]:
    """Children told among others are left out; children told alone are told as civilians."""
    place: dict[int, int] = {}
    found: list[Toll] = []
    for at, toll in enumerate(tolls):
        if toll.victims == "children" and toll.part_of is not None:
            continue
        place[at] = len(found)
        found.append(replace(toll, victims="civilians") if toll.victims == "children" else toll)
    return tuple(replace(t, part_of=place.get(t.part_of) if t.part_of is not None else None) for t in found)
