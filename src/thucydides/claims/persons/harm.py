"""A harm: one outcome of one count of persons, before it belongs to an event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from thucydides.claims.persons.counts import Count
from thucydides.claims.voice import VerbGroup
from thucydides.model.claim import Outcome, Victims
from thucydides.model.mention import CasualtyMention, Exactness, Mention
from thucydides.model.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Harm(Mention):
    """An outcome with its toll, before it belongs to an event. `word` is the outcome word; `part_of` the toll that
    holds this one, as an index into the harms of the sentence. `group` is the verb group of the word.
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


def harm_of(word: CasualtyMention, outcome: Outcome, count: Count, group: VerbGroup) -> Harm:
    """The harm that a word of outcome and a count make."""
    return Harm(
        count.start, count.end, count.first, count.last, word.rule, word, outcome, count.victims, count.low, count.high,
        count.exactness, group, count,
    )  # fmt: skip


def of_word(word: Mention, harms: Iterable[Harm]) -> list[Harm]:
    """The harms that an event's word tells itself: theirs shares a token with it."""
    return [h for h in harms if h.word.first < word.last and word.first < h.word.last]


def nothing(word: CasualtyMention, group: VerbGroup) -> Harm:
    """ "No casualties": nought, said by somebody."""
    outcome: Outcome = "killed" if word.value == "any" else word.value  # type: ignore[assignment]
    return Harm(word.start, word.end, word.first, word.last, word.rule, word, outcome, "unknown", 0, 0, "exact", group)
