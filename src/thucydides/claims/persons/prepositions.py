"""What stands before a noun phrase: its figure and adjectives, the preposition that governs it, and with which case."""

from __future__ import annotations

from thucydides.claims.scene import Scene, covered, within
from thucydides.knowledge.paradigms import CASES
from thucydides.model.mention import ActorMention, Mention, NumberMention

_NOMINATIVE = frozenset({"nom"})
_BOTH = frozenset({"nom", "acc"})


def cases_of(scene: Scene, actor: ActorMention) -> frozenset[str]:
    """The cases that the actor's form can be; empty where the language has none or the name does not decline. Behind a
    numeral in the nominative ("двое боевиков") the genitive is the numeral's doing, not the clause's.
    """
    if not scene.page.language.has("case_roles"):
        return frozenset()
    found = actor.features & CASES
    if "gen" in found and "nom" not in found:
        figure = _figure_of(scene, actor.first)
        if figure is None:
            return found
        if is_nominative(scene, figure.first, figure.last):
            return _BOTH if actor.kind == "infrastructure" else _NOMINATIVE
        if figure.last == actor.first and not _is_oblique(scene, figure):
            return found | _BOTH
    return found


def _figure_of(scene: Scene, first: int) -> NumberMention | None:
    """The figure that counts the noun at a token, one adjective or "of" between at most: "fifteen armed X", "one of X"."""
    near = within(scene.mentions.numbers, max(first - 2, 0), first)
    if not near or near[-1].last < first - 1 or near[-1].ordinal:
        return None
    between = near[-1].last < first
    if between and not _is_out_of(scene, first - 1) and (scene.gram[first - 1] or is_known(scene, first - 1)):
        return None  # "three attacks of assault groups"
    return near[-1]


def _is_out_of(scene: Scene, token: int) -> bool:
    """ "one [of] the fighters", also where the word for it is a preposition of many meanings."""
    return scene.gram[token] in ("of", "prep") and any(h.first == token for h in scene.page.of("grammar", "of"))


def _is_oblique(scene: Scene, figure: NumberMention) -> bool:
    """True for a figure whose own form is none of a subject or object, save where the word that bounds it makes it so ("more
    than of-twenty X [attacked]").
    """
    inside = [h for h in scene.page.of("numbers") if figure.first <= h.first and h.last <= figure.last]
    if any(h.entry.role == "approximator" for h in inside):
        return False
    return any(h.entry.features & _OBLIQUE for h in inside)


_OBLIQUE = frozenset({"gen", "ins"})


def is_nominative(scene: Scene, first: int, last: int) -> bool:
    """True for one numeral in the nominative that opens these tokens: persons whom it counts act or bear, none is acted on.
    A compound ("двадцать три") is the same in the accusative.
    """
    whole = [n for n in within(scene.mentions.numbers, first, last) if n.first == first]
    if not whole:
        return False
    hits = scene.page.of("numbers", "number")
    return any((h.first, h.last) == (first, whole[0].last) and "nom" in h.entry.features for h in hits)


def is_agent_by_case(scene: Scene, first: int, last: int, noun: Mention | None = None) -> bool:
    """ "was shot [by-two men]": persons in the instrumental, by their figure or their noun, that no preposition governs are
    who did it and none of those who were harmed.
    """
    if not scene.page.language.has("case_roles"):
        return False
    told: frozenset[str] = getattr(noun, "features", frozenset())
    hits = scene.page.of("numbers", "number", "vague")
    figure = any(first <= h.first and h.last <= last and "ins" in h.entry.features for h in hits)
    if not figure and ("ins" not in told or told & {"nom", "acc", "gen"}):
        return False
    before = scene.before(first)
    return before < 0 or scene.gram[over_adjectives(scene, before)] in ("", "be", "adverb", "pron")


def over_adjectives(scene: Scene, token: int) -> int:
    """The token before up to three adjectives and figures that nothing else names ("по жилому дому")."""
    floor = scene.page.sentences[scene.sentence[token]].first
    shapes = scene.page.tokens.shapes
    for _ in range(3):
        if token <= floor or scene.gram[token] or shapes[token] not in "x0":
            break
        if is_known(scene, token):
            break
        token -= 1
    return token


def is_known(scene: Scene, token: int) -> bool:
    """True for words that name an event, an outcome, a time or a source: no mere adjectives."""
    m = scene.mentions
    kinds = [within(kind, token, token + 1) for kind in (m.triggers, m.casualties, m.times)]
    return (
        any(kinds)
        or covered(token, token + 1, m.times)
        or covered(token, token + 1, m.actors)  # "launched-by the Afghan forces the-bus": their adjective is theirs
        or any(s.role in ("cue", "chain") for s in within(m.sources, token, token + 1))
    )


