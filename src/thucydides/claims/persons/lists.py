"""What joins the items of a list: commas, conjunctions, and words of whose they are."""

from __future__ import annotations

from thucydides.claims.persons.counts import Count
from thucydides.claims.persons.named import is_name
from thucydides.claims.scene import Scene


def gap_is_open(scene: Scene, a: int, b: int, allowed: frozenset[str]) -> bool:
    """True where the tokens [a, b) are commas, conjunctions and determiners only."""
    forms, gram = scene.page.tokens.forms, scene.gram
    return all(forms[i] == "," or gram[i] in allowed for i in range(a, b))


def is_list(scene: Scene, a: int, b: int) -> bool:
    """ "nine fighters [of Hezbollah and] two civilians": a joint, and before it whose they are."""
    forms, gram = scene.page.tokens.forms, scene.gram
    joint = next((i for i in range(a, b) if forms[i] == "," or gram[i] == "and"), b)
    owners = all(gram[i] in ("of", "det", "poss") or i in scene.nouns or is_name(scene, i) for i in range(a, joint))
    return joint < b and owners and gap_is_open(scene, joint, b, frozenset({"and", "det", "poss"}))


def goes_on(scene: Scene, before: Count, count: Count) -> bool:
    """ "two children and their mother", "a commander [of the rebels] and three men": a joint, whose they are before it."""
    if gap_is_open(scene, before.last, count.first, frozenset({"and", "det", "poss"})):
        return True
    joined = any(scene.gram[i] == "and" for i in range(before.last, count.first))
    return joined and not before.bare and is_list(scene, before.last, count.first)


def is_of_theirs(scene: Scene, count: Count) -> bool:
    """ "a commander and two [of his aides]": a figure before "of" and a possessive counts persons."""
    at, gram = count.last, scene.gram
    return count.bare and at + 1 < len(gram) and gram[at] == "of" and gram[at + 1] == "poss"
