"""Linking in parts gives what linking in one piece gives, whatever crosses the parts: days, documents, copies, people."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

from linking.made import DAY, TOWNS, claim
from links_many import made
from thucydides.linking import partition
from thucydides.linking.copies import Copies
from thucydides.linking.decisions import Decisions
from thucydides.linking.link import Linking, link
from thucydides.linking.partition import link_in_parts


def _crowd(number: int) -> list:
    """Claims over two months and three towns, some without a day, some of one document, denials among them."""
    rng = random.Random(3)
    claims = []
    for n in range(number):
        one = claim(
            rng.choice(["the hospital", "the army", "residents", ""]), outlet=f"Paper {n % 7}",
            town=rng.choice(list(TOWNS)), day=DAY + timedelta(days=rng.randrange(60)), killed=rng.randrange(1, 9),
            kind=rng.choice(["air_strike", "shelling", "peaceful_protest"]), denied=rng.random() < 0.1,
            doc=f"d{n // 2}", words=f"w{n}",
        )  # fmt: skip
        claims.append(replace(one, time=None) if rng.random() < 0.1 else one)
    return claims


def test_parts_and_one_piece_are_the_same():
    """Over a made archive and a crowd that crosses every border: the same events, ids, roots and relations."""
    for claims in (list(made(600)), _crowd(300)):
        assert link_in_parts(claims) == link(claims) == link_in_parts(reversed(claims))


def test_copies_and_decisions_hold_across_parts():
    """A copied text's claims go with the original's, and what people joined or parted stays so, months apart."""
    claims = _crowd(200)
    ids = [c.claim_id for c in claims]
    copies = Copies({f"d{n}": f"d{n - 1}" for n in range(1, 100, 5)})
    decisions = Decisions(must=frozenset({(ids[0], ids[50]), (ids[3], ids[120])}), never=frozenset({(ids[7], ids[8])}))
    linking = Linking(copies, decisions)
    whole = link(claims, linking)
    assert link_in_parts(claims, linking) == whole
    assert any({ids[0], ids[50]} <= set(event.claims) for event in whole)
    assert link_in_parts(claims, linking, whole[::2]) == link(claims, linking, whole[::2])


def test_a_block_lies_in_one_part(monkeypatch):
    """Shorter parts change nothing."""
    claims = _crowd(200)
    monkeypatch.setattr(partition, "_SPAN", 1)
    assert link_in_parts(claims) == link(claims)


def test_no_claims_are_no_events():
    """An empty archive links to nothing."""
    assert link_in_parts([]) == ()
