"""The slot of an actor around an event word by voice, word order, prepositions and clause distance; no role as yet."""

from __future__ import annotations

from msgspec.structs import replace

from thucydides.claims.bracket.slots import in_frame
from thucydides.claims.coordination import are_in_two_clauses
from thucydides.claims.deeds import Deed
from thucydides.claims.persons.clauses import (
    has_a_pronoun_subject,
    has_a_told_verb_between,
    has_a_verb_between,
    has_a_verb_of_harm_between,
    has_a_verb_of_its_own,
    is_of_another_clause,
    is_subject_of_relative,
    is_taken_from,
    is_when_done,
    relative_aside,
)
from thucydides.claims.persons.prepositions import cases_of, is_loser, is_support, phrase_first, preposition_of
from thucydides.claims.persons.taken_up import has_its_object_before, is_marked_as_object
from thucydides.claims.scene import Scene, after_a_time, within
from thucydides.claims.sides.adjectives import is_of_a_noun_behind
from thucydides.claims.sides.cases import follows_as_genitive, slot_by_case
from thucydides.claims.sides.doers import (
    SITES,
    is_carried_out,
    is_done_before,
)
from thucydides.claims.sides.verbal_nouns import does_it, suffers_it
from thucydides.claims.verb_first import is_subject, opens_clause, subject_before
from thucydides.claims.voice import VerbGroup
from thucydides.knowledge.paradigms import CASES
from thucydides.knowledge.patterns import patterns
from thucydides.model.mention import FORCES, ActorMention, Mention

_LAUNCHED = 4  # tokens between arms and whose they are: "launched overnight by"
_BEHIND = 0.45  # clause distance of a subject behind its verb where order is free: no comma between


def _verbal_slot(scene: Scene, word: Mention, group: VerbGroup, actor: ActorMention, light: bool) -> str:
    """The slot of an actor beside a verb; of a `light` one the subject, and the object where it says what was hit."""
    bare = light and patterns().get(getattr(word, "args", ""), {}).get("obj") != "target"
    if scene.page.language.has("verb_bracket"):
        slot = in_frame(scene, word, group.voice, actor, preposition_of(scene, actor))
        return {"subj": "light_subj", "obj": "" if bare else "obj"}.get(slot, slot) if light else slot
    if scene.has_suffix(actor):
        return "" if bare or group.voice == "passive" else "obj"
    if not light and (own := _its_own_noun(scene, word, group)) is not None and own is not actor:
        if actor.last <= group.first:
            return ""
    beside = word.last - 1 in (scene.before(actor.first), scene.before(phrase_first(scene, actor)))
    prep = "" if beside else preposition_of(scene, actor)
    prep = "" if prep and is_subject_of_relative(scene, actor, group) else prep
    if getattr(word, "args", "") == "gain" and group.voice != "noun" and is_loser(scene, actor):
        return "against"
    if prep == "with" and _is_platform(scene, actor):
        return "" if is_support(scene, actor) else "agent"
    weak = prep == "by" and "weak" in scene.features[scene.before(actor.first)]
    if not weak and is_taken_from(scene, word, group, actor):
        return "against"
    if prep == "by":
        return _slot_of_agent(scene, word, group, actor, light)
    if prep == "of" and actor.last > group.first and _is_lost_by(scene, word, group, actor):
        return "against"
    if prep:
        return prep if prep in ("against", "with", "between") else ""
    return _slot_by_order(scene, word, group, actor, light, bare)


def _its_own_noun(scene: Scene, word: Mention, group: VerbGroup) -> ActorMention | None:
    """ "the general in the case of the [murdered priests]": persons right beside a participle without an auxiliary are those
    of whom it tells, and nobody before them is.
    """
    if group.voice != "passive" or group.first != word.first or "pp" not in getattr(word, "features", ()):
        return None
    if scene.page.language.has("case_roles") and not getattr(word, "features", frozenset()) & CASES:
        return None  # "By fire of the army a civilian [is killed]": a short participle is the verb of the clause
    near = within(scene.mentions.actors, max(word.first - _NAMED, 0), word.last + 1)
    own = [a for a in near if a.plural_noun and (a.last == word.first or a.first == word.last)]
    return own[0] if own else None


_NAMED = 4  # tokens of a noun of persons


