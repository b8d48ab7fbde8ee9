"""Who did it to whom: slots of actors around an event word by voice, word order and prepositions; patterns give roles."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from thucydides.claims.background.answers import answering
from thucydides.claims.bracket.slots import in_frame
from thucydides.claims.coordination import other_side, siblings
from thucydides.claims.deeds import Deed
from thucydides.claims.persons.clauses import (
    has_a_pronoun_subject,
    has_a_told_verb_between,
    has_a_verb_between,
    has_a_verb_of_its_own,
    is_anybody,
    is_of_another_clause,
    is_subject_of_relative,
)
from thucydides.claims.persons.prepositions import cases_of, is_known, is_support, phrase_first, preposition_of
from thucydides.claims.scene import Scene, as_actor, within
from thucydides.claims.sides.adjectives import is_of_a_noun_behind, qualifies_a_noun
from thucydides.claims.sides.doers import (
    SITES,
    acts_and_says,
    is_accused_behind,
    is_carried_out,
    is_done_before,
    is_in_a_compound,
    is_of_armed_men,
    opens_its_word,
    owns_the_weapon,
)
from thucydides.claims.sides.states import is_origin, tells_where
from thucydides.claims.verb_first import is_subject, opens_clause, shared_subject, subject_before
from thucydides.claims.voice import VerbGroup
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


_BEHIND = 0.45  # clause distance of a subject behind its verb where order is free: no comma between
_NEXT_VERB, _SITE = (
    2,
    0.6,
)  # tokens from a verb to one that shares its object; clause distance from a blast to a building


def _verbal_slot(scene: Scene, word: Mention, group: VerbGroup, actor: ActorMention, light: bool) -> str:
    """The slot of an actor beside a verb."""
    if scene.page.language.has("verb_bracket"):
        slot = in_frame(scene, word, group.voice, actor, preposition_of(scene, actor))
        return {"subj": "light_subj", "obj": ""}.get(slot, slot) if light else slot
    if scene.has_suffix(actor):
        return "" if light or group.voice == "passive" else "obj"
    prep = "" if scene.before(actor.first) == word.last - 1 else preposition_of(scene, actor)
    prep = "" if prep and is_subject_of_relative(scene, actor, group) else prep
    if prep == "by" and getattr(word, "args", "") == "die" and actor.first >= word.last:  # "died at the hands of X"
        return "" if has_a_verb_between(scene, word.last, actor) else "agent"
    if prep == "by" and "weak" in scene.features[scene.before(actor.first)]:  # "took the town from X"
        return "against" if getattr(word, "args", "") == "gain" and group.voice == "active" else ""
    if prep == "with" and _is_platform(scene, actor):
        return "" if is_support(scene, actor) else "agent"
    plain = group.perfect or "pp" not in getattr(word, "features", ())
    if prep == "by" and group.voice == "active" and plain and scene.page.language.settings.order == "SVO":
        return ""  # "have downed the drones launched by X": an active verb has no agent
    before = actor.last <= group.first
    if prep == "by" and before and scene.page.language.settings.order == "SVO":
        return ""  # "commandos, ferried by helicopters, raided": the agent of another verb
    if prep == "by" and not before and has_a_verb_between(scene, word.last, actor):
        return ""
    last = scene.page.language.has("verb_last")
    falls = getattr(word, "args", "") in ("hit", "explode")  # "fell shells launched by X": what falls is another's
    if prep == "by" and not light and group.voice == "active" and group.finite and not last and not falls:
        return ""  # "defused charges hidden by X": an active verb has no agent behind
    if prep in ("by", "against", "with", "between"):
        return {"by": "agent"}.get(prep, prep)
    if prep:
        return ""
    if before and has_a_pronoun_subject(scene, group, actor):
        return ""
    cases = cases_of(scene, actor)
    if _has_its_object(scene, word, group, actor):
        return "light_subj" if light else "subj"
    if cases:
        armed = actor.kind not in SITES and bool(within(scene.mentions.weapons, actor.first, actor.last))
        slot = _by_case(cases, group, before or armed, light)
        parted = not before and slot in ("subj", "light_subj") and scene.distance(word, actor) > _BEHIND
        return "" if parted else slot
    if group.voice == "passive":
        return "" if light else "obj"
    if before and not light and has_a_verb_of_its_own(scene, actor, group):
        return ""
    if before and (is_of_another_clause(scene, actor, group) or _is_said_over(scene, actor, group)):
        return ""
    if before and scene.page.language.has("verb_first"):
        near = subject_before(scene, group.first)
        if (near is not None and near is not actor) or (near is None and opens_clause(scene, group.first, word)):
            return ""
    if before:
        return "light_subj" if light else "subj"
    if scene.page.language.has("verb_first"):
        if is_subject(scene, word, group.first, getattr(word, "features", frozenset()), actor):
            return "light_subj" if light else "subj"
    return "" if light else "obj"


def _is_said_over(scene: Scene, actor: ActorMention, group: VerbGroup) -> bool:
    """ "X claims that nine died": who stands before a word of saying and its "that", or is another verb's object."""
    told = any(scene.gram[i] == "comp" for i in range(actor.last + 1, group.first))  # "groups that operate": relative
    return told or is_done_before(scene, group, actor)


