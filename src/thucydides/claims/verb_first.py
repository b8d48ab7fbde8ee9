"""Reads forms without vowels where the verb comes first: noun or verb, active or passive, and whose turn is the subject's."""

from __future__ import annotations

from typing import Literal

from thucydides.claims.scene import Scene, within
from thucydides.model.mention import FORCES, ActorMention, CasualtyMention, Mention, NumberMention, TriggerMention

_GOVERNS = frozenset(
    {"of", "by", "prep", "with", "against", "between", "purpose", "despite", "poss", "plan", "modal", "subset"}
)
_OPENS = frozenset({"comp", "clause", "rel", "and", "not", "aux", "have", "be", "cond", "pron"})
_PASSIVE_MARK = "\u064f"  # the vowel u on the first letter, where a writer troubles to mark a passive
_QUOTES = frozenset({'"', "«", "»"})
_CLAUSE = 1.3
_NEXT = 0.75
_ASIDE = 12  # tokens from a subject over an aside to its verb


def stands_as_noun(scene: Scene, first: int) -> bool:
    """True for a verbal noun that is spelt as its verb: behind a preposition or another noun, not at the clause's head."""
    before = first - 1
    if before < scene.page.sentences[scene.sentence[first]].first:
        return False
    if scene.gram[before] in _GOVERNS or (scene.gram[before] == "adverb" and "weak" in scene.features[before]):
        return True
    if scene.gram[before] in _OPENS or scene.page.tokens.shapes[before] in ".n":
        return False
    if any(t.last > before for t in within(scene.mentions.times, max(before - 6, 0), before + 1)):
        return False
    ended = [a for a in within(scene.mentions.actors, max(before - 6, 0), before + 1) if a.last == first]
    return not ended or _has_its_verb(scene, ended[0])


def _has_its_verb(scene: Scene, actor: ActorMention) -> bool:
    """ "announced the-police [the-abduction-of …]": the subject of a word of saying right before it has no second verb."""
    cues = within(scene.mentions.sources, actor.first - 2, actor.first)
    return any(c.role == "cue" and "fin" in c.features and c.last == actor.first for c in cues)


def _phrases_behind(scene: Scene, token: int) -> list[Mention]:
    """Actors, victims and figures behind a token in its clause, those under a preposition left out; who stands behind a
    verb that is always passive is its own ("was-killed a-soldier and was-hurt [two]").
    """
    if token >= len(scene.sentence):
        return []
    m, last = scene.mentions, scene.page.sentences[scene.sentence[token]].last
    last = next((c.first for c in within(m.casualties, token, last) if {"fin", "refl"} <= c.features), last)
    victims = [c for c in within(m.casualties, token, last) if c.role == "victim" or c.args == "noun"]
    found: list[Mention] = [*within(m.numbers, token, last), *victims]
    found += [a for a in within(m.actors, token, last) if not a.nationality]
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda x: (x.first, -x.last, not isinstance(x, ActorMention))):
        if scene.cost[mention.first] - scene.cost[token - 1] > _CLAUSE or mention.first in scene.feigned:
            break
        opened = scene.before(mention.first)
        if opened >= token and scene.gram[opened] in _GOVERNS | {"and"}:
            continue
        if not kept or mention.first >= kept[-1].last:
            kept.append(mention)
    return kept


def comes_of_it(scene: Scene, verb: Mention) -> bool:
    """ "went off a bomb, and-so hit a bus": a verb behind the conjunction of what follows, with no armed men behind it."""
    before = verb.first - 1
    if before < 0 or scene.gram[before] != "and" or "weak" not in scene.features[before]:
        return False
    return not any(a.kind in FORCES for a in within(scene.mentions.actors, verb.last, verb.last + 1))


def subject_before(scene: Scene, first: int) -> ActorMention | None:
    """The actor right in front of a verb and its particles, no preposition governing it: "the army has bombed"."""
    floor = scene.page.sentences[scene.sentence[first]].first
    while first > floor and scene.gram[first - 1] in ("aux", "adverb", "not", "have"):
        first -= 1
    while first > floor and scene.page.tokens.forms[first - 1] in _QUOTES:
        first -= 1
    for actor in within(scene.mentions.actors, max(first - 8, floor), first):
        opened = scene.before(actor.first)
        if actor.last == first and not actor.nationality:
            return None if opened >= 0 and scene.gram[opened] in _GOVERNS else actor
    return _before_an_aside(scene, floor, first)


def _before_an_aside(scene: Scene, floor: int, first: int) -> ActorMention | None:
    """ "that the-army, with the help of X, killed": the actor behind a conjunction that two commas part from the verb."""
    forms = scene.page.tokens.forms
    if first - 1 <= floor or forms[first - 1] != ",":
        return None
    for actor in within(scene.mentions.actors, max(first - _ASIDE, floor), first - 1):
        opened = actor.first - 1
        said = opened >= floor and scene.gram[opened] == "comp"
        if said and forms[actor.last] == "," and actor.last < first - 1 and not actor.nationality:
            return actor
    return None


def is_marked_passive(scene: Scene, first: int) -> bool:
    """True for a verb on whose first letter a writer has put the vowel of the passive."""
    start, end = scene.page.span(first, first + 1)
    return end - start > 3 and _PASSIVE_MARK in scene.page.text[start : start + 3]


