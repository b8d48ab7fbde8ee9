"""When an event noun only tells on what occasion another thing was done: "was shot dead by soldiers during a raid"."""

from __future__ import annotations

from thucydides.claims.ground.crashes import CRASH
from thucydides.claims.readings import tells_of_itself
from thucydides.claims.scene import Ordered, Scene, after_a_time, within
from thucydides.claims.voice import VerbGroup
from thucydides.model.mention import FORCES, Mention

_GAP = 4  # tokens between the preposition and the noun that it governs
_OCCASIONS = ("arrest", "peaceful_protest", "protest", "agreement")
_OPEN = ("assault", "strike", "generic")


def is_during(scene: Scene, first: int) -> bool:
    """True of a noun, from token `first` on, with or right behind a preposition of occasions ("during", "lors de"), an
    article and an adjective between.
    """
    for i in range(first, max(first - _GAP, 0) - 1, -1):
        if scene.gram_values[i] == "during":
            return True
        if scene.page.tokens.shapes[i] not in "xXA" or scene.gram[i] not in ("", "det", "of", "other", "poss"):
            return False
    return False


def _names_its_doer(scene: Scene, verb: Mention, group: VerbGroup) -> bool:
    """ "shot dead [by] soldiers": the verb in front has an agent of its own, or is active with what it did."""
    behind = range(verb.last, min(verb.last + 2, len(scene.gram)))
    return group.voice == "active" or any(scene.gram[i] == "by" for i in behind)


def is_occasion(scene: Scene, noun: Mention, sense: str, verb: Mention, group: VerbGroup) -> bool:
    """True for a noun behind "during", of a sense, where the violent word in front of it in its clause, with its verb
    group, has its doer and is what happened.
    """
    if verb.last > noun.first or not is_during(scene, noun.first) or scene.distance(verb, noun) > 1.0:
        return False
    kind = sense.split(":", maxsplit=1)[0]
    if kind in _OCCASIONS:
        return True
    if kind == "armed_clash":
        return False
    harmed = any(c.role == "outcome" for c in within(scene.mentions.casualties, verb.first, verb.last))
    return kind in _OPEN and group.voice != "noun" and harmed and _names_its_doer(scene, verb, group)


def is_protested(scene: Scene, noun: Mention) -> bool:
    """ "protested against the shelling of their villages": an event noun behind "against" with no day or place of its own."""
    at = scene.before(noun.first)
    last = scene.page.sentences[scene.sentence[noun.first]].last
    against = at >= 0 and (scene.gram[at] == "against" or scene.gram_values[at].startswith("against"))
    return (
        against
        and not within(scene.mentions.times, noun.last, last)
        and not within(scene.mentions.places, noun.last, last)
    )


def is_asked_for(scene: Scene, noun: Mention, protest: Mention) -> bool:
    """ "demonstrated in X, demanding a deal": an agreement behind a protest that no word of making tells and no day dates."""
    last = scene.page.sentences[scene.sentence[noun.first]].last
    made = any(protest.last <= h.first < last for h in scene.page.of("triggers", "making"))
    return not made and not within(scene.mentions.times, noun.last, last)


def are_prisoners(scene: Scene, word: Mention) -> bool:
    """ "executed 15 [captured] soldiers", "soldats [capturés]": a participle beside a noun of persons that another verb hits."""
    at = max(word.first - 1, 0)
    counted = any(n.last == word.first for n in within(scene.mentions.numbers, at, word.first))
    persons = within(scene.mentions.casualties, at, word.first)
    behind = any(c.role == "victim" and c.last == word.first for c in persons)
    if behind and "fin" in getattr(word, "features", ()) and _takes_an_object(scene, word.last):
        return False  # "after the massacre of 58 people the police arrested two men"
    return "pp" in getattr(word, "features", ()) and (behind or counted)


def _takes_an_object(scene: Scene, at: int) -> bool:
    """True where a figure that counts no time stands at a token, or a noun of persons."""
    m = scene.mentions
    if at >= len(scene.gram) or within(m.times, at, at + 1):
        return False
    persons = any(c.role == "victim" for c in within(m.casualties, at, at + 1))
    return persons or bool(within(m.numbers, at, at + 1))


_AIM = 8  # tokens between a deed and the gathering that it hits


def is_aim_of_fire(scene: Scene, noun: Mention, deed: Mention) -> bool:
    """ "opened fire on [a peaceful march]", "fired at [the rally]": a gathering behind the preposition of who is hit, which
    stands right behind the deed, or behind its subject where the verb comes first.
    """
    if not 0 <= noun.first - deed.last <= _AIM or any(
        a.kind in FORCES for a in within(scene.mentions.actors, noun.last, noun.last + 3)
    ):
        return False  # "hit a gathering of soldiers"
    at = noun.first - 1
    while at >= deed.last and scene.gram[at] in ("", "det", "poss", "other"):
        at -= 1
    against = scene.gram[at] == "against" or scene.gram_values[at].startswith("against")
    return against and (at <= deed.last or scene.page.language.has("verb_first"))


