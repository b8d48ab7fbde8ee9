"""Which of some places is spelt like a name, across scripts and romanisations."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz

from thucydides.knowledge.gazetteer_file import Spot
from thucydides.knowledge.gazetteer_keys import romanized, skeleton

_LEAST_RATIO = 72.0
_MARGIN = 6.0
_AREA_RATIO = 92.0
_AREAS = frozenset({"country", "admin1", "region", "continent"})


def likeness(key: str, names: Iterable[str]) -> float:
    """The best ratio, 0 to 100, of a folded name with some others, all romanised."""
    mine = romanized(key)
    return max((fuzz.ratio(mine, romanized(name)) for name in names), default=0.0)


def alike(
    key: str, rows: Iterable[tuple[Spot, tuple[str, ...]]], least: int, sure: float = _LEAST_RATIO
) -> Spot | None:
    """The one place spelt most alike, or None where two are about as near, or the skeleton has fewer than `least`
    consonants.
    """
    if len(skeleton(key)) < least:
        return None
    scored = sorted(((likeness(key, names), s) for s, names in rows), key=lambda r: (-r[0], -r[1].population, r[1].id))
    if not scored or scored[0][0] < (_AREA_RATIO if scored[0][1].kind in _AREAS else sure):
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < _MARGIN and scored[1][1].kind == scored[0][1].kind:
        return None
    return scored[0][1]
