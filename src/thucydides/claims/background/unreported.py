"""What a negated verb of saying does not report: "no arrests were reported", "las autoridades no reportan detenidos"."""

from __future__ import annotations

from thucydides.claims.scene import Scene, within
from thucydides.claims.tolls import Harm
from thucydides.claims.voice import verb_group

_OBJECT = 4  # tokens from a verb of saying to the noun of harm that is its object


def is_not_reported(scene: Scene, harm: Harm) -> bool:
    """True for a noun of harm without a figure right behind a negated verb of saying, no clause between."""
    if harm.count is not None and harm.count.numbered:
        return False
    silent = is_object_of_silence(scene, harm.first)
    beside = "pp" in harm.word.features or harm.word.args == "noun"  # "the police reported no [detained]"
    silent = silent or (beside and harm.first < harm.word.first and is_object_of_silence(scene, harm.word.first))
    return silent or _is_avoided(scene, min(harm.first, harm.word.first))


def _is_avoided(scene: Scene, first: int) -> bool:
    """ "to avoid civilian deaths": a noun of harm right behind words that say that it was not to be."""
    if scene.page.language.settings.order != "SVO":
        return False
    for i in range(first - 1, max(first - _OBJECT, 0) - 1, -1):
        if (scene.gram[i], scene.gram_values[i]) == ("not", "lack"):
            return True
        if scene.gram[i] not in ("", "det", "of", "other") or scene.page.tokens.shapes[i] not in "xX":
            return False
    return False


def is_object_of_silence(scene: Scene, first: int) -> bool:
    """True for what begins at a token right behind a negated verb of saying, no clause between; where cases tell, right before
    one: "reports of the attack they-did not publish".
    """
    if scene.page.language.has("case_roles") and (_is_silenced_behind(scene, first) or _is_left_unsaid(scene, first)):
        return True
    floor = scene.page.sentences[scene.sentence[first]].first
    for cue in within(scene.mentions.sources, max(first - _OBJECT, floor), first):
        if cue.role != "cue" or "ger" in cue.features:
            continue
        if any(scene.gram[i] in ("comp", "clause", "rel", "pron", "not") for i in range(cue.last, first)):
            continue  # "assure n'avoir visé que": the negation is of what is said
        if verb_group(scene, cue.first, cue.last, cue.features).negated:
            return True
    return False


def is_in_a_clause_unsaid(scene: Scene, first: int) -> bool:
    """ "did not say who had shelled X", "neither confirmed nor denied that it had": what begins at a token stands in the
    clause that a negated verb of saying opens, and no other verb of saying is between.
    """
    floor = scene.page.sentences[scene.sentence[first]].first
    for cue in reversed(within(scene.mentions.sources, floor, first)):
        if cue.role == "cue" and cue.last <= first and cue.features & {"fin", "pp"}:
            opened = cue.last + (scene.page.tokens.forms[cue.last] == ",")
            asks = "comp" in (scene.gram[cue.last - 1], scene.gram[opened]) or scene.gram[opened] in ("rel", "cond")
            asks = asks or scene.gram_values[opened] == "who"
            return asks and verb_group(scene, cue.first, cue.last, cue.features).negated
    return False


def _is_left_unsaid(scene: Scene, first: int) -> bool:
    """ "the-attack they-did not comment": an event noun right before a negated verb of saying, adverbs between."""
    at, gram = first + 1, scene.gram
    between = ("adverb", "clause", "prep", "against", "")  # "so far not", "the strike on X"
    while at < min(first + 2 * _OBJECT, len(gram)) and gram[at] in between and scene.page.tokens.shapes[at] not in ".n":
        at += 1
    if at + 1 >= len(gram) or gram[at] != "not":
        return False
    return any(c.role == "cue" and "say" in c.args for c in within(scene.mentions.sources, at + 1, at + 2))


def _is_silenced_behind(scene: Scene, first: int) -> bool:
    """ "reports of [attack] came not": an event noun under a noun of telling, a negated verb behind it."""
    at, behind, gram = first - 2, first + 1, scene.gram
    while behind < min(first + _OBJECT, len(gram)) and gram[behind] in ("", "prep"):
        behind += 1
    if at < 0 or behind >= len(gram) or gram[first - 1] != "prep" or gram[behind] != "not":
        return False
    return any(m.role == "head" and m.last == first - 1 for m in within(scene.mentions.sources, at, at + 1))
