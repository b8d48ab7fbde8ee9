"""What a report tells of the whole war behind its news: the dead since it began, how it broke out, what all sides deny."""

from __future__ import annotations

from collections.abc import Sequence

from thucydides.claims.scene import Scene, within
from thucydides.claims.tolls import Harm

_VAST = 1000  # "thousands have been killed": no one event's toll
_WAR_TOTAL = 10_000  # killed by count; no single event of the wars read here
_MONTHS = 60  # days
_WIDE = ("country", "unresolved")
_DAYS = ("day", "night", "hour", "part_of_day")


def _names_the_war(scene: Scene, number: int) -> bool:
    s = scene.page.sentences[number]
    return any(scene.gram[i] == "history" and scene.gram_values[i] == "war" for i in range(s.first, s.last))


def is_of_a_war_over(scene: Scene, number: int) -> bool:
    """ "En nueve años de aquella guerra …": a sentence without a day that names a war as one of the past."""
    s = scene.page.sentences[number]
    over = any(scene.gram[i] == "history" and scene.gram_values[i] == "over" for i in range(s.first, s.last))
    return over and not _is_dated(scene, number)


def _is_dated(scene: Scene, number: int) -> bool:
    s = scene.page.sentences[number]
    return any(t.precision in _DAYS for t in within(scene.mentions.times, s.first, s.last))


def _spans_months(scene: Scene, number: int) -> bool:
    """ "Since the 2021 coup …", "this year": a sentence whose time is a stretch of months tells of no single event."""
    s = scene.page.sentences[number]
    windows = [t for t in within(scene.mentions.times, s.first, s.last) if t.window]
    return any(t.earliest and t.latest and (t.latest - t.earliest).days > _MONTHS for t in windows)


def is_beyond_one_event(harms: Sequence[Harm]) -> bool:
    """True for a number of killed that no single event of the wars read here had."""
    return any(h.outcome == "killed" and (h.low or 0) >= _WAR_TOTAL for h in harms)


_OF_WARS = frozenset({"generic", "armed_clash", "assault"})


def names_only_the_war(sense: str, voice: str) -> bool:
    """ "The conflict has left …", "since the start of the offensive": a noun of fighting beside the toll of a whole war."""
    return sense == "generic" or (sense.partition(":")[0] in _OF_WARS and voice == "noun")


def is_total_of_a_war(scene: Scene, number: int, harms: Sequence[Harm]) -> bool:
    """ "The war has killed …", "nine have died since the conflict began", "thousands have been killed": a sentence without a day
    whose toll is of a whole war, or so vast and so vague that it can be of nothing less.
    """
    vast = is_beyond_one_event(harms) or any(h.exactness == "vague" and (h.low or 0) >= _VAST for h in harms)
    hurt = any(h.outcome in ("killed", "injured") for h in harms)  # a flight may take months
    whole = vast or _names_the_war(scene, number) or (hurt and _spans_months(scene, number))
    return whole and not _is_dated(scene, number)


def denies_a_practice(scene: Scene, number: int) -> bool:
    """ "Both sides deny targeting civilians in the war": a denial that names the war, and no day, town or thing that was hit."""
    if not _names_the_war(scene, number) or _is_dated(scene, number):
        return False
    s = scene.page.sentences[number]
    told = any(p.role == "event" and p.precision not in _WIDE for p in within(scene.mentions.places, s.first, s.last))
    return not told and not any(a.kind == "infrastructure" for a in within(scene.mentions.actors, s.first, s.last))
