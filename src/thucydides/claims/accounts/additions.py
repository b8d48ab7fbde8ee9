"""What a later sentence adds to an event told: further harm by "in the attack", shares of the dead ("20 of the dead")."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from msgspec.structs import replace

from thucydides.claims.deeds import Deed
from thucydides.claims.drafts import Draft, is_bare
from thucydides.claims.scene import Scene, within
from thucydides.claims.tolls import Harm
from thucydides.model.claim import Actor
from thucydides.model.mention import Mention

_NEXT = 2  # sentences from an event to one that takes it up with further harm


def shifted(harms: Sequence[Harm], by: int) -> list[Harm]:
    """Harms behind `by` others, their parts pointing on to their wholes."""
    return [dataclasses.replace(h, part_of=None if h.part_of is None else h.part_of + by) for h in harms]


def with_harms_of(old: Draft, d: Draft) -> Draft:
    """The first telling with the harms of a later one behind its own."""
    rules = tuple(dict.fromkeys((*old.rules, "sense.further_harm")))
    return replace(old, harms=(*old.harms, *shifted(d.harms, len(old.harms))), rules=rules)


def _takes_it_up(scene: Scene, k: Draft, d: Draft) -> bool:
    """ "Gunmen killed 20 ... The attack also left five wounded": a noun that takes up the event told right before, with
    fates that it had not, and neither a place nor a day of its own.
    """
    if d.deed.group.voice != "noun" or not d.harms or k.stance.polarity == "denied" or d.stance.polarity == "denied":
        return False
    at = d.deed.first
    before = at - 1
    definite = scene.gram[at] == "same" or (before >= 0 and scene.gram[before] in ("det", "same", "poss"))
    definite = definite or is_bare(scene, d)
    indefinite = before >= 0 and any(n.last == at and n.first == before for n in scene.mentions.numbers.all)
    own = [x for x in (d.place, d.time) if x is not None and not x.inferred]
    near = 0 < d.deed.sentence - k.deed.sentence <= _NEXT
    fates = {h.outcome for h in k.harms}
    anew = bool(k.harms) and not any(h.outcome in fates for h in d.harms if h.part_of is None)
    anew = anew or (bool(k.harms) and _are_others(scene, k, d))
    first = not k.harms and k.stance == d.stance and _may_be_its_toll(k, d)
    same = d.root in ("", k.root) or (first and not k.root and d.deed.sentence - k.deed.sentence == 1)
    return definite and not indefinite and near and (anew or first) and not own and same


def _finds_its_dead(scene: Scene, k: Draft, d: Draft) -> bool:
    """ "Gunmen attacked X on Friday, and 16 bodies were found the next day": the dead of an attack on people or a place that
    its sentence, or the one before in the paragraph, tells without a toll.
    """
    if d.deed.sense != "casualties_only" or not d.harms or k.harms or k.stance != d.stance:
        return False
    here, there = scene.page.sentences[d.deed.sentence], scene.page.sentences[k.deed.sentence]
    near = here.paragraph == there.paragraph and 0 <= d.deed.sentence - k.deed.sentence <= 1
    placed = d.place is None or d.place.inferred or d.place.mention is (k.place.mention if k.place else None)
    return near and placed and k.deed.violent and k.deed.args != "gain" and d.root in ("", k.root)


def adds_harm(scene: Scene, k: Draft, d: Draft) -> bool:
    """True for harm told later that is of an event told before: by a noun that takes it up, or by its dead that are found."""
    return _takes_it_up(scene, k, d) or _finds_its_dead(scene, k, d)


def _may_be_its_toll(k: Draft, d: Draft) -> bool:
    """ "A drone hit a bus. Three were hurt in the attack": the first toll of an event that can do harm, by nobody else."""
    mine = {a.name for a in d.actors if a.role == "initiator" and not _is_the_enemy(a)}
    yours = {a.name for a in k.actors if a.role == "initiator"}
    return k.deed.violent and k.deed.args != "gain" and not (mine and yours and not mine & yours)


def _is_the_enemy(actor: Actor) -> bool:
    """ "the enemy", "the occupiers": a side by the teller's word for it alone, which may be that of any force named before."""
    return actor.actor_id is None and actor.label_used is not None and actor.kind == "foreign_force"