def phrase_first(scene: Scene, mention: Mention) -> int:
    """Where the noun phrase of a mention begins: at its figure; a bare nationality takes in the weapon or person before it."""
    first = mention.first
    shapes, floor = scene.page.tokens.shapes, scene.page.sentences[scene.sentence[first]].first
    near: list[Mention] = list(within(scene.mentions.numbers, max(first - 5, 0), first))
    if isinstance(mention, ActorMention) and mention.nationality:
        near += within(scene.mentions.weapons, max(first - 4, 0), first)
        if not scene.page.language.has("noun_compounds"):  # "ville natale du président ukrainien"
            near += [c for c in within(scene.mentions.casualties, max(first - 4, 0), first) if c.role == "victim"]
    if len(near) > 1:
        near.sort(key=lambda m: m.last, reverse=True)
    for m in near:
        if m.last == first or (
            m.first < mention.first == first and m.last >= mention.last
        ):  # "an Israeli drone" is one arm
            first = m.first
    site = isinstance(mention, ActorMention) and mention.kind == "infrastructure"
    site = site and scene.page.language.has("noun_compounds")
    while first == mention.first or shapes[first - 1] in "XA":  # "from the Hmeimim airbase": a name inside the phrase
        if first <= floor or shapes[first - 1] not in "XA" or scene.gram[first - 1]:
            break
        if first - 1 in scene.nouns and not (site and covered(first - 1, first, scene.mentions.places)):
            break  # "outside the Salt Bank": a place's name is the building's
        first -= 1
    return first


def _is_whose(scene: Scene, i: int) -> bool:
    """True for a word such as "his" or "their" before a noun, not for the mark behind an owner ("the army's")."""
    return scene.gram[i] == "poss" and scene.gram_values[i] != "" and "enclitic" not in scene.features[i]


def preposition_of(scene: Scene, mention: Mention) -> str:
    """The closed class in front of a noun phrase, determiners skipped; "" where none."""
    after = mention.last
    if isinstance(mention, ActorMention) and cases_of(scene, mention) == _NOMINATIVE:
        return ""  # "in that district the army …": no preposition governs a nominative
    if after < len(scene.gram) and (scene.gram[after], scene.gram_values[after]) == ("by", "after"):
        return "by"  # "polis tarafından": a word that stands behind its noun
    before = scene.before(phrase_first(scene, mention))
    if before >= 0 and scene.gram_values[before] == "after":
        return ""
    if before >= 0:
        before = over_adjectives(scene, before)
        if scene.gram[before] == "det" or _is_whose(scene, before):  # "from a passing car", "outside his home"
            before = scene.before(before)
    if before < 0:
        return ""
    if scene.gram[before] == "of" and isinstance(mention, ActorMention):
        before = _over_its_men(scene, before)
        if before < 0:
            return ""
    role = scene.gram[before]
    if role == "poss" and not _is_whose(scene, before):
        return _before_owner(scene, before)
    if role == "prep" and isinstance(mention, ActorMention) and _is_aimed_at_persons(scene, before, mention):
        return "against"
    if role == "prep" and isinstance(mention, ActorMention):
        return _by_preposition_and_case(scene, before, mention)
    if role == "and":  # "clashes between the army and [the rebels]"
        first = next((a for a in within(scene.mentions.actors, max(before - 8, 0), before) if a.last == before), None)
        return "between" if first is not None and preposition_of(scene, first) == "between" else ""
    return role if role in ("by", "against", "of", "with", "between", "prep", "despite") else ""


def _before_owner(scene: Scene, mark: int) -> str:
    """ "[by] the colonel's troops", "[by] Colonel X's men": what governs an owner governs whom he owns; "" where it is no
    word of agents.
    """
    floor = max(scene.page.sentences[scene.sentence[mark]].first, mark - _OWNER)
    for i in range(mark - 1, floor - 1, -1):
        if scene.gram[i] == "by" and "weak" not in scene.features[i]:
            return "by"
        if scene.gram[i] not in ("", "det", "adverb") or scene.page.tokens.shapes[i] not in "xXA":
            return ""
    return ""


_OWNER = 6  # tokens of an owner and his rank


def _over_its_men(scene: Scene, of: int) -> int:
    """The token before "fighters [of]", "des éléments [de]": a plural of persons stands for those whose they are."""
    if scene.page.language.settings.order != "SVO" or scene.page.language.has("case_roles"):
        return of
    for c in within(scene.mentions.casualties, max(of - 2, 0), of):
        if c.role == "victim" and c.last == of and "pl" in c.features and "group" not in c.features:
            return scene.before(c.first)
    return of


def _is_aimed_at_persons(scene: Scene, token: int, actor: ActorMention) -> bool:
    """ "fired [at] protesters": a preposition of sites that may aim too does so where persons stand behind it."""
    if actor.kind in ("infrastructure", "other") or scene.gram_values[token] != "site":
        return False
    return any(h.first == token and h.last == token + 1 for h in scene.page.of("grammar", "against"))


def _by_preposition_and_case(scene: Scene, token: int, actor: ActorMention) -> str:
    """What a preposition means with the case behind it: "against:acc" makes a target of an accusative alone."""
    slot, _, wanted = scene.gram_values[token].partition(":")
    cases = cases_of(scene, actor)
    if slot not in ("against", "with") or not cases & set(wanted.split()):
        return "prep"
    if any(token < s.last for s in within(scene.mentions.sources, max(token - 5, 0), token)):
        return "prep"  # "citing activists": a preposition inside a word of speech
    return slot


def is_loser(scene: Scene, actor: ActorMention) -> bool:
    """ "retook [from the rebels] the town": who stands in the genitive behind a preposition that may say from whom."""
    before = scene.before(phrase_first(scene, actor))
    return before >= 0 and "from:gen" in scene.gram_values[before].split() and "gen" in cases_of(scene, actor)


def is_support(scene: Scene, mention: Mention) -> bool:
    """ "stormed with the support of aircraft": who helps, told by words of several tokens, is no means of the deed."""
    before = scene.before(mention.first)
    if before < 1 or not (scene.page.language.has("case_roles") or scene.page.language.has("verb_first")):
        return False
    return scene.gram[before] == "with" == scene.gram[before - 1]