def _slot_of_agent(scene: Scene, word: Mention, group: VerbGroup, actor: ActorMention, light: bool) -> str:
    """The slot of an actor behind the preposition of agents, which may be another verb's."""
    args, before = getattr(word, "args", ""), actor.last <= group.first
    if before and are_in_two_clauses(scene, actor.last, word.first):
        return ""
    if args == "die" and actor.first >= word.last:  # "died at the hands of X"
        return "" if has_a_verb_between(scene, word.last, actor) else "agent"
    if args == "die" and scene.page.language.settings.order == "free":
        return "agent"  # "at the hands of X died five"
    if "weak" in scene.features[scene.before(actor.first)]:  # "took the town from X"
        return "against" if args == "gain" and group.voice == "active" else ""
    plain = group.perfect or "pp" not in getattr(word, "features", ())
    if group.voice == "active" and plain and scene.page.language.settings.order == "SVO":
        return "obj" if _is_of_the_arms(scene, word, actor) else ""  # an active verb has no agent
    if before and scene.page.language.settings.order == "SVO":
        return ""  # "commandos, ferried by helicopters, raided": the agent of another verb
    if not before and has_a_verb_between(scene, word.last, actor):
        return ""
    falls = args in ("hit", "explode")  # "fell shells launched by X": what falls is another's
    last = scene.page.language.has("verb_last")
    if not light and group.voice == "active" and group.finite and not last and not falls:
        return "obj" if _is_of_the_arms(scene, word, actor) else ""  # "defused charges hidden by X"
    return "agent"


def _slot_by_order(scene: Scene, word: Mention, group: VerbGroup, actor: ActorMention, light: bool, bare: bool) -> str:
    """The slot of an actor beside a verb that no preposition governs: by its case, the voice, and its side of the verb."""
    before, subject = actor.last <= group.first, "light_subj" if light else "subj"
    if before and (has_a_pronoun_subject(scene, group, actor) or is_when_done(scene, group)):
        return ""
    if before and (is_done_before(scene, group, actor) or _is_before_who_did(scene, group, actor)):
        return ""
    aside = relative_aside(scene, group.first) if before else None
    if aside is not None and aside[0] < actor.first and aside[0] > 0:
        return ""  # "rebels, who fought the army, killed"
    cases = cases_of(scene, actor)
    if _has_its_object(scene, word, group, actor):
        return subject
    if cases:
        armed = actor.kind not in SITES and bool(within(scene.mentions.weapons, actor.first, actor.last))
        slot = slot_by_case(cases, group, before or armed, light, bare)
        parted = not before and slot == subject and scene.distance(word, actor) > _BEHIND
        return "" if parted else slot
    if group.voice == "passive":
        if not bare and _is_undeclined_agent(scene, word, actor):
            return "agent"
        closed = scene.gram[group.first - 1] == "rel" and "," in scene.page.tokens.forms[word.last : actor.first]
        return "" if bare or closed else "obj"  # "Jane Doe, who was shot, ran the school"
    if before and not light and has_a_verb_of_its_own(scene, actor, group):
        return ""
    over = before and _is_said_over(scene, actor, group) and (aside is None or aside[0] != actor.last)
    if over or (before and is_of_another_clause(scene, actor, group)):
        return ""
    if before and scene.page.language.has("verb_first"):
        near = subject_before(scene, group.first)
        written: frozenset[str] = getattr(word, "features", frozenset())
        if "clitic" in written and "pl" not in written:
            return ""  # "hostages whom kidnapped-them [gunmen]": who stands before is the object
        if (near is not None and near is not actor) or (near is None and opens_clause(scene, group.first, word)):
            return ""
    taken_up = has_its_object_before(scene, group.first, getattr(word, "features", frozenset()))
    if taken_up and not light and (before or not is_marked_as_object(scene, actor)):
        return "obj" if before and is_marked_as_object(scene, actor) else subject
    if before:
        return subject
    if scene.page.language.has("verb_first"):
        if is_subject(scene, word, group.first, getattr(word, "features", frozenset()), actor):
            return subject
    return "" if bare else "obj"


def _is_before_who_did(scene: Scene, group: VerbGroup, actor: ActorMention) -> bool:
    """ "X trained [the squad] who killed Y": a noun of no list between an actor and the relative of a verb is its subject."""
    rel = group.first - 1
    if scene.page.language.settings.order != "SVO" or rel - 1 <= actor.last or scene.gram[rel] != "rel":
        return False
    plain = scene.page.tokens.shapes[rel - 1] == "x" and not scene.gram[rel - 1] and rel - 1 not in scene.nouns
    return plain and any(scene.gram[i] == "det" for i in range(max(actor.last, rel - 4), rel - 1))


