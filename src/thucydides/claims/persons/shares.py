"""Who a part of the harmed were, told behind its figure: "two of them children", "of whom three were women"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from thucydides.claims.persons.counts import Count
from thucydides.claims.scene import Scene

_BETWEEN = ("subset", "be", "adverb", "of", "pron", "det")
_OUT_OF = ("of", "prep", "subset")
_DASHES = frozenset("-–—")
_WIDE = 6  # tokens from the figure of a part to the noun of its persons


def _is_share(scene: Scene, count: Count) -> bool:
    """True for a figure that words of a part follow, hold or open."""
    opened = scene.before(count.first)
    return count.of_them or _holds_them(scene, count) or (count.bare and opened >= 0 and scene.gram[opened] == "subset")


def _holds_them(scene: Scene, count: Count) -> bool:
    """ "[two of them children]": the words of a part inside the count."""
    return any(scene.gram[i] == "subset" for i in range(count.first + 1, count.last))


def _as_share(scene: Scene, part: Count, whole: Count) -> Count | None:
    """ "[two] of the [three gunmen] were killed": a figure of a part and behind it the whole, which suffered nothing itself."""
    gap = range(part.last, whole.first)
    if not (part.bare and part.numbered and whole.numbered and gap) or whole.bare or None in (part.high, whole.high):
        return None
    of_whole = scene.gram[part.last] in _OUT_OF and all(scene.gram[k] in ("det", "poss", "pron", "of") for k in gap[1:])
    if not of_whole or cast(int, part.high) >= cast(int, whole.high):
        return None
    return replace(
        whole,
        start=part.start,
        first=part.first,
        low=part.low,
        high=part.high,
        exactness=part.exactness,
        rule=part.rule,
    )


_HEDGED = 3  # tokens between the two ends of a range: "but possibly"


def _as_range(scene: Scene, least: Count, most: Count) -> Count | None:
    """ "[at least four] and [up to six children]": two figures side by side, one from below and one from above, are one count."""
    if not least.bare or (least.exactness, most.exactness) != ("at_least", "up_to") or least.low is None:
        return None
    gap = range(least.last, most.first)
    plain = 0 < len(gap) <= _HEDGED and all(scene.page.tokens.shapes[k] in "xX" for k in gap)
    if not plain or most.high is None or least.low >= most.high or not any(scene.gram[k] for k in gap):
        return None
    return replace(most, start=least.start, first=least.first, low=least.low, exactness="range")


def with_their_class(scene: Scene, counts: Sequence[Count]) -> tuple[Count, ...]:
    """The counts of a sentence, each part with the class of the plural that stands behind it alone."""
    found = list(counts)
    forms = scene.page.tokens.forms
    for i in range(len(found) - 2, -1, -1):
        part, noun = found[i], found[i + 1]
        if (share := _as_share(scene, part, noun) or _as_range(scene, part, noun)) is not None:
            found[i : i + 2] = [share]
            continue
        one = noun.low == 1 == part.low and (
            not noun.numbered or noun.first == part.last
        )  # "one of them - a citizen of X"
        if not (noun.plural or one) or part.victims not in ("unknown", noun.victims) or part.plural:
            continue
        if noun.victims == "unknown" and not one:
            continue
        gap = range(part.last, noun.first)
        plain = len(gap) <= _WIDE and all(scene.gram[k] in _BETWEEN or forms[k] in _DASHES for k in gap)
        if plain and part.low is not None and _is_share(scene, part):
            found[i : i + 2] = [
                replace(part, end=noun.end, last=noun.last, victims=noun.victims, bare=False, of_them=True)
            ]
    return tuple(replace(c, of_them=True) if _holds_them(scene, c) else c for c in found)
