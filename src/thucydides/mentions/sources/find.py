"""Finds words of attribution; who says what is put together by claims.attribution."""

from __future__ import annotations

from thucydides.mentions.page import Page
from thucydides.model.mention import SourceMention


def find(page: Page) -> tuple[SourceMention, ...]:
    """Cues, prepositions, heads, named outlets, hedges and their kin of a page in order."""
    found = []
    text, starts, ends = page.text, page.tokens.starts, page.tokens.ends
    for hit in page.of("sources"):
        start, end = starts[hit.first], ends[hit.last - 1]
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
                e.traits,
                e.args,
                text[start:end],
            )
        )
    return tuple(found)
