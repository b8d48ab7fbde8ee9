"""Names that may leave: those of public kinds; a private name, a handle or a number is hidden wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from thucydides.knowledge.releases import Profile
from thucydides.model.claim import Actor, Claim, Source

_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Names:
    """`hidden` are folded names of victims and private persons; `patterns` what no name may hold."""

    profile: Profile
    hidden: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    _known: dict[str, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, claims: Iterable[Claim], profile: Profile) -> Names:
        """The names that these claims hide from each other."""
        hidden: set[str] = set()
        for claim in claims:
            hidden.update(anchor.exact for toll in claim.casualties for anchor in toll.names)
            hidden.update(s.source for s in claim.attribution if s.kind in profile.people.private)
        folded = (" ".join(name.split()).casefold() for name in hidden)
        return cls(
            profile,
            frozenset(name for name in folded if len(name) >= _SHORTEST),
            tuple(re.compile(p) for p in profile.words.patterns),
        )

    def clean(self, name: str) -> bool:
        """True where a name holds no hidden one and nothing that the patterns name."""
        known = self._known.get(name)
        if known is None:
            folded = " ".join(name.split()).casefold()
            known = not any(p.search(name) for p in self.patterns) and not any(h in folded for h in self.hidden)
            self._known[name] = known
        return known

    def claim(self, claim: Claim) -> Claim:
        """The claim with the names of sources, actors, outlet and regions that may be told."""
        place, ref = claim.place, claim.document
        if place is not None and place.admin1 and not self.clean(place.admin1):
            place = replace(place, admin1=None)
        outlet = ref.outlet
        speaker = next((s for s in claim.attribution if s.source == outlet), claim.attribution[0])
        if outlet and (speaker.kind not in self.profile.people.sources or not self.clean(outlet)):
            outlet = _plain(speaker.kind)
        return replace(
            claim,
            document=replace(ref, outlet=outlet, title=self._text(ref.title), uri=self._text(ref.uri)),
            attribution=tuple(self._source(s) for s in claim.attribution),
            actors=tuple(self._actor(a) for a in claim.actors),
            place=place,
        )

    def decided(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What people decided of an event: numbers and days; of names and places only what the claims tell as well."""
        return {slot: value for slot, value in values.items() if slot in ("killed", "injured", "day")}

    def _text(self, text: str | None) -> str | None:
        return text if text and self.clean(text) else None

    def _source(self, source: Source) -> Source:
        if source.kind in self.profile.people.sources and self.clean(source.source):
            return source
        return replace(source, source=_plain(source.kind), source_id=None)

    def _actor(self, actor: Actor) -> Actor:
        if actor.kind in self.profile.people.actors and self.clean(actor.name):
            return actor
        return replace(actor, name=_plain(actor.kind), actor_id=None)


def _plain(kind: str) -> str:
    return kind.replace("_", " ")
