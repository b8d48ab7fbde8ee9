"""Verbs of taking ground: one that only tells who holds it or how it is, one of warding off whose object is a place."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from thucydides.claims.persons.things import is_thing
from thucydides.claims.scene import Scene, within
from thucydides.claims.voice import VerbGroup
from thucydides.model.mention import Mention, TriggerMention


def is_held(scene: Scene, group: VerbGroup, features: AbstractSet[str]) -> bool:
    """ "the town [that] the army [controls]", "the army [still] controls X", where a verb of being tells that: a state of
    things, no taking.
    """
    at = scene.before(group.first)
    present = "pres" in features and "past" not in features
    still = scene.page.language.has("verb_first") and "be" in (scene.gram[group.first], scene.gram[max(at, 0)])
    return present and at >= 0 and (still or scene.gram[at] == "rel")


def is_no_taking(scene: Scene, word: Mention, features: AbstractSet[str], group: VerbGroup) -> bool:
    """A word of taking that only tells who holds a place or how it is ("in occupied X"), or that takes no ground."""
    if is_held(scene, group, features):
        return True
    if "pp" in features and "town" not in features and describes_a_name(scene, word, group):
        return True
    return takes_a_thing(scene, word, features, group)


def describes_a_name(scene: Scene, word: Mention, group: VerbGroup) -> bool:
    """ "In occupied X", "dans X occupée": a bare participle beside the name of a place that stands in a phrase."""
    at, behind = word.first, word.last
    if group.first != at:
        return False
    ends = {h.last for h in scene.page.of("places", "at")}
    near = [p for p in within(scene.mentions.places, at - _PHRASE, behind + 1) if not p.anaphor]
    if at in ends:
        return any(p.first == behind or p.first < at < p.last - 1 for p in near)
    return group.voice == "passive" and any(p.last == at and p.first in ends for p in near)


_PHRASE = 6  # tokens of a name with its preposition and head noun
_THING = 6  # tokens of an object
_ENDS_OBJECT = frozenset("prep and clause rel against comp".split())


def takes_a_thing(scene: Scene, word: Mention, features: AbstractSet[str], group: VerbGroup) -> bool:
    """ "Seized four vehicles", "resumed its artillery fire": behind a figure or an owner stands what is no ground."""
    if "weak" not in features or group.voice != "active" or "noun" in features:
        return False
    page, m, end = scene.page, scene.mentions, scene.page.sentences[scene.sentence[word.first]].last
    times = {t.first: t.last for t in within(m.times, word.last, end)}
    i = word.last
    while i < end and (i in times or scene.gram[i] == "adverb"):
        i = times.get(i, i + 1)
    if scene.page.language.has("verb_first") and i < end and scene.gram[i] == "prep":
        i += 1  # the preposition is the verb's own
    counted = bool(within(m.numbers, i, i + 1))
    if i >= end or (not counted and scene.gram[i] not in ("poss", "det")):
        return False
    last, at = i + 1, {h.first for h in page.of("places", "at")}
    while last < min(i + _THING, end) and scene.gram[last] not in _ENDS_OBJECT and page.tokens.shapes[last] in "x0":
        if last in at and scene.gram[last] != "of":
            break
        last += 1
    grounds = (*page.of("places", "head"), *page.of("places", "anaphor"))
    if any(i <= h.first < last for h in grounds) or within(m.places, i, last):
        return False
    events = any(t.first != word.first for t in within(m.triggers, i, last))
    things = [a for a in within(m.actors, i, last) if is_thing(a)]
    return (events and not things) or (counted and any(a.kind == "infrastructure" for a in things))


def is_of_a_craft(scene: Scene, word: Mention) -> bool:
    """ "Un avión de [combate]": a word that is a part of what a craft is called."""
    near = within(scene.mentions.weapons, word.first - _PHRASE, word.first)
    return any(w.last >= word.last and w.rule.endswith(":platform") for w in near)


_OBJECT = 7  # tokens from a verb of warding off to the place that is its object
_GOVERNING = frozenset({"prep", "against", "between"})  # in front of a place they make it no object


def takes_back(scene: Scene, word: TriggerMention, group: VerbGroup) -> bool:
    """ "отбила у талибов Кундуз": where the verb for warding off an attack is also one of taking back, a place or a post as
    its object, and no attack before it, tells which.
    """
    if word.args != "converse" or group.voice == "noun" or not scene.page.language.has("case_roles"):
        return False
    m, end = scene.mentions, scene.page.sentences[scene.sentence[word.first]].last
    for i in range(word.last, min(word.last + _OBJECT, end)):
        if scene.page.tokens.shapes[i] == "." and scene.page.tokens.forms[i] not in ("-", "'"):
            return False
        if any("noun" in t.features for t in within(m.triggers, i, i + 1)):
            return False
        free = i == word.last or scene.gram[i - 1] not in _GOVERNING
        posts = any(a.kind == "infrastructure" and "acc" in a.features for a in within(m.actors, i, i + 1))
        towns = any(p.role == "event" and p.first == i for p in within(m.places, i, i + 1))
        if free and (posts or towns) and not any(h.first == i - 1 for h in scene.page.of("places", "at")):
            return True
    return False


def describes_a_town(scene: Scene, word: Mention, group: VerbGroup) -> bool:
    """ "reached the [besieged] town", "la ville [assiégée] de X": a participle right beside a town, with no agent and no
    verb of being, says how it is.
    """
    after = scene.gram[word.last] if word.last < len(scene.gram) else ""
    if group.first != word.first or after == "by":
        return False
    heads = {x for h in scene.page.of("places", "head") for x in range(h.first, h.last)}
    if word.last in heads or bool(within(scene.mentions.places, word.last, word.last + 1)):
        return True
    behind = not scene.page.language.has("noun_compounds") and not scene.page.language.has("case_roles")
    ended = any(p.last == word.first for p in within(scene.mentions.places, max(word.first - 4, 0), word.first))
    return behind and word.first > 0 and (word.first - 1 in heads or ended)
