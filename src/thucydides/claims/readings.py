"""Chooses one reading of an event word that has several: noun or verb, a downing or a landing, part of a name or none."""

from __future__ import annotations

from thucydides.claims.attribution.cues import is_name_part
from thucydides.claims.scene import Scene, within
from thucydides.model.mention import ARMED, FORCES, Mention, PlaceMention, TriggerMention

_VERBAL = frozenset({"fin", "ger", "pp", "inf"})
_OBJECT = 4  # tokens from a verb to the event noun that is its object
_ARMED_REACH = 0.8
_DESTROYED = frozenset({"tank", "artillery", "other"})  # destroyed, where a drone or missile is brought down
_OF_A_NOUN = frozenset({"det", "poss", "of", "by", "prep", "with", "against"})
_OF_A_VERB = frozenset({"modal", "plan", "purpose", "aux", "not", "pron", "rel"})
_BEHIND_A_NOUN = _OF_A_NOUN - {"det", "poss"} | {"be", "have", "modal", "and", "rel"}


def one_reading(scene: Scene, words: tuple[TriggerMention, ...]) -> list[TriggerMention]:
    """One reading of each span: a downing where a weapon is beside it, else noun or verb; none inside a name."""
    out: list[TriggerMention] = []
    for word in words:
        if _in_a_name(scene, word) or _is_bare_infinitive(scene, word) or _is_a_person(scene, word):
            continue
        if _ends_a_compound(scene, word) or _is_arms_behind_a_preposition(scene, word):
            continue
        if ("armed" in word.features or "ground" in word.features) and not _has_such_an_object(scene, word):
            continue
        if "town" in word.features and not _falls(scene, word):
            continue
        if "wields" in word.features and not _wields(scene, word):
            continue
        if not out or (out[-1].first, out[-1].last) != (word.first, word.last):
            out.append(word)
        elif _is_better(scene, word, out[-1]):
            out[-1] = word
    return out


def _in_a_name(scene: Scene, word: TriggerMention) -> bool:
    if is_name_part(scene, word.first) and scene.page.roles[scene.sentence[word.first]] == "body":
        return True
    name = scene.names.get(word.first)
    if name is None or name[1] < word.last or name == (word.first, word.last):
        return False
    return word.sense == "displacement" or "noun" not in word.features


def _ends_a_compound(scene: Scene, word: TriggerMention) -> bool:
    """ "the Israeli-[occupied] heights": a participle that a hyphen ties to whose it is describes a state of things."""
    page, start = scene.page, word.start
    if word.first and scene.gram[word.first - 1] == "against" and page.text[start - 1 : start] == "-":
        return True  # "anti-[riot] vans"
    if "pp" not in word.features or page.text[start - 1 : start] != "-" or not page.language.has("noun_compounds"):
        return False
    return word.first - 1 in scene.nouns or page.tokens.shapes[word.first - 1] == "X"


def _is_arms_behind_a_preposition(scene: Scene, word: TriggerMention) -> bool:
    """ "un atentado con [dinamita]": a finite form that is a noun of arms too is one behind "with" and "of"."""
    if not word.first or "fin" not in word.features or scene.gram[word.first - 1] not in ("with", "of", "by"):
        return False
    return any(
        w.first == word.first and w.last == word.last for w in within(scene.mentions.weapons, word.first, word.last)
    )


def _is_a_person(scene: Scene, word: TriggerMention) -> bool:
    """ "[The occupier] shelled", where the noun is a form of the verb too: an actor behind an article that opens a phrase."""
    if (
        not word.first
        or scene.gram[word.first - 1] != "det"
        or word.first not in scene.nouns
        or not _VERBAL & word.features
        or "noun" in word.features
    ):
        return False
    if not any(
        a.first <= word.first and a.last == word.last for a in within(scene.mentions.actors, word.first - 1, word.last)
    ):
        return False
    before = scene.before(word.first - 1)
    return before < 0 or (
        before not in scene.nouns and (bool(scene.gram[before]) or scene.page.tokens.shapes[before] in ".n")
    )