def _is_undeclined_agent(scene: Scene, word: Mention, actor: ActorMention) -> bool:
    """ "осаждён СБП": where cases tell the agent, armed men of a name without cases right behind a passive."""
    beside = actor.first == word.last and scene.page.language.has("case_roles")
    return beside and actor.kind in FORCES and not actor.nationality


def _is_of_the_arms(scene: Scene, word: Mention, actor: ActorMention) -> bool:
    """ "have downed the drones launched by X": who stands behind the arms that a verb downs is whose they are."""
    arms = within(scene.mentions.weapons, word.last, actor.first)
    return getattr(word, "args", "") == "disrupt" and any(actor.first - w.last <= _LAUNCHED for w in arms)


def _is_lost_by(scene: Scene, word: Mention, group: VerbGroup, actor: ActorMention) -> bool:
    """ "retook the-town from X": armed men behind the "from" that follows the place taken."""
    if getattr(word, "args", "") != "gain" or group.voice != "active" or actor.kind not in FORCES or actor.nationality:
        return False
    opened = scene.before(actor.first)
    taken = any(p.role == "event" for p in within(scene.mentions.places, word.last, opened))
    return taken and scene.gram_values[opened] == "from" and not has_a_verb_between(scene, word.last, actor)


def _is_said_over(scene: Scene, actor: ActorMention, group: VerbGroup) -> bool:
    """ "X claims that nine died": who stands before a word of saying and its "that"."""
    return any(scene.gram[i] == "comp" for i in range(actor.last + 1, group.first))  # "groups that operate": relative


def _has_its_object(scene: Scene, word: Mention, group: VerbGroup, actor: ActorMention) -> bool:
    """ "the-drones downed the-guard": in free order arms right before a verb that downs them leave it its subject behind."""
    if getattr(word, "args", "") != "disrupt" or group.voice != "active" or actor.first != word.last:
        return False
    if scene.page.language.settings.order != "free" or cases_of(scene, actor) & {"gen", "dat"} - {"nom"}:
        return False
    return any(w.last == group.first for w in within(scene.mentions.weapons, max(group.first - 4, 0), group.first))


def _construct_slot(scene: Scene, word: Mention, actor: ActorMention, prep: str) -> str | None:
    """The slot of an actor that an event noun governs where adjectives follow their noun: "raids the-army" (its doer),
    "bombing the-camp" (what it hit), "a violent attack of X"; None where the actor is not governed.
    """
    begins = phrase_first(scene, actor) if actor.nationality and _is_platform(scene, actor) else actor.first
    gap = range(word.last, begins)  # "a raid of-[a drone Xish]"
    if actor.first < word.last or prep not in ("", "of") or len(gap) > 4:
        return None
    if prep == "" and len(gap) > 0:
        return None
    if any(scene.gram[i] not in ("of", "det", "other", "") or i in scene.nouns for i in gap):
        return None
    if any(scene.page.tokens.shapes[i] in ".n" for i in gap):
        return None
    broken_up = actor.kind == "protesters" and getattr(word, "args", "") == "repress"  # "the-dispersal [of] protesters"
    return "against" if broken_up or actor.kind in ("infrastructure", "civilians", "other") else "gen"


def _owns_else(scene: Scene, last: int, gap: list[str]) -> bool:
    """ "attributed [Monday's] raids", "killed the leader of X's unit in a strike": the mark of a genitive behind the actor that
    ends at a token is not of the event noun behind it.
    """
    owner = last + gap.index("poss")
    return "prep" in gap[gap.index("poss") :] or (owner > last and bool(within(scene.mentions.times, last, owner)))


