"""Doers told by the event's own words: the agent of the verb that carries its noun, a force that opens them, its subject."""

from __future__ import annotations

from collections.abc import Sequence

from thucydides.claims.deeds import Deed
from thucydides.claims.persons.prepositions import cases_of, phrase_first, preposition_of
from thucydides.claims.scene import Scene, within
from thucydides.claims.voice import VerbGroup
from thucydides.model.mention import FORCES, ActorMention, Mention

SITES = ("infrastructure", "other")

_NAME = 4  # tokens of the name of a force before what it goes by


def planted_by(scene: Scene, deed: Deed, actor: ActorMention) -> bool:
    """ "a bomb planted by [the rebels] exploded", "a drone launched by [the rebels] hit": the agent of a participle that
    tells of the arms that went off or came down.
    """
    cases = scene.page.language.has("case_roles")
    if actor.kind not in FORCES or not (cases or scene.page.language.settings.order == "SVO"):
        return False
    hits = any(
        getattr(w, "features", _NONE) & _VERB and actor.last <= w.first <= actor.last + _HITS
        for w in (deed.word, *deed.words)
    )
    if not hits and (deed.args != "explode" or actor.last > deed.group.first):
        return False
    by, way = scene.before(actor.first), _PLANTED
    if cases:  # "a drone, launched by-the-army, hit"
        by, way = actor.first, _PLANTED + 1 if cases_of(scene, actor) == {"ins"} else 0
    elif by < 0 or scene.gram[by] != "by":
        return False
    return any(0 <= by - w.last <= way for w in within(scene.mentions.weapons, max(by - way - 2, 0), by))


_VERB = frozenset({"fin", "pp"})
_NONE: frozenset[str] = frozenset()
_HITS = 3  # tokens between who launched arms and the verb that says what they hit
_PLANTED = 2  # tokens between arms and the agent of the participle behind them


def is_carried_out(deed: Deed, actor: ActorMention) -> bool:
    """ "the attack was carried out by X": the agent of a passive light verb behind its noun is the event's."""
    if deed.light is None or deed.light[1].voice != "passive":
        return False
    return deed.word.last <= deed.light[0].first and deed.light[0].last <= actor.first


def opens_its_word(deed: Deed, actor: ActorMention) -> bool:
    """ "[police opened fire]", "Russian [drone struck]": a force that opens the event's own words is its doer."""
    opens = actor.first <= deed.word.first and actor.last < deed.word.last
    opens = opens and (actor.first == deed.word.first or actor.country is not None)
    if deed.args == "repress" and actor.first == deed.word.first + 1 and actor.last < deed.word.last:
        opens = "fin" in deed.features  # "fired the-police the-gas": verb, subject, object
    if deed.args == "repress" and deed.group.voice == "noun" and not deed.features & {"fin", "pp"}:
        opens = opens or (
            actor.kind == "police" and deed.word.first < actor.first
        )  # "killed in [police] firing", "the firing by the [police]"
    doers = (*FORCES, "protesters") if deed.family == "demonstration" else FORCES
    return opens and actor.kind in doers and deed.group.voice != "passive"


_FIRST_VERB = 4  # tokens between the subject of a verb that no list knows and its object
_WHERE = 7  # tokens from the object of an unknown verb to the verb joined to it


def is_done_before(scene: Scene, group: VerbGroup, actor: ActorMention) -> bool:
    """ "Police chased the [students] and beat them": right before "and" and a verb, behind an unknown verb and an article,
    stands that verb's object: the subject of both is told before.
    """
    if scene.page.language.settings.order != "SVO" or not group.finite or not 0 < group.first - actor.last <= _WHERE:
        return False
    if any(scene.page.tokens.shapes[i] in ".n" or scene.gram[i] == "rel" for i in range(actor.last, group.first)):
        return False  # "forced the engineer [into a car] and kidnapped him"
    at = group.first - 1
    at -= scene.gram[at] == "det"  # "et [l']ont tué": its object
    if scene.gram[at] != "and" or scene.gram[actor.first - 1] not in ("det", "poss"):
        return False
    first = scene.page.sentences[scene.sentence[group.first]].first
    for other in within(scene.mentions.actors, max(first, actor.first - _FIRST_VERB - 2), actor.first):
        gap = range(other.last, actor.first - 1)
        if len(gap) > 1 and scene.gram[gap[0]] == "have":  # "ont [traîné] l'imam"
            gap = gap[1:]
        if 0 < len(gap) <= 1 and all(_is_plain(scene, i) or scene.gram[i] == "aux" for i in gap):  # "forced"
            return True
    return False


def _is_plain(scene: Scene, token: int) -> bool:
    """A word in small letters that is of no class of grammar and no argument."""
    return scene.page.tokens.shapes[token] == "x" and not scene.gram[token] and token not in scene.nouns


def is_accused_behind(scene: Scene, deed: Deed, actor: ActorMention) -> bool:
    """ "denied that it fired on the quarter, and accused [X]": who stands behind a verb of blame is no part of a deed told
    before that verb.
    """
    between = within(scene.mentions.sources, deed.word.last, actor.first) if actor.first > deed.word.last else ()
    verbs = [c for c in between if c.role == "cue" and c.value == "accusing" and {"fin", "ger"} & c.features]
    return any(scene.gram[c.first] != "by" for c in verbs)  # "an attack [blamed on] X" is his


