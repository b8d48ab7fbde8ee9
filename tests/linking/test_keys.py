"""Who is compared: what is near in days and place, and never a whole war with itself."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

from linking.made import DAY, TOWNS, claim
from thucydides.linking.keys import Blocks
from thucydides.linking.sketch import sketch_of


def compared(*claims) -> set[tuple[int, int]]:
    """Pairs of positions that are compared."""
    blocks = Blocks.of([sketch_of(c) for c in claims])
    return {(a, b) for a in range(len(claims)) for b in blocks.later(a)}


def test_two_days_and_twenty_kilometres():
    """Two days or 20 km apart are compared; three days, or 100 km, are not."""
    lat, lon = TOWNS["Kafr Noor"]
    here = claim("A")
    assert compared(here, claim("B", day=DAY + timedelta(days=2)))
    assert compared(here, claim("B", town="Tell Sabah", point=(lat + 0.17, lon)))
    assert not compared(here, claim("B", day=DAY + timedelta(days=6)))
    assert not compared(here, claim("B", town="Tell Sabah", point=(lat + 0.9, lon)))


def test_names_meet_across_scripts():
    """A place without a point meets its namesake in another script."""
    here, there = claim("A", town="Kafr Noor"), claim("B", outlet="B", town="Kafr Noor")
    assert there.place is not None
    name = "\u043a\u0430\u0444\u0440 \u043d\u0443\u0440"
    unknown = replace(there.place, name=name, anchor=replace(there.place.anchor, exact=name), lat=None, lon=None)
    assert compared(here, replace(there, place=replace(unknown, precision="unresolved")))


def test_a_province_meets_its_towns_and_towns_of_a_country_do_not_meet():
    """What is known no better than a province is compared with all towns of the country."""
    far = claim("B", town="Bir Amal")
    assert far.place is not None
    wide = replace(far, place=replace(far.place, precision="admin1", radius_km=90.0))
    assert compared(claim("A"), wide)
    assert not compared(claim("A"), far)


def test_comparisons_grow_with_claims():
    """Twice the claims over twice the days are about twice the pairs, and a town shelled all day is compared along a line."""
    rng = random.Random(1)

    def pairs(number: int) -> int:
        claims = [
            claim(
                "A", town=rng.choice(list(TOWNS)), day=DAY + timedelta(days=rng.randrange(number // 10)), words=f"w{n}"
            )
            for n in range(number)
        ]
        return len(compared(*claims))

    assert pairs(1200) < 2.5 * pairs(600)
    one_day = [claim("A", killed=n % 40, words=f"w{n}", doc=f"d{n}") for n in range(1200)]
    assert len(compared(*one_day)) <= 1200 * 121
