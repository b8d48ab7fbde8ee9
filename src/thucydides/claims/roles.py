"""Who did it to whom: which actors around an event word fill its slots, and the roles that its pattern gives them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from thucydides.claims.background.answers import answering
from thucydides.claims.coordination import other_side, siblings
from thucydides.claims.deeds import Deed
from thucydides.claims.persons.clauses import (
    is_anybody,
    is_of_those_who_die,
    relative_aside,
)
from thucydides.claims.persons.prepositions import cases_of, preposition_of
from thucydides.claims.scene import Scene, as_actor, within
from thucydides.claims.sides.adjectives import qualifies_a_noun
from thucydides.claims.sides.arms import arms_that, throws
from thucydides.claims.sides.doers import (
    SITES,
    acts_and_says,
    carries_the_bomb,
    ends_a_compound,
    is_accused_behind,
    is_garb,
    is_in_a_compound,
    is_of_armed_men,
    opens_its_word,
    owns_the_weapon,
    planted_by,
    speaks_as_agent,
    speaks_there,
    takes_them_up,
)
from thucydides.claims.sides.shared_verbs import object_of_the_verb_before
from thucydides.claims.sides.slots import slot_of
from thucydides.claims.sides.states import is_origin, opens_a_place, tells_where
from thucydides.claims.sides.suspects import holds_who_did_it, is_held_for
from thucydides.claims.sides.verbal_nouns import shared_doer
from thucydides.claims.verb_first import shared_subject
from thucydides.knowledge.patterns import patterns
from thucydides.model.claim import Actor, Role
from thucydides.model.mention import FORCES, ActorMention, Mention

# How far a slot reaches in clause distance. A slot not named here is not filled.
_REACH = {
    "subj": 1.9, "obj": 1.5, "agent": 1.6, "against": 1.6, "with": 1.4, "between": 1.6, "gen": 0.5, "adj": 0.25,
    "poss": 0.3, "light_subj": 1.9,
}  # fmt: skip
_ROLES: tuple[Role, ...] = ("initiator", "target", "party")
_PREFERENCE = {"agent": 0.9, "adj": 0.7, "poss": 0.7, "subj": 0.6, "light_subj": 0.6, "against": 0.6, "obj": 0.5}


class Filler(msgspec.Struct, frozen=True, gc=False):
    """An actor in a slot of a deed; smaller `cost` is nearer."""

    actor: ActorMention
    slot: str
    role: Role
    cost: float


_NEXT_VERB = 2  # tokens from a verb to one that shares its object
_SITE = 0.6  # clause distance from a blast to a building


def _overlaps(a: Mention, b: Mention) -> bool:
    return a.first < b.last and b.first < a.last


def _is_bystander(scene: Scene, deed: Deed, actor: ActorMention, slot: str) -> bool:
    """Civilians bomb nobody and are no doers of harm or damage told by itself; they may well attack, protest or flee."""
    if slot == "poss" and "suffered" in deed.features:  # "the mayor's murder"
        return actor.kind not in FORCES
    if slot == "obj" and actor.kind == "civilians":  # of a deployment: whom somebody sent
        return True
    told = deed.sense in ("harm", "destruction") or deed.family in ("remote", "battle") or takes_them_up(scene, deed)
    return actor.kind == "civilians" and (told or deed.sense.split(":")[0] in ("strike", "blast", "hit"))


def _site(scene: Scene, deed: Deed, actor: ActorMention) -> str:
    """ "a bomb went off outside a bank": where a blast happened is what it hit, if that is a building or a post."""
    if actor.kind not in SITES or actor.first < deed.word.last:
        return ""
    if deed.args not in ("explode", "hit") and deed.sense != "suicide_bombing" and not throws(scene, deed):
        return ""
    near = scene.distance(deed.word, actor) < _SITE
    return "against" if near and preposition_of(scene, actor) == "prep" else ""


def _is_no_thing(deed: Deed, actor: ActorMention) -> bool:
    """ "[A woman] was hurt and a mill was destroyed": persons before a passive verb of destruction."""
    before = deed.group.voice == "passive" and actor.last <= deed.group.first
    return before and actor.kind == "civilians" and deed.sense == "destruction"


def _is_none_hit(scene: Scene, deed: Deed, actor: ActorMention, slot: str) -> bool:
    """True for a word in a compound, an adjective of a noun, and persons before a verb that only things suffer."""
    if ends_a_compound(scene, actor) or (slot == "obj" and _is_no_thing(deed, actor)):
        return True
    if (
        slot == "obj" and deed.sense == "abduction" and actor.kind == "infrastructure"
    ):  # "kidnapped a nun and burned a car"
        taken = within(scene.mentions.casualties, deed.word.last, actor.first)
        return any(c.role == "victim" for c in taken)
    return deed.args != "disrupt" and qualifies_a_noun(scene, actor)


def _is_none(scene: Scene, deed: Deed, actor: ActorMention) -> bool:
    """True for who only tells of a thing, of arms or of a place, or is blamed behind the deed for another."""
    return (
        is_in_a_compound(scene, actor)
        or carries_the_bomb(scene, actor)
        or owns_the_weapon(scene, deed, actor)
        or tells_where(scene, deed, actor)
        or is_accused_behind(scene, deed, actor)
        or is_held_for(scene, deed, actor)
        or holds_who_did_it(scene, deed, actor)
        or speaks_as_agent(scene, actor)
        or is_garb(scene, actor)
        or opens_a_place(scene, actor)
        or ((arms := arms_that(scene, deed)) is not None and actor.first < arms.first)
    )


def fillers(scene: Scene, deed: Deed, speakers: Sequence[Mention] = ()) -> tuple[Filler, ...]:
    """Actors of the deed's sentence that stand in a slot of its pattern, nearest first.

    A speaker of the sentence is no candidate by its place as subject of the cue, unless it is also named otherwise.
    """
    sentence = scene.page.sentences[deed.sentence]
    pattern = patterns().get(deed.args, {})
    found: list[Filler] = []
    before = deed.group.voice == "active" and deed.group.finite and scene.page.language.has("verb_first")
    shared = shared_subject(scene, deed.group.first) if before else None
    others = object_of_the_verb_before(scene, deed)
    for actor in within(scene.mentions.actors, scene.told_from(sentence.first), sentence.last):
        if actor is shared and (role := pattern.get("subj")) is not None:
            found.append(Filler(actor, "subj", role, _REACH["subj"]))  # type: ignore[arg-type]
            continue
        if actor.first in others or _is_none(scene, deed, actor):
            continue
        answered = answering(scene, actor) >= 0 and answering(scene, deed.word) < 0
        if answered or (deed.light is not None and _overlaps(actor, deed.light[0])):  # "llevó a [cabo] ataques"
            continue
        inside = any(_overlaps(actor, w) for w in deed.words) and not actor.nationality
        if inside and not opens_its_word(deed, actor):
            continue
        slot = "subj" if inside else slot_of(scene, deed, actor)
        beside = "" if slot else _site(scene, deed, actor)  # where it was, unless what it hit is told
        slot = slot or beside
        if shared is not None and slot == "subj" and actor.first >= deed.word.last:
            slot = "obj"  # its subject stands before: who follows was hit
        if not slot and planted_by(scene, deed, actor):
            found.append(Filler(actor, "agent", "initiator", scene.distance(deed.word, actor)))
            continue
        role = "target" if _is_borne(scene, deed, slot) else pattern.get(slot)
        role = "initiator" if is_of_armed_men(scene, deed, actor, slot) else role
        role = "target" if slot == "subj" and role == "initiator" and is_of_those_who_die(scene, deed.word) else role
        if role is None or (slot == "obj" and _is_object_of_another(scene, deed, actor)):
            continue
        if slot == "against" and not beside and _is_of_an_event_between(scene, deed, actor):
            continue
        base = deed.light[0] if slot in ("light_subj", "obj") and deed.light else deed.word
        distance = _way(scene, base, actor, slot) - _aside(scene, deed, actor, slot)
        if distance > _REACH[slot]:
            continue
        if speaks_there(scene, actor, slot, speakers):
            if not (_announces(scene, deed, actor, slot) or acts_and_says(scene, deed, actor, slot)):
                continue
        if is_anybody(scene, actor) or (role == "party" and actor.kind == "infrastructure"):
            continue
        if role == "target" and _is_none_hit(scene, deed, actor, slot):
            continue
        if role == "target" and deed.sense == "displacement" and actor.kind == "infrastructure":
            continue  # "driven from their homes"
        acts = actor.kind not in SITES and not _is_bystander(scene, deed, actor, slot)
        if role == "initiator" and slot == "agent" and is_origin(scene, actor):
            continue
        if role == "initiator" and not (acts and not _is_site_of(scene, actor)):
            if slot not in ("gen", "poss") and not (acts and actor.first >= deed.word.last):
                continue
            role = "target"  # "the shelling of civilians", "stormed our positions"
        found.append(Filler(actor, slot, role, distance - (0.0 if beside else _PREFERENCE.get(slot, 0.3))))  # type: ignore[arg-type]
    return _in_order(scene, deed, found)


def _in_order(scene: Scene, deed: Deed, found: list[Filler]) -> tuple[Filler, ...]:
    """The fillers, nearest first, subject and object told apart by their cases."""
    if len(found) <= 1:
        return tuple(found)
    if scene.page.language.has("case_roles"):
        found = _told_apart_by_case(scene, deed, found)
    return tuple(sorted(found, key=lambda f: (f.cost, f.actor.first)))


def _told_apart_by_case(scene: Scene, deed: Deed, found: list[Filler]) -> list[Filler]:
    """ "Учителя расстреляли [боевики]": behind a verb armed men in a nominative that is nothing else are its subject, and who
    stands before it in a form that may be the accusative too is its object.
    """
    if patterns().get(deed.args, {}).get("obj") != "target" or deed.group.voice != "active":
        return found
    if any(f.slot == "against" for f in found):  # "at the post attacked [20 X]": its object is told by a preposition
        found = [replace(f, slot="subj", role="initiator") if _is_counted(scene, deed, f) else f for f in found]
    subjects = [f for f in found if f.slot == "subj" and f.role == "initiator"]
    sure = [f for f in subjects if f.actor.first >= deed.word.last and f.actor.kind in FORCES]
    sure = [f for f in sure if "nom" in (cases := cases_of(scene, f.actor)) and "acc" not in cases]
    if not sure:
        return found
    hit = [f for f in subjects if f.actor.last <= deed.group.first and "acc" in cases_of(scene, f.actor)]
    return [replace(f, slot="obj", role="target") if f in hit else f for f in found]


def _is_counted(scene: Scene, deed: Deed, filler: Filler) -> bool:
    """True for armed men behind a verb in the genitive of a figure that may be its subject as well as its object."""
    if filler.slot != "obj" or filler.actor.first < deed.word.last or filler.actor.kind not in FORCES:
        return False
    return {"nom", "gen"} <= cases_of(scene, filler.actor)


def _way(scene: Scene, base: Mention, actor: ActorMention, slot: str) -> float:
    """Clause distance to an actor; to an agent without the times and places between: "killed, [on Monday], [at Djibo, in the
    north], by gunmen".
    """
    way, forms = scene.distance(base, actor), scene.page.tokens.forms
    if slot != "agent" or way <= _REACH[slot] or actor.first < base.last:
        return way
    told = (
        *within(scene.mentions.times, base.last, actor.first),
        *within(scene.mentions.places, base.last, actor.first),
    )
    spot = {i for t in told for i in range(t.first, t.last)}
    apart = (i for i in range(base.last, actor.first) if i not in spot and forms[i] != ",")
    if all(scene.gram[i] in ("prep", "by", "det", "of") for i in apart):
        return _REACH[slot]
    for t in within(scene.mentions.times, base.last + 1, actor.first - 1):
        if forms[t.first - 1] == "," == forms[t.last]:
            way -= scene.cost[t.last] - scene.cost[max(t.first - 2, 0)]
    return way


def _aside(scene: Scene, deed: Deed, actor: ActorMention, slot: str) -> float:
    """ "Guerrillas[, who had crossed the river,] killed a farmer": what the relative clause of a subject costs on the way."""
    if slot not in ("subj", "light_subj") or scene.page.language.settings.order == "VSO":
        return 0.0
    aside = relative_aside(scene, deed.light[1].first if slot == "light_subj" and deed.light else deed.group.first)
    if aside is None or aside[0] != actor.last:
        return 0.0
    return scene.cost[aside[1] - 1] - scene.cost[max(aside[0] - 1, 0)]


def _is_borne(scene: Scene, deed: Deed, slot: str) -> bool:
    """ "came under fire", "was the object of an attack": a verb whose subject suffers the event; where cases tell, a
    form that may be subject or object is the subject of such a verb.
    """
    if slot == "light_subj":
        return deed.light is not None and getattr(deed.light[0], "args", "") == "borne"
    return slot == "obj" and deed.args == "borne" and scene.page.language.has("case_roles")


def _is_object_of_another(scene: Scene, deed: Deed, actor: ActorMention) -> bool:
    """ "stormed the town and arrested four youths": behind another verb of an event stands that verb's object."""
    first, gram = deed.word.last, scene.gram
    for i in range(first, actor.first):
        if gram[i] == "clause" or (gram[i] == "comp" and i > first and gram[i - 1] == "and"):
            return True  # "shelled X while the army …", "… and that the army had …"
    joint = 0 if gram[min(first, len(gram) - 1)] == "rel" else _NEXT_VERB  # "looted and burnt a shop": both
    told = within(scene.mentions.triggers, first + joint, actor.first)
    verbs = [t for t in told if "noun" not in t.features and t.sense != "light"]
    joined = any("fin" in t.features or ("pp" in t.features and gram[t.first - 1] == "and") for t in verbs)
    return joined and not any(w.first > deed.word.first and w.first < actor.first for w in deed.words)


