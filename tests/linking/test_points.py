"""The quick sum of a pair is the explained one, and no bound of it hides a bond."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from datetime import timedelta

from linking.made import DAY, TOWNS, claim
from thucydides.knowledge.linking import linking_weights
from thucydides.linking.compare import Scale
from thucydides.linking.sketch import Sketch, sketch_of


def _sketches(number: int) -> list[Sketch]:
    """Claims that differ in all that is weighed: days known or not, towns, kinds, figures, actors, voices, papers."""
    rng = random.Random(11)
    made = []
    for n in range(number):
        one = claim(
            rng.choice(["the hospital", "the army", ""]), outlet=f"Paper {n % 4}", town=rng.choice(list(TOWNS)),
            day=DAY + timedelta(days=rng.randrange(9)), killed=rng.choice([None, 3, 3, 8]), at_least=rng.random() < 0.3,
            kind=rng.choice(["air_strike", "shelling", "attack", "armed_clash", "peaceful_protest"]),
            initiator=rng.choice([None, "the army", "rebels"]), weapon=rng.choice([None, "drone", "rocket"]),
            denied=rng.random() < 0.1, language=rng.choice(["en", "fr"]), doc=f"d{n // 3}",
            words=rng.choice(["Bombs fell near Kafr Noor market", "Shells struck the village mosque", "Kafr Noor market burned"]),
        )  # fmt: skip
        made.append(sketch_of(replace(one, time=None) if rng.random() < 0.15 else one))
    return [
        replace(s, sharp=rng.random() < 0.7, by_paper=rng.random() < 0.1, own_place=rng.random() < 0.5) for s in made
    ]


def test_the_quick_sum_is_the_explained_one():
    """Of all pairs, to the bit; a bond is told exactly where the score reaches the threshold, and tells the same score."""
    scale, sketches = Scale(linking_weights()), _sketches(90)
    bonds = 0
    for at, a in enumerate(sketches):
        for b in sketches[:at]:
            score = scale.score(a, b)
            assert score == scale.explain(a, b).score == math.fsum(s.points for s in scale.explain(a, b).shares)
            for threshold in (-4.0, 0.0, 3.0):
                assert scale.bond(a, b, threshold) == (score if score >= threshold else None)
            bonds += score >= 0
    assert 100 < bonds < 3000


def test_beyond_reach_there_is_no_bond():
    """Two claims that agree in all else are one event across as many days as the weights allow, and no more."""
    scale = Scale(linking_weights())
    reach = scale.points.reach(0.0)
    assert reach is not None
    for sharp in (True, False):
        one = replace(_sketches(1)[0], first=1000, last=1000, sharp=sharp, by_paper=False)
        for gap in range(reach + 1, reach + 9):
            assert scale.bond(one, replace(one, first=1000 + gap, last=1000 + gap), 0.0) is None
    assert scale.points.reach(-100.0) is None