def speaks_as_agent(scene: Scene, actor: ActorMention) -> bool:
    """ "a figure denied by [the army]", "an account confirmed by X": the agent of a word of saying did nothing else."""
    opened = scene.before(phrase_first(scene, actor))
    if opened < 1 or scene.gram[opened] != "by":
        return False
    cues = within(scene.mentions.sources, opened - 3, opened + 1)
    said = [c for c in cues if c.value in _PASSED_ON and "noun" not in c.features]
    said = [c for c in said if "weak" not in c.features or not within(scene.mentions.triggers, c.first, c.last)]
    return any(c.last == opened + 1 or (c.args == "say" and c.last == opened) for c in said)


_PASSED_ON = ("denying", "neutral", "confirming")


def acts_and_says(scene: Scene, deed: Deed, actor: ActorMention, slot: str) -> bool:
    """ "Fighters ambushed a convoy and claimed to have killed eight": who speaks behind the verb that it is the subject of
    does both; no word of a source stands before it and no verb of saying between.
    """
    if slot not in ("subj", "light_subj") or actor.last > deed.group.first or actor.kind not in FORCES:
        return False
    if scene.page.language.settings.order != "SVO" or deed.group.voice != "active":
        return False
    between = within(scene.mentions.sources, actor.last, deed.group.first)
    before = within(scene.mentions.sources, max(actor.first - 3, 0), actor.first)
    gap = range(actor.last, deed.group.first)
    own = all(scene.page.tokens.forms[i] == "," or scene.gram[i] in ("rel", "adverb", "pron") for i in gap)
    clause = not own and any(scene.gram[i] in ("comp", "rel", "clause") for i in gap)  # "rebels, who took X, said"
    said = any(c.role == "cue" for c in between) or any(c.role in ("prep", "chain", "cue") for c in before)
    return not said and not clause


def speaks_there(scene: Scene, actor: ActorMention, slot: str, speakers: Sequence[Mention]) -> bool:
    """True for a speaker of the sentence by its place as subject or object of a deed; where cases tell, for who speaks behind
    a preposition too: "49 were held, they-said in the-police".
    """
    if slot in ("subj", "light_subj", "obj", "adj"):
        return any(actor.first < s.last and s.first < actor.last for s in speakers)
    same = slot == "against" and any(actor.first == s.first for s in speakers)
    return same and scene.page.language.has("case_roles")


def is_of_armed_men(scene: Scene, deed: Deed, actor: ActorMention, slot: str) -> bool:
    """ "un asalto de hombres armados", "an attack of militants": armed men behind the "of" of an attack made it."""
    noun = deed.group.voice == "noun" and deed.args == "attack" and slot == "gen" and "suffered" not in deed.features
    return noun and actor.kind in FORCES and scene.page.language.settings.order == "SVO" and not actor.nationality


def is_in_a_compound(scene: Scene, actor: ActorMention) -> bool:
    """ "the government-held town": a hyphen makes an adjective of the words before it."""
    tokens, folded = scene.page.tokens, scene.page.folded
    if not scene.page.language.has("noun_compounds") or actor.last >= len(tokens):
        return False
    return folded[tokens.ends[actor.last - 1] : tokens.starts[actor.last]] == "-"


def is_garb(scene: Scene, actor: ActorMention) -> bool:
    """ "gunmen dressed as [policemen]", "wearing [army] fatigues": what somebody wore or passed for did nothing."""
    floor = max(scene.page.sentences[scene.sentence[actor.first]].first, actor.first - _WORN)
    worn = next((i for i in range(actor.first - 1, floor - 1, -1) if scene.gram[i] == "garb"), -1)
    if worn < 0:
        return False
    between = range(worn + 1, actor.first)
    told = within(scene.mentions.triggers, worn + 1, actor.first)
    return not told and all(
        scene.page.tokens.shapes[i] in "xXA" and scene.gram[i] in ("", "of", "det", "with", "other", "garb", "prep")
        for i in between
    )


_WORN = 6  # tokens from a word of dress to whose it is


def takes_them_up(scene: Scene, deed: Deed) -> bool:
    """ "They led the priests away and murdered [them]": whom a pronoun right behind an active verb means has been told."""
    at = deed.word.last
    if deed.group.voice != "active" or at >= len(scene.gram) or scene.gram[at] not in ("pron", "poss"):
        return False
    return scene.gram_values[at] in ("he", "she", "they") and "self" not in scene.features[at]


def ends_a_compound(scene: Scene, actor: ActorMention) -> bool:
    """ "by army [helicopters]", "by Shining Path [columns]": what a force goes by, right behind its name, is the force."""
    if not scene.page.language.has("noun_compounds") or actor.kind not in (*FORCES, "other"):
        return False
    near = within(scene.mentions.actors, actor.first - _NAME, actor.first)
    named = [a for a in near if a.last == actor.first and a.kind in FORCES and not a.nationality]
    return bool(named) and (actor.kind in FORCES or preposition_of(scene, named[0]) == "by")


def carries_the_bomb(scene: Scene, actor: ActorMention) -> bool:
    """ "an explosives-laden [vehicle]": a thing within the words of a weapon is what it was done with."""
    if actor.kind != "infrastructure":
        return False
    near = within(scene.mentions.weapons, max(actor.first - 3, 0), actor.first + 1)
    return any(
        w.first <= actor.first and actor.last <= w.last and w.last - w.first > actor.last - actor.first for w in near
    )


def owns_the_weapon(scene: Scene, deed: Deed, actor: ActorMention) -> bool:
    """ "fell a-rocket of-the-rebels": a genitive behind the weapon that ends the event's words is not who was hit."""
    gap = actor.first - deed.word.last
    if "gen" not in cases_of(scene, actor) or gap not in (0, 1) or preposition_of(scene, actor):
        return False
    return deed.group.voice != "noun" and any(
        w.last == deed.word.last for w in within(scene.mentions.weapons, deed.word.first, deed.word.last)
    )