def _is_of_an_event_between(scene: Scene, deed: Deed, actor: ActorMention) -> bool:
    """ "arrested two men in the raid against [the post]": whom an event noun behind the verb was against is that noun's."""
    if deed.group.voice == "noun" or deed.sense not in ("arrest", "abduction"):
        return False
    return any("noun" in t.features for t in within(scene.mentions.triggers, deed.word.last, actor.first))


def _is_site_of(scene: Scene, actor: ActorMention) -> bool:
    """ "our positions", "the army's posts": a site with its owner's name acts no more than any other."""
    follow = scene.page.language.has("verb_first")
    if not follow and not scene.page.language.has("case_roles"):
        return False
    heads = [h for h in scene.page.of("actors", "generic") if actor.first <= h.first and h.last <= actor.last]
    if follow:
        return any(h.first == actor.first and h.entry.value in ("infrastructure", "other") for h in heads)
    return any(h.entry.value == "infrastructure" for h in heads)


def _announces(scene: Scene, deed: Deed, actor: ActorMention, slot: str) -> bool:
    """ "The army announced shelling X": where the event noun follows the speaker at once, the speaker did it."""
    asides = within(scene.mentions.times, actor.last, deed.word.first)
    told = [*asides, *([deed.light[0]] if deed.light else [])]
    gap = [i for i in range(actor.last, deed.word.first) if not any(t.first <= i < t.last for t in told)]
    beside = actor.last <= deed.word.first and all(scene.page.tokens.forms[i] == "," for i in gap)
    return beside and slot == "light_subj" and scene.page.language.has("verb_first")


