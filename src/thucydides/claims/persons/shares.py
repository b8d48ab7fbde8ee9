"""Who a part of the harmed were, told behind its figure: "two of them children", "of whom three were women"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thucydides.claims.persons.counts import Count
from thucydides.claims.scene import Scene

_BETWEEN = ("subset", "be", "adverb", "of", "pron", "det")
_DASHES = frozenset("-–—")
_WIDE = 6  # tokens from the figure of a part to the noun of its persons


def _is_share(scene: Scene, count: Count) -> bool:
    """True for a figure that words of a part follow, hold or open."""
    opened = scene.before(count.first)
    held = any(scene.gram[i] == "subset" for i in range(count.first, count.last))
    return count.of_them or held or (count.bare and opened >= 0 and scene.gram[opened] == "subset")


def with_their_class(scene: Scene, counts: Sequence[Count]) -> tuple[Count, ...]:
    """The counts of a sentence, each part with the class of the plural that stands behind it alone."""
    found = list(counts)
    forms = scene.page.tokens.forms
    for i in range(len(found) - 2, -1, -1):
        part, noun = found[i], found[i + 1]
        if not noun.plural or noun.victims == "unknown" or part.victims != "unknown" or part.plural:
            continue
        gap = range(part.last, noun.first)
        plain = len(gap) <= _WIDE and all(scene.gram[k] in _BETWEEN or forms[k] in _DASHES for k in gap)
        if plain and part.low is not None and _is_share(scene, part):
            found[i : i + 2] = [
                replace(part, end=noun.end, last=noun.last, victims=noun.victims, bare=False, of_them=True)
            ]
    return tuple(found)
