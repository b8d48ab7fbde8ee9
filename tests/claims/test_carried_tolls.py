"""A verb that carries a toll ("rose to", "a fait", "dejó") counts the dead of a harm that is told, and nobody else."""

from __future__ import annotations

import pytest

from told import read

QUIET = {
    "en": [
        "Attendance rose to 40,000 people, the club said.",
        "Membership grew to 40 people.",
        "It rose to 40 on Tuesday.",
    ],
    "fr": [
        "Le festival a fait venir 40 personnes.",
        "L'école fait 300 personnes.",
        "Le concert a causé 40 retards, disent les usagers.",
        "La mairie fait état de 40 personnes.",
    ],
    "es": ["Dejó 12 personas en la estación.", "La feria dejó 40 personas contentas.", "El coro produjo 300 personas."],
    "ru": ["Население выросло до 40 человек."],
    "uk": ["Населення зросло до 40 осіб."],
    "ar": ["بلغ عدد الطلاب 40 طالبا."],
    "de": ["Die Zahl der Besucher stieg auf 40 Menschen."],
}
HARM = {
    "en": ["The toll of the raid rose to 40.", "The death toll was 12 at noon. It rose to 40 on Tuesday."],
    "fr": ["L'attentat a fait 40 morts.", "Le bilan s'alourdit à 40 personnes.", "Le raid a fait 40 victimes."],
    "es": ["El atentado dejó 40 muertos.", "El número de muertos subió a 40."],
    "ru": ["Число погибших выросло до 40."],
    "uk": ["Кількість загиблих зросла до 40."],
    "ar": ["ارتفعت حصيلة القتلى إلى 40."],
    "de": ["Die Zahl der Toten stieg auf 40."],
}


def _counts(code: str, text: str) -> list[int | None]:
    return [toll.high for claim in read(text, language=code).claims for toll in claim.casualties]


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in QUIET.items() for text in texts])
def test_a_toll_is_no_harm_by_itself(code, text):
    """Guests, members and delays are nobody's dead."""
    assert _counts(code, text) == []


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in HARM.items() for text in texts])
def test_the_toll_of_a_harm_is_carried(code, text):
    """Beside a word of harm, or behind a sentence of it, the same verbs bring the count."""
    assert 40 in _counts(code, text)