_SUCH = frozenset({"armed", "ground", "town"})
_RIGHT_BEHIND = 3  # tokens to an object that is driven out
_SUCH_REACH = 8  # tokens from a verb to what it is done to


def _has_such_an_object(scene: Scene, word: TriggerMention) -> bool:
    """ "drove the rebels out of", "freed the town from": words of ground taken that need armed men ("armed") or a place
    ("ground") as their object, behind the verb or, in the passive, before it.
    """
    s = scene.page.sentences[scene.sentence[word.first]]
    before = word.first - 1
    while before > s.first and scene.gram[before] == "adverb":  # "on Wednesday freed several villages": no passive
        before -= 1
    passive = before >= s.first and scene.gram[before] == "be" and "pp" in word.features
    first, last = word.last, min(word.last + _SUCH_REACH, s.last)
    if passive or scene.page.language.settings.order == "free":
        first, last = max(word.first - _SUCH_REACH, s.first), last if not passive else word.first
    near = within(scene.mentions.actors, first, last)
    if "armed" in word.features and not any(a.kind in ARMED for a in near):
        return False
    fixed = scene.page.language.settings.order == "SVO" and not passive
    if word.args == "expel" and fixed and (near[0].kind not in ARMED or near[0].first - first > _RIGHT_BEHIND):
        return False
    if "ground" not in word.features:
        return True
    heads = any(min(first, word.first) <= h.first < last for h in scene.page.of("places", "head"))
    return heads or bool(within(scene.mentions.places, first, last))


_WIELDED = 5  # tokens from a word of using to the arms that are its object
_AT = 3  # tokens from the arms to the word for against whom
_BY_THEMSELVES = frozenset({"chemical", "incendiary", "cluster_munition"})
_ADJECTIVES = frozenset({"", "of", "det", "other", "poss"})


def _wields(scene: Scene, word: TriggerMention) -> bool:
    """ "used artillery against the rebels", "the use of chlorine": a word of using with arms as its object, and against whom;
    arms that are nothing but a weapon of war tell it by themselves. The noun is told where somebody is accused of it, or
    denies it.
    """
    s = scene.page.sentences[scene.sentence[word.first]]
    end, noun = s.last, not word.features & _VERBAL
    told = within(scene.mentions.sources, s.first, word.first)
    if noun and not any(c.role == "cue" and c.value in ("accusing", "denying") for c in told):
        return False  # "the convention bans the use of …"
    for w in within(scene.mentions.weapons, word.last, min(word.last + _WIELDED, end)):
        if any(
            scene.gram[i] not in _ADJECTIVES or scene.page.tokens.shapes[i] in ".n" for i in range(word.last, w.first)
        ):
            return False
        behind = range(w.last, min(w.last + _AT, end))
        against = any(scene.gram[i] == "against" and "weak" not in scene.features[i] for i in behind)
        if against or w.code in _BY_THEMSELVES:
            return True
    return False


_TOWNS = frozenset({"settlement", "neighbourhood", "site", "vicinity", "unresolved"})
_AUXILIARY = frozenset({"be", "have", "aux", "adverb", "not"})
_ARTICLES = 3  # tokens from a noun of falling to the town


def _is_town(scene: Scene, place: PlaceMention) -> bool:
    """A populated place or a post that may be taken; one that the text calls a town is, though nothing knows it."""
    called = any(place.first <= h.first < place.last for h in scene.page.of("places", "head"))
    return place.role == "event" and place.precision in _TOWNS and (called or place.precision != "unresolved")


