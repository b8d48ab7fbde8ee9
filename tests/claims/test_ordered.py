"""Mentions in order: those of a range of tokens are found at once, however many there are and wherever it begins."""

from __future__ import annotations

import pytest

from thucydides.claims.scene import Ordered, covered, within
from thucydides.model.mention import Mention

SPANS = [(0, 1), (3, 5), (3, 4), (15, 18), (16, 17), (31, 32), (32, 40), (47, 48), (90, 91)]
MENTIONS = [Mention(first, last, first, last, "r") for first, last in SPANS]


MANY = [Mention(i // 4, i // 4 + 1, i // 4, i // 4 + 1, "r") for i in range(300)]


@pytest.mark.parametrize("mentions", [MENTIONS, MENTIONS[::-1], MENTIONS[:1], [], MANY])
def test_mentions_within_are_those_that_begin_there(mentions: list[Mention]) -> None:
    """Any range, empty ones and those over the edges too; of more mentions than a byte counts as well."""
    ordered = Ordered(mentions)
    for first in range(-2, 95):
        for last in range(-2, 95):
            expected = [m for m in ordered if first <= m.first < last]
            assert list(within(ordered, first, last)) == expected, (first, last)


def test_covered_asks_for_one_mention_that_holds_all_tokens() -> None:
    """A mention that begins long before counts, two that only touch do not."""
    ordered = Ordered(MENTIONS)
    assert covered(33, 40, ordered)
    assert not covered(31, 33, ordered)
    assert not covered(41, 42, ordered)


def test_those_that_begin_together_keep_their_order() -> None:
    """The longer one was found first."""
    assert [m.last for m in within(Ordered(MENTIONS), 3, 4)] == [5, 4]