def ends_a_taking(scene: Scene, k: Draft, d: Draft) -> bool:
    """ "The army took the town after days of fighting. 27 rebels were killed in the clashes": the harm of the battle by
    which a place was taken right before.
    """
    if k.deed.args != "gain" or d.code != "armed_clash" or d.deed.group.voice != "noun" or not d.harms:
        return False
    before = d.deed.first - 1
    definite = scene.gram[d.deed.first] == "same" or (before >= 0 and scene.gram[before] in ("det", "same"))
    own = [x for x in (d.place, d.time) if x is not None and not x.inferred]
    near = 0 <= d.deed.sentence - k.deed.sentence <= 1 and not k.harms and d.root in ("", k.root)
    return definite and near and not own and "denied" not in (k.stance.polarity, d.stance.polarity)


def _are_others(scene: Scene, k: Draft, d: Draft) -> bool:
    """ "... killed seven militants. A soldier also died in the shootout": in the next sentence of its paragraph, fewer
    persons of another class than the toll before them.
    """
    here, there = scene.page.sentences[d.deed.sentence], scene.page.sentences[k.deed.sentence]
    if here.paragraph != there.paragraph or d.deed.sentence - k.deed.sentence != 1:
        return False
    mine = [h for h in d.harms if h.part_of is None]
    yours = [h for h in k.harms if h.part_of is None and h.outcome == mine[0].outcome]
    fewer = bool(yours) and all((h.high or 0) < (yours[0].low or 0) for h in mine)
    return fewer and all(h.victims != yours[0].victims for h in mine)


def is_share(scene: Scene, harm: Harm) -> bool:
    """ "20 of the dead were children", "entre los muertos hay 20 niños": a part of those told to have died before."""
    count, word = harm.count, harm.word
    if count is not None and count.first < word.first < count.last:
        between = range(count.first, word.first)
        joined = scene.page.language.has("verb_first")  # its article is no word of its own
        return any(
            scene.gram[i] == "of" and (joined or scene.gram[i + 1] == "det")
            for i in between
            if i + 1 < word.first + joined
        )
    if word.last - word.first > 1 and word.args == "die" and scene.gram[word.first] in ("prep", "subset", "between"):
        return True  # "among the dead was a girl"
    before = word.first - 1
    if before >= 1 and scene.gram[before] == scene.gram[word.first] == "subset":
        return count is not None and count.first >= word.last  # one idiom for "among the dead"
    if before < 1 or scene.gram[before] != "det":
        return False
    opens = scene.gram[before - 1] in ("between", "subset") or scene.gram_values[before - 1] == "among"
    return opens and count is not None and count.first >= word.last


def tells_how(scene: Scene, deed: Deed, harms: Sequence[Harm]) -> bool:
    """ "Five of the dead were beheaded": a word of killing done to persons that the sentence names by their death."""
    kills = any(c.value == "killed" for c in within(scene.mentions.casualties, deed.first, deed.word.last))
    whole = [h for h in harms if h.part_of is None]
    return kills and bool(whole) and all(_is_of_dead(h) and not _overlap(deed.word, h.word) for h in whole)


def _is_of_dead(harm: Harm) -> bool:
    """True for a figure whose noun is the word of harm: "five of the dead"."""
    count = harm.count
    dead = harm.outcome in ("killed", "killed_or_injured")  # "five of the victims"
    return dead and count is not None and count.first < harm.word.first < count.last


def _overlap(a: Mention, b: Mention) -> bool:
    return a.first < b.last and b.first < a.last


def are_counted(told: Sequence[Draft], harms: Sequence[Harm], number: int) -> bool:
    """True where as many, by whoever, were told to have died or been hurt within two sentences before."""
    most = max(h.low or 0 for h in harms)
    near = [d for d in told if number - d.deed.sentence <= _NEXT + 1]
    same = [h for d in near for h in d.harms if h.part_of is None and h.outcome == harms[0].outcome]
    return any(h.low is None or h.low >= most for h in same)


def with_share(told: list[Draft], harms: Sequence[Harm], number: int, root: str) -> bool:
    """Puts a share of the dead or hurt, told by the outlet or who told the toll, under the toll told within two sentences
    before; true where there was one.
    """
    for i in range(len(told) - 1, -1, -1):
        d = told[i]
        if number - d.deed.sentence > _NEXT + 1:
            return False
        for at, h in enumerate(d.harms if root in ("", d.root) else ()):
            whole = h.part_of is None and h.outcome == harms[0].outcome
            if whole and (h.low is None or (harms[0].low or 0) <= h.low):
                parts = [dataclasses.replace(x, part_of=at) for x in harms]
                told[i] = replace(d, harms=(*d.harms, *parts), rules=(*d.rules, "document.share_of_the_toll"))
                return True
    return False
