"""Figures that count the persons of a group: "a family of four", "six members of the Doe family"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from thucydides.claims.scene import Ordered, Scene, within
from thucydides.model.claim import Victims
from thucydides.model.mention import ActorMention, CasualtyMention, Mention, NumberMention

_OUT_OF = frozenset({"of", "prep"})


def of_a_family(scene: Scene, number: NumberMention) -> CasualtyMention | None:
    """ "six members of the Doe family", "six of the Doe family": a plain noun, "of", and a group of persons with a name
    before or behind it.
    """
    at, gram, shapes = number.last, scene.gram, scene.page.tokens.shapes
    if at + 2 >= len(gram):
        return None
    if gram[at] not in _OUT_OF:
        at += 1
        named = within(scene.mentions.actors, at - 1, at)  # "a camp of displaced families" is no person
        if named or gram[at - 1] or shapes[at - 1] != "x" or gram[at] != "of":
            return None
    for i in range(at + 1, min(at + 5, len(gram))):
        for c in within(scene.mentions.casualties, i, i + 1):
            if c.role == "victim":
                return c if "group" in c.features else None
        if gram[i] not in ("det", "poss", "other", "same") and shapes[i] not in "XA":
            return None
    return None


def are_of(scene: Scene, number: NumberMention, group: Mention) -> bool:
    """ "five of the Doe family": the figure counts persons of the group; "three generations of his family" counts none."""
    return scene.gram[number.last] in _OUT_OF and of_a_family(scene, number) is group


def in_group(scene: Scene, number: NumberMention) -> CasualtyMention | None:
    """The group that a bare figure measures: "a family of four"."""
    before = scene.before(number.first)
    if before < 1 or scene.gram[before] != "of":
        return None
    found = [c for c in within(scene.mentions.casualties, before - 2, before) if c.last == before]
    return next((c for c in found if c.role == "victim" and "group" in c.features), None)


def bearer_at(casualties: Ordered[CasualtyMention], token: int) -> CasualtyMention | None:
    """ "fifty Ukrainian [prisoners]": the noun of a fate behind a nationality that the figure counts."""
    found = [c for c in within(casualties, token, token + 1) if c.role == "outcome" and c.args == "noun"]
    return found[0] if found else None


def names_a_family(noun: ActorMention, here: Sequence[CasualtyMention]) -> bool:
    """ "the family", where a list of actors has it too: a group of civilians is no plural of persons."""
    return noun.kind == "civilians" and any("group" in c.features and c.last == noun.last for c in here)


_SHARE = frozenset({"subset", "of", "adverb", "be"})


def is_share(scene: Scene, at: int) -> bool:
    """ "двое из них": the words of a subset right behind a figure without a noun, and no figure of their own behind."""
    if at >= len(scene.gram) or scene.gram[at] != "subset":
        return False
    if scene.page.language.has("dual") and "share" not in scene.features[at]:
        return False  # "nine, among them a child": a noun by its own form is a figure too
    last = at
    while last < len(scene.gram) and scene.gram[last] in ("subset", "of", "adverb"):
        last += 1
    return not within(scene.mentions.numbers, last, last + 1)


def class_behind(scene: Scene, at: int) -> Victims:
    """ "twenty of them children": the class of the noun of persons right behind the words of a share."""
    while at < len(scene.gram) and scene.gram[at] in _SHARE:
        at += 1
    found = [c for c in within(scene.mentions.casualties, at, at + 1) if c.role == "victim"]
    return cast(Victims, found[0].value) if found else "unknown"


_BODIES = 8  # tokens from "the bodies of" to the wounds on them


def wounds_of_the_dead(scene: Scene, word: CasualtyMention) -> bool:
    """ "the bodies of eight men [with gunshot wounds]": what the dead had died of hurts nobody else."""
    if (word.value, word.args) != ("injured", "noun"):
        return False
    first = max(word.first - _BODIES, scene.page.sentences[scene.sentence[word.first]].first)
    dead = (c for c in within(scene.mentions.casualties, first, word.first) if c.value == "killed" and c.args == "noun")
    return any(scene.gram[c.last] == "of" and "," not in scene.page.tokens.forms[c.last : word.first] for c in dead)


def is_theirs(scene: Scene, token: int) -> bool:
    """ "two of-her children": where cases tell, a pronoun in the genitive says whose a noun behind it is."""
    owner = scene.gram[token] == "pron" and scene.gram_values[token] in ("he", "she", "they")
    return owner and "subject" not in scene.features[token] and scene.page.language.has("case_roles")


_HOUR, _LAST_HOUR, _LAST_MINUTE = 4, 23, 59  # figures of an hour, and their bounds
_YEARS = range(1900, 2100)


def _is_hour(scene: Scene, number: NumberMention) -> bool:
    """ "took place at 2220 last night": four figures of an hour behind a preposition, nobody behind them."""
    told = scene.page.text[number.start : number.end]
    if len(told) != _HOUR or not told.isdigit() or int(told[:2]) > _LAST_HOUR or int(told[2:]) > _LAST_MINUTE:
        return False
    m, after = scene.mentions, number.last
    persons = any(c.role == "victim" for c in within(m.casualties, after, after + 2)) or within(
        m.actors, after, after + 2
    )
    return number.first > 0 and scene.gram[number.first - 1] in ("prep", "at") and not persons


def is_year_of(scene: Scene, number: NumberMention) -> bool:
    """ "the 2013 murder of X": a bare year between an article and a noun of harm counts nobody; nor does one right behind
    a noun that it dates, with no person behind it ("منذ انقلاب 2021 قتلت …"), nor an hour in four figures.
    """
    if _is_hour(scene, number):
        return True
    if number.low != number.high or number.low not in _YEARS or number.last - number.first != 1 or not number.first:
        return False
    before = number.first - 1
    if scene.gram[before] in ("det", "poss"):
        return True
    if scene.page.tokens.shapes[before] not in "xX" or scene.gram[before]:
        return False
    harms = within(scene.mentions.casualties, before, number.last + 1)
    if any(c.role == "victim" or c.first < number.first for c in harms):
        return False
    return not any("fin" in t.features for t in within(scene.mentions.triggers, before, number.first))


def past_adjective(scene: Scene, nationality: ActorMention) -> CasualtyMention | None:
    """ "seven Peruvian [presidential] guards": the noun of persons behind one word that nothing else names."""
    at = nationality.last
    if not scene.page.language.has("noun_compounds") or scene.gram[at] or scene.page.tokens.shapes[at] not in "xA":
        return None
    if at in scene.known:
        return None
    return next((c for c in within(scene.mentions.casualties, at + 1, at + 2) if c.role == "victim"), None)
