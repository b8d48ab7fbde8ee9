"""Names of the roster as a text bears them out: on its day, and by how it writes them."""

from __future__ import annotations

from datetime import date, timedelta

from thucydides.knowledge.library import actors as roster
from thucydides.mentions.actors.opposed import alone
from thucydides.mentions.page import Hit, Page

# Names are told of a little before they are borne, and for years after, but not for decades.
_BEFORE, _AFTER = 60, 5 * 365


def as_described(page: Page, hit: Hit) -> tuple[Hit, ...]:
    """ "Lebanese forces" in small letters, where "Lebanese Forces" is a party: a group's name that is also a nationality
    and a noun of forces is its name only as written; else the hits of its two words.
    """
    last = hit.last - 1
    if hit.last - hit.first != 2 or page.tokens.shapes[last] != "x" or page.tokens.shapes[hit.first] == "A":
        return (hit,)
    actor = roster()[hit.entry.value]
    text = page.text[slice(*page.span(hit.first, hit.last))]
    if actor.kind not in ("rebel_group", "militia") or text in (actor.name, *actor.forms):
        return (hit,)
    parts = tuple(Hit(i, i + 1, e) for i in (hit.first, last) for e in alone(page, i) if e.role in _DESCRIBE)
    return parts if {p.entry.role for p in parts} == _DESCRIBE else (hit,)


_DESCRIBE = frozenset({"nationality", "force"})


def is_borne(hit: Hit, day: date | None) -> bool:
    """False where nobody bore the name on that day: long before it was taken, or years after it was given up."""
    actor = roster()[hit.entry.value]
    if day is None:
        return True
    early = actor.since is not None and day < actor.since - timedelta(days=_BEFORE)
    late = actor.until is not None and day > actor.until + timedelta(days=_AFTER)
    return not (early or late)
