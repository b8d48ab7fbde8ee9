"""Others harmed in the event told before: "Her driver was also killed" adds a person to the toll, it does not repeat it."""

from __future__ import annotations

from msgspec.structs import replace

from thucydides.claims.accounts.additions import with_harms_of
from thucydides.claims.drafts import Draft
from thucydides.claims.persons.harm import Harm
from thucydides.claims.persons.roll import whose
from thucydides.claims.scene import Scene

_NEXT = 2  # sentences from an event to one that takes it up with others harmed
_BESIDE = 2  # tokens from a word for "also" to the harm or the persons it adds
_ALSO = ("also", "too")


def is_further(scene: Scene, k: Draft, d: Draft) -> bool:
    """ "The mayor was shot dead. His driver was also killed in the attack": right behind an event, other persons whom a
    word for "also", or a word for whose they are, sets beside those told to have had the same fate.
    """
    if not k.harms or not d.harms or not 0 < d.deed.sentence - k.deed.sentence <= _NEXT or d.root not in ("", k.root):
        return False
    here, there = scene.page.sentences[d.deed.sentence], scene.page.sentences[k.deed.sentence]
    if here.paragraph - there.paragraph > 1 or k.stance != d.stance or k.stance.polarity != "asserted":
        return False
    if any(x is not None and not x.inferred for x in (d.place, d.time)) or not (
        k.deed.violent or k.deed.sense == "harm"
    ):
        return False
    mine = [h for h in d.harms if h.part_of is None]
    alike = [y for y in k.harms if any(h.outcome == y.outcome for h in mine)]
    return bool(alike) and all(_is_another(scene, h, alike) for h in mine)


def _is_another(scene: Scene, h: Harm, before: list[Harm]) -> bool:
    """True for persons by a noun of their own, none of those before, told to be others."""
    if h.count is None or h.count.bare or h.count.outcome is not None or h.low in (None, 0):
        return False
    noun = scene.page.tokens.forms[h.count.last - 1].lower()
    if any(
        y.count is None or y.count.bare or scene.page.tokens.forms[y.count.last - 1].lower() == noun for y in before
    ):
        return False
    return _has_a_word_for_also(scene, h) or _is_somebodys(scene, h)


def _has_a_word_for_also(scene: Scene, h: Harm) -> bool:
    floor = scene.page.sentences[scene.sentence[h.first]].first
    first, last = min(h.first, h.word.first, h.group.first), max(h.last, h.word.last)
    ahead = range(max(first - _BESIDE, floor), min(last + _BESIDE, len(scene.gram)))
    return any(scene.gram_values[i] in _ALSO for i in ahead)


def _is_somebodys(scene: Scene, h: Harm) -> bool:
    """ "his driver", "two of her guards": of a person named before, so another than that one."""
    owners = whose(scene)
    return any(scene.gram[i] in owners for i in range(max(h.first - 1, 0), h.last))


def with_others_of(old: Draft, d: Draft) -> Draft:
    """The first telling with those harmed in the later one."""
    told = [a.anchor.start for a in old.actors]
    more = [a for a in d.actors if a.role == "target" and a.kind != "infrastructure" and a.anchor.start not in told]
    return replace(with_harms_of(old, d), actors=(*old.actors, *more))
