"""Finds words that name events, with voice and mood of their form; whether an event is told is for the claims."""

from __future__ import annotations

from thucydides.mentions.page import Page
from thucydides.model.mention import TriggerMention


def find(page: Page) -> tuple[TriggerMention, ...]:
    """Event words of a page in order; light verbs have the sense "light". Nothing of a spared idiom is here."""
    found = []
    for hit in page.of("triggers", "event", "light"):
        start, end = page.span(hit.first, hit.last)
        e = hit.entry
        sense = "light" if e.role == "light" else e.value
        found.append(TriggerMention(start, end, hit.first, hit.last, e.row, sense, e.args, e.features | e.flags))
    return tuple(found)