def _has_its_object(scene: Scene, word: Mention, group: VerbGroup, actor: ActorMention) -> bool:
    """ "the-drones downed the-guard": in free order arms right before a verb that downs them leave it its subject behind."""
    if getattr(word, "args", "") != "disrupt" or group.voice != "active" or actor.first != word.last:
        return False
    if scene.page.language.settings.order != "free" or cases_of(scene, actor) & {"gen", "dat"} - {"nom"}:
        return False
    return any(w.last == group.first for w in within(scene.mentions.weapons, max(group.first - 4, 0), group.first))


def _by_case(cases: frozenset[str], group: VerbGroup, before: bool, light: bool) -> str:
    """The slot of an actor beside a verb where its case tells: the nominative acts, the instrumental is an agent with
    a passive; forms that are nominative and accusative alike go by their side of the verb.
    """
    subject = "light_subj" if light else "subj"
    if group.voice == "passive":
        if "ins" in cases and not cases & {"nom", "acc"}:
            return "agent"
        return "" if light or cases <= {"dat", "loc", "ins"} else "obj"
    if "nom" not in cases:
        return "obj" if "acc" in cases and not light else ""
    if "acc" not in cases:
        return subject
    return subject if before else "" if light else "obj"


def _follows_as_genitive(scene: Scene, word: Mention, actor: ActorMention, cases: frozenset[str]) -> bool:
    """ "обстрел боевиков", "атаки штурмовых групп": a genitive right behind an event noun, adjectives between."""
    if not scene.page.language.has("case_roles") or (cases and "gen" not in cases):
        return False
    gap = range(word.last, actor.first)
    shapes = scene.page.tokens.shapes
    plain = all(not scene.gram[i] and shapes[i] in "x0A" and not is_known(scene, i) for i in gap)
    return actor.first >= word.last and len(gap) <= 2 and plain


def _construct_slot(scene: Scene, word: Mention, actor: ActorMention, prep: str) -> str | None:
    """The slot of an actor that an event noun governs where adjectives follow their noun: "raids the-army" (its doer),
    "bombing the-camp" (what it hit), "a violent attack of X"; None where the actor is not governed.
    """
    gap = range(word.last, actor.first)
    if actor.first < word.last or prep not in ("", "of") or len(gap) > 4:
        return None
    if prep == "" and len(gap) > 0:
        return None
    if any(scene.gram[i] not in ("of", "det", "other", "") or i in scene.nouns for i in gap):
        return None
    if any(scene.page.tokens.shapes[i] in ".n" for i in gap):
        return None
    return "against" if actor.kind in ("infrastructure", "civilians", "other") else "gen"


def _noun_slot(scene: Scene, deed: Deed, actor: ActorMention) -> str:
    """The slot of an actor beside an event noun."""
    word = deed.word
    prep = preposition_of(scene, actor)
    after = actor.first >= word.last
    near = scene.distance(word, actor)
    of_its_own = scene.page.language.has("case_roles") or not is_of_a_noun_behind(scene, word, actor)
    if actor.nationality and near < 0.25 and of_its_own and (prep == "" or scene.page.language.has("case_roles")):
        return "adj"
    cases = cases_of(scene, actor)
    if prep == "" and _follows_as_genitive(scene, word, actor, cases):
        return "gen"
    if prep == "" and after and near < 0.6 and "ins" in cases and not cases & {"nom", "acc"} and deed.light is None:
        return "agent"
    if scene.page.language.has("verb_first"):
        if (slot := _construct_slot(scene, word, actor, prep)) is not None:
            return slot
    elif not after and near < 0.3 and not scene.page.language.has("case_roles"):
        gap = [scene.gram[i] for i in range(actor.last, word.first)]
        if "poss" in gap:
            return "poss"
        plain = actor.last <= word.first and all(g in ("", "det") for g in gap)
        framed = prep == "by" and scene.page.language.has("verb_bracket")  # "durch russischen Beschuss"
        if (
            (framed or prep in ("", "prep", "of"))
            and plain
            and not has_a_told_verb_between(scene, actor.last, word.first)
        ):
            return "adj"
    if prep == "with" and _is_platform(scene, actor):
        if is_support(scene, actor):
            return ""
        return "agent"  # "au moyen de six bombardiers russes": the means names whose they are
    if prep == "by":
        base = deed.light[0] if is_carried_out(deed, actor) and deed.light else word
        return "agent" if after and not has_a_verb_between(scene, base.last, actor) else ""
    if prep in ("against", "with", "between"):
        return prep
    if prep == "of" and after and all(scene.gram[i] in ("of", "det", "other") for i in range(word.last, actor.first)):
        return "gen"
    if deed.light is not None:
        return _verbal_slot(scene, deed.light[0], deed.light[1], actor, light=True)
    return ""


