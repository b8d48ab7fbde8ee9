"""The parity card holds in every language: camps, forms of names and charged words are read alike."""

from __future__ import annotations

import itertools

import pytest

import evenness

LANGUAGES = tuple(evenness.SHEETS)
# Of the charged words every so manieth is read here; the card reads them all.
STEP = 7


@pytest.mark.parametrize("language", LANGUAGES)
def test_camps_change_places_and_the_claims_stay(language: str):
    """At least 995 of 1,000 sentences of 13 pairs of camps, and never another polarity or certainty."""
    told = list(evenness.swaps(language))
    assert len(told) >= 250, "sentences without a claim prove nothing"
    uneven = [texts for same, *texts in told if not same]
    assert len(uneven) <= 0.005 * len(told), uneven


@pytest.mark.parametrize("groups", ["forms", "camps"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_of_a_name_is_heard_less(language: str, groups: str):
    """Acronyms, bare plurals, nationalities with a noun, names, romanizations; states and others."""
    shares = evenness.recalls(language, groups)
    low, high = min(s for s, _ in shares.values()), max(s for s, _ in shares.values())
    assert high >= 0.95
    assert high - low <= 0.02, {group: missed for group, (_, missed) in shares.items() if missed}


@pytest.mark.parametrize("language", LANGUAGES)
def test_charged_words_decide_nothing(language: str):
    """A charged word leaves type, toll and kind as the plain one does, and stands in the claim as the word used."""
    read = list(itertools.islice(evenness.charged(language), 0, None, STEP))
    assert len(read) >= 40
    assert not [why for even, *why in read if not even]


def test_the_card_sees_a_reader_that_keeps_to_one_side(monkeypatch: pytest.MonkeyPatch):
    """A reader that loses every claim that begins with one camp fails the card."""
    honest = evenness._claims

    def partial(text: str, language: str) -> tuple[evenness.Claim, ...]:
        return () if text.startswith("Russian") else honest(text, language)

    monkeypatch.setattr(evenness, "_claims", partial)
    assert any(not same for same, *_ in evenness.swaps("en"))
