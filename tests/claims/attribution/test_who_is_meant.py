"""Whom "the army", a bare spokesman and "he" mean, and who speaks for a body: one voice under one name."""

from __future__ import annotations

from datetime import date

import pytest
from tests.told import facts, read

_DAY = date(2024, 5, 10)


def _roots(code: str, text: str) -> list[str]:
    return [f.sources[-1] if f.sources else "" for f in facts(read(text, _DAY, code))]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The Malian army said jets bombed Gao on Monday. The army said a drone hit Kidal on Tuesday."),
        ("fr", "L'armée malienne a dit lundi avoir bombardé Gao. L'armée dit avoir frappé Kidal mardi avec un drone."),
        ("es", "El ELN dijo que aviones bombardearon Cali el lunes. El grupo dijo que un dron atacó Neiva el martes."),
        ("ru", "Минобороны РФ сообщило об ударе по Сумам. Представитель заявил, что дрон поразил мост в Харькове."),
        ("ar", 'قالت شبكة "النهر" إن غارة استهدفت حلب. وأوضحت الشبكة أن قصفا طال إدلب.'),
    ],
)
def test_a_definite_noun_and_a_bare_spokesman_take_up_who_spoke(code: str, text: str) -> None:
    """Two sentences of one speaker have one root, though the second names him by a common noun."""
    roots = _roots(code, text)
    assert len(roots) >= 2
    assert len(set(roots)) == 1


def test_a_noun_that_goes_on_is_somebody_else() -> None:
    """ "The army of X" is not the army that spoke before."""
    roots = _roots("en", "The Malian army said jets bombed Gao. The army of Chad said a drone hit Bol on Monday.")
    assert len(set(roots)) == 2


def test_a_mayor_is_no_ministry() -> None:
    """An office takes up one of its own name alone, though both are officials."""
    text = "The interior ministry said a bomb killed two in Cali. The mayor said a drone hit Neiva on Monday."
    assert len(set(_roots("en", text))) == 2


@pytest.mark.parametrize(
    ("code", "text", "root"),
    [
        ("en", "An adviser to the RSF commander said jets bombed El Fasher.", "Rapid Support Forces"),
        ("ar", "قال مصدر في الدعم السريع إن الطيران قصف الفاشر.", "Rapid Support Forces"),
        ("ru", "Два человека погибли при ударе по Кундузу, заявил Sputnik представитель корпуса.", "представитель"),
        ("fr", "Goma, 4 mai. Un raid a tué dix civils, a annoncé l'organisation.", "organisation"),
        ("fr", "Dix villageois ont été tués mardi à Goma, a dénoncé ce mercredi le gouverneur.", "gouverneur"),
    ],
)
def test_the_voice_of_a_body_and_who_only_hears(code: str, text: str, root: str) -> None:
    """Who stands in a body speaks for it; an agency that hears, a dateline and a day speak for nobody."""
    assert root in _roots(code, text)


def test_he_is_the_person_who_spoke() -> None:
    """ "He" is the spokesman, not the government that was quoted since."""
    text = (
        'Rebels shelled Goma on Monday. The M23 denied it. "We shelled nothing," its spokesman said. '
        "The government says fifty died in Bukavu. A drone hit Sake on Tuesday, he said."
    )
    assert facts(read(text, _DAY, "en"))[-1].sources != ("The government",)
