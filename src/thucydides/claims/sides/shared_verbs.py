"""Verbs that "and" joins to one before them share its subject: what stands between the two is the first one's object."""

from __future__ import annotations

from thucydides.claims.deeds import Deed
from thucydides.claims.scene import Scene, within
from thucydides.claims.voice import verb_group
from thucydides.model.mention import CasualtyMention, TriggerMention

_APART = frozenset({"rel", "comp", "clause", "cond"})
_LIST = 12  # tokens from a verb behind a comma to the "and" of its list


def object_of_the_verb_before(scene: Scene, deed: Deed) -> range:
    """ "Troops [detained 14 gunmen] and seized rifles": the tokens of the verb that "and" joins a deed's verb to, and of its
    object, none of which did the deed or suffered it; empty where no such verb stands before.
    """
    joint = deed.group.first - 1
    floor = scene.page.sentences[deed.sentence].first
    if deed.group.voice != "active" or "noun" in deed.features or joint <= floor:
        return range(0)
    if scene.gram[joint] != "and" and not _opens_an_item(scene, deed, joint):
        return range(0)
    first = at = joint
    while (verb := _verb_before(scene, floor, at)) is not None:
        first, at = verb.first, verb_group(scene, verb.first, verb.last, verb.features).first - 1
        if at <= floor or (scene.gram[at] != "and" and scene.page.tokens.forms[at] != ","):
            break
    return range(first, joint)


def _opens_an_item(scene: Scene, deed: Deed, joint: int) -> bool:
    """ "killed 46, [captured five] and seized arms": a comma before a verb, and the "and" of the list with a verb behind it."""
    if scene.page.tokens.forms[joint] != "," or scene.page.language.settings.order != "SVO":
        return False
    end = min(deed.word.last + _LIST, scene.page.sentences[deed.sentence].last - 1)
    joined = (i + 1 for i in range(deed.word.last, end) if scene.gram[i] == "and")
    return any("fin" in t.features for i in joined for t in within(scene.mentions.triggers, i, i + 1))


def _verb_before(scene: Scene, floor: int, joint: int) -> TriggerMention | CasualtyMention | None:
    """The nearest active verb of an event or of harm before a conjunction, in its clause."""
    for i in range(joint - 1, floor - 1, -1):
        if scene.gram[i] in _APART:
            return None
        here: list[TriggerMention | CasualtyMention] = [*within(scene.mentions.triggers, i, i + 1)]
        here += within(scene.mentions.casualties, i, i + 1)
        for m in here:
            group = verb_group(scene, m.first, m.last, m.features)
            if group.voice == "noun" or not m.features & {"fin", "pp", "inf"} or m.last > joint:
                continue
            told = group.voice == "active" or scene.page.language.has("verb_first")
            return m if told and m.args != "die" else None
    return None
