"""What a blast or a strike damaged: "the explosion wrecked three houses", "two cars were damaged" in the sentence behind it."""

from __future__ import annotations

from collections.abc import Sequence

from thucydides.claims.attribution.phrases import phrase_before
from thucydides.claims.coordination import siblings
from thucydides.claims.deeds import Deed
from thucydides.claims.scene import Scene, as_actor, within
from thucydides.claims.sides.listed import Phrase, as_target, known_thing
from thucydides.claims.voice import verb_group
from thucydides.model.claim import Actor
from thucydides.model.mention import TriggerMention

_MOST = 6  # targets of one event
_NEAR = 3  # tokens from a verb to its object
_BEHIND = 3  # sentences from an event to the damage done by it
_KINDS = ("infrastructure", "other", "unknown")
_VERBS = frozenset({"fin", "ger", "pp"})  # "destroyed two shops", ", destroying two shops", "a détruit deux magasins"
_SENSES = ("destruction", "hit")
_SUFFERED = ("suffer", "borne")  # "two banks sustained damage"
_BLASTS = ("blast", "strike", "bombing", "suicide_bombing", "assault", "hit", "attack")


def _damages(scene: Scene, number: int) -> list[TriggerMention]:
    """The verbs of damage of a sentence."""
    sentence = scene.page.sentences[number]
    told = within(scene.mentions.triggers, sentence.first, sentence.last)
    return [t for t in told if t.sense in _SENSES and "noun" not in t.features and t.features & _VERBS]


def _object(scene: Scene, verb: TriggerMention, phrase_after: Phrase) -> tuple[int, int] | None:
    group = verb_group(scene, verb.first, verb.last, verb.features)
    if group.negated or group.planned or group.conditional:
        return None
    short = (
        scene.page.language.has("no_copula") and "adj" not in verb.features
    )  # "two banks damaged": the whole predicate
    if not verb.features & {"fin", "ger"} and group.first == verb.first and not short:
        return None  # "un char endommagé": an adjective
    if group.voice != "passive" and verb.args not in _SUFFERED:
        return phrase_after(scene, verb.last) or known_thing(scene, verb.last) or _bare_thing(scene, verb.last)
    found = phrase_before(scene, group.first)
    if found is None:
        return known_thing(scene, verb.last)  # "damaged two banks", where the verb comes first
    opened = scene.before(found.first)
    return None if opened >= 0 and scene.gram[opened] in ("by", "with", "prep") else (found.first, found.last)


def _bare_thing(scene: Scene, token: int) -> tuple[int, int] | None:
    """ "damaged [nearby houses] and shops": a thing of the lists without an article right behind a verb of damage."""
    for thing in within(scene.mentions.actors, token, token + _NEAR):
        plain = all(scene.page.tokens.shapes[i] == "x" and not scene.gram[i] for i in range(token, thing.first))
        return (thing.first, thing.last) if plain and thing.kind == "infrastructure" else None
    return None


def _targets(scene: Scene, number: int, phrase_after: Phrase) -> list[Actor]:
    """What verbs of damage in a sentence act on: things alone, no persons and no places."""
    found = []
    for verb in _damages(scene, number):
        span = _object(scene, verb, phrase_after)
        if span is None or bool(within(scene.mentions.times, *span)) or bool(within(scene.mentions.weapons, *span)):
            continue
        target = as_target(scene, span)
        places = [p for p in within(scene.mentions.places, *span) if p.last >= span[1] and p.role != "nationality"]
        open_kind = verb.sense == "destruction" and target.kind in _KINDS and not places
        if target.kind == "infrastructure" or open_kind:  # what only "hit" or "targeted" is told of may be anything
            found.append(target)
            found += _beside(scene, span)
    return found


def _beside(scene: Scene, span: tuple[int, int]) -> list[Actor]:
    """ "[two banks], a mill and the church were damaged": the things of the lists that are joined to one."""
    known = [a for i in range(*span) for a in within(scene.mentions.actors, i, i + 1) if a.kind == "infrastructure"]
    if not known:
        return []
    return [as_actor(scene, a, "target") for a in siblings(scene, known[-1]) if a.kind == "infrastructure"]


def _is_blast(deed: Deed) -> bool:
    return deed.violent and (deed.args == "explode" or deed.sense.split(":")[0] in _BLASTS)


def _joined(actors: Sequence[Actor], more: Sequence[Actor]) -> tuple[Actor, ...]:
    out = list(actors)
    for actor in more:
        hit = [a for a in out if a.role == "target"]
        if len(hit) < _MOST and not any(a.anchor.overlaps(actor.anchor) for a in out):
            out.append(actor)
    return tuple(out)


def with_the_damaged(scene: Scene, deed: Deed, actors: tuple[Actor, ...], phrase_after: Phrase) -> tuple[Actor, ...]:
    """The actors of a blast or strike with what its own sentence tells to be damaged by it."""
    if not _is_blast(deed) or any(a.role == "party" for a in actors):
        return actors
    return _joined(actors, _targets(scene, deed.sentence, phrase_after))


def damaged_after(
    scene: Scene, number: int, deed: Deed, actors: tuple[Actor, ...], phrase_after: Phrase
) -> tuple[Actor, ...]:
    """The actors of a blast or strike with what a sentence soon behind it, no event told between, tells to be damaged."""
    here, there = scene.page.sentences[number], scene.page.sentences[deed.sentence]
    gap = number - deed.sentence
    if gap > _BEHIND or not _is_blast(deed) or any(a.role == "party" for a in actors):
        return actors
    found = _targets(scene, number, phrase_after)
    if gap > 1 and not (gap == 2 and here.paragraph == there.paragraph):
        if _has_its_own(scene, number):
            return actors
        found = [a for a in found if a.kind == "infrastructure"]
    return _joined(actors, found)


def _has_its_own(scene: Scene, number: int) -> bool:
    """True where a sentence tells a day or a place: further off than the next, what was damaged there is another's."""
    s, m = scene.page.sentences[number], scene.mentions
    places = [p for p in within(m.places, s.first, s.last) if p.role == "event" and not p.anaphor]
    return bool(places) or bool(within(m.times, s.first, s.last))