def roles(scene: Scene, deed: Deed, speakers: Sequence[Mention] = ()) -> tuple[Actor, ...]:
    """The actors of a deed: the best filler of each role with those coordinated to it; parties all."""
    taken: set[int] = set()
    out: list[Actor] = []
    by_role: dict[Role, list[Filler]] = {}
    for filler in fillers(scene, deed, speakers):
        by_role.setdefault(filler.role, []).append(filler)
    if "initiator" not in by_role and deed.group.voice == "noun" and scene.page.language.has("verb_first"):
        doer = shared_doer(scene, deed.word) if patterns().get(deed.args, {}).get("subj") == "initiator" else None
        if doer is not None:
            by_role["initiator"] = [Filler(doer, "poss", "initiator", 0.0)]
    for role in _ROLES:
        options = by_role.get(role, [])
        between = [f for f in options if f.slot == "between"]
        chosen = (between or options) if role == "party" else options[:1]
        if len(between) == 1 and (other := other_side(scene, between[0].actor)) is not None:
            chosen = [*between, replace(between[0], actor=other)]
        for filler in chosen:
            for mention in (filler.actor, *siblings(scene, filler.actor)):
                if mention.first in taken or (
                    role == "initiator" and mention is not filler.actor and mention.kind in SITES
                ):
                    continue  # "killing dozens of fighters and destroying six vehicles"
                taken.add(mention.first)
                out.append(as_actor(scene, mention, role))
    return tuple(out)
