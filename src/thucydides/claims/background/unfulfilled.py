"""What did not come about because it was only called for, or was foiled: "called on the army to bomb X", "foiled an attack"."""

from __future__ import annotations

from thucydides.claims.scene import Scene
from thucydides.claims.voice import VerbGroup

_URGED = 8  # tokens from a word of calling to the verb that it calls for
_FOILED = 4  # tokens between a verb of foiling and the noun of what it foiled
_OPEN = frozenset({"", "det", "of", "prep", "other", "against", "by", "poss"})
_GOVERNS = frozenset({"prep", "of", "against", "by", "at"})


def _urges(scene: Scene, first: int) -> bool:
    """A word of calling before a token, no mark and no verb of its own between."""
    floor = max(scene.page.sentences[scene.sentence[first]].first, first - _URGED)
    for i in range(first - 1, floor - 1, -1):
        if scene.gram_values[i] == "urges":
            return True
        if scene.page.tokens.shapes[i] in ".n" or scene.gram[i] in ("and", "rel", "clause", "be", "have"):
            return False
    return False


_WANTED = 10  # tokens from a word of wishing to the verb or noun of what is wished


def _opens_a_wish(scene: Scene, i: int) -> bool:
    """ "хочет, [чтобы]", "quiere [que]": where a clause begins that tells what somebody wishes."""
    if scene.gram[i] == "purpose":
        return scene.gram_values[i] == "clause"
    if scene.gram[i] != "comp" or not i:
        return scene.gram[i] == "plan" and scene.gram_values[i] == "wants"  # "demande [que]", in one word
    return scene.gram[i - 1] == "plan" and "fut" not in scene.features[i - 1]


def _is_in_a_wish(scene: Scene, group: VerbGroup, features: frozenset[str]) -> bool:
    """ "хочет, чтобы армия разбомбила X", "quiere que el ejército bombardee X", "wants the soldiers held": a verb in the clause
    of what is wished, or where the language has no such clause a bare participle behind whom it is wished of.
    """
    first, gram = group.first, scene.gram
    floor = max(scene.page.sentences[scene.sentence[first]].first, first - _WANTED)
    bare = "pp" in features and gram[first] not in ("be", "have") and scene.page.language.has("noun_compounds")
    for i in range(first - (gram[first] not in ("comp", "purpose")), floor - 1, -1):
        if _opens_a_wish(scene, i):
            return not scene.page.language.has("noun_compounds") or bare
        if scene.page.tokens.shapes[i] in ".n" or gram[i] in ("and", "rel", "clause", "comp"):
            return False
        if i < first and gram[i] in ("be", "have") and not scene.page.language.has("case_roles"):
            return False
    return False


def _is_wanted(scene: Scene, first: int) -> bool:
    """ "The-opposition wants the-arrest-of X": an event noun behind a verb of wishing, its subject between."""
    floor = max(scene.page.sentences[scene.sentence[first]].first, first - _FOILED)
    for i in range(first - 1, floor - 1, -1):
        if scene.gram_values[i] == "wants":
            return True
        if scene.page.tokens.shapes[i] in ".n" or scene.gram[i] not in _OPEN:
            return False
    return False


def is_called_for(scene: Scene, group: VerbGroup, features: frozenset[str]) -> bool:
    """ "призвал армию разбомбить", "pidió al ejército que bombardee": an infinitive or a subjunctive behind a word of calling,
    or a noun that a preposition puts under it.
    """
    first = group.first
    if group.voice == "noun":
        before = scene.before(first)
        urged = before >= 0 and scene.gram[before] in _GOVERNS and _urges(scene, before + 1)
        return urged or _is_wanted(scene, first)
    if _is_in_a_wish(scene, group, features):
        return True
    return bool(features & {"inf", "subj"}) and _urges(scene, first)


def is_foiled(scene: Scene, group: VerbGroup, last: int) -> bool:
    """ "foiled a bomb attack", "the attack was thwarted": a noun of an event right behind a verb of foiling, or its subject."""
    if group.voice != "noun":
        return False
    s = scene.page.sentences[scene.sentence[group.first]]
    for i in range(group.first - 1, max(group.first - _FOILED, s.first) - 1, -1):
        if scene.gram_values[i] == "foils":
            return True
        if scene.gram[i] not in _OPEN or scene.page.tokens.shapes[i] in ".n":
            break
    for i in range(last, min(last + _FOILED, s.last)):
        if scene.gram_values[i] == "foils":
            return True
        if scene.gram[i] not in ("be", "have", "adverb"):
            return False
    return False


def unfulfilled(scene: Scene, group: VerbGroup, features: frozenset[str], last: int) -> str:
    """Why a word of an event that ends at token `last` tells of none; empty where nobody calls for it or foils it."""
    if is_called_for(scene, group, features):
        return "purpose: called for, not told as done"
    return "foiled: it did not come about" if is_foiled(scene, group, last) else ""
