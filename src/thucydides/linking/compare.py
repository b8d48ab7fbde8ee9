"""How well two claims fit one event: named features, each with its share of the score, and nothing hidden."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from thucydides.knowledge.linking import LinkingWeights
from thucydides.linking.points import FIGHTING, LONGEST_GAP, Points, by_paper_value, other_means, toll_value
from thucydides.linking.sketch import OPEN_KINDS, Sketch, Spot
from thucydides.linking.words import overlap

_ALIKE, _ALIKE_WRITTEN = 78.0, 84.0
_SAME_KM, _NEAR_KM, _COARSE_KM, _VAGUE_KM = 3.0, 12.0, 40.0, 400.0
# Two towns are two places, whatever lies between them; a hundred km away they are surely so.
_TWO_TOWNS, _FAR_KM = 0.6, 100.0
_KM_A_DEGREE = 111.2
# What rounding may take from a bound.
_SLACK = 1e-9
_AGAINST = ("place unlike", "place apart")
# Pairs of places whose features are kept.
_MOST_MET = 200_000


@dataclass(frozen=True, slots=True)
class Share:
    """One feature of a pair: what it is, its value (0 to 1, or a count), and the points that it gives or takes."""

    feature: str
    value: float
    points: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """The score of a pair in log-odds of being one event, and how it came about, weightiest first."""

    a: str
    b: str
    score: float
    shares: tuple[Share, ...]


def kilometres(a: Spot, b: Spot) -> float:
    """Distance of two places; infinite where one has no point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    return _between((a.lat, a.lon), (b.lat, b.lon))


