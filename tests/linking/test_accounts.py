"""How accounts of one event stand to each other, and whose voices they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linking.made import DAY, claim
from thucydides.linking.copies import Copies
from thucydides.linking.link import Linking, link
from thucydides.linking.roots import has_capitals
from thucydides.model.claim import Weapon


def relations(*claims, copies=None):
    """(kind, earlier name of a, of b) of all relations of the one event that these claims make."""
    (event,) = link(claims, Linking(Copies(copies or {})))
    name = {c.claim_id: f"{c.attribution[-1].source}@{c.document.outlet}" for c in claims}
    return {(r.kind, name[r.a], name[r.b]) for r in event.relations}


def test_a_rising_toll_is_an_update_and_no_conflict():
    """Twelve, then twenty, then twenty-four, by the same source and by another: updates all, later ones first."""
    found = relations(
        claim("the hospital", killed=12), claim("the hospital", outlet="B", killed=20, later=2),
        claim("the mayor", outlet="C", killed=24, later=3),
    )  # fmt: skip
    assert {kind for kind, _, _ in found} == {"updates"}
    assert ("updates", "the hospital@B", "the hospital@Daily One") in found
    assert ("updates", "the mayor@C", "the hospital@B") in found


def test_a_figure_told_again_is_as_old_as_it_is():
    """A paper of the third day that quotes the figure of the first updates nobody."""
    found = relations(
        claim("the hospital", killed=24), claim("Monitor", outlet="B", killed=20, later=2),
        claim("the hospital", outlet="C", killed=24, later=3),
    )  # fmt: skip
    assert not [r for r in found if r[0] == "updates" and r[1] == "the hospital@C"]


def test_a_lower_figure_of_another_source_is_a_conflict():
    """Later and lower from somebody else corrects nobody."""
    found = relations(claim("the hospital", killed=24), claim("Ministry", outlet="B", killed=3, later=2))
    assert found == {("conflicts_number", "Ministry@B", "the hospital@Daily One")}


def test_equal_figures_agree():
    """Two independent roots with one figure agree; the same root twice does not agree with itself."""
    assert relations(claim("the hospital", killed=7), claim("Monitor", outlet="B", killed=7)) == {
        ("agrees", "Monitor@B", "the hospital@Daily One")
    } or relations(claim("the hospital", killed=7), claim("Monitor", outlet="B", killed=7)) == {
        ("agrees", "the hospital@Daily One", "Monitor@B")
    }
    assert not relations(claim("the hospital", killed=7), claim("the hospital", outlet="B", killed=7, words="again 7"))


def test_children_are_a_part():
    """Five children among the dead refine the total, whoever says it first."""
    found = relations(claim("the hospital", killed=18), claim("Unicef", outlet="B", killed=5, victims="children"))
    assert found == {("refines", "Unicef@B", "the hospital@Daily One")}


def test_a_denial_negates_and_counts_nobody():
    """It denies those who name the accused, not those who name another, and tells no figure."""
    denial = claim("Ministry", outlet="C", denied=True, initiator="Ruritania", later=2)
    found = relations(
        claim("the hospital", killed=18, initiator="Ruritania"), claim("Monitor", outlet="B", initiator="Borduria"), denial
    )  # fmt: skip
    assert ("denies", "Ministry@C", "the hospital@Daily One") in found
    assert not [r for r in found if r[0] == "denies" and r[2] == "Monitor@B"]
    assert not [r for r in found if "number" in r[0]]


def test_conflicts_name_their_respect():
    """Another perpetrator, another day, civilians against fighters, six aircraft against four."""
    first = claim("Ministry", killed=20, victims="combatants", initiator="Ruritania", weapon="aircraft", count=6)
    second = claim("Monitor", outlet="B", killed=20, initiator="Borduria", weapon="aircraft", count=4)
    assert second.time is not None
    second = replace(second, time=replace(second.time, earliest=DAY.replace(day=7), latest=DAY.replace(day=7)))
    kinds = {kind for kind, _, _ in relations(first, second)}
    assert kinds == {"conflicts_actor", "conflicts_day", "conflicts_kind", "conflicts_number"}


def test_a_state_and_its_army_are_one_side():
    """Russia and the Russian army are no rivals; an actor with allies is none of itself."""
    kinds = relations(claim("A", initiator="Mali"), claim("B", outlet="B", initiator="Mali and auxiliaries"))
    assert not [k for k, _, _ in kinds if k == "conflicts_actor"]


def roots(*claims, copies=None):
    """The roots of the one event that these claims make."""
    (event,) = link(claims, Linking(Copies(copies or {})))
    return event.roots


def test_a_chain_is_one_root():
    """Two papers that quote one monitor are one root; the papers themselves are none."""
    assert roots(claim("Monitor", outlet="A"), claim("Monitor", outlet="B", words="other words of the Monitor")) == (
        "Monitor",
    )


def test_a_copy_is_no_voice():
    """A paper that prints another's text in its own voice adds no root, and its claim is a copy."""
    own = claim("", outlet="Paper A")
    copy = claim("", outlet="Paper B", doc="copy", words=own.anchor.exact)
    copies = {"copy": own.document.doc_id}
    assert roots(own, copy, copies=copies) == ("Paper A",)
    assert relations(own, copy, copies=copies) == {("copies", "Paper B@Paper B", "Paper A@Paper A")}
    assert set(roots(own, copy)) == {"Paper A", "Paper B"}


