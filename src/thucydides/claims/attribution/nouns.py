"""Words with a capital that name nobody, in languages that write all nouns so."""

from __future__ import annotations

from thucydides.claims.scene import Scene, within

_GOVERNS = frozenset(
    {"det", "poss", "of", "prep", "by", "against", "with", "between", "other", "same", "not", "despite"}
)


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
