"""Which of some places is spelt like a name, across scripts and romanisations."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.fuzz import ratio

from thucydides.knowledge.gazetteer.file import Spot
from thucydides.knowledge.gazetteer.keys import skeleton
from thucydides.knowledge.gazetteer.phones import phones, sounds_alike

SURE = 72.0
_MARGIN = 3.0
_AREA_SURE = 92.0
_AREAS = frozenset({"country", "admin1", "region", "continent"})
_MOST = 40
_LIKELY = 40.0
# Short names of one script are told apart by their vowels: Bambo is not Bumba.
_SHORT, _SHORT_SURE = 3, 75.0


def alike(key: str, rows: Iterable[tuple[Spot, tuple[str, ...]]], least: int, sure: float = SURE) -> Spot | None:
    """The one place that sounds most alike, or None where two are about as near, or the skeleton has fewer than
    `least` consonants. Areas must sound the same.
    """
    if len(skeleton(key)) < least:
        return None
    bones, mine = skeleton(key), phones(key)
    scored = []
    for n, (spot, names) in enumerate(rows):
        if n >= _MOST:
            return None
        likely = [name for name in names if skeleton(name) == bones and ratio(mine, phones(name)) >= _LIKELY]
        if len(bones) <= _SHORT and key.isascii() and any(name.isascii() for name in names):
            likely = [name for name in likely if name.isascii() and ratio(key, name) >= _SHORT_SURE]
        if likely:
            scored.append((max(sounds_alike(key, name) for name in likely), spot))
    scored.sort(key=lambda r: (-r[0], -r[1].population, r[1].id))
    if not scored or scored[0][0] < (_AREA_SURE if scored[0][1].kind in _AREAS else sure):
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < _MARGIN and scored[1][1].kind == scored[0][1].kind:
        return None
    return scored[0][1]
