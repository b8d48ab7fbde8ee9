"""What is known and settled so far while the toponyms of one page are resolved."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from thucydides.knowledge.gazetteer import Found, Gazetteer
from thucydides.knowledge.gazetteer.file import Spot
from thucydides.mentions.page import Page
from thucydides.mentions.places.fit import Anchor, Ground, nearness, score
from thucydides.mentions.places.frame import Frame
from thucydides.mentions.places.place import Placed
from thucydides.mentions.places.toponym import Toponym

_AHEAD = 0.01
_PARTS = frozenset({"admin1", "region", "island"})
TOWNS = frozenset({"settlement", "village"})


@dataclass
class Desk:
    """What is settled so far on one page."""

    toponyms: tuple[Toponym, ...]
    frame: Frame
    gazetteer: Gazetteer
    page: Page
    placed: dict[int, Placed | None] = field(default_factory=dict)
    bare: dict[int, Placed | None] = field(default_factory=dict)  # before a relation moved it
    anchors: list[Anchor] = field(default_factory=list)
    country: str = ""  # the one that weighs most
    alike: dict[tuple[str, tuple[str, ...], bool], list[tuple[float, Found]]] = field(default_factory=dict)
    points: dict[tuple[str, tuple[str, ...], bool], dict[str, float]] = field(default_factory=dict)
    named: dict[str, list[int]] = field(default_factory=dict)  # the toponyms of a name, in order
    ground: dict[str, list[Ground]] = field(default_factory=dict)  # where the anchors of a country lie
    models: dict[str, int] = field(default_factory=dict)  # a name's mention that says most of where it is


def anchor(desk: Desk, spot: Spot) -> None:
    """Settles on a spot that needs no context."""
    made = Anchor.at(spot)
    desk.anchors.append(made)
    desk.ground.setdefault(spot.country, []).append((spot.lat, spot.lon, made.flat))


Manner = tuple[str, tuple[str, ...], bool]


def manner(top: Toponym) -> Manner:
    """What decides between the bearers of a name: two mentions of one manner are ranked alike."""
    return top.key, top.heads, bool(top.direction) and not top.distance_km


def ranked_by(desk: Desk, top: Toponym, found: Sequence[Found]) -> list[tuple[float, Found]]:
    """Candidates with their points, the best first."""
    if len(found) == 1:
        return [(0.0, found[0])]
    points, ground = desk.points.setdefault(manner(top), {}), desk.ground
    rows = []
    for one in found:
        base = points.get(one.spot.id)
        if base is None:
            base = points[one.spot.id] = score(top, one, desk.frame)
        near = ground.get(one.spot.country)
        rows.append((base + nearness(one.spot, near) if near else base, one))
    for n, (mine, state) in enumerate(rows):
        if state.spot.kind != "country" or top.heads:
            continue
        if state.first:
            rows[n] = (max(mine, _AHEAD + _borrowers(rows, state.spot.country)), state)
        else:
            rows[n] = (min(mine, _own_part(rows, state.spot.country) - _AHEAD), state)
    order = [(-points, one.spot.id, n) for n, (points, one) in enumerate(rows)]
    order.sort()
    return [rows[n] for _, _, n in order]


def _borrowers(rows: list[tuple[float, Found]], country: str) -> float:
    """The most points of a place in a country that has its name from it: the state by its own name comes before it."""
    return max((points for points, f in rows if f.spot.country == country and not f.first), default=-math.inf)


def _own_part(rows: list[tuple[float, Found]], country: str) -> float:
    """The most points of a part of a country that has the name as its own, which some use for the whole ("England")."""
    return max(
        (points for points, f in rows if f.first and f.spot.country == country and f.spot.kind in _PARTS),
        default=math.inf,
    )


def before(desk: Desk, i: int, kinds: frozenset[str], within: int = 3) -> Placed | None:
    """The place of these kinds (any where empty) named last before toponym i, at most `within` sentences back."""
    page, mine = desk.page, desk.page.sentence_at(desk.toponyms[i].first)
    for j in range(i - 1, -1, -1):
        top, placed = desk.toponyms[j], desk.placed.get(j)
        if page.sentence_at(top.first) < mine - within:
            return None
        if placed is None or placed.spot is None or top.role != "event" or (kinds and placed.spot.kind not in kinds):
            continue
        return placed
    return None


_SEVERAL, _TOSS, _FEW_PEOPLE = 2, 0.3, 20_000  # bearers of a name; points between two; of a little place


def is_a_toss(ranked: list[tuple[float, Found]]) -> bool:
    """True where several little places of one country bear the name and nothing tells which is meant."""
    if len(ranked) <= _SEVERAL:
        return False
    best = ranked[0][1].spot
    if best.kind not in TOWNS or best.layer != "core" or best.population >= _FEW_PEOPLE:
        return False
    near = [f for points, f in ranked if ranked[0][0] - points < _TOSS and f.spot.country == best.country]
    return len(near) > _SEVERAL
