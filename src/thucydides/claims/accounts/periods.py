"""A second toll of a sentence that sums up a period: "killed three, bringing to 13 the number killed this week", two claims."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from thucydides.claims.accounts.loose import by_itself
from thucydides.claims.deeds import Deed
from thucydides.claims.drafts import Draft
from thucydides.claims.persons.harm import Harm
from thucydides.claims.scene import Scene, within
from thucydides.claims.settings import Chosen
from thucydides.model.mention import TimeMention

_MARKS = frozenset({",", ";", ":", "(", "–", "—"})
_OPENS = frozenset({"clause", "and", "rel", "comp"})


def _clause(scene: Scene, harm: Harm, floor: int) -> tuple[int, int] | None:
    """The tokens of a toll's clause: from the mark or conjunction that parts it from a toll told before, to the next mark;
    None where nothing parts the two.
    """
    first, last = min(harm.first, harm.word.first), max(harm.last, harm.word.last)
    forms, end = scene.page.tokens.forms, scene.page.sentences[scene.sentence[first]].last
    opened = next((i for i in range(first - 1, floor - 1, -1) if forms[i] in _MARKS or scene.gram[i] in _OPENS), None)
    if opened is None:
        return None
    return opened, next((i for i in range(last, end) if forms[i] in _MARKS), end)


def _period(scene: Scene, harm: Harm, harms: Sequence[Harm]) -> tuple[int, int, TimeMention] | None:
    """The tokens of a toll's clause and the period in it, where a toll of the same fate was told before it."""
    before = [h for h in harms if h is not harm and h.outcome == harm.outcome and h.part_of is None]
    ends = [h.last for h in before if max(h.last, h.word.last) <= min(harm.first, harm.word.first)]
    clause = _clause(scene, harm, min(ends)) if ends and harm.part_of is None else None
    if clause is None:
        return None
    windows = [t for t in within(scene.mentions.times, *clause) if t.window]
    return (*clause, windows[0]) if windows else None


def periods_summed_up(
    scene: Scene, harms: Sequence[Harm], deeds: Sequence[Deed]
) -> dict[int, tuple[int, int, TimeMention]]:
    """The tolls of a sentence that sum up a period: behind another of the same fate, with a period in their clause and no
    event of its own. By their indexes, parts too: the clause and the period.
    """
    found: dict[int, tuple[int, int, TimeMention]] = {}
    for i, harm in enumerate(harms) if len(harms) > 1 else ():
        if harm.part_of is not None:
            if harm.part_of in found:
                found[i] = found[harm.part_of]
            continue
        period = _period(scene, harm, harms)
        if period is not None and not any(_is_in(d, period[0], period[1], harm) for d in deeds):
            found[i] = period
    return found


def _is_in(deed: Deed, first: int, last: int, harm: Harm) -> bool:
    """True for an event in these tokens that another word than the harm's tells."""
    own = deed.word.first < harm.word.last and harm.word.first < deed.word.last
    return first <= deed.first < last and not own and not _counts_on(deed, harm)


def _counts_on(deed: Deed, harm: Harm) -> bool:
    """ "the number of activists [murdered this year]": a participle right behind those whom a toll counts."""
    return deed.first == max(harm.last, harm.word.last) and "pp" in deed.features


def without_those_summed_up(deeds: Sequence[Deed], totals: Sequence[Harm]) -> list[Deed]:
    """The deeds of a sentence, where a participle that only says whom a period's toll counts is no event."""
    return [
        replace(d, reason=d.reason or "says whom the toll of a period counts")
        if any(_counts_on(d, h) for h in totals)
        else d
        for d in deeds
    ]


def of_a_period(scene: Scene, made: Draft, first: int, last: int, period: TimeMention) -> Draft:
    """The claim of a period's toll, told in the clause at tokens [first, last): no arms and no doer of the event beside it,
    no place but its own.
    """
    counted = [h for h in made.harms if h.low is not None or h.high is not None]
    harms = counted if counted and all(h.part_of is None for h in made.harms) else made.harms
    victims = tuple([a for a in made.actors if a.role == "target"])
    place = made.place if made.place is not None and first <= made.place.mention.first < last else None
    return replace(
        by_itself(scene, made),
        code="casualties_only",
        actors=victims,
        weapons=(),
        harms=tuple(harms),
        place=place,
        time=Chosen(period, False, "the period that the toll sums up"),
    )
