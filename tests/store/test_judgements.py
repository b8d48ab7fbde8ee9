"""Judgements survive a new reading: a correction stays where its words stand, and one whose words changed is reopened."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from store.made import TEXT, at, document, reading, strike
from thucydides.model.claim import Claim, Reading, Toll, Weapon
from thucydides.model.errors import UsageError
from thucydides.store.judging.corrections import corrected, slot_of, typed_of, value_of
from thucydides.store.judging.judgements import (
    JudgedMeanwhile,
    decided_pairs,
    judged,
    make,
    settled,
    standings_of,
    undone_in,
)
from thucydides.store.project import Project

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


class Clock:
    """A clock that a test sets."""

    def __init__(self):
        self.now = NOON

    def __call__(self):
        """The next minute."""
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def clock():
    """Goes on by a minute at each look."""
    return Clock()


@pytest.fixture
def project(making, tmp_path, clock):
    """A project with one document, read."""
    making(tmp_path / "p").close()
    with Project.open(tmp_path / "p") as opened:
        opened._clock = clock
        opened.add(document())
        opened.save(reading(document()), "rules/1")
        yield opened


def say(project, clock, subject, verdict, **told):
    """Appends a judgement at the clock's time."""
    judgement = replace(make(subject, verdict, "rana", **told), at=clock())
    project.append_judgement(judgement)
    return judgement


def again(project, *claims: Claim, reader="rules/2"):
    """A newer reader reads the document."""
    project.save(Reading(reading(document()).document, claims), reader)


def standings(project):
    """How claims stand."""
    with project.look() as connection:
        return standings_of(connection)


def now(project):
    """Claims as people left them."""
    return list(settled(project.claims(), standings(project)))


def test_correction_stays_where_its_words_stand(project, clock):
    """The newer reader gives another id and another order of tolls: the corrected toll is found by its words."""
    claim = next(c for c in project.claims() if c.casualties)
    say(
        project,
        clock,
        claim.claim_id,
        "correct",
        slot="casualties.0",
        value='{"low": 14, "high": 14, "exactness": "exact"}',
    )
    before = Toll("injured", "all", 2, 2, "exact", at(TEXT, "Two jets"))
    again(project, strike(document(), "rules/2", casualties=(before, *claim.casualties)))
    (told,) = now(project)
    assert told.claim_id != claim.claim_id
    assert [(t.outcome, t.low) for t in told.casualties] == [("injured", 2), ("killed", 14)]
    assert standings(project)[told.claim_id].status == "corrected"


def test_correction_whose_words_changed_is_reopened(project, clock):
    """The newer reader leans on other words: the claim is reopened, the judgement is in its history, its value is not taken."""
    claim = next(c for c in project.claims() if c.casualties)
    say(project, clock, claim.claim_id, "correct", slot="casualties.0", value='{"low": 14}')
    again(
        project,
        strike(
            document(), "rules/2", casualties=(Toll("killed", "civilians", 12, 12, "exact", at(TEXT, "12 civilians")),)
        ),
    )
    (told,) = now(project)
    standing = standings(project)[told.claim_id]
    assert standing.status == "reopened"
    assert "casualties.0" in standing.reopened[0]
    assert len(standing.history) == 1
    assert told.casualties[0].low == 12
    say(project, clock, told.claim_id, "accept")
    assert standings(project)[told.claim_id].status == "accepted"


@pytest.mark.parametrize("verdict", ["accept", "reject", "unsure"])
def test_verdict_holds_while_the_claim_says_the_same(project, clock, verdict):
    """Another reader, id, confidence or rule changes no verdict; another value reopens it."""
    claim = next(c for c in project.claims() if c.casualties)
    say(project, clock, claim.claim_id, verdict)
    before = standings(project)[claim.claim_id].status
    again(project, strike(document(), "rules/2", confidence=0.1, rules=("other:1",)))
    (current,) = project.claims()
    assert standings(project)[current.claim_id].status == before
    again(
        project,
        strike(document(), "rules/3", weapons=(Weapon("drone", "drone", at(TEXT, "Two jets")),)),
        reader="rules/3",
    )
    (current,) = project.claims()
    standing = standings(project)[current.claim_id]
    assert standing.status == "reopened"
    assert standing.reopened == ("weapons is read otherwise now",)


