"""Policies: three ways to one number, each with the claims it used and left out; nothing is dropped for its verb."""

from __future__ import annotations

from dataclasses import replace

import pytest

from export.made_events import alone, dossier
from linking.made import claim
from thucydides.export.figures import derive, grade
from thucydides.knowledge.policies import policies, policy
from thucydides.model.errors import UsageError

ACLED, UCDP, AIRWARS = (policy(n) for n in ("acled-conservative", "ucdp-low-best-high", "airwars-min-max"))


def killed(told, rule):
    """(low, best, high) of the dead."""
    figure = derive(told, rule).figure("killed")
    return figure.low, figure.best, figure.high


def test_an_overtaken_figure_is_left_out_with_its_reason():
    """Of 12 and a later 18 the 18 stands, by every policy; the highest ever told stays the high."""
    told = dossier()
    assert killed(told, ACLED) == (18, 18, 18)
    assert killed(told, UCDP) == (18, 18, 18)
    left = dict(derive(told, UCDP).left_out)
    twelve = next(c.claim_id for c in told.claims if c.casualties and c.casualties[0].low == 12)
    denial = next(c.claim_id for c in told.claims if c.polarity == "denied")
    assert "overtaken" in left[twelve]
    assert "denial" in left[denial]


def test_sources_that_differ():
    """Lowest by ACLED; lowest, most told and highest by UCDP; least and most by Airwars."""
    told = dossier(
        [claim("A", killed=30), claim("B", outlet="B", killed=10, later=2), claim("C", outlet="C", killed=10, later=3)]
    )
    assert killed(told, ACLED) == (10, 10, 10)
    assert killed(told, UCDP) == (10, 10, 30)
    assert killed(told, AIRWARS) == (10, None, 30)


@pytest.mark.parametrize(
    ("low", "high", "exactness", "acled", "ucdp"),
    [
        (24, 99, "vague", 12, (24, 24, 99)),
        (2, 9, "vague", 3, (2, 2, 9)),
        (200, 999, "vague", 100, (200, 200, 999)),
        (12, None, "at_least", 12, (12, 12, 12)),
        (None, 20, "up_to", 0, (20, 20, 20)),
        (12, 15, "range", 12, (12, 12, 15)),
        (None, None, "vague", 0, (None, None, None)),
    ],
)
def test_words_for_numbers(low, high, exactness, acled, ucdp):
    """Dozens are 12 by ACLED's table and 24 to 99 as told; nothing told is nought by ACLED, and empty by UCDP."""
    one = claim("A", killed=1)
    told = alone(replace(one, casualties=(replace(one.casualties[0], low=low, high=high, exactness=exactness),)))
    assert killed(told, ACLED)[1] == acled
    assert killed(told, UCDP) == ucdp


def test_a_distancing_verb_drops_no_claim():
    """A figure that is claimed counts as one that is said."""
    one = claim("A", killed=9)
    doubted = replace(one, attribution=(one.attribution[0], replace(one.attribution[1], stance="distancing")))
    assert killed(alone(doubted), UCDP) == killed(alone(one), UCDP)


def test_classes_of_victims():
    """Airwars' classes have their own least and most; parts of a total are no more dead."""
    one = claim("A", killed=12)
    child = replace(one.casualties[0], victims="children", low=5, high=5, part_of=0)
    told = alone(replace(one, casualties=(*one.casualties, child)))
    derived = derive(told, AIRWARS)
    assert (derived.figure("killed", "children").low, derived.figure("killed").low) == (5, 12)


def test_grades_are_suggested_with_a_reason():
    """One root is weak, two that name the doer fair, a denial contested; nothing is discounted."""
    assert grade(alone(claim("A", initiator="X")))[0] == "Weak"
    assert grade(dossier([claim("A", initiator="X"), claim("B", outlet="B", initiator="X")]))[0] == "Fair"
    assert grade(dossier())[0] == "Contested"


def test_policies_are_data():
    """Each is named as its file, versioned, and says after whom it is; another name is told what there is."""
    assert set(policies()) == {"acled-conservative", "ucdp-low-best-high", "airwars-min-max"}
    assert all(p.version and p.source and p.id == f"{p.name}@{p.version}" for p in policies().values())
    with pytest.raises(UsageError, match="no policy 'mine'"):
        policy("mine")
