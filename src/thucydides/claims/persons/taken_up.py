"""Pronouns before a verb that take its object up ("lo mataron los rebeldes"): who stands behind the verb is its subject."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from thucydides.claims.persons.sentence import SentenceTolls
from thucydides.claims.scene import Scene, within
from thucydides.model.mention import CasualtyMention, Mention

_MARKED = 3  # tokens from the word that marks persons as objects to the noun


def has_its_object_before(scene: Scene, verb: int, features: AbstractSet[str]) -> bool:
    """ "Al cura [lo] mataron unos sicarios": an article right before a finite verb, where it is a pronoun, is its object."""
    if not scene.page.language.has("object_clitics") or "fin" not in features or "noun" in features:
        return False
    if "clitic" in features:  # "[le] dispararon dos hombres": one word of our lists
        return True
    before = verb > 0 and scene.gram[verb - 1] == "det" and scene.sentence[verb - 1] == scene.sentence[verb]
    return before and verb not in scene.nouns


def is_marked_as_object(scene: Scene, mention: Mention) -> bool:
    """ "lo mataron [a] Pedro", "[a] la jueza la mataron": behind the word that marks persons as objects."""
    floor = max(scene.page.sentences[scene.sentence[mention.first]].first, mention.first - _MARKED)
    for i in range(mention.first - 1, floor - 1, -1):
        if scene.gram_values[i] == "to":
            return True
        if scene.gram[i] not in ("det", "poss", "") or scene.page.tokens.shapes[i] == ".":
            return False
    return False


def has_its_subject_behind(scene: Scene, word: CasualtyMention, verb: int) -> bool:
    """ "lo mataron [dos sicarios]": behind a verb of harm whose object stands before it, persons or armed men."""
    if word.args != "kill" or not has_its_object_before(scene, verb, word.features):
        return False
    last = min(scene.page.sentences[scene.sentence[verb]].last, word.last + _BEHIND)
    near: list[Mention] = [*within(scene.mentions.actors, word.last, last)]
    near += [c for c in within(scene.mentions.casualties, word.last, last) if c.role == "victim"]
    for m in near:
        if all(
            scene.gram[i] in ("", "det") and scene.page.tokens.shapes[i] in "xX0" for i in range(word.last, m.first)
        ):
            return True
    return False


_BEHIND = 4  # tokens from a verb to its subject behind it
_FAR = 1.6  # clause distance from a verb to who is marked as its object in front of it


def taken_up(s: SentenceTolls, word: CasualtyMention) -> int | None:
    """ "A la jueza la mataron dos hombres": who is marked as the object in front of the pronoun."""
    found = s.nearest(word, after=False, far=_FAR)
    return found if found is not None and is_marked_as_object(s.scene, s.counts[found]) else None
