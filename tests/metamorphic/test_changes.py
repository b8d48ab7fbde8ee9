"""If a text changes in one way, its claims change in that way and no other; in every language with a sheet here."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest

from thucydides.model.claim import Claim
from told import Fact, cases, facts, read, sheet, without

TERRITORY = {"territory_gain_state": "territory_gain", "territory_gain_nonstate": "territory_gain"}


def _told(code: str, text: str, day: date | None = None) -> list[Fact]:
    return facts(read(text, day or sheet("metamorphic", code)["day"], code))


def _days(claims: tuple[Claim, ...]) -> list[tuple[date, date]]:
    return [(c.time.earliest, c.time.latest) for c in claims if c.time and c.time.earliest and c.time.latest]


@pytest.mark.parametrize(("code", "case"), cases("metamorphic", "shift"))
def test_relative_days_move_with_the_publication_day(code: str, case: dict[str, Any]):
    """The same words told n days later tell of days n days later."""
    day = sheet("metamorphic", code)["day"]
    before = _days(read(case["text"], day, code).claims)
    assert before, "no dated claim"
    for step in case["steps"]:
        after = _days(read(case["text"], day + timedelta(step), code).claims)
        assert after == [(a + timedelta(step), b + timedelta(step)) for a, b in before], f"{step} days later"


def _swapped(text: str, pairs: list[list[str]]) -> str:
    other = {a: b for pair in pairs for a, b in (pair, pair[::-1])}
    return re.sub(
        "|".join(rf"\b{re.escape(w)}\b" for w in sorted(other, key=len, reverse=True)), lambda m: other[m[0]], text
    )


@pytest.mark.parametrize(("code", "case"), cases("metamorphic", "swap"))
def test_camps_are_read_alike(code: str, case: dict[str, Any]):
    """Who did it decides neither the type nor the toll, the certainty nor whether it is coded at all."""
    swapped = _swapped(case["text"], case["pairs"])
    assert _swapped(swapped, case["pairs"]) == case["text"] != swapped
    day = sheet("metamorphic", code)["day"]
    one, other = (read(t, day, code).claims for t in (case["text"], swapped))

    def seen(claim: Claim) -> tuple[object, ...]:
        kind = TERRITORY.get(claim.event_type, claim.event_type)
        tolls = tuple((t.outcome, t.low, t.high) for t in claim.casualties)
        roles = tuple(sorted(a.role for a in claim.actors))
        return kind, claim.polarity, claim.modality, len(claim.attribution), tolls, roles

    assert one, "no claim"
    assert list(map(seen, one)) == list(map(seen, other))


def _cased(text: str) -> str:
    return text[0].upper() + text[1:]


@pytest.mark.parametrize(("code", "case"), cases("metamorphic", "said"))
def test_a_speaker_changes_the_attribution_alone(code: str, case: dict[str, Any]):
    """What X says is what would be told without X, with X as its root."""
    for text in case["texts"]:
        bare = _told(code, _cased(text if text.endswith(".") else text + "."))
        said = _told(code, case["frame"].format(text=text))
        assert bare, f"no claim: {text}"
        assert without(said, "sources") == bare, text
        assert all(case["source"] in f.sources[-1] for f in said if f.sources), text
        assert all(f.sources for f in said), text


@pytest.mark.parametrize(("code", "case"), cases("metamorphic", "double"))
def test_told_twice_is_told_once(code: str, case: dict[str, Any]):
    """A doubled paragraph adds no claim."""
    once = _told(code, case["text"])
    assert once, "no claim"
    assert _told(code, f"{case['text']}\n\n{case['text']}") == once


@pytest.mark.parametrize(("code", "case"), cases("metamorphic", "join"))
def test_two_reports_in_one_text_tell_what_both_told(code: str, case: dict[str, Any]):
    """Joining adds nothing and loses nothing, in either order."""
    first, second = case["texts"]
    apart = sorted(_told(code, first) + _told(code, second))
    assert _told(code, f"{first}\n\n{second}") == apart
    assert _told(code, f"{second}\n\n{first}") == apart


@pytest.mark.parametrize(("code", "case"), cases("metamorphic", "number"))
def test_a_number_is_a_number_in_words_too(code: str, case: dict[str, Any]):
    """Figures and words give the same toll."""
    for frame in case["frames"]:
        for figures, words in case["pairs"]:
            plain, spelt = _told(code, frame.format(n=figures)), _told(code, frame.format(n=words))
            assert any(f.tolls for f in plain), frame.format(n=figures)
            assert [f.tolls for f in spelt] == [f.tolls for f in plain], frame.format(n=words)


@pytest.mark.parametrize(("code", "case"), cases("metamorphic", "same"))
def test_two_ways_to_say_one_thing(code: str, case: dict[str, Any]):
    """Order, voice, quotes and spaces change no fact."""
    first, *others = case["texts"]
    expected = _told(code, first)
    assert expected, "no claim"
    for text in others:
        assert _told(code, text) == expected, text


@pytest.mark.parametrize(("code", "case"), cases("metamorphic", "deny"))
def test_a_denial_turns_the_polarity(code: str, case: dict[str, Any]):
    """Whoever denies an event says the same type, place and day, denied, and no toll."""
    for fact_text, denial in case["texts"]:
        (told,), denied = _told(code, fact_text), _told(code, denial)
        assert [f.polarity for f in denied] == ["denied"], denial
        assert (denied[0].event_type, denied[0].place, denied[0].time) == (told.event_type, told.place, told.time)
        assert denied[0].sources
        assert not denied[0].tolls


def test_without_a_publication_day_relative_days_stay_symbolic():
    """A day that cannot be counted from anything is not invented."""
    codes = [c.values[0] for c in cases("metamorphic", "shift")]
    assert codes
    for code in dict.fromkeys(codes):
        text = sheet("metamorphic", code)["shift"][0]["text"]
        times = [c.time for c in read(text, None, code).claims if c.time]
        assert times
        assert all(t.earliest is None and t.latest is None for t in times)
        assert any(t.symbolic for t in times)