def _is_platform(scene: Scene, actor: ActorMention) -> bool:
    """True for a nationality or force whose phrase names an aircraft, drone or tank."""
    first = phrase_first(scene, actor)
    return any(w.rule.endswith(":platform") and w.first < actor.last and first < w.last for w in scene.mentions.weapons)


def _flies(scene: Scene, deed: Deed, actor: ActorMention) -> bool:
    """ "a Russian drone struck": a nationality right beside the arms that are the subject of the verb."""
    near = within(scene.mentions.weapons, max(actor.first - 4, 0), actor.last + 1)
    subjects = (w for w in near if w.first < deed.word.last - 1)
    return any(actor.first == w.last or actor.last in (w.first, w.last) for w in subjects)


def _ends_at(deed: Deed, token: int) -> bool:
    """True where one of the deed's nouns stands right before a token: "assassinated … by an Israeli raid"."""
    return any(w.last == token and w.first != deed.word.first for w in deed.words)


def slot_of(scene: Scene, deed: Deed, actor: ActorMention) -> str:
    """The abstract slot of an actor around a deed's word, "" where it stands in none."""
    if deed.word.first < scene.before(actor.first) < deed.word.last:
        # "fell into the hands of X": the preposition is the word's own
        if scene.gram[deed.word.last - 1] == "by":
            return "agent"
        return "obj" if deed.group.voice == "active" else "gen"
    if deed.group.voice == "noun":
        return _noun_slot(scene, deed, actor)
    if deed.args in ("converse", "lose", "borne") and _noun_slot(scene, replace(deed, light=None), actor) == "gen":
        return "gen"
    if (
        scene.page.language.has("verb_first")
        and actor.nationality
        and deed.args == "disrupt"
        and _is_platform(scene, actor)
    ):
        return "obj"  # "downed a Russian drone": whose craft it was
    if scene.page.language.has("verb_first") and actor.nationality and _ends_at(deed, actor.first):
        return "adj"
    if actor.nationality and deed.word.first - 1 <= actor.first <= deed.word.last:
        return "subj" if deed.group.voice == "active" and _flies(scene, deed, actor) else ""
    return _verbal_slot(scene, deed.word, deed.group, actor, light=False)


def _overlaps(a: Mention, b: Mention) -> bool:
    return a.first < b.last and b.first < a.last


def _is_bystander(deed: Deed, actor: ActorMention, slot: str) -> bool:
    """Civilians bomb nobody and are no doers of harm or damage told by itself; they may well attack, protest or flee."""
    if slot == "poss" and "suffered" in deed.features:  # "the mayor's murder"
        return actor.kind not in FORCES
    told = deed.sense in ("harm", "destruction") or deed.family in ("remote", "battle")
    return actor.kind == "civilians" and (told or deed.sense.split(":")[0] in ("strike", "blast", "hit"))


def _site(scene: Scene, deed: Deed, actor: ActorMention) -> str:
    """ "a bomb went off outside a bank": where a blast happened is what it hit, if that is a building or a post."""
    if deed.args not in ("explode", "hit") or actor.kind not in SITES or actor.first < deed.word.last:
        return ""
    near = scene.distance(deed.word, actor) < _SITE
    return "against" if near and preposition_of(scene, actor) == "prep" else ""


