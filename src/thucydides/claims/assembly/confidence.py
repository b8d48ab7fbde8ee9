"""How likely a claim stands as read: a small linear model over what made it, its weights a data file.

Confidence is the chance that a careful reader makes the same claim: the event, its type, whether it is denied, and its
root source. Place, day and toll tell their own precision. Weights come from `tools/calibrate.py` over annotated reports.
"""

from __future__ import annotations

import math
import sys
from functools import cache

from thucydides.claims.drafts import Draft
from thucydides.claims.scene import Scene
from thucydides.knowledge.confidence import weights

_ROUND = 2


def features(scene: Scene, d: Draft) -> dict[str, bool]:
    """What speaks for or against a draft; no word and no language is among them."""
    deed = d.deed
    rules = " ".join(d.rules)
    return {
        "verbal": deed.group.voice != "noun",
        "passive": deed.group.voice == "passive",
        "weak_word": "weak" in deed.features,
        "generic_sense": deed.generic and deed.sense != "harm",
        "harm_alone": deed.sense == "harm",
        "by_means": "kind.means" in rules,
        "by_default": "kind.default" in rules,
        "several_words": len(deed.words) > 1,
        "toll": bool(d.harms),
        "toll_numbered": any(h.low is not None for h in d.harms),
        "initiator": any(a.role != "target" for a in d.actors),
        "target": any(a.role == "target" for a in d.actors),
        "weapon": bool(d.weapons),
        "place_own": d.place is not None and not d.place.inferred,
        "place_none": d.place is None,
        "time_own": d.time is not None and not d.time.inferred,
        "time_none": d.time is None,
        "attributed": bool(d.chain),
        "attribution_carried": d.cue is not None and d.cue.carried,
        "chain": len(d.chain) > 1,
        "hedged": d.stance.modality in ("alleged", "estimated"),
        "unreal": d.stance.modality in ("planned", "hypothetical"),
        "denied": d.stance.polarity == "denied",
        "merged": "sense.merged" in rules,
        "in_title": scene.page.roles[deed.sentence] in ("title", "heading"),
        "strategic": deed.family == "strategic",
        "demonstration": deed.family == "demonstration",
        "remote": deed.family == "remote",
    }


@cache
def _weights() -> tuple[float, tuple[tuple[str, float], ...]]:
    kept = weights()
    return kept.bias, tuple(sorted((sys.intern(name), weight) for name, weight in kept.weights.items()))


def confidence(scene: Scene, d: Draft) -> float | None:
    """The calibrated chance, rounded; None where no weights are there."""
    bias, table = _weights()
    if not table:
        return None
    told = features(scene, d)
    weighed = 0.0
    for name, weight in table:
        if told.get(name):
            weighed += weight
    return round(1.0 / (1.0 + math.exp(-(bias + weighed))), _ROUND)
