"""Whom the slots of an event word do not tell: open objects that no list knows ("a troop carrier"), doers of its toll."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from thucydides.claims.attribution.phrases import phrase_before
from thucydides.claims.background.lights import sets_off
from thucydides.claims.background.occasions import is_aim_of_fire
from thucydides.claims.deeds import Deed
from thucydides.claims.persons.named import in_a_list, name_after
from thucydides.claims.persons.prepositions import over_adjectives
from thucydides.claims.roles import roles
from thucydides.claims.scene import Scene, after_a_time, as_actor, covered, within
from thucydides.claims.sides.adjectives import qualifies_a_noun
from thucydides.claims.sides.arms import lays, throws
from thucydides.claims.sides.by_name import owner_by_name, sufferer_by_name, with_further_names
from thucydides.claims.sides.damaged import damaged_after, with_the_damaged
from thucydides.claims.sides.goals import goal_of
from thucydides.claims.sides.listed import as_target, with_the_listed
from thucydides.claims.tolls import Harm
from thucydides.claims.voice import verb_group
from thucydides.knowledge.patterns import patterns
from thucydides.model.claim import Actor
from thucydides.model.mention import FORCES, ActorKind, Mention, TriggerMention

_LONGEST = 7
_SITE = 12  # tokens between a blast and the preposition of its site
_BESIDE = 4  # tokens between a verb and the noun of persons that is its object
_OPENERS = ("det", "poss")
_GATHERINGS = ("protest", "peaceful_protest")
_WRECKING = ("destruction", "bombing")
_INSIDE = ("", "of", "det", "poss", "other")


def _starts_other(scene: Scene, i: int) -> bool:
    """True where a time, a place or a verb begins at token i."""
    m = scene.mentions
    if bool(within(m.times, i, i + 1)) or bool(within(m.places, i, i + 1)):
        return True
    verbs = [t for t in within(m.triggers, i, i + 1) if "noun" not in t.features]
    harms = any(c.role == "outcome" and "fin" in c.features for c in within(m.casualties, i, i + 1))
    return harms or bool(verbs) or any(s.role == "cue" for s in within(m.sources, i, i + 1))


def _phrase_after(scene: Scene, token: int) -> tuple[int, int] | None:
    """Tokens of the noun phrase that begins at `token`: a determiner or figure first, or a name in capitals."""
    if token >= len(scene.sentence):  # the deed's word was the last of the text
        return None
    limit = min(scene.page.sentences[scene.sentence[token]].last, token + _LONGEST)
    shapes, gram = scene.page.tokens.shapes, scene.gram
    if token >= limit:
        return None
    named = shapes[token] in "XA" and (not scene.page.is_shouted(token) or name_after(scene, token) is not None)
    figure = _figure(scene, token)
    if not (gram[token] in _OPENERS or named or figure is not None or _leads_to_a_name(scene, token, limit)):
        return None
    last = token if figure is None else figure
    while last < limit and shapes[last] in "xXA0" and (gram[last] in _INSIDE or _measures(scene, last, limit)):
        if last > token and _starts_other(scene, last) and not _names_a_building(scene, last, limit):
            break
        if shapes[last] == "x" and _ends_a_persons_name(scene, token, last):
            break
        last += 1
    while last > token and gram[last - 1] in ("of", "det", "poss"):
        last -= 1
    counted = token if figure is None else figure  # "on two axes": a figure before a measure alone is nobody
    if gram[token] == "poss" and any(n.last == last for n in within(scene.mentions.numbers, token + 1, token + 2)):
        return None  # "shot her three times"
    told = any((not gram[i] or i in scene.nouns) and shapes[i] in "xXA" for i in range(counted, last))
    return (token, last) if told else None


def _ends_a_persons_name(scene: Scene, first: int, i: int) -> bool:
    """ "the murder of Senator Jane Doe [shocked] the town": a plain word behind the name that a word for a person opens."""
    if scene.page.tokens.shapes[i - 1] not in "XA" or scene.page.is_shouted(i - 1) or scene.gram[i] or i in scene.nouns:
        return False
    persons = [c for c in within(scene.mentions.casualties, first, i) if c.role == "victim"]
    named = name_after(scene, persons[-1].last if persons else first)
    return named is not None and named[1] == i and not within(scene.mentions.actors, i - 1, i + 1)


def _in_a_thing(scene: Scene, i: int) -> bool:
    """ "outside the [town] hall": a word of places inside a thing's own name."""
    held = within(scene.mentions.actors, i, i + 1)
    return any(a.kind == "infrastructure" and a.last > i + 1 for a in held)


