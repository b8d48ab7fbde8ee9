"""Finds words that name events, with voice and mood of their form; whether an event is told is for the claims."""

from __future__ import annotations

from thucydides.mentions.page import Page
from thucydides.model.mention import TriggerMention

_SETTLED = frozenset({"city", "town", "village"})


def _named_so(page: Page) -> frozenset[int]:
    """Tokens right behind a word for towns and villages, in scripts without capitals: "the town of Battle" is no battle."""
    if page.language.has("capitals_mark_names"):
        return frozenset()
    return frozenset(h.last for h in page.of("places", "head") if h.entry.value in _SETTLED)


def find(page: Page) -> tuple[TriggerMention, ...]:
    """Event words of a page in order; light verbs have the sense "light". Nothing of a spared idiom is here."""
    found = []
    named = _named_so(page)
    for hit in page.of("triggers", "event", "light"):
        if hit.first in named and hit.last == hit.first + 1:
            continue
        start, end = page.span(hit.first, hit.last)
        e = hit.entry
        sense = "light" if e.role == "light" else e.value
        found.append(TriggerMention(start, end, hit.first, hit.last, e.row, sense, e.args, e.features | e.flags))
    return tuple(found)
