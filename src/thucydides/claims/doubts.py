"""Why a word of an event is none after all: too weak alone, history, a state, a part of what was told before."""

from __future__ import annotations

from collections.abc import Sequence

from thucydides.claims.background.held import describes_a_town
from thucydides.claims.background.wars import denies_a_practice, is_of_a_war_over
from thucydides.claims.coordination import are_at_two_places, are_told_apart
from thucydides.claims.deeds import Deed
from thucydides.claims.drafts import Draft
from thucydides.claims.persons.harm import Harm
from thucydides.claims.persons.things import is_thing
from thucydides.claims.scene import Scene, within
from thucydides.claims.voice import is_oblique
from thucydides.model.mention import ARMED, ActorMention, WeaponMention

_CARRIED = 3  # tokens between the harmed and a verb that carries them away


def are_recovered(deed: Deed, harm: Harm) -> bool:
    """ "Dieciséis cuerpos fueron [recuperados]": bodies right before a passive, or right behind a verb, of taking."""
    if harm.outcome != "killed" or harm.word.args != "noun":
        return False
    before = deed.group.voice == "passive" and 0 <= deed.group.first - harm.last <= 1
    return before or (deed.group.voice == "active" and 0 <= harm.first - deed.word.last <= 2)


def names_victims(deed: Deed, harms: Sequence[Harm]) -> str:
    """ "Nine [displaced] were killed", "the wounded were [evacuated]": a word of another fate of those who were harmed."""
    if deed.sense == "displacement" and deed.group.voice == "passive":
        hurt = [h for h in harms if h.outcome in ("killed", "injured") and h.last <= deed.group.first]
        own = any(h.word.first == deed.word.first and h.count is not None for h in harms)  # "and driven 40 from …"
        if hurt and not own and deed.group.first - max(h.last for h in hurt) <= _CARRIED:
            return "the harmed are carried away"
    if deed.sense == "gain" and any(are_recovered(deed, h) for h in harms):
        return "the dead are recovered"
    if deed.sense == "destruction" and any(h.word.first == deed.word.last and h.count is not None for h in harms):
        return "says how those who were found had been left"  # "found the [burned] bodies of 11 people"
    if deed.sense == "abduction" and "pp" in deed.features and not deed.group.finite:
        dead = [
            h
            for h in harms
            if h.outcome == "killed" and h.word.args == "noun" and h.word.last <= deed.first and h.low in (None, 1)
        ]
        if any(deed.first - h.word.last <= _CARRIED + 1 for h in dead):
            return "says what had befallen those who were found dead"  # "the body of the kidnapped priest"
    for h in harms:
        inside = h.count is not None and h.count.first < deed.first and deed.word.last <= h.count.last
        if inside and (deed.word.last <= h.word.first or h.word.last <= deed.first):
            return "names those who were harmed"
    return ""


def describes_the_displaced(scene: Scene, deed: Deed) -> str:
    """ "a monastery sheltering [displaced] villagers", "the [ousted] party": a bare participle right beside its noun, with no
    figure before it, says who or what that is.
    """
    word, gram = deed.word, scene.gram
    if deed.sense != "displacement" or "pp" not in deed.features or deed.group.first != word.first or not word.first:
        return ""
    if word.last >= len(gram) or scene.page.language.settings.order != "SVO":
        return ""
    if not scene.page.language.has("noun_compounds"):  # the adjective stands behind its noun: "aldeanos desplazados"
        told = within(scene.mentions.numbers, max(word.first - _CARRIED, 0), word.first)
        return "" if told or gram[word.last] == "by" or word.first - 1 not in scene.nouns else "says who those are"
    noun = not gram[word.last] and scene.page.tokens.shapes[word.last] in "xX"
    if not noun or within(scene.mentions.numbers, word.last, word.last + 1):
        return ""
    before = word.first - 1
    bare = not gram[before] and scene.page.tokens.shapes[before] == "x" and before not in scene.known
    return "says who those are" if bare or gram[before] in _ARTICLES else ""


_ARTICLES = ("det", "poss", "of", "prep")
_SUBJECT = 3  # tokens of a pronoun and words beside it before a verb ("they all were")
_TAKEN = frozenset({"gain", "destroy", "disrupt", "strike", "hit", "arrest"})
_HELD = 1.0  # clause distance from arms to the word that tells what became of them
_FRAMED = 20  # the same where a verb frames its clause
_LEFT = 8  # tokens between "left behind" and the arms


