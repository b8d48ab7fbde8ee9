"""What a light word beside an event word is: a verb that launches arms, one of resuming, a part of a word of harm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as replace_mention

from thucydides.claims.readings import takes_the_speaker_up
from thucydides.claims.scene import Scene, covered, within
from thucydides.claims.voice import VerbGroup, verb_group
from thucydides.model.mention import TriggerMention

_OBJECT_FAR = 0.9  # clause distance between a verb and what it launches
_SET_OFF = 3  # tokens between a verb of going off and the bomb that it sets off
_SETS_OFF_NOTHING = ("infrastructure", "civilians")
_LAUNCHED = frozenset({"drone", "missile", "rocket"})


def as_acting(scene: Scene, word: TriggerMention, words: Sequence[TriggerMention]) -> TriggerMention:
    """An event word as it acts here: a light verb may launch arms, a verb of going off may set them off."""
    if launches(scene, word, words):
        return replace_mention(word, sense="hit", args="strike")
    return replace_mention(word, args="destroy") if sets_off(scene, word) else word


def sets_off(scene: Scene, word: TriggerMention) -> bool:
    """ "the rebels detonated two bombs": somebody right in front of a verb of going off, and what goes off right behind."""
    if word.args not in ("explode", "destroy") or "noun" in word.features or "fin" not in word.features:
        return False
    at = word.last
    behind = within(scene.mentions.weapons, at, at + _SET_OFF)
    if not any(w.first > at or w.first == at for w in behind):
        return False
    first = min(w.first for w in behind)
    counts = within(scene.mentions.numbers, at, first) if first > at else ()
    between = [i for i in range(at, first) if scene.gram[i] != "det" and not any(n.first <= i < n.last for n in counts)]
    if len(between) > 1 or any(scene.gram[i] or i in scene.nouns for i in between):  # "detonated a powerful charge"
        return False
    group = verb_group(scene, word.first, at, word.features)
    if group.voice == "active" and group.first and takes_the_speaker_up(scene, group.first - 1):
        return True
    doers = within(scene.mentions.actors, max(group.first - 1, 0), group.first)
    return group.voice == "active" and any(d.kind not in _SETS_OFF_NOTHING for d in doers)


def launches(scene: Scene, word: TriggerMention, words: Sequence[TriggerMention]) -> bool:
    """ "launched overnight 124 drones": a light verb whose object are munitions with a figure, and no event noun."""
    if word.sense != "light":
        return False
    arms = within(scene.mentions.weapons, word.last, scene.page.sentences[scene.sentence[word.first]].last)
    if not arms or verb_group(scene, word.first, word.last, word.features).voice != "active":
        return False
    for w in arms:
        if scene.distance(word, w) > _OBJECT_FAR or any(word.last <= t.first <= w.first for t in words):
            return False
        counted = any(0 <= w.first - n.last <= 1 for n in within(scene.mentions.numbers, max(w.first - 4, 0), w.first))
        if w.code in _LAUNCHED and counted:
            return True
    return False


def resumes(scene: Scene, word: TriggerMention, words: Sequence[TriggerMention]) -> bool:
    """ "ont repris leurs tirs": a word of taking right before an event noun says that it goes on."""
    if word.sense != "gain" or "weak" not in word.features or "noun" in word.features:
        return False
    if _goes_on(scene, word, words):
        return True
    at = word.last
    while at < len(scene.gram) and scene.gram[at] in ("det", "poss"):
        at += 1
    return at > word.last and any(w.first == at and "noun" in w.features and w.sense != "gain" for w in words)


def _goes_on(scene: Scene, word: TriggerMention, words: Sequence[TriggerMention]) -> bool:
    """ "les combats entre X et Y ont repris mardi": a verb of taking without an object, behind the noun of a battle."""
    at = word.last
    if at in scene.nouns or (at < len(scene.gram) and scene.gram[at] in ("det", "poss", "of", "by", "against")):
        return False
    if verb_group(scene, word.first, word.last, word.features).voice != "active":
        return False
    first = scene.page.sentences[scene.sentence[word.first]].first
    return any(w.args == "clash" and "noun" in w.features and first <= w.first < word.first for w in words)


def is_harm(scene: Scene, word: TriggerMention) -> bool:
    """ "sustained injuries": a verb that is a part of a word of harm carries no event noun."""
    return any(
        c.role == "outcome" and c.last > word.last
        for c in within(scene.mentions.casualties, word.first, word.first + 1)
    )


_ASIDE = 8  # tokens between a day and the commas around it
_CARRIED = 0.6  # clause distance by which a verb of suffering is nearer its noun


def light_of(
    scene: Scene, word: TriggerMention, lights: Sequence[TriggerMention]
) -> tuple[TriggerMention, VerbGroup] | None:
    """The light verb that a noun trigger is the object or passive subject of ("carried out strikes")."""
    best, cost = None, 0.9
    for verb in lights:
        d = scene.distance(verb, word) - _days_between(scene, verb, word)
        if verb.args == "borne" and verb.last <= word.first and d < cost + _CARRIED:
            d -= _CARRIED  # "came under an attack carried out by X": its subject suffers, X is told by "by"
        alone = verb.last - verb.first == 1  # "became [the target of] a raid" is the verb of the raid
        led_to = alone and scene.gram[verb.first] == "aux" and scene.gram_values[verb.first] != "causes"
        if d < cost and not led_to and not _asks_for_else(scene, verb, word) and not _went_before(scene, verb, word):
            best, cost = verb, d
    if best is None:
        like = _like_before(scene, word)
        return light_of(scene, like, lights) if like is not None else None
    return best, verb_group(scene, best.first, best.last, best.features)


def _days_between(scene: Scene, verb: TriggerMention, word: TriggerMention) -> float:
    """ "carried-out the-army, on Sunday (5 May), raids": what a day between two commas costs, where the verb comes first."""
    if not scene.page.language.has("verb_first") or verb.last > word.first:
        return 0.0
    forms = scene.page.tokens.forms
    for t in within(scene.mentions.times, verb.last, word.first):
        opened = next((i for i in range(t.first - 1, verb.last - 1, -1) if forms[i] == ","), -1)
        closed = next((i for i in range(t.last, word.first) if forms[i] == ","), -1)
        if opened >= 0 and t.first - opened <= _ASIDE and 0 < closed - t.last + 1 <= _ASIDE:
            return scene.cost[closed] - scene.cost[opened - 1]
    return 0.0


def _went_before(scene: Scene, verb: TriggerMention, word: TriggerMention) -> bool:
    """ "stepped up the fight after the killing of X": what a word for "after" governs behind a verb is not its object."""
    for i in range(word.first - 1, max(verb.last, word.first - _GOVERNED) - 1, -1):
        if covered(i, i + 1, scene.mentions.times):
            return False
        if scene.gram_values[i] in ("past", "upon") and scene.gram[i] in ("prep", "clause"):
            return True
        if scene.gram[i] not in ("", "det", "adverb", "same", "other"):
            return False
    return False


_GOVERNED = 5  # tokens between "after" and the noun that it governs


def _asks_for_else(scene: Scene, verb: TriggerMention, word: TriggerMention) -> bool:
    """ "demanded an inquiry into the shooting", "avoided the crowd that burned": what is asked for is not the deed."""
    if "planned" not in verb.features:
        return False
    if word.first < verb.first and scene.page.language.has("verb_first"):  # "a march that demands the truth" was held
        return True
    named = False
    for i in range(verb.last, word.first):
        if named and scene.gram[i] in ("prep", "rel", "clause", "by"):
            return True
        named = named or (not scene.gram[i] and i not in scene.nouns)
    return False


def _like_before(scene: Scene, word: TriggerMention) -> TriggerMention | None:
    """ "carried-out X three raids on Y, and a-raid on Z": where the verb comes first, the noun of its kind before the one
    that stands right behind "and", its figure between.
    """
    at = word.first - 1
    at -= at > 0 and bool(within(scene.mentions.numbers, at, at + 1))
    first = scene.page.sentences[scene.sentence[word.first]].first
    if at <= first or scene.gram[at] != "and" or not scene.page.language.has("verb_first"):
        return None
    before = [t for t in within(scene.mentions.triggers, first, at) if t.sense == word.sense and t.args == word.args]
    return before[-1] if before else None