def _names_a_building(scene: Scene, i: int, limit: int) -> bool:
    """ "the Salt Lake church", "the Porto police station": a place before the noun that it is the name of."""
    places = [p for p in within(scene.mentions.places, i, i + 1) if p.role != "nationality"]
    if not places or not scene.page.language.has("noun_compounds"):
        return False
    behind = max(p.last for p in places)
    if behind >= limit or scene.gram[behind]:
        return False
    if scene.page.tokens.shapes[behind] == "X":  # "the Salt Bank"
        return any(a.kind == "infrastructure" for a in within(scene.mentions.actors, behind, behind + 1))
    if scene.page.tokens.shapes[behind] not in "xA":
        return False
    return not _starts_other(scene, behind) and (behind in scene.known or scene.page.tokens.shapes[behind] == "x")


def _measures(scene: Scene, i: int, limit: int) -> bool:
    """ "a five-[storey] block", "dos [casas]": a word of measure before another noun, or that is a thing of the lists."""
    if scene.gram[i] != "unit":
        return False
    return i in scene.nouns or (i + 1 < limit and scene.page.tokens.shapes[i + 1] == "x" and not scene.gram[i + 1])


def _figure(scene: Scene, token: int) -> int | None:
    """The token behind a figure that stands at `token`, words such as "at least" in front of it; None without one."""
    about = [h.last for h in scene.page.of("numbers", "approximator") if h.first == token]
    return next((n.last for at in (token, *about) for n in within(scene.mentions.numbers, at, at + 1)), None)


def _leads_to_a_name(scene: Scene, token: int, limit: int) -> bool:
    """ "retired General Jane Doe", "SENATOR JANE DOE": up to three words of rank or kind before a name of two words."""
    for i in range(token, min(token + 4, limit)):
        if scene.gram[i] or scene.page.tokens.shapes[i] not in "xXA" or _starts_other(scene, i):
            return False
        if i > token and (found := name_after(scene, i)) is not None:
            return found[1] <= limit
    return False


def _is_survived(deed: Deed) -> bool:
    """ "survived an attack": the subject of the verb that carries the noun suffers it."""
    return deed.light is not None and getattr(deed.light[0], "args", "") == "borne" and deed.light[1].voice == "active"


def _object(scene: Scene, deed: Deed) -> tuple[int, int] | None:
    """Tokens of the object of a deed's word by its voice."""
    word, group = deed.word, deed.group
    if _is_survived(deed) and deed.light is not None:
        sufferer = phrase_before(scene, deed.light[1].first)  # "the governor survived an attempt"
        return None if sufferer is None or sufferer.last > word.first else (sufferer.first, sufferer.last)
    if group.voice == "passive" or (deed.args in ("suffer", "borne") and group.voice != "noun"):  # "a lorry hit a mine"
        if (named := sufferer_by_name(scene, group)) is not None:
            return named
        phrase = phrase_before(scene, group.first)
        if phrase is None:
            return None
        opened = scene.before(phrase.first)  # "found by the police were burned": the agent of another verb
        return None if opened >= 0 and scene.gram[opened] in ("by", "with") else (phrase.first, phrase.last)
    if (
        group.voice == "noun"
        and "suffered" in deed.features
        and word.first > 1
        and scene.gram[word.first - 1] == "poss"
    ):
        if (name := owner_by_name(scene, word.first - 1)) is not None:  # "Jane Doe's murder"
            return name
        owner = phrase_before(scene, word.first - 1)
        return None if owner is None else (owner.first, owner.last)
    at = after_a_time(scene, word.last) if group.voice == "noun" else word.last
    sentence = scene.page.sentences[deed.sentence]
    if at < sentence.last and scene.gram[at] in ("against", "of") and group.voice == "noun":
        role = "against" if scene.gram[at] == "against" else "gen"
        if patterns().get(deed.args, {}).get(role) != "target":
            return None
        at += 1
    elif group.voice == "noun":
        return None
    elif at < sentence.last and scene.gram[at] == "against":
        at += 1
    return _phrase_after(scene, at)


