"""Ids of events: an event keeps its id through new claims, merges and splits; a new one takes its oldest claim's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from thucydides.model.document import content_id
from thucydides.model.event import Event


def named(groups: Sequence[Sequence[str]], previous: Sequence[Event], taken: frozenset[str] = frozenset()) -> list[str]:
    """An id for each group of claim ids (oldest claim first). The part that holds most of an event keeps its id.

    Where two events became one, the one of more claims lends its id. `taken` are ids that others bear.
    """
    home = {claim_id: at for at, group in enumerate(groups) for claim_id in group}
    wishes: list[tuple[int, str, int]] = []
    for event in previous:
        shared = Counter(home[c] for c in event.claims if c in home)
        wishes += [(-times, event.event_id, at) for at, times in shared.items()]
    given: dict[int, str] = {}
    used = set(taken)
    for _, event_id, at in sorted(wishes):
        if at not in given and event_id not in used:
            given[at] = event_id
            used.add(event_id)
    for at, group in enumerate(groups):
        if at not in given:
            given[at] = _fresh(group[0], used)
            used.add(given[at])
    return [given[at] for at in range(len(groups))]


def _fresh(oldest: str, used: set[str]) -> str:
    """The id of the oldest claim's event; where another event took that along, the next one."""
    made, turn = content_id("event", oldest), 1
    while made in used:
        turn += 1
        made = content_id("event", oldest, str(turn))
    return made
