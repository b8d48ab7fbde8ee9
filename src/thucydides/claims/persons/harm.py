"""A harm: one outcome of one count of persons, before it belongs to an event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from thucydides.claims.persons.counts import Count
from thucydides.claims.voice import VerbGroup
from thucydides.model.claim import Outcome, Victims
from thucydides.model.mention import CasualtyMention, Exactness, Mention
from thucydides.model.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Harm(Mention):
    """An outcome with its toll, before it belongs to an event. `word` is the outcome word; `part_of` the toll that
    holds this one, as an index into the harms of the sentence. `group` is the verb group of the word. `again` is the same
    harm of one person as a later sentence tells it, which may name whom this one only counts.
    """

    word: CasualtyMention
    outcome: Outcome
    victims: Victims
    low: int | None
    high: int | None
    exactness: Exactness
    group: VerbGroup
    count: Count | None = None
    part_of: int | None = None
    again: Harm | None = None


def harm_of(word: CasualtyMention, outcome: Outcome, count: Count, group: VerbGroup) -> Harm:
    """The harm that a word of outcome and a count make."""
    return Harm(
        count.start, count.end, count.first, count.last, word.rule, word, outcome, count.victims, count.low, count.high,
        count.exactness, group, count,
    )  # fmt: skip


def _is_one(h: Harm) -> bool:
    return h.low == 1 == h.high


def _can_be(a: Harm, b: Harm) -> bool:
    """True where two harms can be one person's: one outcome, and one class where both tell it."""
    known = "unknown" not in (a.victims, b.victims)
    return a.outcome == b.outcome and _is_one(b) and not (known and a.victims != b.victims) and a.start != b.start


def told_again(mine: Sequence[Harm], yours: Sequence[Harm]) -> tuple[Harm, ...]:
    """Harms of one telling, those of one person with what the other telling of the event says of the same; none where
    either could be two.
    """
    if not any(_is_one(h) for h in mine) or not any(_is_one(h) for h in yours):
        return tuple(mine)
    found = []
    for h in mine:
        alike = [y for y in yours if _can_be(h, y)] if _is_one(h) and h.again is None else []
        alone = len(alike) == 1 and sum(_is_one(m) and _can_be(alike[0], m) for m in mine) == 1
        found.append(replace(h, again=alike[0]) if alone else h)
    return tuple(found)


def of_word(word: Mention, harms: Iterable[Harm]) -> list[Harm]:
    """The harms that an event's word tells itself: theirs shares a token with it."""
    return [h for h in harms if h.word.first < word.last and word.first < h.word.last]


def nothing(word: CasualtyMention, group: VerbGroup) -> Harm:
    """ "No casualties": nought, said by somebody."""
    outcome: Outcome = "killed" if word.value == "any" else word.value  # type: ignore[assignment]
    return Harm(word.start, word.end, word.first, word.last, word.rule, word, outcome, "unknown", 0, 0, "exact", group)


def reindexed(harms: Sequence[Harm], indexes: Sequence[int]) -> list[Harm]:
    """The harms at these indexes, their parts pointing at their wholes where those are among them."""
    places = {old: new for new, old in enumerate(indexes)}
    chosen = [harms[i] for i in indexes]
    return [h if h.part_of is None else replace(h, part_of=places.get(h.part_of)) for h in chosen]
