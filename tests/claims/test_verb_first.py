"""Where the verb comes first and vowels are not written: subject, voice and speaker are told by what follows."""

from __future__ import annotations

from datetime import date

import pytest

from thucydides.model.claim import Claim
from told import read

DAY = date(2024, 5, 2)


def _only(text: str) -> Claim:
    claims = read(text, DAY, "ar").claims
    assert len(claims) == 1, [c.trigger.exact for c in claims]
    return claims[0]


def _actors(claim: Claim, role: str) -> list[str]:
    return [a.anchor.exact for a in claim.actors if a.role == role and a.anchor]


def test_the_first_phrase_behind_the_verb_is_its_subject() -> None:
    """ "Bombed the army a school": the army did it, the school was hit."""
    claim = _only("قصف الجيش السوري مدرسة في مدينة بنش.")
    assert _actors(claim, "initiator") == ["الجيش السوري"]
    assert _actors(claim, "target") == ["مدرسة"]


@pytest.mark.parametrize(
    ("text", "killers"),
    [
        ("قتلت قوات الاحتلال ثلاثة مدنيين في مدينة نابلس.", ["قوات الاحتلال"]),
        ("قتل ثلاثة مدنيين في مدينة نابلس.", []),
    ],
)
def test_killed_is_active_before_a_doer_and_passive_before_victims(text: str, killers: list[str]) -> None:
    """One spelling, two voices: a force and then its victims, or victims alone."""
    claim = _only(text)
    assert _actors(claim, "initiator") == killers
    assert [(h.outcome, h.low) for h in claim.casualties] == [("killed", 3)]


def test_the_speaker_stands_behind_the_cue() -> None:
    """ "Said the source that …" and "denied the spokesman the shelling": who speaks, and that it is denied."""
    claim = _only("نفى متحدث باسم الشرطة قصف المخيم.")
    assert claim.polarity == "denied"
    assert claim.attribution[-1].source != "the outlet"


def test_duals_and_lone_martyrs_are_counted() -> None:
    """A dual is two and a lone singular one, without any figure."""
    claim = _only("مقتل جنديين وإصابة طفل بقصف مدفعي على بلدة سرمين.")
    assert [(h.outcome, h.low) for h in claim.casualties] == [("killed", 2), ("injured", 1)]
