"""Who did it to whom: slots of actors around an event word by voice, word order and prepositions; patterns give roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thucydides.claims.deeds import Deed
from thucydides.claims.scene import Scene, within
from thucydides.claims.voice import VerbGroup
from thucydides.knowledge.patterns import patterns
from thucydides.model.anchor import Anchor
from thucydides.model.claim import Actor, Role
from thucydides.model.mention import ActorMention, Mention

# How far a slot reaches in clause distance. A slot not named here is not filled.
_REACH = {
    "subj": 1.9, "obj": 1.5, "agent": 1.6, "against": 1.6, "with": 1.4, "between": 1.6, "gen": 0.5, "adj": 0.25,
    "poss": 0.3, "light_subj": 1.9,
}  # fmt: skip
_ROLES: tuple[Role, ...] = ("initiator", "target", "party")
_PREFERENCE = {"agent": 0.9, "adj": 0.7, "poss": 0.7, "subj": 0.6, "light_subj": 0.6, "against": 0.6, "obj": 0.5}


@dataclass(frozen=True, slots=True)
class Filler:
    """An actor in a slot of a deed; smaller `cost` is nearer."""

    actor: ActorMention
    slot: str
    role: Role
    cost: float


def _preposition(scene: Scene, mention: Mention) -> str:
    """The closed class in front of a noun phrase, determiners skipped; "" where none."""
    before = scene.before(mention.first)
    if before < 0:
        return ""
    role = scene.gram[before]
    return role if role in ("by", "against", "of", "with", "between", "prep", "despite") else ""


def _verbal_slot(scene: Scene, word: Mention, group: VerbGroup, actor: ActorMention, light: bool) -> str:
    """The slot of an actor beside a verb."""
    prep = _preposition(scene, actor)
    if prep == "by" and "weak" in scene.features[scene.before(actor.first)]:
        return ""
    if prep in ("by", "against", "with", "between"):
        return {"by": "agent"}.get(prep, prep)
    if prep:
        return ""
    before = actor.last <= group.first
    if group.voice == "passive":
        return "" if light else "obj"
    if before:
        return "light_subj" if light else "subj"
    if scene.page.language.settings.order == "VSO" and not light:
        return "subj" if scene.distance(word, actor) < 0.5 else "obj"
    return "" if light else "obj"


def _noun_slot(scene: Scene, deed: Deed, actor: ActorMention) -> str:
    """The slot of an actor beside an event noun."""
    word = deed.word
    prep = _preposition(scene, actor)
    after = actor.first >= word.last
    near = scene.distance(word, actor)
    if actor.nationality and near < 0.25 and prep == "":
        return "adj"
    if not after and near < 0.3:
        gap = [scene.gram[i] for i in range(actor.last, word.first)]
        if "poss" in gap:
            return "poss"
        if prep in ("", "prep", "of") and all(g in ("", "det") for g in gap) and actor.last <= word.first:
            return "adj"
    if prep in ("by", "against", "with", "between"):
        return {"by": "agent"}.get(prep, prep)
    if prep == "of" and after and all(scene.gram[i] in ("of", "det", "other") for i in range(word.last, actor.first)):
        return "gen"
    if deed.light is not None:
        return _verbal_slot(scene, deed.light[0], deed.light[1], actor, light=True)
    return ""


def slot_of(scene: Scene, deed: Deed, actor: ActorMention) -> str:
    """The abstract slot of an actor around a deed's word, "" where it stands in none."""
    if deed.group.voice == "noun":
        return _noun_slot(scene, deed, actor)
    if actor.nationality and deed.word.first - 1 <= actor.first <= deed.word.last:
        return ""
    return _verbal_slot(scene, deed.word, deed.group, actor, light=False)


def _overlaps(a: Mention, b: Mention) -> bool:
    return a.first < b.last and b.first < a.last


def _is_bystander(deed: Deed, actor: ActorMention) -> bool:
    """Civilians bomb nobody and are no doers of harm told by itself; they may well attack, protest or flee."""
    return actor.kind == "civilians" and (deed.sense == "harm" or deed.family in ("remote", "battle"))


def fillers(scene: Scene, deed: Deed, speakers: Sequence[Mention] = ()) -> tuple[Filler, ...]:
    """Actors of the deed's sentence that stand in a slot of its pattern, nearest first.

    A speaker of the sentence is no candidate by its place as subject of the cue, unless it is also named otherwise.
    """
    sentence = scene.page.sentences[deed.sentence]
    pattern = patterns().get(deed.args, {})
    found = []
    for actor in within(scene.mentions.actors, sentence.first, sentence.last):
        if any(_overlaps(actor, w) for w in deed.words) and not actor.nationality:
            continue
        slot = slot_of(scene, deed, actor)
        role = pattern.get(slot)
        if role is None:
            continue
        base = deed.light[0] if slot == "light_subj" and deed.light else deed.word
        distance = scene.distance(base, actor)
        if distance > _REACH[slot]:
            continue
        if any(_overlaps(actor, s) for s in speakers) and slot in ("subj", "light_subj", "obj"):
            continue
        if role == "initiator" and (actor.kind == "infrastructure" or _is_bystander(deed, actor)):
            continue
        found.append(Filler(actor, slot, role, distance - _PREFERENCE.get(slot, 0.3)))  # type: ignore[arg-type]
    return tuple(sorted(found, key=lambda f: (f.cost, f.actor.first)))


def _siblings(scene: Scene, chosen: ActorMention) -> list[ActorMention]:
    """Actors coordinated with one ("the army and its allies, X and Y")."""
    sentence = scene.page.sentences[scene.sentence[chosen.first]]
    actors = within(scene.mentions.actors, sentence.first, sentence.last)
    forms, gram = scene.page.tokens.forms, scene.gram
    out: list[ActorMention] = []
    last = chosen.last
    for actor in actors:
        if actor.first < last:
            continue
        gap = range(last, actor.first)
        joined = any(gram[i] == "and" or forms[i] == "," for i in gap)
        if not joined or not all(gram[i] in ("and", "det", "poss", "other") or forms[i] == "," for i in gap):
            break
        if all(forms[i] == "," or gram[i] == "det" for i in gap) and not any(gram[i] == "and" for i in gap) and not out:
            if not _list_goes_on(scene, actor.last, sentence.last):
                break
        out.append(actor)
        last = actor.last
    return out


def _list_goes_on(scene: Scene, at: int, end: int) -> bool:
    """True where a list "X, Y and Z" has its conjunction still ahead."""
    return any(scene.gram[i] == "and" for i in range(at, min(at + 8, end)))


def _actor(scene: Scene, mention: ActorMention, role: Role, inferred: bool = False) -> Actor:
    anchor = Anchor.of(scene.page.text, mention.start, mention.end)
    return Actor(role, mention.name, anchor, mention.kind, mention.actor_id, mention.label, inferred)


def roles(scene: Scene, deed: Deed, speakers: Sequence[Mention] = ()) -> tuple[Actor, ...]:
    """The actors of a deed: the best filler of each role with those coordinated to it; parties all."""
    taken: set[int] = set()
    out: list[Actor] = []
    by_role: dict[Role, list[Filler]] = {}
    for filler in fillers(scene, deed, speakers):
        by_role.setdefault(filler.role, []).append(filler)
    for role in _ROLES:
        options = by_role.get(role, [])
        chosen = options if role == "party" else options[:1]
        for filler in chosen:
            for mention in (filler.actor, *_siblings(scene, filler.actor)):
                if mention.first in taken:
                    continue
                taken.add(mention.first)
                out.append(_actor(scene, mention, role))
    return tuple(out)