def is_setting(scene: Scene, noun: Mention, group: VerbGroup) -> bool:
    """ "In their counter-attack …": a noun right behind a preposition, an article or owner between."""
    at = noun.first - 1
    while at > 0 and scene.gram[at] in ("det", "poss"):
        at -= 1
    return group.voice == "noun" and at >= 0 and scene.gram[at] == "prep"


def names_protesters(scene: Scene, word: Mention, features: frozenset[str]) -> bool:
    """ "The protesting [ones] burned a hall": an active participle that names who demonstrates."""
    near = within(scene.mentions.actors, word.first, word.first + 1)
    return "app" in features and any(a.kind == "protesters" for a in near)


_SINCE = 4  # tokens from "since" to the noun of what began


def is_known_since(scene: Scene, noun: Mention) -> bool:
    """ "10,000 have fled since fighting broke out": a noun of battle that opens a clause of "since" is told as known."""
    at = noun.first - 1
    while at > 0 and noun.first - at < _SINCE and scene.gram[at] in ("", "det", "poss", "other", "same"):
        if scene.page.tokens.shapes[at] not in "xXA":
            return False
        at -= 1
    return at >= 0 and scene.gram_values[at] == "since"


_NOMINAL = 7  # tokens between "it was" and the noun of an event


def is_predicate(scene: Scene, noun: Mention) -> bool:
    """ "It was the deadliest attack in years": a noun behind "it is" at the head of a sentence says what another was."""
    if scene.page.language.settings.order != "SVO":
        return False
    first = scene.page.sentences[scene.sentence[noun.first]].first
    be = next((i for i in range(first, min(first + 4, noun.first)) if scene.gram[i] == "be"), -1)
    if be < 0 or noun.first - be > _NOMINAL or scene.features[be] & {"fut", "cond"}:
        return False
    opened = all(scene.gram[i] in ("pron", "same", "adverb", "clause", "det") for i in range(first, be))
    ranked = any(n.ordinal for n in within(scene.mentions.numbers, be, noun.first))
    superlative = any(scene.gram[i] in ("det", "same") for i in range(be + 1, noun.first + 1)) or ranked
    plain = all(
        scene.page.tokens.shapes[i] in "xXA0-" and scene.gram[i] not in ("by", "not", "pron")
        for i in range(be + 1, noun.first)
    )
    return opened and superlative and plain


# What kills without being an act of the conflict, by the value of its words in grammar.csv.
MISHAPS = {
    "disaster": "a disaster of nature, no event of the conflict",
    "accident": "an accident, no event of the conflict",
    "health": "a sickness, no event of the conflict",
}


def mishap(scene: Scene, number: int) -> str:
    """Which mishap sentence `number` tells, in the order of its words, or what else in it is feigned."""
    s = scene.page.sentences[number]
    told = (scene.gram_values[i] for i in range(s.first, s.last) if scene.gram[i] == "exercise")
    if any(h.entry.value == CRASH and s.first <= h.first < s.last for h in scene.page.of("grammar", "untold")):
        return MISHAPS["accident"]
    return next((MISHAPS[v] for v in told if v in MISHAPS), "an exercise, a match, a commemoration or a work of art")


def _governed_in(scene: Scene, noun: Mention) -> bool:
    """True right behind a plain preposition, an article or a small word between."""
    at = noun.first - 1
    while at > 0 and scene.gram[at] in ("det", "poss", "of"):
        at -= 1
    return at >= 0 and scene.gram[at] == "prep" and scene.gram_values[at] not in ("to", "inf", "answer")


_AFTER = 7  # tokens from "after" to the battle that went before


def is_battle_before(scene: Scene, noun: Mention, verb: Mention) -> bool:
    """ "seized the town after four days of fighting", "captured 14 men in fighting": the battle in which it was done."""
    if verb.last > noun.first:
        return False
    svo = scene.page.language.settings.order == "SVO"
    if svo and _governed_in(scene, noun) and scene.distance(verb, noun) < 1.0:
        return True
    at = next(
        (
            i
            for i in range(noun.first - 1, max(noun.first - _AFTER, verb.last) - 1, -1)
            if scene.gram_values[i] == "past"
        ),
        -1,
    )
    return at >= 0 and not any(scene.gram[i] in ("be", "have", "and") for i in range(at, noun.first))


_FLOWN = frozenset({"aircraft", "drone", "missile"})
_EXPLODE = frozenset({"ied", "vehicle_bomb", "landmine", "grenade", "rocket"})
_OPENS = 4  # tokens of a noun of arms at the head of its clause