def _of_no_arms(scene: Scene, deed: Deed) -> bool:
    """ "They bought weapons and ammunition", "left behind their families": arms of which nothing became, or none."""
    if "arms" not in deed.features:
        return False
    s = scene.page.sentences[deed.sentence]
    if deed.group.voice != "noun":
        reach = _FRAMED if scene.page.language.has("verb_bracket") else _LEFT
        be = scene.gram[deed.word.first] == "be"  # "was found", told as one word
        passive = (be or deed.group.voice == "passive") and scene.page.language.settings.order == "SVO"
        last = deed.group.first if passive else min(deed.word.last + reach, s.last)  # "was found dead with two bullets"
        return not within(scene.mentions.weapons, max(deed.word.first - reach, s.first), last)
    near = [t for t in within(scene.mentions.triggers, s.first, s.last) if t.first != deed.first and t.args in _TAKEN]
    return not any(scene.distance(t, deed.word) < _HELD for t in (*near, *deed.words[1:]))


def unsupported(scene: Scene, deed: Deed, harms: Sequence[Harm]) -> str:
    """Why a weak word is no event: nothing beside it says who, with what or how many."""
    if reason := taken_for_granted(scene, deed):
        return reason
    if _of_no_arms(scene, deed):
        return "arms of which nothing is told"
    if not ("weak" in deed.features or deed.sense == "generic") or harms:
        return ""
    s = scene.page.sentences[deed.sentence]
    reach = 2.0 if scene.page.language.settings.order == "free" else 1.2
    near = [
        m
        for kind in (scene.mentions.actors.all, scene.mentions.weapons.all)
        for m in kind
        if s.first <= m.first < s.last and scene.distance(m, deed.word) < reach
    ]
    if deed.args in (
        "gain",
        "lose",
        "withdraw",
        "base",
    ):  # "the student secured": no civilian takes ground or leaves it
        near = [m for m in near if not (isinstance(m, ActorMention) and m.kind == "civilians" and "weak" in m.features)]
    if "thrown" in deed.features:  # "the troops landed in the city": no munition fell
        near = [m for m in near if isinstance(m, WeaponMention)]
    if "reaches" in deed.features:  # "the trucks reached the town": it is hit by arms, or a building is
        struck = deed.group.voice == "passive"
        sites = [m for m in near if isinstance(m, ActorMention) and is_thing(m)]
        near = [m for m in near if isinstance(m, WeaponMention)]
        near += [m for m in sites if struck or m.first >= deed.word.last]
    return "" if near and deed.sense != "generic" else "a word too weak by itself: no actor, weapon or toll beside it"


def side_of_battle(made: Draft, deeds: Sequence[Deed]) -> str:
    """Why an advance or retreat without a place is no event beside the battle that its sentence tells."""
    moves = made.deed.sense == "gain" or made.deed.args == "withdraw"
    if not moves or (made.place is not None and not made.place.inferred):
        return ""
    battles = [d for d in deeds if d.word is not made.deed.word and not d.reason and d.args == "clash"]
    return "a move of the battle told in the same sentence" if battles else ""


def _background(scene: Scene, deed: Deed, harms: Sequence[Harm]) -> str:
    """Why a deed is background: words such as "for the record", with no toll and no day of its own beside it."""
    s = scene.page.sentences[deed.sentence]
    old = [i for i in range(s.first, s.last) if scene.gram[i] == "history" and "weak" not in scene.features[i]]
    days = within(scene.mentions.times, s.first, s.last) if old else ()
    near = [t for t in days if t.window and (t.symbolic is not None or t.earliest is not None)]
    old = [i for i in old if not any(t.first <= i < t.last for t in near)]  # "in the past three days"
    if not old or (harms and not is_of_a_war_over(scene, deed.sentence)):
        return ""
    dated = [t for t in within(scene.mentions.times, s.first, s.last) if t.precision in ("day", "night")]
    return "" if dated else "background: told as history"


def _tells_of_arms(scene: Scene, made: Draft) -> bool:
    """True where the paragraph names arms or aircraft: "all were shot down" means those named before."""
    here = scene.page.sentences[made.deed.sentence].paragraph
    near = (scene.page.sentences[scene.sentence_of(w)].paragraph for w in scene.mentions.weapons.all)
    return bool(made.weapons) or any(abs(paragraph - here) <= 1 for paragraph in near)