def test_an_outlet_that_quotes_is_no_root():
    """What a paper tells itself beside a quoted source in one text is a retelling."""
    doc = "one text"
    assert roots(claim("the hospital", doc=doc, killed=3), claim("", doc=doc)) == ("the hospital",)


def test_agency_copy_bears_the_name_of_the_agency():
    """A masthead that names the agency in brackets is the agency's voice."""
    assert len(roots(claim("", outlet="AFP"), claim("", outlet="Le Matin (AFP)", doc="b"))) == 1


@pytest.mark.parametrize(("contradicts", "number"), [(False, 1), (True, 2)])
def test_the_army_is_the_army_that_is_named_unless_it_contradicts_it(contradicts, number):
    """A nameless military source counts as the named one of its event; not where both cannot be one."""
    named = claim("Ruritanian Army", source_kind="official_military", killed=3)
    nameless = claim("the army", outlet="B", source_kind="official_military", killed=30 if contradicts else 3)
    assert len(roots(named, nameless)) == number


def test_six_bombers_on_thursday_and_four_on_friday():
    """Raqqa, August 2016, in our own words: an agency citing the ministry tells of six bombers on Thursday, a page of
    four on Friday, both of a depot, a munitions plant and a camp. One event, two accounts, a conflict of number and day.
    """
    point = (35.95, 39.01)
    ministry = claim(
        "Russian Ministry of Defence", outlet="Agency", town="Raqqa", point=point, later=0, weapon="aircraft", count=6,
        initiator="Russia", words="Six Tu-22M3 destroyed a depot, a munitions plant and a camp near Raqqa",
    )  # fmt: skip
    page = claim(
        "", outlet="Page", town="Raqqa", point=point, later=1, weapon="aircraft", count=4, initiator="Russia", language="fr",
        words="Quatre bombardiers ont détruit un dépôt, une usine de munitions et un camp vendredi",
    )  # fmt: skip
    assert page.time is not None
    friday = page.time.earliest.replace(day=7)
    page = replace(page, time=replace(page.time, earliest=friday, latest=friday))
    (event,) = link([ministry, page])
    assert event.roots == ("Russian Ministry of Defence", "Page")
    assert {r.kind for r in event.relations} == {"conflicts_number", "conflicts_day"}
    assert [w for w in page.weapons if isinstance(w, Weapon)]


def test_a_kind_taken_by_default_contradicts_nobody():
    """A paper that only said "a strike" does not contradict one that told of shells; two that told their means do."""
    shells = claim("the mayor", kind="shelling")
    strike = claim("Monitor", outlet="B")
    assert "conflicts_kind" in {kind for kind, _, _ in relations(shells, strike)}
    assert "conflicts_kind" not in {kind for kind, _, _ in relations(shells, replace(strike, rules=("kind.default",)))}


def test_who_counts_fighters_goes_on_with_nobodys_toll():
    """Thirty fighters killed, says the army a day after residents counted seventeen dead: no rising toll."""
    found = relations(
        claim("residents", killed=17, victims="unknown"),
        claim("the army", outlet="B", killed=30, victims="combatants", later=2),
    )
    assert {kind for kind, _, _ in found} == {"conflicts_number"}


def test_nameless_armies_of_several_texts_are_one_voice():
    """ "The army" and "the general staff" of two texts are one root, though it counts again; not where days contradict."""
    army = claim("the army", source_kind="official_military", killed=20)
    staff = claim("генштаб", outlet="B", source_kind="official_military", language="ru", killed=30, later=2)
    (event,) = link([army, staff])
    assert len(event.roots) == 1
    other = claim("генштаб", outlet="C", source_kind="official_military", killed=30, initiator="Ruritania")
    mine = claim("The army", source_kind="official_military", killed=20, initiator="Freedonia")
    (event,) = link([mine, other])
    assert len(event.roots) == 2


def test_who_only_denies_is_not_the_nameless_who_tells():
    """An army named for its denial alone is not "the army" that tells of the strike."""
    told = claim("the army", source_kind="official_military", killed=20)
    denial = claim("Foreign Corps", outlet="B", source_kind="official_military", denied=True)
    (event,) = link([told, denial])
    assert len(event.roots) == 2


def test_an_article_that_opens_a_sentence_is_no_name():
    """ "The army" is as nameless as "the army"; "Sudanese army" and "UN mission" are names."""
    assert not has_capitals("The army")
    assert not has_capitals("état-major général des armées")
    assert has_capitals("UN mission")
    assert has_capitals("Sudanese army")
    assert has_capitals("The Hague tribunal")
