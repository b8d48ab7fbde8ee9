"""When an event is only what another one answers: "in retaliation for the killing of its commander, X shelled Y"."""

from __future__ import annotations

from thucydides.claims.scene import Scene, within
from thucydides.model.mention import Mention

_GAP = 5  # tokens between the preposition and the noun that it governs
_BEHIND = 10  # tokens from the noun to a day of its own
_LIGHT = frozenset({"det", "poss", "adverb", "of", "other"})


def answering(scene: Scene, word: Mention) -> int:
    """The token before `word` that ends a preposition of answering ("in revenge for", "en réponse à"); -1 without one."""
    at, floor = word.first - 1, max(word.first - _GAP, 0)
    while at >= floor and scene.gram_values[at] != "answer":
        if scene.gram[at] not in _LIGHT and (scene.gram[at] or scene.page.tokens.shapes[at] in ".n0"):
            return -1
        at -= 1
    return at if at >= floor else -1


def is_answered(scene: Scene, word: Mention) -> bool:
    """True for a word right behind a preposition of answering, with no day of its own beside it."""
    at = answering(scene, word)
    return at >= 0 and not _is_dated(scene, at, word.last)


def _is_dated(scene: Scene, first: int, last: int) -> bool:
    """True where a day stands in the phrase, before the comma or the next event that ends it."""
    end = min(last + _BEHIND, len(scene.gram))
    end = next((i for i in range(last, end) if scene.page.tokens.shapes[i] in ".n"), end)
    told = within(scene.mentions.triggers, last, end)
    end = told[0].first if told else end
    return any(t.precision in ("day", "night") for t in within(scene.mentions.times, first, end))