def _stops_persons(scene: Scene, made: Draft) -> bool:
    """ "The coast guard intercepted 45 migrants", "they were all intercepted": whoever is stopped is no weapon."""
    s = scene.page.sentences[made.deed.sentence]
    if made.weapons or within(scene.mentions.weapons, s.first, s.last):
        return False
    hit = [a.kind for a in made.actors if a.role == "target"]
    if hit:
        return all(kind == "civilians" for kind in hit)
    m = scene.mentions
    persons = [c for c in within(m.casualties, s.first, s.last) if c.role == "victim" and c.value == "civilians"]
    near = [*persons, *[a for a in within(m.actors, s.first, s.last) if a.kind == "civilians"]]
    if any(scene.distance(x, made.deed.word) < _HELD for x in near):
        return True
    subject = max(made.deed.group.first - _SUBJECT, s.first)
    they = made.deed.group.voice == "passive" and "pron" in scene.gram[subject : made.deed.group.first]
    return they and not _tells_of_arms(scene, made)


def unlikely(scene: Scene, made: Draft, drafts: Sequence[Draft]) -> str:
    """Why a draft is no event after all, seen with its actors; empty where it is one."""
    doers = [a for a in made.actors if a.role != "target"]
    if not doers and (background := _background(scene, made.deed, made.harms)):
        return background
    if made.stance.polarity == "denied" and denies_a_practice(scene, made.deed.sentence):
        return "denied of a whole war, not of an event"
    if made.code in ("displacement", "deployment") and not made.harms and not made.actors:
        if made.code == "deployment" or not _moves_a_group(scene, made.deed):
            return "a movement of nobody named"
    if made.code == "protest_with_intervention" and not made.harms and _are_shown(scene, made.deed):
        return "means that are shown, not used"
    if "led" in made.deed.features and not any(a.kind in (*ARMED, "police", "unknown") for a in doers):
        return "done by nobody armed"
    if made.code == "weapons_disrupted" and not doers and not _tells_of_arms(scene, made):
        return "the downing of no arms named"
    if made.code == "weapons_disrupted" and made.deed.args == "disrupt" and _stops_persons(scene, made):
        return "persons stopped on their way, no arms"
    group = made.deed.group
    attributive = (
        group.voice == "passive"
        and group.first == made.deed.first
        and (made.time is None or made.time.inferred or is_oblique(made.deed.features))
    )
    if scene.page.language.has("no_copula"):  # a short participle is the whole predicate
        attributive = attributive and "adj" in made.deed.features
    body = scene.page.roles[made.deed.sentence] == "body"
    stative = group.stative and "town" not in made.deed.features  # "est tombée"
    if made.deed.sense == "gain" and (stative or (attributive and body)):
        return "a state of things, not its taking"
    if made.code == "siege" and group.voice == "passive" and describes_a_town(scene, made.deed.word, group):
        return "a state of things, told beside another event"
    if made.deed.sense == "gain" and (made.place is None or made.place.inferred) and not made.actors:
        return "the taking of no place named"
    if made.deed.sense == "protest" and doers and all(a.kind in ARMED for a in doers):
        return "a gathering of armed men is no protest"
    if made.deed.sense in ("gain", "agreement") and _is_let_go(made, drafts):
        return "the release of who was taken"
    if made.code == "destruction" and drafts and (not doers or _same_doers(made, drafts[-1])):
        last = drafts[-1]
        same = scene.page.sentences[last.deed.sentence].paragraph == scene.page.sentences[made.deed.sentence].paragraph
        told_so = last.deed.violent or (last.code == "destruction" and last.deed.sentence == made.deed.sentence)
        if same and told_so and made.deed.group.voice != "noun":
            return "damage done by the event told before"
    return ""


def _are_shown(scene: Scene, deed: Deed) -> bool:
    """ "Buses, water cannons and vans have been deployed at the gates": means that are the subject of a word of deploying."""
    s = scene.page.sentences[deed.sentence]
    if deed.group.voice != "noun" or not within(scene.mentions.weapons, deed.word.first, deed.word.last):
        return False
    behind = [t for t in within(scene.mentions.triggers, deed.word.last, s.last) if t.args == "deploy"]
    return any("pp" in t.features and scene.gram[t.first - 1] == "be" for t in behind)


def _moves_a_group(scene: Scene, deed: Deed) -> bool:
    """ "300 families fled": no figure of persons, and yet somebody."""
    s = scene.page.sentences[deed.sentence]
    near = [c for c in within(scene.mentions.casualties, s.first, s.last) if "group" in c.features]
    return any(
        scene.distance(c, deed.word) < _HELD and within(scene.mentions.numbers, max(c.first - 4, s.first), c.first)
        for c in near
    )


