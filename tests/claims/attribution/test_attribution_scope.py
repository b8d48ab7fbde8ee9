"""Who speaks, what stands under whose words, and what a denial denies, in several languages."""

from __future__ import annotations

from datetime import date

import pytest
from tests.told import facts, read

_DAY = date(2024, 5, 10)


def _told(code: str, text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(f.event_type, f.polarity, f.sources) for f in facts(read(text, _DAY, code))]


@pytest.mark.parametrize(
    ("code", "text", "root"),
    [
        ("fr", "Le pont de Kherson a été bombardé mardi, a déclaré à l'AFP un maire.", "maire"),
        ("fr", "Deux civils ont été tués dans un bombardement à Alep (Défense civile).", "Défense civile"),
        ("fr", "Trois civils ont été tués par des tirs à Goma, explique-t-on à l'hôpital.", "hôpital"),
        ("fr", "Des tirs ont tué deux soldats à Bria, a-t-on appris de source militaire.", "source militaire"),
        ("fr", "Les rebelles ont pris Bria, a indiqué mercredi au téléphone un habitant.", "habitant"),
        ("fr", "« Trois obus sont tombés sur Bria », a confié à Radio Ndeke un maire.", "maire"),
        ("en", '"Three shells fell on Kharkiv," a nurse at the hospital told Radio Ndeke.', "nurse"),
        ("en", "Two shells hit Kharkiv, the mission reported on Monday.", "mission"),
        ("ru", "Два человека погибли при обстреле Горловки, рассказал агентству местный житель.", "житель"),
        ("uk", "Двоє людей загинули під час обстрілу Горлівки, розповів агентству місцевий житель.", "житель"),
        (
            "uk",
            "Учора, повідомили родині у військкоматі, двоє солдатів загинули під час обстрілу Горлівки.",
            "військкоматі",
        ),
        ("en", "Jets bombed Idlib on Monday, killing two, said Mr. Karl B. Anders, a trader.", "Anders"),
        ("en", "Jets bombed Idlib on Monday, the survey reported.", "survey"),
        ("en", "Local officials said a drone hit Kharkiv on Monday.", "Local officials"),
        ("en", "Governor Oleh Petrenko said a drone hit Kharkiv on Monday.", "Governor Oleh Petrenko"),
        ("en", "Two shells hit Donetsk on Monday, the mission said. It added that a rocket hit Gorlovka.", "mission"),
        ("en", "The monitor, a group with field workers, said it had seen two air strikes on Idlib.", "monitor"),
    ],
)
def test_the_speaker_is_found(code: str, text: str, root: str):
    """Behind an addressee, in brackets, with a name, taken up by a pronoun: every claim has this root."""
    told = _told(code, text)
    assert told, "no claim"
    assert all(sources and root.lower() in sources[-1].lower() for _, _, sources in told), told


@pytest.mark.parametrize(
    ("code", "text", "first", "second"),
    [
        ("fr", "L'armée a affirmé avoir repris Goma, ce que le M23 dément.", "armée", "M23"),
        ("fr", "L'armée a affirmé avoir repris Goma, ce que démentent des sources rebelles.", "armée", "sources"),
        ("en", "The army said it had retaken Goma, which the rebels denied.", "army", "rebels"),
    ],
)
def test_a_relative_clause_that_denies_is_a_denial_of_its_own(code: str, text: str, first: str, second: str):
    """Two claims with one speaker each: the one who asserts, the one who denies."""
    told = _told(code, text)
    roots = {polarity: sources for _, polarity, sources in told}
    assert len(told) == 2
    assert set(roots) == {"asserted", "denied"}, told
    assert len(roots["asserted"]) == 1
    assert first in roots["asserted"][0]
    assert len(roots["denied"]) == 1
    assert second in roots["denied"][0]


@pytest.mark.parametrize(
    ("code", "event", "denial", "root"),
    [
        ("fr", "Le M23 a bombardé Goma lundi.", "C'est faux, répond l'état-major.", "état-major"),
        ("fr", "L'armée a bombardé Goma mardi, a affirmé le M23.", "Version rejetée par le maire.", "maire"),
        ("ru", "Мэр заявил, что армия обстреляла Горловку.", "В министерстве это опровергли.", "министерстве"),
        ("uk", "Мер заявив, що армія обстріляла Горлівку.", "У міністерстві це спростували.", "міністерстві"),
        ("en", "Residents said jets bombed Idlib on Monday.", "The army called the report a fabrication.", "army"),
    ],
)
def test_words_of_falsity_deny_what_was_told_before(code: str, event: str, denial: str, root: str):
    """A sentence without an event word that calls something false is a denial by its speaker; the event stays told."""
    told = _told(code, f"{event} {denial}")
    assert [p for _, p, _ in told] == ["asserted", "denied"] or [p for _, p, _ in told] == ["denied", "asserted"], told
    assert any(p == "denied" and root in s[-1] for _, p, s in told), told


@pytest.mark.parametrize(
    ("code", "text", "roots"),
    [
        (
            "en",
            "The mayor spoke of a strike on Idlib that killed five, a doctor said nine had died.",
            {"mayor", "doctor"},
        ),
        (
            "fr",
            "Selon le maire, dix civils sont morts dans le raid sur Bria, tandis que l'armée évoque deux morts.",
            {"maire", "armée"},
        ),
    ],
)
def test_a_second_speaker_ends_the_reach_of_the_first(code: str, text: str, roots: set[str]):
    """No claim has both speakers in its chain."""
    told = _told(code, text)
    assert told
    assert all(sum(r in " ".join(s).lower() for r in roots) <= 1 for _, _, s in told), told


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Suspected gunmen attacked a convoy near Gao on Monday, killing two soldiers."),
        ("fr", "Des djihadistes présumés ont attaqué un convoi près de Gao lundi, tuant deux soldats."),
    ],
)
def test_doubt_about_who_did_it_is_none_about_the_event(code: str, text: str):
    """Suspected doers leave the event stated."""
    told = facts(read(text, _DAY, code))
    assert told
    assert all(f.modality == "stated" for f in told), told


def test_a_quoted_bystander_is_no_speaker():
    """Whoever a closed quote tells of does not say it."""
    told = _told("en", '"The villagers saw how jets bombed Idlib on Monday," the mayor of Idlib said.')
    assert told
    assert all(s and "mayor" in s[-1] for _, _, s in told), told