def _in_a_name(scene: Scene, i: int, first: int) -> bool:
    """ "Judge Carlos [Valencia] Soto": a name of a place behind another capitalised word of a person's name."""
    shapes, page = scene.page.tokens.shapes, scene.page
    if i <= first or not all(shapes[k] in "XA" and not scene.gram[k] for k in (i - 1, i)) or page.is_shouted(i):
        return False
    return bool(within(scene.mentions.places, i, i + 1)) and i - 1 not in scene.known


def _site(scene: Scene, deed: Deed) -> tuple[int, int] | None:
    """ "exploded in front of the offices of …": the phrase behind a preposition of sites, in the clause of a blast."""
    last = scene.page.sentences[deed.sentence].last
    for i in range(deed.word.last, min(deed.word.last + _SITE, last - 1)):
        if scene.page.tokens.shapes[i] == "." or scene.gram[i] in ("clause", "rel", "and", "be", "have"):
            return None
        if scene.gram_values[i] == "site" and scene.gram[i] == "prep" and scene.gram_values[i + 1] != "site":
            placed = any(p.last > i + 1 for p in within(scene.mentions.places, max(i - 3, 0), i + 1))
            return None if placed else _phrase_after(scene, i + 1)
    return None


def _head_of(scene: Scene, first: int, last: int) -> range:
    """The tokens of a phrase behind the nationality that opens it: "a U.S. embassy"."""
    for actor in within(scene.mentions.actors, first, min(first + 2, last)):
        if qualifies_a_noun(scene, actor) and actor.last < last:
            return range(actor.last, last)
    return range(first, last)


def _is_munition(scene: Scene, deed: Deed, found: tuple[int, int]) -> bool:
    """ "defused 12 mines", "shells were fired": what was shot down, or was itself fired, is a weapon, and so nobody."""
    weapons = within(scene.mentions.weapons, *found)
    launched = deed.args == "strike"  # "launched 22 drones"
    fired = launched or (deed.group.voice == "passive" and deed.args != "destroy")
    by_case = scene.page.language.has("case_roles")  # "struck with-missiles"
    fired = fired or (by_case and deed.sense.split(":")[0] in ("strike", "assault"))
    thrown = [w for w in weapons if not w.rule.endswith(":platform") or (launched and w.code == "drone")]
    ends = any(w.last == found[1] or (by_case and w.first - found[0] <= 1) for w in thrown)
    if (isinstance(deed.word, TriggerMention) and sets_off(scene, deed.word)) or lays(scene, deed):
        return ends
    return bool(weapons) if deed.args == "disrupt" else fired and ends


def _persons_hit(scene: Scene, deed: Deed) -> tuple[int, int] | None:
    """ "his wife they-raped": a noun of persons beside an active verb, where cases tell who is the object."""
    group = deed.group
    if not scene.page.language.has("case_roles") or group.voice != "active":
        return None
    if within(scene.mentions.weapons, deed.word.last - 1, deed.word.last):
        return None  # "fell a-rocket of-the-rebels"
    if deed.word.last < len(scene.gram) and scene.gram[deed.word.last] in ("pron", "poss"):
        return None  # "three men abducted him"
    near = within(scene.mentions.casualties, max(group.first - _BESIDE, 0), deed.word.last + _BESIDE)
    for noun in (c for c in near if c.role == "victim" and (c.last <= group.first or c.first >= deed.word.last)):
        gap = range(noun.last, group.first) if noun.last <= group.first else range(deed.word.last, noun.first)
        plain = all(scene.gram[i] in ("", "adverb", "det", "poss") and scene.page.tokens.shapes[i] == "x" for i in gap)
        nominative = "nom" in noun.features or (noun.last <= group.first and "acc" not in noun.features and gap)
        if plain and not nominative and not noun.features & {"dat", "ins", "loc"}:
            if noun.last <= group.first and _is_in_a_phrase(scene, noun.first):
                continue
            return noun.first, noun.last
    return None


