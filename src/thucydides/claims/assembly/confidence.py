"""How likely a claim stands as read: a small linear model over what made it, its weights a data file.

Confidence is the chance that a careful reader makes the same claim: the event, its type, whether it is denied, and its
root source. Place, day and toll tell their own precision. Weights come from `tools/calibrate.py` over annotated reports.
"""

from __future__ import annotations

import math
from functools import cache

from thucydides.claims.drafts import Draft
from thucydides.claims.scene import Scene
from thucydides.knowledge.confidence import weights

_ROUND = 2


NAMES = (
    "attributed", "attribution_carried", "by_default", "by_means", "chain", "demonstration", "denied", "generic_sense",
    "harm_alone", "hedged", "in_title", "initiator", "merged", "passive", "place_none", "place_own", "remote",
    "several_words", "strategic", "target", "time_none", "time_own", "toll", "toll_numbered", "unreal", "verbal",
    "weak_word", "weapon",
)  # fmt: skip


def features(scene: Scene, d: Draft) -> dict[str, bool]:
    """What speaks for or against a draft; no word and no language is among them."""
    return dict(zip(NAMES, _told(scene, d), strict=True))


def _told(scene: Scene, d: Draft) -> list[bool]:
    """Whether a draft has each of the features, in the order of NAMES."""
    deed, place, time, modality = d.deed, d.place, d.time, d.stance.modality
    rules = " ".join(d.rules)
    family, voice = deed.family, deed.group.voice
    return [
        bool(d.chain),
        d.cue is not None and d.cue.carried,
        "kind.default" in rules,
        "kind.means" in rules,
        len(d.chain) > 1,
        family == "demonstration",
        d.stance.polarity == "denied",
        deed.generic and deed.sense != "harm",
        deed.sense == "harm",
        modality in ("alleged", "estimated"),
        scene.page.roles[deed.sentence] in ("title", "heading"),
        any(a.role != "target" for a in d.actors),
        "sense.merged" in rules,
        voice == "passive",
        place is None,
        place is not None and not place.inferred,
        family == "remote",
        len(deed.words) > 1,
        family == "strategic",
        any(a.role == "target" for a in d.actors),
        time is None,
        time is not None and not time.inferred,
        bool(d.harms),
        any(h.low is not None for h in d.harms),
        modality in ("planned", "hypothetical"),
        voice != "noun",
        "weak" in deed.features,
        bool(d.weapons),
    ]


@cache
def _weights() -> tuple[float, list[float]]:
    """The bias, and the weight of each of NAMES; no list where no weights are there."""
    kept = weights()
    return kept.bias, [kept.weights.get(name, 0.0) for name in NAMES] if kept.weights else []


def confidence(scene: Scene, d: Draft) -> float | None:
    """The calibrated chance, rounded; None where no weights are there."""
    bias, table = _weights()
    if not table:
        return None
    weighed = 0.0
    for told, weight in zip(_told(scene, d), table, strict=True):
        if told:
            weighed += weight
    return round(1.0 / (1.0 + math.exp(-(bias + weighed))), _ROUND)
