"""Deeds: event words with their verb group, merged where several words of a sentence tell one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from dataclasses import replace as replace_mention

import msgspec
from msgspec.structs import replace

from thucydides.claims.background.answers import answering, is_answered
from thucydides.claims.background.held import is_no_taking, is_of_a_craft, takes_back
from thucydides.claims.background.lights import as_acting, is_harm, light_of, resumes
from thucydides.claims.background.occasions import (
    are_prisoners,
    has_its_toll,
    is_aim_of_fire,
    is_asked_for,
    is_battle_before,
    is_destroyed_by,
    is_disarmed,
    is_known_since,
    is_occasion,
    is_protested,
    is_setting,
    is_told_when,
    mishap,
    names_protesters,
    opens_its_sentence,
)
from thucydides.claims.background.unfulfilled import unfulfilled
from thucydides.claims.background.untold import untold
from thucydides.claims.coordination import are_parted, has_own_subject, is_in_anothers_clause, kills_there
from thucydides.claims.readings import one_reading
from thucydides.claims.scene import Scene, covered, within
from thucydides.claims.tolls import Harm
from thucydides.claims.verb_first import comes_of_it
from thucydides.claims.voice import VerbGroup, is_aimed_at, is_done, is_oblique, verb_group
from thucydides.knowledge.library import event_types
from thucydides.model.mention import Mention, TriggerMention

GENERIC = ("strike", "blast", "assault", "hit", "generic", "harm")
_OWN_FAMILY = {"gain": "battle", "protest": "demonstration"}  # of senses that several types can be
_VIOLENT = frozenset({"remote", "battle", "civilian_harm", "force", "demonstration"})
_ONE_EVENT = 1.5
# Of senses met so far: asked for several times a deed, and a table is quicker than a function that remembers.
_GENERIC: dict[str, bool] = {}
_FAMILIES: dict[str, str] = {}


def _is_generic(sense: str) -> bool:
    known = _GENERIC.get(sense)
    if known is None:
        known = _GENERIC[sense] = sense.split(":", maxsplit=1)[0] in GENERIC
    return known


def _family_of(sense: str) -> str:
    known = _FAMILIES.get(sense)
    if known is None:
        known = "force" if _is_generic(sense) else _OWN_FAMILY.get(sense) or event_types()[sense].family
        _FAMILIES[sense] = known
    return known


class Deed(msgspec.Struct, frozen=True, gc=False):
    """One event told in one sentence. `word` is the trigger; `words` all merged ones; `light` a verb that lends its
    subject; `harms` indexes of the sentence's harms; `reason` tells why it is not coded, empty where it is.
    """

    sentence: int
    word: Mention
    sense: str
    args: str
    group: VerbGroup
    features: frozenset[str]
    words: tuple[Mention, ...] = ()
    light: tuple[Mention, VerbGroup] | None = None
    harms: tuple[Harm, ...] = ()
    reason: str = ""
    rules: tuple[str, ...] = field(default=())

    @property
    def first(self) -> int:
        """First token of the trigger."""
        return self.word.first

    @property
    def generic(self) -> bool:
        """True where the means or target decides the type."""
        return _is_generic(self.sense)

    @property
    def family(self) -> str:
        """Family of the codebook; "force" for generic senses."""
        return _family_of(self.sense)

    @property
    def violent(self) -> bool:
        """True for deeds that can kill."""
        return _family_of(self.sense) in _VIOLENT


def _opened(scene: Scene, sentence: int, word: TriggerMention, lights: Sequence[TriggerMention]) -> Deed:
    group = verb_group(scene, word.first, word.last, word.features)
    if takes_back(scene, word, group):
        word = replace_mention(word, sense="gain", args="gain")
    light = light_of(scene, word, lights) if group.voice == "noun" else None
    if light is not None:
        verb = light[1]
        group = replace(
            group,
            negated=group.negated or verb.negated,
            planned=verb.planned or "planned" in light[0].features,
            modal=verb.modal,
            conditional=verb.conditional,
            infinitive=verb.infinitive,
            purpose=verb.purpose,
        )
    rules = (word.rule, light[0].rule) if light else (word.rule,)
    return Deed(sentence, word, word.sense, word.args, group, word.features, (word,), light, rules=rules)


def _reason(scene: Scene, deed: Deed) -> str:
    """Why an event word is no event here, empty where it is one."""
    g = deed.group
    if "result" in deed.features:
        return "result"
    if g.negated:
        return "negated: said not to have happened"
    raid = g.voice == "noun" and deed.sense.split(":")[0] in ("assault", "armed_clash")
    aim = (raid and is_aimed_at(scene, deed.first)) or (g.purpose and g.infinitive)
    if aim and (raid or not is_done(scene, deed.sentence, g)):
        return "purpose: told as an aim, not as done"
    reason = "" if deed.args == "protest" else unfulfilled(scene, g, deed.features, deed.word.last)
    if reason := reason or untold(scene, deed.word, g, deed.features):
        return reason
    held = g.voice == "passive" and deed.first > 0 and scene.gram[deed.first - 1] == "det"
    if deed.sense == "gain" and (held or is_oblique(deed.features) or is_no_taking(scene, deed.word, deed.features, g)):
        return "a state of things, not its taking"
    if is_answered(scene, deed.word):
        return "what the deed beside it answers"
    if deed.word.first in scene.feigned:
        return mishap(scene, deed.sentence)
    if covered(deed.word.first, deed.word.last, scene.mentions.actors) or is_of_a_craft(scene, deed.word):
        return "part of a name" if "noun" in deed.features else ""
    return ""


# Codes of one family of which a sentence tells a single event by two words, the graver one last.
_KIN = (
    ("bombing", "suicide_bombing", "chemical_attack"),
    ("protest", "protest_with_intervention", "excessive_force"),
    ("violent_demonstration", "protest_with_intervention"),
)


def _compatible(a: Deed, b: Deed) -> bool:
    if a.sense == b.sense or a.sense.split(":")[0] == b.sense.split(":")[0]:
        return True
    if a.generic and b.generic:
        return True
    if a.args == "converse" and b.sense == "drone_strike" and b.group.voice == "noun":  # "repelled a drone attack"
        return True
    if a.sense == "gain" and b.sense == "transfer_of_territory" and b.args == "none":  # "took it without a fight"
        return True
    if {a.sense, b.sense} & {"arrest", "abduction"} and (a.generic or b.generic):
        return "noun" in (a.group.voice, b.group.voice)  # "detained 12 men in raids"
    if a.generic or b.generic:
        return a.violent and b.violent and "demonstration" not in (a.family, b.family)
    return any({a.sense, b.sense} <= set(kin) for kin in _KIN)


def _same_event(scene: Scene, a: Deed, b: Deed) -> bool:
    """May two event words of a sentence tell one event: near, of one kind, not coordinated as two."""
    if not _compatible(a, b) or "other" in (scene.gram[i] for i in range(max(b.first - 2, 0), b.first)):
        return False
    if answering(scene, a.word) >= 0 or answering(scene, b.word) >= 0:
        return False
    if is_counted(scene, a) and is_counted(scene, b):  # "12 missile and 78 air strikes": a list of kinds
        return False
    joined = any(scene.gram[i] == "and" for i in range(a.word.last, b.first))
    if joined and a.group.voice == b.group.voice and not _in_repelling(scene, a, b):
        return kills_there(scene, a.word, a.sense, b.word, b.sense)
    blame = [m.first for m in within(scene.mentions.sources, a.word.last, b.first) if m.value == "accusing"]
    if blame and (joined or scene.page.tokens.forms[blame[0] - 1] == ","):
        return False  # "denied that it shelled X, and accused the army of bombing Y", "…, accusing the army of …"
    if a.light is not None and b.group.voice == "active" and has_own_subject(scene, a.word.last, b.group.first):
        return False
    if a.group.voice == b.group.voice == "active" and is_in_anothers_clause(scene, a.word.last, b.group.first, b.word):
        return False
    return scene.distance(a.word, b.word) < _ONE_EVENT and not are_parted(scene, a.word, b.word)


def _in_repelling(scene: Scene, a: Deed, b: Deed) -> bool:
    """ "foiled the-army an-attack and destroyed a-tank of-theirs": what was destroyed in repelling it, by the same."""
    alike = b.sense == "hit" or (b.generic and b.args == "attack")
    return a.args == "converse" and alike and scene.page.language.has("verb_first")


def is_counted(scene: Scene, deed: Deed) -> bool:
    """True for an event noun with a figure of its own right before it, one adjective between."""
    near = within(scene.mentions.numbers, max(deed.first - 4, 0), deed.first)
    return deed.group.voice == "noun" and any(deed.first - n.last <= 1 for n in near)


def _rank(deed: Deed) -> int:
    """How much a sense says: a word of its own code most, then how it was done, then that something was done."""
    order = ("strike", "blast", "assault", "hit", "harm", "generic")
    sense = deed.sense.split(":")[0]
    return order.index(sense) + 1 if sense in order else 0


def _told_in(scene: Scene, a: Deed, b: Deed) -> Deed | None:
    """ "In their counter-attack the rebels bombed X": the deed told, with the fight in which it was done; else None."""
    fought = a.sense == "armed_clash" and a.light is None and b.group.finite and b.sense.split(":")[0] == "strike"
    opens = opens_its_sentence(scene, a.word, a.group) or is_told_when(scene, a.word, a.group, b.group.first)
    if not opens and not (fought and is_setting(scene, a.word, a.group)):
        return None
    return replace(b, words=(*a.words, *b.words), rules=(*a.rules, *b.rules))


def _opens_with(scene: Scene, a: Deed, b: Deed) -> bool:
    """ "In a separate attack, a drone hit a bus": a general noun that opens the sentence is what is told behind its comma."""
    if a.generic and b.violent and opens_its_sentence(scene, a.word, a.group):
        return True
    killed = a.group.voice == "passive" and a.violent and b.group.voice == "active"
    setting = killed or (a.group.voice == "noun" and (a.generic or a.family == "demonstration"))
    return setting and b.violent and is_told_when(scene, a.word, a.group, b.group.first)


_PLAIN = ("hit", "none", "explode", "suffer")


def _join(a: Deed, b: Deed) -> Deed:
    """Two words of one event: the more specific one names it; the verb lends its arguments to a noun."""
    main, other = (b, a) if _rank(b) < _rank(a) else (a, b)
    if main.args in _PLAIN and other.args not in _PLAIN:
        main = replace(main, args=other.args, group=other.group, light=other.light)
    elif "converse" in (a.args, b.args) and not (a.args == "converse" and b.group.finite):
        converse, plain = (a, b) if a.args == "converse" else (b, a)
        main = replace(plain, args="converse", group=converse.group, light=None)
    elif main.light is None and main.group.voice == "noun" and other.group.voice != "noun":
        main = replace(main, light=(other.word, other.group), group=_as_told(main.group, other.group))
    return replace(main, words=(*a.words, *b.words), rules=(*a.rules, *b.rules))


def _as_told(noun: VerbGroup, verb: VerbGroup) -> VerbGroup:
    """An event noun with the mood of the verb that tells it ("une frappe aurait touché")."""
    return replace(
        noun, planned=noun.planned or verb.planned, modal=noun.modal or verb.modal,
        conditional=noun.conditional or verb.conditional, perfect=noun.perfect or verb.perfect,
    )  # fmt: skip


def _is_carried_out(scene: Scene, a: Deed, b: Deed) -> bool:
    """ "raids exécutés par X": a participle right behind an event noun and before its agent is a light verb there."""
    agent = scene.gram[min(b.word.last, len(scene.gram) - 1)] == "by"
    return agent and a.group.voice == "noun" and "pp" in b.features and b.word.first - a.word.last <= 1


def _is_result(scene: Scene, a: Deed, b: Deed) -> bool:
    """ "…, killing 14": a participle that tells what a deed before it came to; "the killing of" is a noun."""
    if scene.gram[min(b.word.last, len(scene.gram) - 1)] == "of":
        return False
    damage = b.sense == "destruction" and not {"fin", "inf"} & b.features
    if a.violent and (damage or (b.sense in ("hit", "destruction") and comes_of_it(scene, b.word))):
        return True
    if b.args == "converse" and b.group.voice == "passive" and a.violent and a.args != "converse":
        return True  # "attacked the post before being repelled"
    return a.violent and b.violent and "ger" in b.features and "fin" not in b.features


def _is_means_of(scene: Scene, a: Deed, b: Deed) -> bool:
    """ "the killing of five soldiers [in shelling]": an event noun behind a killing told as a noun is how it was done."""
    if a.sense != "attack" or a.group.voice != "noun" or b.group.voice != "noun" or b.family not in ("remote", "force"):
        return False
    before = scene.before(b.first)
    killing = a.word.last - 1 < len(scene.gram) and scene.gram[a.word.last - 1] == "of"
    governed = before >= a.word.last and scene.gram[before] in ("prep", "by")
    return killing and governed and scene.distance(a.word, b.word) < 1.0


def _of_arms_downed(scene: Scene, deed: Deed, before: Sequence[Deed]) -> str:
    """ "downed 47 of the drones [launched] by X": a participle or relative clause behind arms that were brought down."""
    if deed.args == "explode" and deed.group.voice == "noun" and is_disarmed(scene, deed.word):
        return "arms that did not go off"
    if not before or before[-1].args != "disrupt" or deed.sense.split(":")[0] not in ("hit", "strike", "assault"):
        return ""
    named = within(scene.mentions.weapons, deed.first, deed.word.last)  # "[drones launched] by X"
    if named and deed.group.voice == "noun" and deed.first - before[-1].word.last <= 5:
        return "tells whose arms were brought down"
    relative = any(scene.gram[i] == "rel" for i in range(max(deed.first - 3, 0), deed.first))
    if not relative and ("pp" not in deed.features or deed.group.first != deed.first):
        return ""
    arms = [w for w in within(scene.mentions.weapons, before[-1].word.last, deed.first) if deed.first - w.last <= 4]
    return "tells whose arms were brought down" if arms else ""


def _of_those_hit(scene: Scene, deed: Deed, before: Sequence[Deed]) -> str:
    """ "opened fire on [demonstrators]", "executed 15 [captured] soldiers": who is hit is no event of its own."""
    if before and not before[-1].reason and before[-1].violent and deed.sense in ("arrest", "abduction"):
        return "names those who were hit" if are_prisoners(scene, deed.word) else ""
    if deed.family != "demonstration" or not before or before[-1].reason or not before[-1].violent:
        return ""
    at = scene.before(deed.first)
    persons = any(a.kind == "protesters" for a in within(scene.mentions.actors, deed.first, deed.word.last))
    hit = (persons and at >= 0 and scene.gram[at] == "against") or is_aim_of_fire(scene, deed.word, before[-1].word)
    return "names those who were hit" if hit else ""


def _is_an_occasion(scene: Scene, deed: Deed, before: Sequence[Deed]) -> str:
    """ "was shot dead by soldiers [during a raid]": an event noun that tells when the deed in front of it was done."""
    if before and deed.violent and is_known_since(scene, deed.word):
        return "when what is told beside it began"
    told = [d for d in before if not d.reason][-1:] if deed.sense == "agreement" else []
    if any(d.sense == "protest" and is_asked_for(scene, deed.word, d.word) for d in told):
        return "what is asked for"
    if deed.group.voice != "noun" or not before or before[-1].reason:
        return ""
    if before[-1].sense == "protest" and is_protested(scene, deed.word):
        return "what is protested against"
    if not before[-1].violent and before[-1].sense != "destruction":
        return ""
    beside = is_occasion(scene, deed.word, deed.sense, before[-1].word, before[-1].group)
    if before[-1].sense == "gain" and deed.sense == "armed_clash":
        beside = is_battle_before(scene, deed.word, before[-1].word) and not has_its_toll(scene, deed.word)
    return "the occasion of what is told beside it" if beside else ""


def deeds_in(scene: Scene, number: int) -> tuple[Deed, ...]:
    """The deeds of sentence `number` in order; those with a `reason` are for the list of what was not coded."""
    sentence = scene.page.sentences[number]
    triggers = within(scene.mentions.triggers, sentence.first, sentence.last)
    if not triggers:
        return ()
    words = one_reading(scene, triggers)
    words = [as_acting(scene, w, words) for w in words]
    lights = [w for w in words if w.sense == "light" and not is_harm(scene, w)]
    out: list[Deed] = []
    for word in words:
        if word.sense == "light" or resumes(scene, word, words):
            continue
        deed = _opened(scene, number, word, lights)
        reason = (
            _reason(scene, deed)
            or _is_an_occasion(scene, deed, out)
            or _of_arms_downed(scene, deed, out)
            or _of_those_hit(scene, deed, out)
        )
        deed = replace(deed, reason=reason) if reason else deed
        at = next((i for i in range(len(out) - 1, -1, -1) if not out[i].reason), None)
        if deed.reason == "result":
            if at is not None:
                out[at] = replace(out[at], words=(*out[at].words, word))
            elif is_destroyed_by(scene, deed.word, deed.args, deed.group):
                out.append(replace(deed, reason=""))
        elif at is None or deed.reason:
            out.append(deed)
        elif _is_carried_out(scene, out[at], deed):
            out[at] = replace(out[at], light=(word, deed.group), words=(*out[at].words, word))
        elif _is_result(scene, out[at], deed):
            out[at] = replace(out[at], words=(*out[at].words, word), rules=(*out[at].rules, word.rule))
        elif _is_means_of(scene, out[at], deed):
            out[at] = replace(deed, words=(*out[at].words, word), rules=(*out[at].rules, word.rule), args=out[at].args)
        elif _same_event(scene, out[at], deed) or _opens_with(scene, out[at], deed):
            out[at] = _told_in(scene, out[at], deed) or _join(out[at], deed)
        else:
            out.append(deed)
    return tuple(_unless_they_did_else(scene, _unless_told_beside(out)))


def _unless_they_did_else(scene: Scene, deeds: list[Deed]) -> list[Deed]:
    """Without participles that only name who demonstrates, where the sentence tells what they did."""
    if sum(not d.reason for d in deeds) < 2:
        return deeds
    out = list(deeds)
    for i, d in enumerate(out):
        if not d.reason and d.sense == "protest" and names_protesters(scene, d.word, d.features):
            out[i] = replace(d, reason="names those who did what is told beside it")
    return out


_STRUCK = ("strike", "blast", "hit", "attack")


def _unless_told_beside(deeds: list[Deed]) -> list[Deed]:
    """ "the bodies of 12 were recovered after an air strike": deaths found belong to the deed of their sentence."""
    if not any(d.sense == "casualties_only" and not d.reason for d in deeds):
        return deeds
    told, out = [d for d in deeds if not d.reason], list(deeds)
    cause = any(d.sense.split(":")[0] in _STRUCK or d.family == "remote" for d in told)
    for i, d in enumerate(deeds):
        if not d.reason and ("arms" in d.features or (cause and d.sense == "casualties_only")):
            out[i] = replace(d, reason="the deaths of what is told beside them")
    return out