def _noun_slot(scene: Scene, deed: Deed, actor: ActorMention) -> str:
    """The slot of an actor beside an event noun."""
    word = deed.word
    prep = preposition_of(scene, actor)
    after = actor.first >= word.last
    near = scene.distance(word, actor)
    of_its_own = scene.page.language.has("case_roles") or not is_of_a_noun_behind(scene, word, actor)
    if prep == "by" and 0 <= word.first - actor.last <= 2 and scene.page.language.has("noun_compounds"):
        prep = ""  # "killed by army shelling": what "by" governs is the event
    governed = bool(prep) and (after or not scene.page.language.has("case_roles"))  # "a raid on the Xish village"
    opened = scene.before(word.first)
    governing = scene.gram[actor.last : opened + 1] if opened >= actor.last else ()
    # "questioned Palestinians in raids", "in a series of raids"
    apart = governing[-1:] in (("prep",), ("of",)) and "prep" in governing
    if actor.nationality and near < 0.25 and of_its_own and not governed and not apart:
        return "" if has_a_verb_of_harm_between(scene, actor.last, word.first) else "adj"
    cases = cases_of(scene, actor)
    if prep == "" and follows_as_genitive(scene, word, actor, cases):
        return "gen"
    if prep == "" and after and near < 0.6 and "ins" in cases and not cases & {"nom", "acc"} and deed.light is None:
        return "agent"
    if scene.page.language.has("verb_first"):
        if does_it(scene, word, actor):
            return "poss"
        if suffers_it(scene, word, actor):
            return "against"
        if (slot := _construct_slot(scene, word, actor, prep)) is not None:
            return slot
    elif not after and near < 0.3 and not scene.page.language.has("case_roles"):
        gap = [scene.gram[i] for i in range(actor.last, word.first)]
        if "poss" in gap:
            return "" if _owns_else(scene, actor.last, gap) else "poss"
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
    if prep == "by" and _is_of_the_arms(scene, word, actor):
        return "gen"
    if prep == "by":
        base = deed.light[0] if is_carried_out(deed, actor) and deed.light else word
        return "agent" if after and not has_a_verb_between(scene, base.last, actor) else ""
    if prep in ("against", "with", "between"):
        parted = any(scene.gram_values[i] in ("past", "upon") for i in range(actor.last, word.first))
        return "" if parted else prep  # "the fight against X after the killing of Y"
    if prep == "of" and after:
        begins = after_a_time(scene, word.last)  # "the murder on Monday of a judge"
        if all(scene.gram[i] in ("of", "det", "other") for i in range(begins, actor.first)):
            return "gen"
    if deed.light is not None:
        return _verbal_slot(scene, deed.light[0], deed.light[1], actor, light=True)
    return ""


def _is_platform(scene: Scene, actor: ActorMention) -> bool:
    """True for a nationality or force whose phrase names an aircraft, drone or tank."""
    first = phrase_first(scene, actor)
    return any(
        w.first < actor.last and first < w.last and w.rule.endswith(":platform") for w in scene.mentions.weapons.all
    )


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
    if deed.group.voice == "noun" or _is_before_its_noun(scene, deed, actor):
        lent = deed if deed.group.voice == "noun" else replace(deed, light=None)
        slot = _noun_slot(scene, lent, actor)
        return slot if slot == "adj" or not _takes_sides(actor) else ""
    if _takes_sides(actor):
        return ""
    if deed.args in ("converse", "lose", "borne") and _is_of_its_noun(scene, deed, actor):
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
    return _verbal_slot(scene, _verb_of(scene, deed), deed.group, actor, light=False)


def _is_before_its_noun(scene: Scene, deed: Deed, actor: ActorMention) -> bool:
    """ "X broke off the talks after an attack [that left ten dead]": the subject of the verb behind an event noun is the noun."""
    if deed.group.voice != "active" or scene.page.language.settings.order != "SVO":
        return False
    return actor.last <= deed.word.first and deed.word.last <= deed.group.first


def _takes_sides(actor: ActorMention) -> bool:
    """True for a charged adjective that stands alone ("[enemy] shelling"): beside an event noun it names the doer, else nobody."""
    return actor.nationality and actor.country is None


def _verb_of(scene: Scene, deed: Deed) -> Mention:
    """The word that the actors of a deed stand around: where the verb comes first, it and not the noun that names the event."""
    if deed.group.first == deed.word.first or not scene.page.language.has("verb_first"):
        return deed.word
    return next((w for w in deed.words if w.first == deed.group.first), deed.word)


def _is_of_its_noun(scene: Scene, deed: Deed, actor: ActorMention) -> bool:
    """ "repelled an attack of X", "came under the fire of X"; where the verb comes first, who stands behind it is its
    subject, and whom "of" or "that X launched" names behind its noun attacked.
    """
    if scene.page.language.has("verb_first") and deed.group.finite and deed.group.first == deed.word.first:
        return (
            deed.args == "converse"
            and not actor.nationality
            and (preposition_of(scene, actor) in ("of", "by") and actor.first >= deed.word.last)
        )
    slot = _noun_slot(scene, replace(deed, light=None), actor)
    return slot == "gen" or (slot == "agent" and deed.args == "converse" and deed.group.voice == "active")
