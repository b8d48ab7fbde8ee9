"""Aircraft that came down by themselves: "a cargo plane crashed into a residential area" is an accident, no strike."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from thucydides.mentions.page import Hit, Page
from thucydides.model.mention import FORCES, ActorMention, TriggerMention, WeaponMention
from thucydides.text.sentences import Sentence

_DOWN = frozenset(
    {"weapons_disrupted", "air_strike", "strike:air_strike", "strike:shelling", "shelling", "bombing", "siege"}
)
_APART = 14  # tokens between an aircraft and the word of its crash
_OPENING = 2  # the first sentences of a page, its title among them
CRASH = "crash"  # the value of words of crashing in grammar.csv


def _is_brought_down(
    s: Sentence,
    triggers: Iterable[TriggerMention],
    weapons: Iterable[WeaponMention],
    actors: Iterable[ActorMention],
) -> bool:
    """ "A plane shot down by rebels crashed into houses": a deed, arms that are no craft or armed men told beside it."""
    if any(s.first <= t.first < s.last and t.sense in _DOWN and t.args != "hit" for t in triggers):
        return True
    if any(s.first <= w.first < s.last and w.code != "aircraft" for w in weapons):
        return True
    craft = {i for w in weapons for i in range(w.first, w.last)}  # "the plane" is an air force too
    armed = [a for a in actors if s.first <= a.first < s.last and a.kind in FORCES and a.kind != "police"]
    return any(craft.isdisjoint(range(a.first, a.last)) for a in armed)


def _of_craft(hit: Hit, s: Sentence, weapons: Iterable[WeaponMention]) -> bool:
    """An aircraft as what crashes: before the word, or right behind it."""
    near = [w for w in weapons if s.first <= w.first < s.last and w.code == "aircraft"]
    return any(w.last <= hit.first <= w.last + _APART or 0 <= w.first - hit.last <= _APART // 2 for w in near)


def crashed(
    page: Page,
    triggers: Iterable[TriggerMention],
    weapons: Iterable[WeaponMention],
    actors: Iterable[ActorMention],
) -> AbstractSet[int]:
    """Tokens of the sentences in which an aircraft crashes and nobody is told to have brought it down; of the whole page where
    it opens with one and tells of nobody armed, nor of arms.
    """
    found: set[int] = set()
    hits = page.of("grammar", "untold")
    if not any(h.entry.value == CRASH for h in hits):
        return found
    crew = {h.first for h in hits if h.entry.value == "crew"}
    others = [a for a in actors if crew.isdisjoint(range(a.first, a.last))]
    opens = False
    for hit in hits:
        if hit.entry.value != CRASH:
            continue
        number = page.sentence_at(hit.first)
        s = page.sentences[number]
        alone = "weak" not in hit.entry.flags  # "the crash of an airliner"
        if (alone or _of_craft(hit, s, weapons)) and not _is_brought_down(s, triggers, weapons, others):
            found.update(range(s.first, s.last))
            opens = opens or number <= _OPENING
    if opens and not any(_is_brought_down(s, triggers, weapons, others) for s in page.sentences):
        found.update(range(len(page.tokens)))
    return found
