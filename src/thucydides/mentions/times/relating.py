"""Times that are counted from another one of their clause: "two days after the truce of 4 May", "on the eve of the May 5 vote"."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from thucydides.mentions.page import Page
from thucydides.mentions.times.joining import DAYISH
from thucydides.mentions.times.words import TimeWords

_REACH = 14  # tokens from the words to the time that they count from
_NOUNS = 3  # tokens of a noun phrase between "the day before" and the day of what it is before
_PAUSES = frozenset(",;:()-")


def related(page: Page, found: list[TimeWords]) -> Iterable[TimeWords]:
    """The same times, those that are counted from the next one with that one inside them."""
    if not any(one.kind == "related" or one.number("near") for one in found):
        return found
    out: list[TimeWords] = []
    for one, after in zip(found, (*found[1:], None), strict=True):
        counted = after is not None and after.kind in DAYISH and not after.number("near")
        if after is None or not counted or not _same_clause(page, one, after):
            out.append(one)
        elif one.kind == "related":
            out.append(replace(one, inner=(after,)))
        elif one.number("near") and after.kind == "date" and _is_a_noun(page, one.last, after.first):
            out.append(replace(one.having(n=1, unit="day", sign=-1), kind="related", inner=(after,)))
        else:
            out.append(one)
    return out


def _same_clause(page: Page, one: TimeWords, after: TimeWords) -> bool:
    gap = range(one.last, after.first)
    if len(gap) > _REACH or page.sentence_at(one.first) != page.sentence_at(after.first):
        return False
    return _PAUSES.isdisjoint(page.tokens.forms[i] for i in gap)


def _is_a_noun(page: Page, first: int, last: int) -> bool:
    """True for one to three plain words between the two: what was on that day ("накануне выборов 5 мая")."""
    small = {h.first for h in page.hits.get("grammar", ())}
    return 0 < last - first <= _NOUNS and all(
        page.tokens.shapes[i] in "xX" and i not in small for i in range(first, last)
    )
