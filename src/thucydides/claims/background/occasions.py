"""When an event noun only tells on what occasion another thing was done: "was shot dead by soldiers during a raid"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from thucydides.claims.scene import Scene, within

if TYPE_CHECKING:
    from thucydides.claims.deeds import Deed

_GAP = 4  # tokens between the preposition and the noun that it governs
_DOER = 5  # tokens from a verb of killing to its agent
_OCCASIONS = ("arrest", "peaceful_protest", "protest", "agreement")
_OPEN = ("assault", "strike", "generic")


def _governed(scene: Scene, first: int) -> bool:
    """True right behind a preposition of occasions ("during", "lors de"), an article and an adjective between."""
    for i in range(first - 1, max(first - _GAP, 0) - 1, -1):
        if scene.gram_values[i] == "during":
            return True
        if scene.page.tokens.shapes[i] not in "xXA" or scene.gram[i] not in ("", "det", "of", "other", "poss"):
            return False
    return False


def _names_its_doer(scene: Scene, deed: Deed) -> bool:
    """ "shot dead [by] soldiers": the verb in front has an agent of its own, or is active with what it did."""
    last = deed.word.last
    return (
        any(scene.gram[i] == "by" for i in range(last, min(last + 2, len(scene.gram)))) or deed.group.voice == "active"
    )


def is_occasion(scene: Scene, deed: Deed, before: Sequence[Deed]) -> str:
    """Why a noun behind "during" is no event of its own: a deed told in front of it in its clause has its doer and is
    what happened; else empty.
    """
    if deed.group.voice != "noun" or not before or before[-1].reason or not _governed(scene, deed.first):
        return ""
    last = before[-1]
    if not last.violent or last.word.last > deed.first or scene.distance(last.word, deed.word) > 1.0:
        return ""
    kind = deed.sense.split(":")[0]
    if kind in _OCCASIONS:
        return "the occasion of what is told beside it"
    harmed = any(c.role == "outcome" for c in within(scene.mentions.casualties, last.word.first, last.word.last))
    open_kind = kind in _OPEN and last.group.voice != "noun" and harmed
    return "the occasion of what is told beside it" if open_kind and _names_its_doer(scene, last) else ""