def fillers(scene: Scene, deed: Deed, speakers: Sequence[Mention] = ()) -> tuple[Filler, ...]:
    """Actors of the deed's sentence that stand in a slot of its pattern, nearest first.

    A speaker of the sentence is no candidate by its place as subject of the cue, unless it is also named otherwise.
    """
    sentence = scene.page.sentences[deed.sentence]
    pattern = patterns().get(deed.args, {})
    found = []
    before = deed.group.voice == "active" and deed.group.finite and scene.page.language.has("verb_first")
    shared = shared_subject(scene, deed.group.first) if before else None
    for actor in within(scene.mentions.actors, max(sentence.first, scene.dateline[1]), sentence.last):
        if actor is shared and (role := pattern.get("subj")) is not None:
            found.append(Filler(actor, "subj", role, _REACH["subj"]))  # type: ignore[arg-type]
            continue
        if is_in_a_compound(scene, actor) or owns_the_weapon(scene, deed, actor) or tells_where(scene, deed, actor):
            continue
        answered = answering(scene, actor) >= 0 and answering(scene, deed.word) < 0
        carried = deed.light is not None and _overlaps(actor, deed.light[0])  # "llevó a [cabo] ataques"
        if answered or carried or is_accused_behind(scene, deed, actor):
            continue
        inside = any(_overlaps(actor, w) for w in deed.words) and not actor.nationality
        if inside and not opens_its_word(deed, actor):
            continue
        slot = "subj" if inside else slot_of(scene, deed, actor) or _site(scene, deed, actor)
        if shared is not None and slot == "subj" and actor.first >= deed.word.last:
            slot = "obj"  # its subject stands before: who follows was hit
        role = "target" if _is_borne(scene, deed, slot) else pattern.get(slot)
        role = "initiator" if is_of_armed_men(scene, deed, actor, slot) else role
        if role is None or (slot == "obj" and _is_object_of_another(scene, deed, actor)):
            continue
        base = deed.light[0] if slot == "light_subj" and deed.light else deed.word
        distance = scene.distance(base, actor)
        if distance > _REACH[slot]:
            continue
        if any(_overlaps(actor, s) for s in speakers) and slot in ("subj", "light_subj", "obj", "adj"):
            if not (_announces(scene, deed, actor, slot) or acts_and_says(scene, deed, actor, slot)):
                continue
        if is_anybody(scene, actor) or (role == "party" and actor.kind == "infrastructure"):
            continue
        if role == "target" and deed.args != "disrupt" and qualifies_a_noun(scene, actor):
            continue
        acts = actor.kind not in SITES and not _is_bystander(deed, actor, slot)
        if role == "initiator" and slot == "agent" and is_origin(scene, actor):
            continue
        if role == "initiator" and not (acts and not _is_site_of(scene, actor)):
            if slot not in ("gen", "poss") and not (acts and actor.first >= deed.word.last):
                continue
            role = "target"  # "the shelling of civilians", "stormed our positions"
        found.append(Filler(actor, slot, role, distance - _PREFERENCE.get(slot, 0.3)))  # type: ignore[arg-type]
    return tuple(sorted(found, key=lambda f: (f.cost, f.actor.first)))


def _is_borne(scene: Scene, deed: Deed, slot: str) -> bool:
    """ "came under fire", "was the object of an attack": a verb whose subject suffers the event; where cases tell, a
    form that may be subject or object is the subject of such a verb.
    """
    if slot == "light_subj":
        return deed.light is not None and getattr(deed.light[0], "args", "") == "borne"
    return slot == "obj" and deed.args == "borne" and scene.page.language.has("case_roles")


def _is_object_of_another(scene: Scene, deed: Deed, actor: ActorMention) -> bool:
    """ "stormed the town and arrested four youths": behind another verb of an event stands that verb's object."""
    if "clause" in scene.gram[deed.word.last : actor.first]:  # "shelled X while the army bombed Y"
        return True
    told = within(scene.mentions.triggers, deed.word.last + _NEXT_VERB, actor.first)  # "looted and burnt a shop": both
    return any("fin" in t.features and "noun" not in t.features and t.sense != "light" for t in told) and not any(
        w.first > deed.word.first and w.first < actor.first for w in deed.words
    )


def _is_site_of(scene: Scene, actor: ActorMention) -> bool:
    """ "our positions", "the army's posts": a site with its owner's name acts no more than any other."""
    if not scene.page.language.has("case_roles"):
        return False
    heads = [h for h in scene.page.of("actors", "generic") if actor.first <= h.first and h.last <= actor.last]
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
    for role in _ROLES:
        options = by_role.get(role, [])
        between = [f for f in options if f.slot == "between"]
        chosen = (between or options) if role == "party" else options[:1]
        if len(between) == 1 and (other := other_side(scene, between[0].actor)) is not None:
            chosen = [*between, replace(between[0], actor=other)]
        for filler in chosen:
            for mention in (filler.actor, *siblings(scene, filler.actor)):
                if mention.first in taken:
                    continue
                taken.add(mention.first)
                out.append(as_actor(scene, mention, role))
    return tuple(out)
