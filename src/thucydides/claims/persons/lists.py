"""What joins the items of a list: commas, conjunctions, and words of whose they are."""

from __future__ import annotations

from thucydides.claims.persons.named import is_name
from thucydides.claims.scene import Scene


def gap_is_open(scene: Scene, a: int, b: int, allowed: frozenset[str]) -> bool:
    """True where the tokens [a, b) are commas, conjunctions and determiners only."""
    forms, gram = scene.page.tokens.forms, scene.gram
    return all(forms[i] == "," or gram[i] in allowed for i in range(a, b))


def joints(scene: Scene) -> frozenset[str]:
    """Small words between two of a list; where "his" has the form of "him" ("a man and his son") that one too."""
    return frozenset(
        {"and", "det", "poss", "pron"} if scene.page.language.has("case_roles") else {"and", "det", "poss"}
    )


def is_list(scene: Scene, a: int, b: int) -> bool:
    """ "nine fighters [of Hezbollah and] two civilians": a joint, and before it whose they are."""
    forms, gram = scene.page.tokens.forms, scene.gram
    joint = next((i for i in range(a, b) if forms[i] == "," or gram[i] == "and"), b)
    owners = all(gram[i] in ("of", "det", "poss") or i in scene.nouns or is_name(scene, i) for i in range(a, joint))
    return joint < b and owners and gap_is_open(scene, joint, b, joints(scene))