def _ends_or_dates(scene: Scene, at: int) -> bool:
    """True where a clause ends or goes on to say when or how: "fell on Friday", not "fell silent", "fell by 3 percent"."""
    if at >= len(scene.gram) or scene.page.tokens.shapes[at] in ".n":
        return True
    if within(scene.mentions.times, at, at + 1):
        return True
    return bool(scene.gram[at]) and not within(scene.mentions.numbers, at + 1, at + 2)


def _falls(scene: Scene, word: TriggerMention) -> bool:
    """True for a verb of falling right behind a town that is its subject, or a noun right before one; arms that stand before
    it fall themselves.
    """
    s = scene.page.sentences[scene.sentence[word.first]]
    places = scene.mentions.places
    if "noun" in word.features or not word.features & _VERBAL or scene.page.language.has("verb_first"):
        towns = within(places, word.last, min(word.last + _ARTICLES, s.last))
        return any(_is_town(scene, p) and _leads(scene, word.last, p) for p in towns)
    if within(scene.mentions.weapons, s.first, word.first) or not _ends_or_dates(scene, word.last):
        return False
    at = word.first
    while at > s.first and scene.gram[at - 1] in _AUXILIARY:
        at -= 1
    near = within(places, max(at - places.longest, s.first), at)
    return any(p.last == at and _is_town(scene, p) and _town_acts(scene, p, s.first) for p in near)


def _town_acts(scene: Scene, town: PlaceMention, floor: int) -> bool:
    """False behind a preposition: "sales in the city of X fell"."""
    heads = {h.first for h in scene.page.of("places", "head")}
    at = town.first - 1
    while at >= floor and (scene.gram[at] in ("det", "of") or at in heads):
        if scene.gram[at] == "of" and at - 1 not in heads:
            return False
        at -= 1
    return at < floor or scene.gram[at] not in ("prep", "at", "with", "against", "by", "between")


def _leads(scene: Scene, at: int, town: PlaceMention) -> bool:
    heads = {h.first for h in scene.page.of("places", "head")}
    return all(scene.gram[i] in ("of", "det") or i in heads for i in range(at, town.first))


def _is_bare_infinitive(scene: Scene, word: TriggerMention) -> bool:
    """ "governed" rows ("bomb" as a verb, which is a weapon too) need a modal, a "to" or an auxiliary in front."""
    if "governed" not in word.features:
        return False
    before = scene.before(word.first)
    acts = "fires" in word.features and any(
        a.kind in FORCES and a.last == word.first for a in scene.mentions.actors.all
    )
    return before < 0 or (scene.gram[before] not in _OF_A_VERB and not acts)


def _is_better(scene: Scene, word: TriggerMention, other: TriggerMention) -> bool:
    """May a second reading of the same words take the place of the first."""
    if word.features & _SUCH or other.features & _SUCH:  # what its object makes sure of
        return bool(word.features & _SUCH)
    if "light" in (word.sense, other.sense) and word.sense != other.sense:
        return (word.sense == "light") == _carries(scene, word)
    downing = "disrupt" in (word.args, other.args)
    armed = any(
        abs(scene.distance(w, word)) < _ARMED_REACH for w in scene.mentions.weapons.all if w.code not in _DESTROYED
    )
    if downing and (word.args == "disrupt") == armed:
        return True
    participle, was = (("pp" in w.features and "fin" not in w.features) for w in (word, other))
    if participle != was and "fin" in word.features | other.features:  # "détruit", which is a present too
        return participle == _is_behind_an_auxiliary(scene, word.first)
    noun, was_noun = "noun" in word.features, "noun" in other.features
    return noun != was_noun and noun == _is_noun(scene, word, word.features | other.features)


def _is_behind_an_auxiliary(scene: Scene, token: int) -> bool:
    while token > 0 and scene.gram[token - 1] == "adverb":
        token -= 1
    return token > 0 and scene.gram[token - 1] in ("be", "have")