def unvowelled_voice(scene: Scene, first: int, last: int, features: frozenset[str]) -> Literal["active", "passive"]:
    """The voice of a form that may be both: active where a doer and then what it did it to follow, or a doer precedes."""
    if is_marked_passive(scene, first):
        return "passive"
    if "clitic" in features:  # "kidnapped-him": a passive has no object written on
        return "active"
    behind = _phrases_behind(scene, last)
    if behind and _has_subject_written_on(scene, first):
        return "active"
    if behind and shared_subject(scene, first) is not None:
        return "active"
    if "pl" in features or subject_before(scene, first) is not None:
        return "active" if behind else "passive"
    if _is_counted_doer(behind):
        return "active"
    if not behind or not isinstance(behind[0], ActorMention) or behind[0].kind not in FORCES:
        return "passive"
    if behind[0].kind == "police" and any(t.args == "arrest" for t in within(scene.mentions.triggers, first, last)):
        return "active"  # "arrested the-police a-thief"
    told = within(scene.mentions.triggers, behind[0].last, behind[0].last + 1)
    if len(behind) < 2 and not any("noun" in t.features for t in told):  # "repelled the-army an-attack"
        return "passive"
    if within(scene.mentions.numbers, last, behind[0].first + 1):
        return "passive"
    one = behind[0].plural_noun and behind[0].features & {
        "sg",
        "dual",
    }  # "was-killed a-soldier": an object stands right behind
    if one and not told and behind[1].first > behind[0].last:
        return "passive"
    return "active"


def _is_counted_doer(behind: list[Mention]) -> bool:
    """ "kidnapped three gunmen a-merchant": a figure, the armed men it counts, and at once one person or another figure."""
    if len(behind) < 3 or not isinstance(behind[0], NumberMention) or not isinstance(behind[1], ActorMention):
        return False
    if behind[1].kind not in FORCES or behind[0].last != behind[1].first or behind[1].last != behind[2].first:
        return False
    features: frozenset[str] = getattr(behind[2], "features", frozenset())
    return isinstance(behind[2], NumberMention) or ("pl" not in features and "sg" in features)


def _has_subject_written_on(scene: Scene, first: int) -> bool:
    """ "said that-she killed 30": a conjunction with the subject written on to it right before the verb and its particles."""
    at, floor = first - 1, scene.page.sentences[scene.sentence[first]].first
    while at > floor and scene.gram[at] in ("aux", "adverb"):
        at -= 1
    return at >= floor and scene.gram[at] == "comp" and "subject" in scene.features[at]


def shared_subject(scene: Scene, first: int) -> ActorMention | None:
    """ "the-army stormed the town and arrested four": the armed subject of the verb before "and", where none of its own
    follows.
    """
    floor = scene.page.sentences[scene.sentence[first]].first
    if first - 1 <= floor or scene.gram[first - 1] != "and":
        return None
    m = scene.mentions
    told: list[TriggerMention | CasualtyMention] = [*within(m.triggers, floor, first - 1)]
    told += within(m.casualties, floor, first - 1)
    verbs = [t for t in told if "fin" in t.features and scene.gram[t.first] != "by"]
    verbs = [t for t in verbs if "noun" not in t.features or not stands_as_noun(scene, t.first)]
    for verb in sorted(verbs, key=lambda t: t.first)[-1:]:
        own = next((p for p in _phrases_behind(scene, first + 1) if isinstance(p, ActorMention)), None)
        if own is not None and own.kind in FORCES and own.first == first + 1:
            return None
        near = subject_before(scene, verb.first)
        if near is None:
            near = next((a for a in within(m.actors, verb.last, first - 1) if _heads(scene, verb, a)), None)
        return near if near is not None and near.kind in FORCES else None
    return None


def _heads(scene: Scene, verb: Mention, actor: ActorMention) -> bool:
    features: frozenset[str] = getattr(verb, "features", frozenset())
    return not actor.nationality and is_subject(scene, verb, verb.first, features, actor)


def opens_clause(scene: Scene, first: int, word: Mention) -> bool:
    """True for a verb in the singular at the head of its clause: its subject follows or is that of the verb before."""
    before = first - 1
    if "pl" in getattr(word, "features", ()) or before < scene.page.sentences[scene.sentence[first]].first:
        return False
    return scene.gram[before] == "and" or scene.page.tokens.forms[before] in (",", ";", "\n")


def is_subject(scene: Scene, word: Mention, first: int, features: frozenset[str], actor: ActorMention) -> bool:
    """True where an actor behind a verb is its subject: the first phrase there, and none stands before the verb. A
    verb in the plural has told its subject before.
    """
    bears = getattr(word, "args", "") == "borne"  # "came-under the-school the-shelling": a building acts no more
    if (
        (actor.kind in ("infrastructure", "other") and not bears)
        or "pl" in features
        or scene.distance(word, actor) > _NEXT
    ):
        return False
    object_before = "clitic" in features  # "seventeen hostages whom gunmen kidnapped-them"
    if (subject_before(scene, first) is not None and not object_before) or _has_subject_written_on(scene, first):
        return False
    if any(
        {"fin", "past"} & t.features and "noun" not in t.features
        for t in within(scene.mentions.triggers, word.last, actor.first)
    ):
        return False  # "downed the drones that launched-them X": another verb's subject
    craft = within(scene.mentions.weapons, word.last, actor.first)
    if any(w.first == word.last and w.last < actor.first and w.rule.endswith(":platform") for w in craft):
        return False  # "bombed a-plane of-the-army a-cell": the craft is the subject
    behind = [p for p in _phrases_behind(scene, word.last) if not isinstance(p, NumberMention) or p.last < actor.first]
    places = [p for p in within(scene.mentions.places, word.last, actor.first) if p.role == "event"]
    free = [p for p in places if not scene.gram[max(scene.before(p.first), 0)]]
    flies = actor.nationality and any(
        w.first == word.last and w.last >= actor.first and w.rule.endswith(":platform") for w in craft
    )  # "dropped a-drone Xish a bomb"
    return (behind[0].first >= actor.first if behind else flies) and not free