def test_same_id_with_another_value_is_reopened(project, clock):
    """Ids do not hash what the knowledge says: the value that was judged is that of the reading of then."""
    claim = next(c for c in project.claims() if c.casualties)
    say(project, clock, claim.claim_id, "accept")
    again(project, replace(claim, casualties=()), reader="rules/1+more")
    assert standings(project)[claim.claim_id].status == "reopened"


def test_words_that_no_reading_claims_any_more(project, clock):
    """A judged claim that is gone is kept as reopened, never lost."""
    claim = next(c for c in project.claims() if c.casualties)
    say(project, clock, claim.claim_id, "accept")
    again(project)
    standing = standings(project)[claim.claim_id]
    assert (standing.status, standing.gone) == ("reopened", True)
    assert not now(project)


def test_rejected_claims_leave_and_come_back(project, clock):
    """A rejected claim is in no export; undone, it is again."""
    claim = next(project.claims())
    total = len(now(project))
    judgement = say(project, clock, claim.claim_id, "reject")
    assert len(now(project)) == total - 1
    undo = say(project, clock, judgement.judgement_id, "undo")
    assert len(now(project)) == total
    say(project, clock, undo.judgement_id, "undo")
    assert len(now(project)) == total - 1


def test_undoing_what_is_not_there(project, clock):
    """An undo names a judgement that is there."""
    with pytest.raises(UsageError):
        say(project, clock, "nothere", "undo")


def test_who_comes_second_sees_the_first(project, clock):
    """The check and the append are one transaction; an undo counts as something said."""
    claim = next(project.claims())
    first = replace(make(claim.claim_id, "accept", "anna"), at=clock())
    project.append_judgement(first, seen="")
    with pytest.raises(JudgedMeanwhile) as refused:
        project.append_judgement(make(claim.claim_id, "reject", "boris"), seen="")
    assert refused.value.newer == first
    undo = make(first.judgement_id, "undo", "anna")
    project.append_judgement(undo)
    with pytest.raises(JudgedMeanwhile):
        project.append_judgement(make(claim.claim_id, "reject", "boris"), seen=first.judgement_id)
    project.append_judgement(make(claim.claim_id, "reject", "boris"), seen=undo.judgement_id)
    assert not list(project.faults())


def test_newest_word_on_a_pair_counts():
    """Same, then different, then undone: the pair is the same again; names are no pairs of claims."""
    same, other = make("a", "merge", "x", other="b"), make("b", "split", "x", other="a")
    names = make("place:A", "merge", "x", other="place:B")
    assert decided_pairs([same, names]) == (frozenset({("a", "b")}), frozenset())
    assert decided_pairs([same, other]) == (frozenset(), frozenset({("a", "b")}))
    assert decided_pairs([same, other, make(other.judgement_id, "undo", "x")])[0] == {("a", "b")}
    assert undone_in([same, other]) == frozenset()


@pytest.mark.parametrize("typed", ["12", ">=12", "<=30", "~40", "24-99"])
def test_tolls_are_typed_as_they_are_shown(typed):
    """What stands in the field is what would be typed for it."""
    claim = strike(document())
    slot = slot_of(claim, "killed")
    assert typed_of(corrected(claim, slot, value_of(slot, typed)), slot) == typed


def test_taking_entries_out_keeps_what_holds_what():
    """A toll that goes leaves the parts of others in place."""
    one = Toll("killed", "all", 9, 9, "exact", at(TEXT, "12"))
    claim = strike(
        document(),
        casualties=(replace(one, outcome="injured"), one, replace(one, victims="children", low=2, high=2, part_of=1)),
    )
    told = corrected(claim, "casualties.0", "null")
    assert [t.part_of for t in told.casualties] == [None, 0]
    assert [t.part_of for t in corrected(claim, "casualties.1", "null").casualties] == [None, None]
    assert judged(claim, None) is claim