def _carries(scene: Scene, verb: TriggerMention) -> bool:
    """ "launched a new offensive": an event noun is the object of a verb that may fire by itself too."""
    end = scene.page.sentences[scene.sentence[verb.first]].last
    for i in range(verb.last, min(verb.last + _OBJECT, end)):
        if any("noun" in t.features and t.sense != "light" for t in within(scene.mentions.triggers, i, i + 1)):
            return True
        plain = scene.gram[i] in ("", "det", "poss", "other", "adverb") and scene.page.tokens.shapes[i] != "."
        known = bool(within(scene.mentions.weapons, i, i + 1)) or bool(within(scene.mentions.actors, i, i + 1))
        if not plain or known:
            return False
    return False


def _is_noun(scene: Scene, word: Mention, features: frozenset[str]) -> bool:
    """True where a form that may be noun or verb stands as a noun ("the killing of", "in the attack")."""
    gram = scene.gram
    before = gram[word.first - 1] if word.first else ""
    after = gram[word.last] if word.last < len(gram) else ""
    if before == "prep" and scene.gram_values[word.first - 1] == "inf" and "inf" in features:
        return not _opens_an_object(scene, word.last) and (after in _BEHIND_A_NOUN or _ends_clause(scene, word.last))
    if gram[word.first] == "same" or before in _OF_A_NOUN or after == "of":
        return True
    if before == "pron" and word.first > 1 and gram[word.first - 2] == "prep":
        return True  # "dans leur riposte": a possessive that is a pronoun too
    if before in _OF_A_VERB or (after == "pron" and "subject" not in scene.features[word.last] and "inf" in features):
        return False
    if any(a.last == word.first and a.nationality for a in scene.mentions.actors.all):
        return True
    if scene.page.language.settings.order != "SVO":
        return False
    if before in ("or", "and") and "inf" in features and _opens_an_object(scene, word.last):
        return False
    if "ger" in features and not {"fin", "inf"} & features:
        return not _opens_an_object(scene, word.last)
    if _is_in_a_compound(scene, word.first) and not _opens_an_object(scene, word.last):
        return True
    subject = word.first > 0 and (word.first - 1 in scene.nouns or before == "adverb")
    return not subject or after in _BEHIND_A_NOUN or _ends_clause(scene, word.last)


def _is_in_a_compound(scene: Scene, first: int) -> bool:
    """ "the dynamite [attack] that left ten dead": arms behind an article and right before a noun are a part of its name."""
    if not scene.page.language.has("noun_compounds") or first < 2:
        return False
    arms = [w for w in within(scene.mentions.weapons, max(first - 3, 0), first) if w.last == first]
    return any(not w.rule.endswith(":platform") and scene.gram[w.first - 1] == "det" for w in arms)


def _opens_an_object(scene: Scene, at: int) -> bool:
    """ "bombing the port", "bombing Idlib": an article, a name or a number right behind a gerund."""
    if at >= len(scene.gram):
        return False
    name = scene.page.tokens.shapes[at] in "XA" and not scene.gram[at] and at in scene.nouns
    return scene.gram[at] == "det" or name or bool(within(scene.mentions.numbers, at, at + 1))


def _ends_clause(scene: Scene, at: int) -> bool:
    return at >= len(scene.gram) or scene.page.tokens.shapes[at] in ".n"


def tells_of_itself(scene: Scene, verb: int) -> bool:
    """ "The army said [it] had destroyed a depot": the pronoun of who speaks right in front of a verb."""
    before = scene.before(verb)
    return before >= 2 and scene.gram_values[before] in ("it", "they", "we") and takes_the_speaker_up(scene, before)


def takes_the_speaker_up(scene: Scene, pronoun: int) -> bool:
    """ "A group said [it] had detonated two mines": a subject pronoun right behind a word of saying."""
    if scene.gram[pronoun] != "pron" or "subject" not in scene.features[pronoun]:
        return False
    return any(c.role == "cue" for c in within(scene.mentions.sources, max(pronoun - 2, 0), pronoun))