def is_destroyed_by(scene: Scene, word: Mention, args: str, group: VerbGroup) -> bool:
    """ "guerrillas destroyed two pylons", "destroyed by explosives": damage told by itself with armed men or arms behind
    it is an event of its own.
    """
    cues = within(scene.mentions.sources, group.first - 2, group.first)  # "the rebels claim to have destroyed"
    at = next((c.first for c in cues if c.role == "cue" and c.last == group.first), group.first)
    told = group.finite or (group.perfect and at < group.first)
    if args != "destroy" or not told or scene.page.language.settings.order != "SVO":
        return False
    if scene.page.roles[scene.sentence[word.first]] != "body":
        return False
    last = word.last
    if group.voice == "passive":
        last = after_a_time(scene, last)  # "destroyed on Monday by"
        link = scene.gram[last] if last < len(scene.gram) else ""
        by = link in ("by", "with")  # "destroyed with dynamite"
        arms = scene.mentions.weapons.all
        behind = arms if link == "with" else (*scene.mentions.actors, *arms)
        return by and any(scene.before(m.first) == last for m in within(Ordered(behind), last + 1, last + 4))
    start = max(at - 3, 0)
    arms = within(scene.mentions.weapons, start, at)
    doers = within(scene.mentions.actors, start, at)
    own = any((a.kind in FORCES or a.country is not None) and a.last == at for a in doers)
    flown = any((w.code in _FLOWN or w.code in _EXPLODE) and w.last == at for w in arms)  # "a bomb wrecked X"
    return own or flown or tells_of_itself(scene, group.first) or _opens_with_arms(scene, group.first)


def _opens_with_arms(scene: Scene, verb: int) -> bool:
    """ "The bomb, which was left at the gate, [wrecked] a car": arms at the head of the clause, an aside before the verb."""
    forms, s = scene.page.tokens.forms, scene.page.sentences[scene.sentence[verb]]
    if forms[verb - 1] != ",":
        return False
    for w in within(scene.mentions.weapons, s.first, s.first + _OPENS):
        plain = all(scene.gram[i] in ("", "det") for i in range(s.first, w.first))
        if plain and w.code in (*_FLOWN, *_EXPLODE) and forms[w.last] == "," and w.last < verb - 1:
            return True
    return False


def is_disarmed(scene: Scene, arms: Mention) -> bool:
    """ "defused [a car bomb]", "[a car bomb] was found and defused": the noun of arms that a verb of disarming acts on."""
    if not within(scene.mentions.weapons, arms.first, arms.last):
        return False
    opened = scene.before(arms.first)
    if any(t.args == "disrupt" and t.last == opened + 1 for t in within(scene.mentions.triggers, opened, opened + 1)):
        return True
    passive = arms.last < len(scene.gram) and scene.gram[arms.last] == "be"
    return passive and any(
        t.args == "disrupt" for t in within(scene.mentions.triggers, arms.last, arms.last + _DISARMED)
    )


_DISARMED = 5  # tokens from arms to the verb that tells what became of them


def has_its_toll(scene: Scene, battle: Mention) -> bool:
    """ "took the town after clashes in-which were-killed 12": where the verb comes first, harm told behind the battle."""
    last = scene.page.sentences[scene.sentence[battle.first]].last
    words = within(scene.mentions.casualties, battle.last, last) if scene.page.language.has("verb_first") else ()
    return any(c.role == "outcome" and c.value in ("killed", "injured", "killed_or_injured") for c in words)


def opens_its_sentence(scene: Scene, noun: Mention, group: VerbGroup) -> bool:
    """ "In a separate attack, …": a noun behind the preposition that opens the sentence, a comma right behind it."""
    first = scene.page.sentences[scene.sentence[noun.first]].first
    ends = scene.page.tokens.forms[noun.last : noun.last + 1] == [","]
    return group.voice == "noun" and ends and scene.gram[first] == "prep" and noun.first - first <= _HEAD


def is_told_when(scene: Scene, noun: Mention, group: VerbGroup, verb: int) -> bool:
    """ "In violence in X, four were killed [when] police opened fire", "was shot dead [when] police opened fire": a noun
    behind the preposition that opens the sentence, or a passive without its agent, and the clause of the verb at token
    `verb` that tells what happened.
    """
    when = next((i for i in range(max(noun.last, verb - _HEAD), verb) if scene.gram_values[i] == "when"), -1)
    if when < 0:
        return False
    if group.voice == "passive":
        return "by" not in scene.gram[noun.last : when]
    first = scene.page.sentences[scene.sentence[noun.first]].first
    return group.voice == "noun" and scene.gram[first] == "prep" and noun.first - first <= _HEAD


_HEAD = 5  # tokens from the preposition to the noun, from "when" to its verb
