"""Languages told apart by script, letters and function words, with an honest "und"."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thucydides.text.fold import fold_word
from thucydides.text.identify import UNKNOWN, Profile, identify, is_mixed, languages_of

_WORDS = {
    "de": ("Latn", "der die das und in den von zu mit ist im für auf des dem ein eine nach bei wurden", "äöß"),
    "en": ("Latn", "the of and to in that was for on with said by from were at has have is an which", ""),
    "es": ("Latn", "el la los las de del en que y a un una por con para se su al según fueron", "ñ¿¡"),
    "fr": ("Latn", "le la les des du et à en dans que qui est une un pour par sur au aux selon ont été", "œêç"),
    "tr": ("Latn", "ve bir bu için ile de da olan olarak gibi daha sonra kadar göre ise", "ğış"),
    "ru": ("Cyrl", "и в не на что с по к из от за для при это был были его как о их также после", "ыэъё"),
    "uk": ("Cyrl", "і в не на що з до та за від для й це у як по під час про їх також після було", "іїєґ"),
    "ar": ("Arab", "في من على أن إلى عن مع التي الذي هذا بعد قال ما لا كما بين وقد خلال", "ةىيك"),
    "fa": ("Arab", "در و به از که این را با است برای آن بر تا شد یک شده های می", "پچژگکی"),
}
PROFILES = tuple(
    Profile(code, script, frozenset(map(fold_word, words.split())), letters)
    for code, (script, words, letters) in _WORDS.items()
)
SAMPLES = {
    "de": "Bei dem Angriff auf die Stadt wurden nach Angaben der Behörden zwölf Menschen verletzt.",
    "en": "The shelling of the harbour lasted an hour, and two dockers were wounded, the mayor said.",
    "es": "Los vecinos del pueblo dijeron que dos hombres fueron detenidos por la patrulla en la carretera.",
    "fr": "Les habitants du village ont été évacués dans la nuit, selon un responsable de la région.",
    "tr": "Köyün girişinde bir araç için kurulan kontrol noktası sonra ateş altında kaldı.",
    "ru": "По словам жителей, ночью были слышны взрывы, а утром на окраине нашли обломки дрона.",
    "uk": "За словами мешканців, уночі було чути вибухи, а вранці на околиці знайшли уламки дрона.",
    "ar": "قال مصدر محلي إن القصف على أطراف البلدة أدى إلى إصابة ثلاثة من المزارعين بعد الظهر.",
    "fa": "به گفته ساکنان، در این حمله که شب گذشته انجام شد، یک انبار گندم در آتش سوخت.",
}


@pytest.mark.parametrize("code", sorted(SAMPLES))
def test_a_sentence_tells_its_language(code: str) -> None:
    """One ordinary sentence of a report is enough."""
    assert identify(SAMPLES[code], PROFILES) == code


def test_short_ukrainian_without_its_own_letters_is_no_russian() -> None:
    """The trap: no letter of its own stands in it, so it may be Ukrainian or unknown, never Russian."""
    told = identify("Про це та про наступ уночі заявили у штабі, але подробиць не розповсюдили.", PROFILES)
    assert told == "uk"
    assert identify("Колону на переправу не пустили.", PROFILES) in {"uk", UNKNOWN}


@pytest.mark.parametrize("text", ["", "   \n", "12:40 — 33/7", "OK", "Zqxj vlopt krrm.", "漢字だけの文です"])
def test_too_little_or_foreign_is_unknown(text: str) -> None:
    """Nothing to go by gives und, not the first language of the list."""
    assert identify(text, PROFILES) == UNKNOWN


def test_a_script_without_profile_is_unknown() -> None:
    """Georgian is not the language of its loan words."""
    assert identify("თბილისში დღეს the of and შეხვედრა გაიმართა და დასრულდა მალე", PROFILES) == UNKNOWN


def test_mixed_texts_are_said_to_be_mixed() -> None:
    """Half a text in each language: both shares are told; a quoted foreign name mixes nothing."""
    mixed = f"{SAMPLES['fr']} {SAMPLES['fr']}\n{SAMPLES['ar']} {SAMPLES['ar']}"
    assert is_mixed(mixed, PROFILES)
    assert {code for code, share in languages_of(mixed, PROFILES) if share > 0.2} == {"fr", "ar"}
    assert not is_mixed(f"{SAMPLES['fr']} (جبهة)\n{SAMPLES['fr']}", PROFILES)


def test_it_is_quick() -> None:
    """Far under a millisecond for a long text: only its beginning is looked at."""
    text = SAMPLES["fr"] * 400
    identify(text, PROFILES)
    begun = time.process_time()
    for _ in range(200):
        identify(text, PROFILES)
    assert (time.process_time() - begun) / 200 < 0.001


@given(st.text(max_size=400))
def test_any_text_has_an_answer_and_shares_sum_to_one(text: str) -> None:
    """No text breaks it, and what it says of shares adds up."""
    assert identify(text, PROFILES) in {UNKNOWN, *_WORDS}
    shares = languages_of(text, PROFILES)
    assert not shares or abs(sum(share for _, share in shares) - 1) < 1e-9