def _between(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres on a flat map, good to a per cent below a few hundred."""
    across = (a[1] - b[1] + 540) % 360 - 180
    return _KM_A_DEGREE * math.hypot(a[0] - b[0], across * math.cos(math.radians((a[0] + b[0]) / 2)))


def _mistaken(a: Spot, b: Spot) -> bool:
    """True where one may be the namesake of itself that the other was taken for."""
    mine = [*a.others, *([(a.lat, a.lon)] if a.lat is not None and a.lon is not None else [])]
    theirs = [*b.others, *([(b.lat, b.lon)] if b.lat is not None and b.lon is not None else [])]
    return any(_between(x, y) <= _NEAR_KM for x in mine for y in theirs)


def alike(a: Spot, b: Spot) -> bool:
    """True where a name of one is spelt like a name of the other, across scripts."""
    if any(x == y for x in a.latin for y in b.latin):
        return True
    if a.bones & b.bones:
        return any(fuzz.ratio(x, y) >= _ALIKE - 12 for x in a.latin for y in b.latin)
    return any(fuzz.ratio(x, y) >= _ALIKE for x in a.latin for y in b.latin)


def place_features(a: Spot | None, b: Spot | None) -> dict[str, float]:
    """Same, near, within, other or apart; nothing where one of them has no place."""
    if a is None or b is None:
        return {}
    away = kilometres(a, b)
    if a.place_id and a.place_id == b.place_id:
        return {"place same": 1.0} if a.fine else _within(a.radius)
    named = alike(a, b)
    if math.isinf(away):
        return {"place same": 0.8} if named else {"place unlike": 1.0}
    if a.fine and b.fine:
        if away <= _SAME_KM or (named and away <= max(_NEAR_KM, a.radius + b.radius)):
            return {"place same": 1.0}
        if away <= _NEAR_KM or away <= max(a.radius, b.radius):
            return {"place near": 1.0} if named else {"place near": 1.0, "place unlike": 1.0}
        return _apart(a, b, _TWO_TOWNS + away / _FAR_KM, named=named)
    if named and (a.unknown or b.unknown):
        # No point says that they are one: two spellings of one script are two names.
        named = a.script != b.script or _spelt_alike(a, b)
    if named and away <= 2 * (a.radius + b.radius):
        return {"place same": 0.7}
    if named and (a.unknown or b.unknown):
        return {"place same": 0.5}
    if away <= max(a.radius, b.radius) * 1.2 + min(a.radius, b.radius):
        return {"place unlike": 1.0} if _two_names(a, b) else _within(max(a.radius, b.radius))
    return _apart(a, b, away / _COARSE_KM / 2, named=named)


def _spelt_alike(a: Spot, b: Spot) -> bool:
    return any(x == y or fuzz.ratio(x, y) >= _ALIKE_WRITTEN for x in a.latin for y in b.latin)


def _two_names(a: Spot, b: Spot) -> bool:
    """True where one is a name that nobody knows, and the other no more than a town: neither holds the other, and
    neither has the consonants that the other begins with.
    """
    towns = (a.unknown and (b.fine or b.unknown)) or (b.unknown and a.fine)
    return towns and not any(x.startswith(y) or y.startswith(x) for x in a.bones for y in b.bones)


def _within(radius: float) -> dict[str, float]:
    """One may hold the other; the wider it is, the less that says, and a whole country speaks of many events a day."""
    return {"place within": 1.0, "place vague": min(1.0, radius / _VAGUE_KM)}


def _apart(a: Spot, b: Spot, share: float, *, named: bool) -> dict[str, float]:
    if named and _mistaken(a, b):
        return {"place mistaken": 1.0}
    return {"place namesake" if named else "place apart": min(1.0, share)}


def _where(a: Sketch, b: Sketch) -> dict[str, float]:
    """Places; where one has no town of its own, its words may name the town of the other all the same."""
    return _named_or(place_features(a.spot, b.spot), a, b)


def _named_or(found: dict[str, float], a: Sketch, b: Sketch) -> dict[str, float]:
    if "place same" in found or "place namesake" in found:
        return found
    if not (_names_town_of(a, b) or _names_town_of(b, a)):
        return found
    if not (_is_told(a) or _is_told(b)):
        return {"place named": 1.0}
    # A clause that sets the deed in a place of its own, though nobody knows where, names the other's beside it.
    return {"place named": 1.0} | {name: value for name, value in found.items() if name in _AGAINST}


def _names_town_of(a: Sketch, b: Sketch) -> bool:
    """True where the clause of `a`, which has no town of its own, has the name of the place of `b`."""
    if (a.own_place and _is_town(a.spot)) or b.spot is None or b.spot.bones.isdisjoint(a.names):
        return False
    return not _is_told(a) or a.spot is None or not b.spot.bones.isdisjoint(a.names - a.spot.bones)


def _is_told(a: Sketch) -> bool:
    return a.own_place and a.spot is not None and (a.spot.lat is None or a.spot.unknown)


def _is_town(spot: Spot | None) -> bool:
    return spot is not None and spot.fine and spot.lat is not None


def day_features(a: Sketch, b: Sketch) -> dict[str, float]:
    """How the ranges of days lie to each other; nothing where one is not known."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return {"day unknown": 1.0}
    gap = max(a.first, b.first) - min(a.last, b.last)
    if gap <= 0:
        if a.sharp and b.sharp:
            return {"day same": 1.0}
        if a.by_paper or b.by_paper:
            fits = by_paper_value(a, b)
            return {"day fits": fits} if fits else {"day next": 1.0}
        return {"day fits": 1.0 / (1 + math.log1p(max(a.last - a.first, b.last - b.first)))}
    if not (a.sharp and b.sharp):
        gap = max(1, gap - 1)
    return {"day next": 1.0} if gap == 1 else {"day other": float(min(gap - 1, LONGEST_GAP))}


def kind_features(a: Sketch, b: Sketch) -> dict[str, float]:
    """Type, family and weapons."""
    found = {"weapon": 1.0} if a.weapons & b.weapons else {}
    if a.kind == b.kind:
        return found | {"kind same": 1.0}
    if a.kind in OPEN_KINDS or b.kind in OPEN_KINDS or a.denied or b.denied:
        return found | {"kind open": 1.0}
    if a.family == b.family:
        return found | {"kind near": 1.0}
    return found | ({"kind mixed": 1.0} if {a.family, b.family} <= FIGHTING else {"kind other": 1.0})


def toll_features(a: Sketch, b: Sketch) -> dict[str, float]:
    """Figures that meet speak for one event; figures that differ say nothing."""
    best = toll_value(a, b)
    return {"toll": best} if best else {}


def voice_features(a: Sketch, b: Sketch) -> dict[str, float]:
    """One source that tells two means, or tells twice in one document, tells of two events."""
    same_root = a.root == b.root and a.named_root and b.named_root
    if a.doc_id == b.doc_id:
        return {"told apart": 1.0} if a.root == b.root and not (a.denied or b.denied) else {"one document": 1.0}
    if not same_root:
        return {}
    means = other_means(a, b)
    return {"other means of one source": means} if means else {"one source": 1.0}


def actor_features(a: Sketch, b: Sketch) -> dict[str, float]:
    """Who did it and to whom; a rival perpetrator is a conflict to be shown, hardly a reason to part."""
    found: dict[str, float] = {}
    if a.initiators & b.initiators:
        found["initiator"] = 1.0
    elif a.initiators and b.initiators:
        found["rival initiators"] = 1.0
    if a.targets & b.targets:
        found["target"] = 1.0
    return found


@dataclass(frozen=True, slots=True)
class Scale:
    """Weighs pairs by data/linking.toml. A pair's score asks nothing of other claims: linking stays local, and a side
    that floods the collection with copies changes no score.
    """

    weights: LinkingWeights
    # The most that places can speak for a pair: they say one thing at a time, or one with a shade of it.
    best_place: float = field(init=False)
    points: Points = field(init=False)
    met: dict[tuple[int, int], tuple[Spot | None, Spot | None, dict[str, float]]] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        points = {name: max(0.0, worth) for name, worth in self.weights.claims.items() if name.startswith("place")}
        shaded = (points["place within"] + points["place vague"], points["place near"] + points["place unlike"])
        object.__setattr__(self, "best_place", max(*points.values(), *shaded))
        object.__setattr__(self, "points", Points.of(self.weights.claims, self.best_place))

    def features(self, a: Sketch, b: Sketch) -> dict[str, float]:
        """All features of a pair that are not nought."""
        found = {"any pair": 1.0}
        found |= day_features(a, b) | _where(a, b) | kind_features(a, b)
        found |= toll_features(a, b) | voice_features(a, b) | actor_features(a, b)
        if a.language == b.language:
            shared = overlap(a.terms, b.terms)
            if shared:
                found["words"] = shared
        return found

    def score(self, a: Sketch, b: Sketch) -> float:
        """Log-odds that two claims tell one event."""
        told = self.points.told(a, b, -math.inf)
        assert told is not None
        return math.fsum((*told, *self._placed(a, b)))

    def bond(self, a: Sketch, b: Sketch, threshold: float) -> float | None:
        """The score, where it reaches the threshold; None where it does not, mostly without looking at the words."""
        placed = self._placed(a, b)
        told = self.points.told(a, b, threshold + self.best_place - sum(placed) - _SLACK)
        if told is None:
            return None
        score = math.fsum((*told, *placed))
        return score if score >= threshold else None

    def _placed(self, a: Sketch, b: Sketch) -> list[float]:
        """Points of the places. Two spots are compared once, as long as they are the same two objects."""
        kept = self.met.get((id(a.spot), id(b.spot)))
        if kept is None:
            if len(self.met) >= _MOST_MET:
                self.met.clear()
            # The spots are kept beside it, so that no other comes to bear their numbers.
            kept = self.met[id(a.spot), id(b.spot)] = (a.spot, b.spot, place_features(a.spot, b.spot))
        weight = self.weights.claims
        return [weight[name] * value for name, value in _named_or(kept[2], a, b).items()]

    def explain(self, a: Sketch, b: Sketch) -> Likeness:
        """The score with the share of each feature."""
        weight = self.weights.claims
        shares = [Share(name, value, weight[name] * value) for name, value in self.features(a, b).items()]
        shares.sort(key=lambda s: (-abs(s.points), s.feature))
        return Likeness(a.claim_id, b.claim_id, math.fsum(s.points for s in shares), tuple(shares))
