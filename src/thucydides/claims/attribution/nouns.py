"""Words with a capital that name nobody: because something else has them, or a language writes all nouns so."""

from __future__ import annotations

from thucydides.claims.scene import Scene, within
from thucydides.model.mention import Mention

_GOVERNS = frozenset(
    {"det", "poss", "of", "prep", "by", "against", "with", "between", "other", "same", "not", "despite"}
)


def capitals_in(scene: Scene, first: int, last: int) -> list[int]:
    """The capitalised words of no closed class at tokens [first, last), in order."""
    shapes, gram = scene.page.tokens.shapes[first:last].replace("A", "X"), scene.gram
    found: list[int] = []
    at = shapes.find("X")  # few of the tokens: to look for them is quicker than to look at each
    while at >= 0:
        if not gram[first + at]:
            found.append(first + at)
        at = shapes.find("X", at + 1)
    return found


def all_are_known(tokens: list[int], known: list[Mention]) -> bool:
    """True where each of some tokens lies in a mention of a list."""
    return all(any(m.first <= i < m.last for m in known) for i in tokens)


def names_nobody(scene: Scene, first: int, last: int) -> bool:
    """True for a lone capitalised word behind an article, preposition, adjective or figure: a common noun, no person."""
    if not scene.page.language.has("capital_nouns") or last - first > 1 or first == 0:
        return False
    before = first - 1
    if scene.gram[before] in _GOVERNS or scene.page.tokens.shapes[before] == "0" or before in scene.nouns:
        return True
    if scene.page.tokens.shapes[before] != "x" or scene.gram[before]:
        return False
    cues = within(scene.mentions.sources, max(before - 2, 0), before + 1)
    return not any(m.role in ("cue", "prep") and m.last == first for m in cues)