def _is_in_a_phrase(scene: Scene, token: int) -> bool:
    """ "По приказу [командира] солдаты обстреляли …": a preposition opens the phrase in which a noun stands."""
    before = token - 1
    return before >= 0 and scene.gram[over_adjectives(scene, before)] in _OPENS_A_PHRASE


_OPENS_A_PHRASE = ("prep", "against", "with", "by", "at")


def _is_an_hour(scene: Scene, first: int) -> bool:
    """ "shots were fired [at 10 p.m.]": a figure within a time that begins before it."""
    return any(t.last > first for t in within(scene.mentions.times, first - 2, first))


def _describes_a_place(scene: Scene, found: tuple[int, int]) -> bool:
    """ "the rebel-held [town of X]": words right before a place, where no case tells that it is another's."""
    if scene.page.language.has("case_roles"):
        return False
    return any(p.first == found[1] for p in within(scene.mentions.places, found[1], found[1] + 1))


def open_target(scene: Scene, deed: Deed, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors with an open object as target, where the pattern has an object and no target is told, and with the
    further items of the list that a target opens.
    """
    roles_told = {a.role for a in actors}
    inside = tuple(a for a in _inside_the_word(scene, deed) if a.role not in roles_told)
    told = with_the_damaged(scene, deed, _with_an_object(scene, deed, (*actors, *inside)), _phrase_after)
    told = with_further_names(scene, deed.group, _with_second_objects(scene, deed, told))
    if deed.sense == "harm" or deed.args in ("disrupt", "gain") or not any(a.role == "target" for a in told):
        return told
    return with_the_listed(scene, deed, told, _phrase_after)


def _with_second_objects(scene: Scene, deed: Deed, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """ "looted shops and burned a mill": what the further verbs of one deed act on, where the first hit something too."""
    if deed.group.voice != "active" or not any(a.role == "target" for a in actors):
        return actors
    if not deed.violent and deed.sense != "destruction":
        return actors
    out = list(actors)
    for word in deed.words:
        if not isinstance(word, TriggerMention) or word.first <= deed.word.first:
            continue
        if word.args not in (deed.args, "destroy", "attack") or word.features & {"fin", "noun"} != {"fin"}:
            continue
        group = verb_group(scene, word.first, word.last, word.features)
        if group.voice != "active" or (span := _phrase_after(scene, word.last)) is None:
            continue
        target = as_target(scene, span)
        if target.kind == "infrastructure" and not any(a.anchor.overlaps(target.anchor) for a in out):
            out.append(target)
    return tuple(out)


def _gathering(scene: Scene, deed: Deed) -> tuple[int, int] | None:
    """Tokens of the gathering that a deed hits ("opened fire on a march"): those who marched."""
    end = scene.page.sentences[deed.sentence].last
    near = within(scene.mentions.triggers, deed.word.last, min(deed.word.last + _LONGEST, end))
    return next(
        ((t.first, t.last) for t in near if t.sense in _GATHERINGS and is_aim_of_fire(scene, t, deed.word)), None
    )


def _inside_the_word(scene: Scene, deed: Deed) -> tuple[Actor, ...]:
    """ "blew up [the bridge]", "blew-up [the-gunmen]" as one form of the lists: the object that ends the event's own word
    was hit; where the verb comes first, armed men there did it.
    """
    wrecks = deed.sense.split(":")[-1] in _WRECKING and deed.args not in ("explode", "suffer", "borne")
    if deed.args != "destroy" and not wrecks:
        return ()
    held = within(scene.mentions.actors, deed.word.first + 1, deed.word.last)
    ends = [a for a in held if a.first > deed.word.first and a.last == deed.word.last]
    hit = [as_actor(scene, a, "target") for a in ends if a.kind == "infrastructure"]
    did = [a for a in ends if a.kind in FORCES and scene.page.language.has("verb_first")]
    return (*hit, *(as_actor(scene, a, "initiator") for a in did if deed.group.voice == "active"))


def _in_a_figure(scene: Scene, token: int) -> bool:
    """ "34,[800 people]": a phrase that the mark of a figure has cut counts persons, as the toll tells."""
    return covered(token, token + 1, scene.mentions.numbers) and not within(scene.mentions.numbers, token, token + 1)


def _with_an_object(scene: Scene, deed: Deed, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    takes = deed.args in ("explode", "suffer", "borne") or patterns().get(deed.args, {}).get("obj") == "target"
    if (
        any(a.role != "initiator" for a in actors)
        or not takes
        or deed.args == "displace"
        or (deed.sense == "displacement" and deed.harms)
    ):
        return actors  # who was displaced is counted
    if (goal := goal_of(scene, deed, _phrase_after)) is not None:
        return (*actors, as_target(scene, goal))
    aim = _gathering(scene, deed)
    thrown = throws(scene, deed) or (isinstance(deed.word, TriggerMention) and sets_off(scene, deed.word))
    sited = (deed.args == "explode" or thrown) and not _is_survived(deed)
    found = _site(scene, deed) if sited else None
    found = found if found or (deed.args == "explode" and not _is_survived(deed)) else _object(scene, deed)
    found = aim or found or _persons_hit(scene, deed)
    if (
        found is None
        or _in_a_figure(scene, found[0])
        or any(
            _starts_other(scene, i)
            and not (_in_a_name(scene, i, found[0]) or _names_a_building(scene, i, found[1]) or _in_a_thing(scene, i))
            for i in _head_of(scene, *found)
        )
    ):
        return actors
    if _is_munition(scene, deed, found) or _describes_a_place(scene, found) or _is_an_hour(scene, found[0]):
        return actors
    anchors = [scene.page.anchor(*name) for name in in_a_list(scene, found)]
    if any(a.anchor.overlaps(anchor) for a in actors for anchor in anchors):
        return actors
    kind: ActorKind = "protesters" if aim is not None else "unknown"
    return (*actors, *(Actor("target", anchor.exact, anchor, kind) for anchor in anchors))


def of_harm(number: int, harm: Harm) -> Deed:
    """A deed of its own for harm whose cause the sentence does not tell."""
    word = harm.word
    counted = harm.count is not None and harm.count.outcome is word  # "13 wounded": a noun, with no doer of its own
    group = replace(harm.group, voice="noun") if counted else harm.group
    args = {"kill": "kill", "deathof": "deathof", "lose": "die", "die": "die"}.get(word.args, "die")
    return Deed(number, word, "harm", args, group, word.features, (word,), rules=(word.rule,))


def with_killers(
    scene: Scene, deed: Deed, actors: tuple[Actor, ...], harms: Sequence[Harm], speakers: Sequence[Mention]
) -> tuple[Actor, ...]:
    """ "During the attack, gunmen killed four": who kills by an active verb in a clause of its own did the event noun
    before it, whose toll this is.
    """
    if deed.group.voice != "noun" or deed.light is not None or any(a.role != "target" for a in actors):
        return actors
    fixed = scene.page.language.settings.order != "free"
    for harm in harms:
        ahead = fixed and harm.group.finite and harm.word.last <= deed.first  # "soldiers killed four gunmen in a clash"
        fell = deed.args == "clash" and harm.word.args in ("die", "kill") and harm.word.last <= deed.first
        active = harm.word.args == "kill" and harm.group.voice == "active" and harm.group.first >= deed.word.last
        if not (fell or active or (harm.word.args == "kill" and ahead)):  # "died by fire of the army during clashes"
            continue
        behind = ahead or fell or scene.page.language.has("verb_first")
        if not behind and "," not in scene.page.tokens.forms[deed.word.last : harm.group.first]:
            continue
        told = roles(scene, of_harm(deed.sentence, harm), speakers)
        doers = tuple(a for a in told if a.role == "initiator" and a.kind in (*FORCES, "unknown"))
        if doers:
            return (*doers, *(actors or tuple(a for a in told if a.role == "target")))
    return actors


def with_damage_told_behind(scene: Scene, number: int, deed: Deed, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors of a blast with what sentence `number`, right behind it, tells to be damaged."""
    return damaged_after(scene, number, deed, actors, _phrase_after)
