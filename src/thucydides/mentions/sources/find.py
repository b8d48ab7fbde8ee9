"""Finds words of attribution; who says what is put together by claims.attribution."""

from __future__ import annotations

from thucydides.mentions.page import Page
from thucydides.model.mention import SourceMention


def find(page: Page) -> tuple[SourceMention, ...]:
    """Cues, prepositions, heads, named outlets, hedges and their kin of a page in order."""
    found = []
    for hit in page.of("sources"):
        start, end = page.span(hit.first, hit.last)
        e = hit.entry
        found.append(
            SourceMention(
                start,
                end,
                hit.first,
                hit.last,
                e.row,
                e.role,
                e.value,
                e.features | e.flags,
                e.args,
                page.text[start:end],
            )
        )
    return tuple(found)
