"""Headlines Written So: what is one, and its verbs of saying, which a capital makes no part of a name."""

from __future__ import annotations

from thucydides.claims.scene import Scene, within

_HEADLINE_WORDS = 4


def is_headline(scene: Scene, first: int, last: int) -> bool:
    """True for tokens [first, last) written As Headlines Are: nearly all words of no closed class have capitals."""
    shapes = [scene.page.tokens.shapes[i] for i in range(first, last) if not scene.gram[i]]
    capitals = sum(1 for x in shapes if x in "XA")
    return capitals >= _HEADLINE_WORDS and shapes.count("x") * 5 <= capitals


def verbs_of_headline(scene: Scene, first: int, last: int) -> frozenset[int]:
    """Capitalised verbs of saying in a headline, which are no part of the name before them."""
    shapes = scene.page.tokens.shapes
    cues = [m for m in within(scene.mentions.sources, first, last) if m.role == "cue" and shapes[m.first] in "XA"]
    found = [m.first for m in cues if m.first > first and "fin" in m.features and m.last - m.first == 1]
    return frozenset(found) if found and is_headline(scene, first, last) else frozenset()
