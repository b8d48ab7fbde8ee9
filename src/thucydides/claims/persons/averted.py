"""Harm that did not come about ("was almost killed", "no civilian was killed"): whom it would have befallen counts nobody."""

from __future__ import annotations

from collections.abc import Sequence

from thucydides.claims.persons.harm import Harm, nothing, reindexed
from thucydides.claims.scene import Scene, within
from thucydides.model.mention import CasualtyMention, Mention

_ALMOST = "almost"
_BETWEEN = frozenset({"be", "have", "aux", "comp", "purpose", "pron", "adverb", "prep"})
_REACH = 4
_ATTEMPT = 6  # tokens from the head of a word of attempting to the word of harm


def _is_attempted(scene: Scene, word: CasualtyMention) -> bool:
    """ "tried to [kill] the mayor", "threatened with [death]": a word of harm within the word of what failed, or, if no
    infinitive, of what is only threatened; where the verb comes first, its subject may stand between.
    """
    reach = _REACH if scene.page.language.has("verb_first") else 0
    for t in within(scene.mentions.triggers, word.first - _ATTEMPT, word.first + 1):
        inside = t.first <= word.first < t.last
        if "planned" in t.features and inside and not word.features & {"inf", "ger"}:
            return True
        told = inside or (t.last <= word.first < t.last + reach and "fin" in t.features)
        if "failed" in t.features and told and scene.sentence[t.first] == scene.sentence[word.first]:
            return True
    return False


def is_averted(scene: Scene, word: Mention) -> bool:
    """ "nearly killed", "a failli être tué", "едва не погиб": a word for almost in front of a verb of harm, auxiliaries
    between; where the verb comes first, its subject too.
    """
    if isinstance(word, CasualtyMention) and _is_attempted(scene, word):
        return True
    first, subjects = word.first, scene.page.language.has("verb_first")
    for i in range(first - 1, max(first - _REACH, 0) - 1, -1):
        if scene.gram_values[i] == _ALMOST:
            return scene.gram[i] in ("adverb", "aux")
        if scene.page.tokens.shapes[i] in ".n" or not (scene.gram[i] in _BETWEEN or subjects):
            return False
    return False


def came_about(scene: Scene, harms: Sequence[Harm]) -> list[Harm]:
    """The harms that are told as having happened; a part whose whole has not is told by itself."""
    return reindexed(harms, [n for n, h in enumerate(harms) if not is_averted(scene, h.word)])


def _is_of_nobody(scene: Scene, harm: Harm) -> bool:
    """ "[No] policeman was hurt", "Ни [один] полицейский": a word of negation right before the noun that is counted."""
    if harm.count is None:
        return False
    at = harm.count.first - 1
    while at > 0 and scene.gram[at] in ("det", "of"):
        at -= 1
    return at >= 0 and scene.gram[at] == "not" and scene.sentence[at] == scene.sentence[harm.count.first]


def befell(scene: Scene, harms: Sequence[Harm]) -> list[Harm]:
    """ "No civilian was killed, but two soldiers were wounded": the harms of a sentence without those it denies beside them;
    nought where it tells of no other.
    """
    none = [_is_of_nobody(scene, h) for h in harms]
    if not any(none):
        return list(harms)
    told = [n for n, h in enumerate(harms) if not (none[n] or h.group.negated)]
    return reindexed(harms, told) if told else [nothing(harms[0].word, harms[0].group)]
