"""Finds words that name events, with voice and mood of their form; whether an event is told is for the claims."""

from __future__ import annotations

from collections.abc import Sequence

from thucydides.knowledge.lexicon import Entry
from thucydides.mentions.page import Page
from thucydides.model.mention import TriggerMention

_STEM = 4  # letters by which two forms of one noun are told
_FIGURE, _BRACKET = 6, 8  # tokens of a figure before an event, and of what brackets hold
_SETTLED = frozenset({"city", "town", "village"})


def _named_so(page: Page) -> frozenset[int]:
    """Tokens right behind a word for towns and villages, in scripts without capitals: "the town of Battle" is no battle."""
    if page.language.has("capitals_mark_names"):
        return frozenset()
    return frozenset(h.last for h in page.of("places", "head") if h.entry.value in _SETTLED)


def _is_counted(page: Page, token: int, counted: frozenset[int]) -> bool:
    return token > 0 and (page.tokens.shapes[token - 1] == "0" or token in counted)


def _lent_noun(page: Page, modifier: int, head: str) -> Entry | None:
    """The entry of "missile strikes" for the lone "missile" of "two missile and 78 air strikes"; None where it is none."""
    node = page.language.table.tree.get(page.tokens.forms[modifier])
    for form, below in node.items() if isinstance(node, dict) else ():
        if form[:_STEM] == head[:_STEM] and len(form) > _STEM:
            numbers = below if isinstance(below, list) else below.get("", ())
            entries = [page.language.table.values[n] for n in numbers]
            found = [e for e in entries if (e.kind, e.role) == ("triggers", "event")]
            if found:
                return found[0]
    return None


def _listed(page: Page, found: Sequence[TriggerMention]) -> list[TriggerMention]:
    """Modifiers with a figure of their own that share the noun of an event told behind "and", a bracket between."""
    out: list[TriggerMention] = []
    found = [t for t in found if t.last - t.first > 1]
    if not found:
        return out
    forms = page.tokens.forms
    joints = frozenset(h.first for h in page.of("grammar", "and"))
    counted = frozenset(h.last for h in page.of("numbers"))
    for t in found:
        i = t.first - 1
        if not _is_counted(page, t.first, counted):
            continue
        while i > 0 and i not in joints and t.first - i < _FIGURE:
            i -= 1
        i -= 1
        if i > 0 and i + 1 in joints and forms[i] == ")" and "(" in forms[max(i - _BRACKET, 0) : i]:
            i = max(j for j in range(max(i - _BRACKET, 0), i) if forms[j] == "(") - 1
        if i <= 0 or i + 1 >= t.first or not _is_counted(page, i, counted):
            continue
        entry = _lent_noun(page, i, forms[t.last - 1])
        if entry is not None:
            start, end = page.span(i, i + 1)
            out.append(TriggerMention(start, end, i, i + 1, entry.row, entry.value, entry.args, entry.traits))
    return out


def find(page: Page) -> tuple[TriggerMention, ...]:
    """Event words of a page in order; light verbs have the sense "light". Nothing of a spared idiom is here."""
    found: list[TriggerMention] = []
    named = _named_so(page)
    for hit in page.of("triggers", "event", "light"):
        if hit.first in named and hit.last == hit.first + 1:
            continue
        start, end = page.span(hit.first, hit.last)
        e = hit.entry
        sense = "light" if e.role == "light" else e.value
        found.append(TriggerMention(start, end, hit.first, hit.last, e.row, sense, e.args, e.traits))
    listed = _listed(page, [t for t in found if t.sense != "light"])
    if listed:
        found = sorted([*found, *listed], key=lambda t: (t.first, t.last))
    return tuple(found)
