"""Claims of one happening are one event, whoever tells them, in whatever order, and however often."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from linking.made import DAY, claim
from thucydides.linking.copies import Copies
from thucydides.linking.decisions import Decisions
from thucydides.linking.link import Linking, link, relink
from thucydides.model.event import Event


def together(events: tuple[Event, ...]) -> set[frozenset[str]]:
    """The events as sets of claim ids."""
    return {frozenset(e.claims) for e in events}


def story() -> list:
    """A strike told by four sources in three languages, and five other events near it."""
    return [
        claim("Ministry of Defence", outlet="Agency A", initiator="Ruritania", later=0, weapon="aircraft"),
        claim("the hospital", killed=12, initiator="Ruritania"),
        claim("l'hôpital", outlet="Le Soir", language="fr", killed=24, later=2),
        claim("Monitor", outlet="Al Khabar", language="ar", killed=24, victims="unknown", later=2),
        claim("Ministry of Defence", outlet="Agency A", denied=True, initiator="Ruritania", later=2),
        claim("the hospital", day=DAY + timedelta(days=4), killed=12),
        claim("the hospital", town="Tell Sabah", killed=3),
        claim(
            "Ministry of Defence", outlet="Agency A", kind="shelling", initiator="Ruritania", later=0, weapon="missile"
        ),
        claim("a farmer", town="Bir Amal", kind="abduction"),
        claim("a farmer", town="Bir Amal", kind="arrest"),
    ]


def test_one_strike_in_three_languages_is_one_event():
    """Four sources and a denial make one event; another day, town, kind of act or means of one source make others."""
    claims = story()
    found = together(link(claims))
    assert frozenset(c.claim_id for c in claims[:5]) in found
    assert len(found) == 6


@pytest.mark.parametrize("seed", range(5))
def test_order_does_not_matter(seed):
    """The same events, roots and relations for any order of claims."""
    claims = story()
    shuffled = claims[:]
    random.Random(seed).shuffle(shuffled)
    assert link(shuffled) == link(claims)


def test_one_side_told_tenfold_changes_nothing():
    """Ten mastheads with one text add no root, and move no other claim to another event."""
    claims = story()
    copies = {f"copy-{n}": claims[0].document.doc_id for n in range(10)}
    flood = [
        replace(claims[0], claim_id=f"flood-{n}", document=replace(claims[0].document, doc_id=doc, outlet=f"Paper {n}"))
        for n, doc in enumerate(copies)
    ]
    plain, flooded = link(claims), link([*claims, *flood], Linking(Copies(copies)))
    ids = {c.claim_id for c in claims}
    assert {frozenset(e.claims) & ids for e in flooded} == together(plain)
    by_id = {e.event_id: e.roots for e in plain}
    assert {e.event_id: e.roots for e in flooded} == by_id


def test_a_new_document_is_linked_as_if_all_were_linked_anew():
    """Adding claims one by one gives the events of a whole linking, and looks at the neighbourhood alone."""
    claims = story()
    events, _ = relink(claims[:1], ())
    for upto in range(2, len(claims) + 1):
        events, looked_at = relink(claims[:upto], events)
        assert looked_at <= upto
    assert together(events) == together(link(claims))
    far = claim("a herder", town="Bir Amal", kind="shelling")
    events, looked_at = relink([*claims, far], events)
    assert looked_at == 1


def test_claims_that_are_gone_leave_their_event():
    """What a newer reading no longer says is in no event; the rest of its event is linked again."""
    claims = story()
    events, _ = relink(claims[1:], link(claims))
    assert together(events) == together(link(claims[1:]))


def test_people_decide():
    """Must-links join whatever is apart, cannot-links part whatever is joined, and nothing joins over them."""
    claims = story()
    ids = [c.claim_id for c in claims]
    decided = Decisions(
        must=frozenset({(ids[0], ids[8])}), never=frozenset({(ids[1], ids[2])}), judged=frozenset(ids[:3])
    )
    found = together(link(claims, Linking(decisions=decided)))
    (with_first,) = [e for e in found if ids[0] in e]
    assert ids[8] in with_first
    assert not [e for e in found if {ids[1], ids[2]} <= e]
    events, _ = relink(claims, link(claims), Linking(decisions=decided))
    assert together(events) == found


def test_an_event_keeps_its_id():
    """New claims, merges and splits keep the id of the part that holds most of the event."""
    claims = story()
    before = link(claims[:4])
    (strike,) = [e for e in before if len(e.claims) == 4]
    after = link(claims, previous=before)
    assert strike.event_id in {e.event_id for e in after if set(strike.claims) <= set(e.claims)}
    ids = sorted(strike.claims)
    decided = Decisions(never=frozenset({(ids[0], i) for i in ids[1:]}), judged=frozenset(ids))
    parts = link(claims[:4], Linking(decisions=decided), previous=before)
    (large,) = [e for e in parts if len(e.claims) == 3]
    assert large.event_id == strike.event_id
    assert len({e.event_id for e in parts}) == 2


def test_a_toll_that_differs_is_no_evidence_against():
    """Two dead and two hundred, in one town on one day by one means, are one event with two accounts."""
    few, many = claim("the army", killed=2), claim("residents", outlet="Daily Two", killed=200)
    (event,) = link([few, many])
    assert set(event.roots) == {"the army", "residents (Daily Two)"} or len(event.roots) == 2


def test_a_namesake_far_away_is_another_place():
    """Two towns of one name, a hundred kilometres apart, are two places."""
    here, there = claim("the mayor"), claim("the police", outlet="Daily Two", point=(36.4, 37.2))
    assert len(link([here, there])) == 2


def test_a_balance_of_a_month_is_no_strike():
    """A total over a period joins no event of a day in it."""
    strike = claim("the hospital", killed=12)
    total = claim("Monitor", outlet="Daily Two", killed=140)
    assert total.time is not None
    month = replace(total.time, earliest=DAY.replace(day=1), latest=DAY.replace(day=31), precision="month")
    assert len(link([strike, replace(total, time=month)])) == 2
