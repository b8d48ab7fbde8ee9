"""Tolls: which counted persons suffered which outcome, read by voice and clause distance; parts and sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from thucydides.claims.bracket.sufferers import framed_sufferer
from thucydides.claims.persons.apposed import name_before_an_aside
from thucydides.claims.persons.averted import befell
from thucydides.claims.persons.counts import Count
from thucydides.claims.persons.fates import FatesTold
from thucydides.claims.persons.groups import wounds_of_the_dead
from thucydides.claims.persons.harm import Harm, nothing
from thucydides.claims.persons.lists import gap_is_open, joints
from thucydides.claims.persons.named import in_a_list, name_after, name_before, name_behind_a_title
from thucydides.claims.persons.roll import (
    goes_on_to_act,
    name_in_company,
    name_that_leads,
    name_that_opens,
    roll,
    roll_to,
)
from thucydides.claims.persons.taken_up import has_its_object_before, has_its_subject_behind, taken_up
from thucydides.claims.persons.things import is_of_those_beside
from thucydides.claims.persons.unnamed import one_before, one_behind, the_one_before, the_one_behind
from thucydides.claims.scene import Scene, within
from thucydides.claims.voice import VerbGroup, is_oblique, verb_group
from thucydides.model.mention import ARMED, FORCES, CasualtyMention

__all__ = ["Harm", "as_sequence", "harms_in"]

_NEAR = 0.7
_BESIDE = 0.12
_MEANT = 1.6
_NEXT_PLURAL = 1.95
_PLURAL_BESIDE = 1.85  # "the-wounding others": nothing parts them


def _is_active(group: VerbGroup, features: frozenset[str]) -> bool:
    return group.voice == "active" or bool({"ger", "inf"} & features and group.voice != "passive")


def _choose(s: FatesTold, word: CasualtyMention, group: VerbGroup) -> int | None:
    """The count that an outcome word takes, by its argument pattern and voice."""
    order = s.scene.page.language.settings.order
    if word.args == "noun":
        if (told := s.behind_a_dash(word)) is not None:
            return told
        found = s.nearest(word, after=False, far=_NEAR)
        return s.nearest(word, after=True, far=_NEAR) if found is None else found
    if "gap" in word.features:
        found = s.behind_a_day(word)
        return s.risen_from(word) if found is None else found
    if word.args == "deathof" and "owned" in word.features:  # "which led to his-death": who was told before it
        return s.nearest(word, after=False, far=_MEANT)
    if word.args in ("deathof", "lose") or word.role == "toll":
        beside = order == "VSO" and any(c.plural and c.first == word.last for c in s.counts)
        return s.behind(word, far=_BESIDE if "weak" in word.features else _PLURAL_BESIDE if beside else 1.6)
    if s.scene.page.language.has("verb_bracket") and group.voice != "noun" and word.args in ("kill", "die"):
        near = [i for i in s.free() if i not in s.parts and (not s.counts[i].bare or s.counts_alone(s.counts[i], word))]
        near = [i for i in near if s.counts[i].outcome in (None, word)]
        return framed_sufferer(s.scene, word, group, [(i, s.counts[i].first, s.counts[i].last) for i in near])
    if order == "VSO" and group.voice == "active" and word.args == "kill":
        before = s.sufferers_before(word)
        if before is None and {"clitic", "pl"} <= word.features:  # "attacked gunmen a-sheikh and killed-him"
            return s.nearest(word, after=False, far=_MEANT)
        return s.object_behind(word, group) if before is None else before
    if "pp" in word.features and is_oblique(word.features):  # "in support of the arrested": what it counts is beside it
        found = s.nearest(word, after=False, far=_NEAR)
        return s.nearest(word, after=True, far=_NEAR) if found is None else found
    if order == "free" and group.voice == "active" and word.args == "kill" and "fin" in word.features:
        s.spare_doer(word)
    if order == "free" and group.voice != "noun":
        return s.either(word, 0.4 if _is_active(group, word.features) and word.args == "kill" else 0.0)
    if word.args == "die" and order == "VSO" and {"pl", "dual"} & word.features:  # a plural has told its subject before
        found = s.nearest(word, after=False)
        return s.nearest(word, after=True, far=1.2) if found is None else found
    if word.args == "die":
        found = s.nearest(word, after=order == "VSO")
        return s.nearest(word, after=order != "VSO", far=1.2) if found is None else found
    if group.voice == "noun":
        found = s.nearest(word, after=True, far=1.2)
        return s.nearest(word, after=False, far=_NEAR) if found is None else found
    if {"fin", "pp"} <= word.features and group.first == word.first:
        ahead, behind = s.nearest(word, after=True, far=0.9), s.nearest(word, after=False)
        if behind is not None and s.counts[behind].plural:  # "soldiers killed civilians": two plurals, the object's
            ahead = s.nearest(word, after=True, far=_NEXT_PLURAL) if ahead is None else ahead
            behind = behind if ahead is None else None
        if ahead is not None and (behind is None or not s.counts[ahead].plural):
            return ahead
        return behind if behind is not None else ahead
    if _is_active(group, word.features):
        found = s.nearest(word, after=True)
        if found is None and order == "SVO" and word.args == "kill" and _has_a_pronoun_object(s.scene, word):
            return s.nearest(word, after=False, far=_MEANT)
        bare = "pp" in word.features and not (
            group.perfect and order == "SVO"
        )  # "a man has killed …": no victim before
        return s.nearest(word, after=False, far=_NEAR) if found is None and bare else found
    found = s.nearest(word, after=order == "VSO")
    return s.nearest(word, after=order != "VSO", far=1.2) if found is None else found


def _has_a_pronoun_object(scene: Scene, word: CasualtyMention) -> bool:
    """ "shot at a nurse, killing her", "lo mataron", "la tuant": a pronoun right beside the verb takes up who was hit."""
    gram, at = scene.gram, word.last
    before = scene.gram[word.first - 1] if word.first else ""
    if before == "det" or (before == "pron" and "subject" not in scene.features[word.first - 1]):
        return not scene.page.language.has("noun_compounds")
    if "clitic" in word.features:
        return True
    if at >= len(gram) or gram[at] not in ("pron", "poss", "det") or scene.gram_values[at] not in _PERSONS:
        return False
    if "self" in scene.features[at]:  # "killing themselves"
        return False
    ends = at + 1 >= len(gram) or scene.page.tokens.shapes[at + 1] in ".n"
    return ends or gram[at + 1] in ("prep", "and", "clause", "adverb", "at")


_PERSONS = frozenset({"he", "she", "they"})


def _persons(scene: Scene, word: CasualtyMention, group: VerbGroup) -> list[Count]:
    """Persons told by name alone: "Jane Doe was killed", "the murder of Jane Doe, John Roe and Ann Poe"."""
    if group.negated:
        return []
    if word.args == "deathof":
        found = name_after(scene, word.last) or name_behind_a_title(scene, word.last)
    elif word.args == "kill" and (_is_active(group, word.features) or group.voice == "noun"):
        found = None
        if group.voice != "noun":
            found = name_after(scene, word.last)
            if found is None and word.value != "captured":  # "captured the strategic Monte Alto"
                found = name_behind_a_title(scene, word.last)
    elif word.args in ("kill", "die") or group.voice == "passive":
        found = name_before(scene, group.first) or name_before_an_aside(scene, group.first)
    else:
        found = None
    names = in_a_list(scene, found) if found is not None else []
    names = [] if len(names) == 1 and "pl" in word.features and group.voice == "passive" else names
    return [Count(*scene.page.span(*n), *n, word.rule, 1, 1, "exact", "unknown", numbered=False) for n in names]


def _roll(s: FatesTold, word: CasualtyMention, chosen: int) -> list[Count]:
    """ "the murder of Father A B, C D and E F", "Mayor A B, C D and E F were killed": the roll that a rank or trade opens."""
    count, opened = s.counts[chosen], name_that_opens(s.scene, word, s.counts[chosen])
    if opened is None and count.last <= s.begins(word):
        opened = name_that_leads(s.scene, s.counts, _first_of_list(s, chosen))
    if (named := name_in_company(s.scene, word, count)) is not None:
        s.used.add(chosen)
        return [Count(*s.scene.page.span(*named), *named, word.rule, 1, 1, "exact", "unknown", numbered=False), count]
    if opened is not None:
        found = roll(s.scene, s.counts, opened, word)
        if count.last <= word.first and found and not found[-1].last <= s.begins(word) <= found[-1].last + 1:
            found = []
        s.used.update(i for i, c in enumerate(s.counts) if found and opened <= c.first < found[-1].last)
        return found
    if count.numbered or count.low != 1 or count.outcome is not None or name_after(s.scene, count.last) is None:
        return []
    found = roll(s.scene, s.counts, count.first, word)
    ends = s.begins(word)
    if len(found) < _SEVERAL or (count.last <= word.first and not found[-1].last <= ends <= found[-1].last + 1):
        return []
    s.used.update(i for i, c in enumerate(s.counts) if count.first <= c.first < found[-1].last)
    return found


def _first_of_list(s: FatesTold, chosen: int) -> int:
    """The first token of the first of the counts that a list joins to one."""
    while chosen and gap_is_open(s.scene, s.counts[chosen - 1].last, s.counts[chosen].first, joints(s.scene)):
        chosen -= 1
    return s.counts[chosen].first


def _whole_roll(
    s: FatesTold, word: CasualtyMention, group: VerbGroup, told: Sequence[Count], chosen: int | None
) -> list[Count]:
    """ "killed Jane Doe, leader of the union, and teacher Ann Poe", "Jane Doe, a nurse, and her driver were killed": the roll
    that stands right beside a word of killing, where it tells more persons than were found without what describes them.
    """
    scene, gram = s.scene, s.scene.gram
    if group.negated or "and" not in gram[s.first : s.last]:
        return []
    active = word.args == "kill" and (_is_active(group, word.features) or group.voice == "noun")
    if word.args == "deathof" or active:
        ahead = word.last < s.last and (gram[word.last] == "of" or scene.gram_values[word.last] == "to")
        if word.last + ahead >= s.last or scene.page.language.has("verb_first"):
            return []
        found = roll(scene, s.counts, word.last + ahead, word)
        if found and group.voice != "noun" and goes_on_to_act(scene, found[-1].last, s.last):
            return []
    elif word.args in ("kill", "die"):
        found = roll_to(scene, s.counts, s.begins(word), word)
    else:
        found = []
    if len(found) <= max(len(told), 1):
        return []
    described = any(b.first - a.last > _JOINT for a, b in pairwise(found))
    held = chosen is not None and found[0].first <= s.counts[chosen].first < found[-1].last
    named = any(name_after(scene, i) is not None for i in range(found[0].first, found[0].last))
    if held and named and not told and not described:
        return []  # "Mayor Jane Doe and her son": counts joined to one another
    s.used.update(i for i, c in enumerate(s.counts) if found[0].first <= c.first < found[-1].last)
    return found


_SEVERAL = 2
_JOINT = 3  # tokens between two items of a roll, "and her"; more describe the first
_DOWNED = ("drone", "missile", "rocket", "aircraft")
_OBJECT = 4  # tokens from a verb to the arms that are its object


def _downs_arms(scene: Scene, word: CasualtyMention, group: VerbGroup) -> bool:
    """ "a abattu 43 missiles sur 83": arms with a figure right behind a verb that may kill or down kill nobody."""
    if word.args != "kill" or group.voice != "active" or scene.page.language.settings.order != "SVO":
        return False
    for w in within(scene.mentions.weapons, word.last, word.last + _OBJECT):
        counted = any(
            n.first == word.last and n.last <= w.first for n in within(scene.mentions.numbers, word.last, w.first)
        )
        person = any(c.role == "victim" for c in within(scene.mentions.casualties, w.last, w.last + 1))
        if counted and w.code in _DOWNED and not person:
            return True
    return False


def _somebody(scene: Scene, word: CasualtyMention, group: VerbGroup) -> list[Count]:
    """One person whom an article and an unknown noun name, where the sentence tells of violence beside the harm."""
    if (
        group.negated
        or word.role != "outcome"
        or word.value not in ("killed", "injured")
        or not (_tells_of_violence(scene, word) or _is_of_armed_men(scene, word, group))
        or "weak" in word.features  # "took out a march": of persons alone
    ):
        return []
    killed_by_men = word.value == "killed" and word.args == "kill" and _is_of_armed_men(scene, word, group)
    if word.args == "deathof" or (word.args == "kill" and (_is_active(group, word.features) or group.voice == "noun")):
        found = one_behind(scene, word.last)
        found = the_one_behind(scene, word.last) if found is None and killed_by_men else found
    elif word.args in ("kill", "die"):
        found = one_before(scene, group.first)
        found = the_one_before(scene, group.first) if found is None and killed_by_men else found
    else:
        found = None
    return [] if found is None else [Count(*scene.page.span(*found), *found, word.rule, 1, 1, "exact", "unknown")]


def _meant(scene: Scene, word: CasualtyMention) -> Count:
    """Whom the pronoun beside a verb of harm means: one person by "him" or "her", of others no number is told."""
    at = word.last if word.last < len(scene.gram) and scene.gram[word.last] == "pron" else max(word.first - 1, 0)
    one = 1 if scene.gram_values[at] in ("he", "she") else None
    return Count(*scene.page.span(at, at + 1), at, at + 1, word.rule, one, one, "exact", "unknown")


def _acts_on_a_pronoun(scene: Scene, word: CasualtyMention, group: VerbGroup, count: Count | None) -> bool:
    """ "three men kidnapped him", "lo secuestraron tres": persons right beside an active verb with a pronoun for its object
    are its subject; so are those in front whose number is not the pronoun's. Nobody counted: armed men did it.
    """
    if not _is_active(group, word.features) or "fin" not in word.features or not _has_a_pronoun_object(scene, word):
        return False
    if count is None:
        s = scene.page.sentences[scene.sentence[word.first]]
        behind = has_its_object_before(scene, group.first, word.features)  # "lo mataron los rebeldes"
        armed = any(
            a.kind in (*ARMED, "unknown") if a.first >= group.first else a.kind in ARMED
            for a in within(scene.mentions.actors, s.first, s.last if behind else group.first)
        )
        return armed and word.args == "kill" and scene.page.language.settings.order == "SVO"
    if count.last > word.first:
        return "clitic" in word.features and count.first - word.last <= 1
    gap = range(count.last, word.first)
    if all(scene.gram[i] in ("pron", "det", "have", "adverb") for i in gap):
        return True
    behind = word.last < len(scene.gram) and scene.gram[word.last] == "pron"
    many = behind and scene.gram_values[word.last] == "they"
    return behind and count.low is not None and (count.low > 1) != many


def _is_of_armed_men(scene: Scene, word: CasualtyMention, group: VerbGroup) -> bool:
    """ "gunmen killed the director", "the director was murdered": armed men right before an active verb or behind "by", or a
    verb that is an act of violence by itself.
    """
    if scene.page.language.settings.order != "SVO" or ("pl" in word.features and group.voice == "passive"):
        return False
    if group.voice == "passive":
        by = word.last < len(scene.gram) and scene.gram[word.last] == "by"
        return "attack" in word.features or (by and bool(within(scene.mentions.actors, word.last, word.last + 4)))
    before = within(scene.mentions.actors, max(group.first - 4, 0), group.first)
    return any(a.kind in (*FORCES, "unknown") and group.first - a.last <= 2 for a in before)


def _tells_of_violence(scene: Scene, word: CasualtyMention) -> bool:
    """True where an event word, an armed actor or a weapon stands in the sentence of a word of harm."""
    s = scene.page.sentences[scene.sentence[word.first]]
    told = any(t.sense != "light" for t in within(scene.mentions.triggers, s.first, s.last))
    armed = any(a.kind not in _UNARMED for a in within(scene.mentions.actors, s.first, s.last))
    return told or armed or bool(within(scene.mentions.weapons, s.first, s.last))


_UNARMED = ("civilians", "infrastructure", "other", "unknown", "protesters")


def _removes_persons(s: FatesTold, word: CasualtyMention, group: VerbGroup, chosen: int | None) -> bool:
    """ "took out 12 fighters", not "hundreds took out a march": a word that may remove anything needs its persons."""
    if chosen is None:
        return False
    count = s.counts[chosen]
    if count.bare and _counts_what_flies(s.scene, word):
        return False
    if _is_active(group, word.features) and s.scene.page.language.settings.order == "SVO" and count.last <= word.first:
        return False
    ahead = count.first - (count.exactness == "range")  # "eliminated [from] eight to ten fighters"
    if any(s.scene.gram[i] in ("prep", "purpose", "clause") for i in range(word.last, ahead)):
        return False
    after = count.last
    noun = after < len(s.scene.gram) and s.scene.page.tokens.shapes[after] in "xX" and not s.scene.gram[after]
    people = count.actor is not None and count.actor.nationality  # "destroyed 23 Ukrainian [boats]"
    return not ((count.bare or people) and noun and count.first >= word.last)


def _counts_what_flies(scene: Scene, word: CasualtyMention) -> bool:
    """ "of twenty missiles the air defence took out twelve": a bare figure behind arms that fly counts those."""
    first = scene.page.sentences[scene.sentence[word.first]].first
    return any(w.code in ("missile", "drone", "rocket") for w in within(scene.mentions.weapons, first, word.first))


def harms_in(scene: Scene, first: int, last: int) -> tuple[Harm, ...]:
    """The tolls of the sentence at tokens [first, last), whole tolls before their parts."""
    told = within(scene.mentions.casualties, first, last)
    if not told or all(c.role == "victim" for c in told):
        return ()
    s = FatesTold(scene, first, last)
    s.bearers()
    for i, count in enumerate(s.counts):  # "12 dead": the noun tells the outcome
        if count.outcome is not None and i not in s.used:
            if s.is_part(count) and s.harms:
                continue
            word = count.outcome
            s.used.add(i)
            alone = len({w.first for w in s.words}) == 1 and count.last == word.last  # "11 soldiers and 9 rebels dead"
            joined = s.coordinated_before(i, word) if alone else []
            s.emit(word, [*joined, count], verb_group(scene, word.first, word.last, word.features))
    done = {(h.word.first, h.word.last) for h in s.harms}
    # "the toll rose on Tuesday to 40": the verb's figure is no other word's
    words = list(s.words)
    if len(words) > 1:
        words.sort(key=lambda w: ("gap" not in w.features, "weak" in w.features and w.role == "outcome"))
    for word in words:
        if (word.first, word.last) in done:
            continue
        group = verb_group(scene, word.first, word.last, word.features)
        if word.role == "none":
            s.harms.append(nothing(word, group))
        elif word.role == "outcome" or (word.role == "toll" and not s.tells_else(word)):
            if _downs_arms(scene, word, group) or wounds_of_the_dead(scene, word):
                continue
            before = len(s.harms)
            chosen = taken_up(s, word) if has_its_subject_behind(scene, word, group.first) else _choose(s, word, group)
            if chosen is not None and not s.counts[chosen].numbered and not s.counts[chosen].plural:
                if is_of_those_beside(scene, word, s.counts[chosen].first, s.counts[chosen].last):
                    chosen = None
            if _acts_on_a_pronoun(scene, word, group, None if chosen is None else s.counts[chosen]):
                s.emit(word, [_meant(scene, word)], group)
                done.add((word.first, word.last))
                continue
            persons: list[Count] = []
            if chosen is None or s.is_second_best(chosen, word, group):
                persons = _persons(scene, word, group) if word.role == "outcome" else []
                persons = persons or _somebody(scene, word, group)
            elif word.role == "outcome":
                persons = _roll(s, word, chosen)
            if "charged" in word.features and word.args == "kill" and not persons:
                if not _removes_persons(s, word, group, chosen):
                    continue
            if word.role == "outcome" and word.value in ("killed", "injured", "abducted"):
                persons = _whole_roll(s, word, group, persons, chosen) or persons
            if persons:
                s.emit(word, [*persons, *s.along(word)], group)
            else:
                s.add(word, chosen, group)
            done.update((h.word.first, h.word.last) for h in s.harms[before:])  # two readings count once
    s.share()
    s.subsets()
    return tuple(befell(scene, s.harms))


def as_sequence(harms: Sequence[Harm]) -> tuple[Harm, ...]:
    """Harms in order of position with `part_of` pointing into the new order."""
    if len(harms) == 1 and harms[0].part_of is None:
        return (harms[0],)
    order = sorted(range(len(harms)), key=lambda i: (harms[i].part_of is not None, harms[i].first, harms[i].last))
    where = {old: new for new, old in enumerate(order)}
    return tuple(h if h.part_of is None else replace(h, part_of=where[h.part_of]) for h in (harms[i] for i in order))
