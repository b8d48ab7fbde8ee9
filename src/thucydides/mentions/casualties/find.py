"""Finds words of harm and of victims with the features of their form; numbers are joined to them by the claims."""

from __future__ import annotations

from thucydides.mentions.page import Page
from thucydides.model.mention import CasualtyMention


def find(page: Page) -> tuple[CasualtyMention, ...]:
    """Outcome, victim, toll and "none" words of a page in order. Flags and form features stand together."""
    found = []
    for hit in page.of("casualties"):
        start, end = page.span(hit.first, hit.last)
        e = hit.entry
        found.append(CasualtyMention(start, end, hit.first, hit.last, e.row, e.role, e.value, e.traits, e.args))
    return tuple(found)