def _same_doers(made: Draft, last: Draft) -> bool:
    """ "two drones attacked: one hit the roof": damage by those who did the deed told right before in the sentence."""
    mine = {a.anchor.start for a in made.actors if a.role != "target"}
    yours = {a.anchor.start for a in last.actors if a.role != "target"}
    return made.deed.sentence == last.deed.sentence and bool(mine) and mine <= yours


def _is_let_go(made: Draft, drafts: Sequence[Draft]) -> bool:
    """ "was kidnapped on Sunday and freed hours later": beside a taking of persons no ground is taken."""
    last = drafts[-1] if drafts else None
    gap = made.deed.sentence - last.deed.sentence if last is not None else 9
    taken = last is not None and gap <= (made.deed.sense == "agreement") and last.code in ("abduction", "arrest")
    alone = not any(a.role in ("initiator", "party") for a in made.actors)
    return taken and made.deed.group.voice == "passive" and alone


# An agreement is told where one was made: "a truce took effect", not "despite the truce".
_GOVERNORS = frozenset({"prep", "of", "by", "with", "against", "despite", "clause", "between", "history"})
_PHRASE = 7  # tokens back from the noun to what governs it
_CLAUSE = 1.6  # clause distance from the noun to a word of making
_TITLES = ("title", "title_repeat", "heading")


def taken_for_granted(scene: Scene, deed: Deed) -> str:
    """Why an agreement is no event here: it is only the ground, the breach or the wish of what is told; else empty."""
    if "pact" not in deed.features or deed.group.voice != "noun" or deed.light is not None:
        return ""
    s = scene.page.sentences[deed.sentence]
    made = {
        i for h in scene.page.of("triggers", "making") if s.first <= h.first < s.last for i in range(h.first, h.last)
    }
    free = scene.page.language.settings.order == "free"  # "to the regime of silence joined three villages"
    governor = (_governor(scene, deed, s.first, made) or False) if free else _governor(scene, deed, s.first, made)
    if governor is True:
        return ""
    if governor is False and scene.page.roles[deed.sentence] in _TITLES:
        return ""
    if governor is False:
        cost, at = scene.cost, deed.word
        if any((cost[i] - cost[at.last - 1] if i >= at.last else cost[at.first] - cost[i]) <= _CLAUSE for i in made):
            return ""
    return "an agreement spoken of, none that was made"


def _governor(scene: Scene, deed: Deed, floor: int, made: set[int]) -> bool | None:
    """True where a word of making governs the noun, None where another word does, False where none does."""
    making, i = False, deed.first - 1
    if _is_genitive(deed):
        return i in made if i >= floor else False
    while i >= floor and deed.first - i <= _PHRASE:
        gram = scene.gram[i]
        if gram in ("det", "poss"):  # what stands behind it is an adjective ("the US-brokered truce")
            before = i - 1
            if before < floor:
                return False
            linked = scene.gram[before] in _GOVERNORS
            return (before - 1 if linked else before) in made or (None if linked else False)
        if gram in _GOVERNORS:
            return making or i - 1 in made or None
        if scene.page.tokens.shapes[i] not in "xXA0-" or gram not in ("", "adverb"):
            return making or False
        making = making or i in made
        i -= 1
    return making or False


def _is_genitive(deed: Deed) -> bool:
    return "gen" in deed.features and not deed.features & {"nom", "acc"}


def is_of_another(scene: Scene, harm: Harm, deed: Deed) -> bool:
    """ "12 died near X, hours after a strike in Y": a toll on the other side of an interval; whoever died of wounds, was found
    or is counted later was hit then.
    """
    if harm.word.role != "outcome" or "rise" in harm.word.args or not are_told_apart(scene, harm.word, deed.word):
        return False
    if harm.word.first > deed.word.first:
        return True
    s = scene.page.sentences[scene.sentence[harm.word.first]]
    wounded = any(c.value == "injured" for c in within(scene.mentions.casualties, s.first, s.last))
    return harm.word.args != "noun" and not (harm.word.args == "die" and wounded)


def kills_elsewhere(scene: Scene, harm: Harm, deed: Deed) -> bool:
    """ "Army retakes X in A, kills over 50 in B": an active verb of killing with a place of its own behind it, far from the
    place that stands behind the deed before it, tells of another event of the same doer.
    """
    word = harm.word
    if word.args != "kill" or harm.group.voice != "active" or deed.word.last > word.first or harm.last < word.last:
        return False
    return are_at_two_places(scene, deed.word, word)
