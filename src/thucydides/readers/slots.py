"""The values of a claim by name, in words: what two readers can agree or differ on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thucydides.model.anchor import Anchor
from thucydides.model.claim import Claim


@dataclass(frozen=True, slots=True)
class Slot:
    """A value under the name that two claims share ("place", "toll of killed"), its words, and its path in its claim.

    `alike` holds what may stand for the value: two slots agree where they share one of these. `path` is dotted.
    """

    name: str
    path: str
    value: str
    anchor: Anchor | None
    alike: frozenset[str]

    def agrees(self, other: Slot) -> bool:
        """True where both say the same, or a part of the same words."""
        return bool(self.alike & other.alike)


def _one(name: str, value: str, anchor: Anchor | None, *alike: str | None) -> Slot:
    return Slot(name, name, value, anchor, frozenset(a.casefold() for a in (value, *alike) if a))


def number_of(low: int | None, high: int | None) -> str:
    """A number as a range, open sides left open: "12", "12-", "3-5"; a question mark where neither side is known."""
    if low is None and high is None:
        return "?"
    return str(low) if low == high else f"{'' if low is None else low}-{'' if high is None else high}"


def slots(claim: Claim) -> Iterator[Slot]:
    """All values of a claim that another reader may fill or dispute, in a fixed order."""
    yield _one("event_type", claim.event_type, claim.trigger)
    yield _one("polarity", claim.polarity, claim.trigger)
    yield _one("modality", claim.modality, claim.trigger)
    root = claim.attribution[-1]
    if len(claim.attribution) == 1:
        yield _one("attribution", "the outlet", root.anchor)
    else:
        assert root.anchor is not None
        yield _one("attribution", root.source, root.anchor, root.anchor.exact)
    if claim.place is not None:
        yield _one("place", claim.place.name, claim.place.anchor, claim.place.anchor.exact, claim.place.gazetteer_id)
    time = claim.time
    if time is not None and time.anchor is not None:
        days = f"{time.earliest or '?'} to {time.latest or '?'}" if time.earliest != time.latest else str(time.earliest)
        yield _one("time", days if time.earliest or time.latest else time.anchor.exact, time.anchor, time.symbolic)
    for n, actor in enumerate(claim.actors):
        alike = frozenset(a.casefold() for a in (actor.name, actor.anchor.exact, actor.actor_id) if a)
        yield Slot(actor.role, f"actors.{n}", actor.name, actor.anchor, alike)
    for n, weapon in enumerate(claim.weapons):
        yield Slot("weapon", f"weapons.{n}", weapon.code, weapon.anchor, frozenset({weapon.code}))
    for n, toll in enumerate(claim.casualties):
        number = number_of(toll.low, toll.high)
        yield Slot(f"toll of {toll.outcome}", f"casualties.{n}", number, toll.anchor, frozenset({number}))


def same(mine: Slot, other: Slot) -> bool:
    """Two values agree; names also where their words overlap: "the army" is "army"."""
    if mine.agrees(other):
        return True
    by_words = mine.path == "place" or mine.path.startswith(("actors", "attribution"))
    return by_words and mine.anchor is not None and other.anchor is not None and mine.anchor.overlaps(other.anchor)
