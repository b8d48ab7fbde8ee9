"""Judgements become bonds; a later one takes an earlier one back; those on events hold for the claims they had."""

from __future__ import annotations

from datetime import UTC, datetime

from thucydides.linking.decisions import decisions_of
from thucydides.model.judgement import Judgement

AT = datetime(2020, 1, 1, tzinfo=UTC)


def judged(number: int, verdict: str, subject: str, other: str | None = None) -> Judgement:
    """A judgement."""
    return Judgement(f"j{number}", subject, verdict, "somebody", AT, other=other)  # type: ignore[arg-type]


def test_the_newest_verdict_on_a_pair_holds():
    """Merge, then split; unsure takes both back."""
    told = [judged(1, "merge", "a", "b"), judged(2, "split", "b", "a")]
    assert decisions_of(told).never == {("a", "b")}
    assert not decisions_of(told).must
    assert not decisions_of([*told, judged(3, "unsure", "a", "b")]).never


def test_undo_takes_back():
    """An undone judgement binds nobody; undoing the undo brings it back. Its claims are looked at again."""
    told = [judged(1, "merge", "a", "b"), judged(2, "undo", "j1")]
    assert not decisions_of(told).must
    assert decisions_of(told).judged == {"a", "b"}
    assert decisions_of([*told, judged(3, "undo", "j2")]).must == {("a", "b")}


def test_events_stand_for_their_claims():
    """A claim split from an event is apart from all its claims; two events merged are tied together."""
    members = {"E": ("a", "b", "c"), "F": ("d",)}
    assert decisions_of([judged(1, "split", "b", "E")], members).never == {("a", "b"), ("b", "c")}
    must = decisions_of([judged(1, "merge", "E", "F")], members).must
    assert {c for pair in must for c in pair} == {"a", "b", "c", "d"}
