"""Verbs of taking ground: one that only tells who holds it or how it is, one of warding off whose object is a place."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

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
