"""What a denial denies: its event, place and day; who affirms it in the same sentence; whose word of falsity it is."""

from __future__ import annotations

from datetime import date

import pytest
from tests.told import Fact, facts, read

_DAY = date(2024, 5, 10)


def _denied(code: str, text: str) -> list[Fact]:
    return [f for f in facts(read(text, _DAY, code)) if f.polarity == "denied"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "A blast killed two in Goma. The M23 said it had nothing to do with the explosion."),
        ("fr", "Une explosion a tué deux civils à Goma. Le M23 assure n'avoir rien à voir avec l'explosion."),
        ("es", "Una explosión mató a dos civiles en Cali. El ELN aseguró que no tuvo nada que ver con la explosión."),
        ("ru", "Взрыв в Гао убил двоих. В отряде заявили, что не имеют отношения к взрыву."),
        ("uk", "Вибух у Гомі вбив двох. У М23 заявили, що не мають стосунку до вибуху."),
        ("ar", "قتل اثنان في تفجير في غوما. وقالت الحركة إنه لا علاقة لها بالتفجير."),
    ],
)
def test_who_says_that_he_had_no_part_in_it_denies_it(code: str, text: str) -> None:
    """The denial has the place of the event told before, though it names none."""
    told = facts(read(text, _DAY, code))
    (denial,) = _denied(code, text)
    assert denial.place == next(f.place for f in told if f.polarity == "asserted") != ""


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The militia denied the raid on Gao, contrary to claims by the army."),
        ("fr", "Le groupe armé dément avoir attaqué Gao, contrairement à ce qu'affirme la mairie."),
        ("es", "El grupo negó el ataque contra Cali, como afirma el alcalde."),
        ("ru", "Армия отрицает удар по рынку в Гао, как утверждает мэрия."),
        ("uk", "Армія заперечує удар по ринку в Гао, як стверджує мерія."),
        ("ar", "ونفت الحركة قصف السوق في حلب، كما تزعم البلدية."),
    ],
)
def test_who_affirms_what_is_denied_has_a_claim_of_his_own(code: str, text: str) -> None:
    """One denied, one asserted, of two sources and one place."""
    told = facts(read(text, _DAY, code))
    assert sorted(f.polarity for f in told) == ["asserted", "denied"]
    assert len({f.sources for f in told}) == 2
    assert len({f.place for f in told}) == 1


def test_a_report_rejected_and_nobody_harmed_is_one_denial() -> None:
    """What the denier adds of the same event is no claim that it happened."""
    text = (
        "Elders said an airstrike in Kunduz killed nine on Saturday. The Defence Ministry rejected the report "
        "as propaganda and said that the strike in Kunduz had not harmed a single civilian."
    )
    assert len(_denied("en", text)) == 1
    assert not [f for f in facts(read(text, _DAY, "en")) if f.polarity == "asserted" and "Ministry" in str(f.sources)]


def test_any_fire_is_that_of_the_news_and_not_of_an_aside() -> None:
    """A denial of "any fire" means the strike that killed, not what had happened elsewhere before."""
    text = (
        "Six personnes ont été tuées par une frappe jeudi à Kherson, a indiqué le maire. Plus tôt, à Donetsk, "
        "une roquette avait touché une école sans faire de victime. La Russie dément tout tir."
    )
    assert [f.place for f in _denied("fr", text)] == ["Kherson"]


def test_a_word_of_falsity_is_whose_it_is() -> None:
    """ "X says …; Y calls that a lie": X asserts."""
    text = "Rescuers say warplanes bombed Idlib on Monday; the ministry calls the accusation a lie."
    told = [f for f in facts(read(text, _DAY, "en")) if f.sources and f.sources[-1] == "Rescuers"]
    assert [f.polarity for f in told] == ["asserted"]


def test_two_sources_of_one_sentence_each_answer_for_their_figure() -> None:
    """ "Ten according to X, and fifteen according to Y" is two claims."""
    text = (
        "Ten people died in the raid on Gao according to the mayor, and fifteen were killed according to the hospital."
    )
    told = {f.sources[-1]: f.tolls for f in facts(read(text, _DAY, "en"))}
    assert len(told) == 2
    assert "10" in str(told["the mayor"])
    assert "15" not in str(told["the mayor"])
    assert "15" in str(told["the hospital"])
