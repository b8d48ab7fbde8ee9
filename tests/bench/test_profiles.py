"""A benchmark is a view: profiles see no label, and map hand-made claims to the formats that the scorers read."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import answer
import figures
import reading
import speed
from muc_doers import perpetrators
from muc_words import Words
from profiles import airwars, case2021, muc4, plover, police
from reading import scene
from thucydides.model.anchor import Anchor
from thucydides.model.claim import Actor, Claim, DocumentRef, Place, Reading, Source, Time, Toll, Weapon
from thucydides.model.document import Published

TEXT = "MAYOR JUAN SILVA AND 3 PEASANTS WERE KILLED BY ELN GUERRILLAS WITH RIFLES IN CALI ON 3 MAY, POLICE SAID."
DAY = date(1989, 5, 5)
REF = DocumentRef("d", None, None, "en", None, Published(DAY, DAY, "given"))


def at(words: str) -> Anchor:
    """The anchor of some words of TEXT."""
    start = TEXT.index(words)
    return Anchor(start, start + len(words), words)


def claim(**changed: Any) -> Claim:
    """A claim on TEXT; keywords change it."""
    fields: dict[str, Any] = {
        "claim_id": "c",
        "document": REF,
        "anchor": at(TEXT),
        "trigger": at("KILLED"),
        "event_type": "attack",
        "polarity": "asserted",
        "modality": "stated",
        "attribution": (
            Source("outlet", "outlet", None),
            Source("police", "official_political", at("POLICE"), at("SAID"), "neutral"),
        ),
        "actors": (
            Actor("initiator", "ELN", at("ELN GUERRILLAS"), "rebel_group", "eln"),
            Actor("target", "peasants", at("3 PEASANTS"), "civilians"),
        ),
        "place": Place("Cali", at("CALI"), "settlement", "gazetteer", country="CO", lat=3.4, lon=-76.5, radius_km=10.0),
        "time": Time(date(1989, 5, 3), date(1989, 5, 3), "day", at("3 MAY")),
        "weapons": (Weapon("small_arms", "rifle", at("RIFLES")),),
        "casualties": (Toll("killed", "civilians", 3, 3, "exact", at("3 PEASANTS")),),
        "reader": "test",
        "rules": (),
    }
    return Claim(**(fields | changed))


def told(*claims: Claim) -> Reading:
    """A reading with these claims."""
    return Reading(REF, claims)


def test_labels_are_out_of_reach(tmp_path: Path):
    """A profile that asks for a label is refused, and an allowed key of a row comes alone."""
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "1", "text": "words", "label": "KILL", "claims": []}) + "\n", encoding="utf-8")
    assert list(reading.rows(gold, "id", "text")) == [{"id": "1", "text": "words"}]
    for label in (
        "label",
        "labels",
        "claims",
        "templates",
        "killed",
        "governorate",
        "timexes",
        "incident",
        "published",
    ):
        with pytest.raises(ValueError, match=label):
            list(reading.rows(gold, "id", label))


def test_unknown_profile_names_those_there_are():
    """A typing error gets a list, not a traceback."""
    with pytest.raises(SystemExit, match="muc4"):
        answer.profile("mucc4")


def test_muc_template_has_the_tasks_words():
    """A told attack in Colombia becomes one template with type, day, place, weapon, doer and target."""
    (template,) = muc4.templates(told(claim()))
    assert template["inc-type"] == ["ATTACK"]
    assert template["inc-date"] == ["03 MAY 89"]
    assert template["inc-loc"] == ["COLOMBIA: CALI (CITY)"]
    assert template["inc-instr-type"] == [["RIFLE", "RIFLES"]]
    assert template["perp-ind-id"] == ["ELN GUERRILLAS"]
    assert template["perp-org-id"] == ["ELN"]
    assert template["perp-inc-cat"] == ["TERRORIST ACT"]
    assert template["hum-tgt-desc"] == ["PEASANTS"]
    assert template["hum-tgt-num"] == [["3", "PEASANTS"]]
    assert template["hum-tgt-effect"] == [["DEATH", "PEASANTS"]]


def test_muc_filter_keeps_to_the_task():
    """Denials, other countries, old stories and clashes that hit nobody but two armed sides give no template."""
    elsewhere = Place("Basra", at("CALI"), "settlement", "gazetteer", country="IQ")
    sides = tuple(Actor("party", n, at("PEASANTS"), k) for n, k in (("army", "state_force"), ("eln", "rebel_group")))
    old = Time(date(1988, 5, 3), date(1988, 5, 3), "day", at("3 MAY"))
    for changed in (
        {"polarity": "denied"},
        {"place": elsewhere},
        {"time": old},
        {"event_type": "armed_clash", "actors": sides, "casualties": ()},
        {"event_type": "peaceful_protest"},
    ):
        assert not muc4.templates(told(claim(**changed))), changed


def test_muc_claims_of_one_incident_share_a_template():
    """Two roots on one happening are one template, two days two unless as many of the same were hit on both."""
    other = Source("mayor", "official_political", at("MAYOR"))
    twice = told(claim(), claim(attribution=(Source("outlet", "outlet", None), other)))
    assert len(muc4.templates(twice)) == 1
    later = Time(date(1989, 5, 4), date(1989, 5, 4), "day", at("3 MAY"))
    assert len(muc4.templates(told(claim(), claim(time=later)))) == 1
    untold = claim(casualties=())
    assert len(muc4.templates(told(untold, claim(time=later, casualties=())))) == 2


def test_muc_names_are_the_fullest_of_the_text():
    """A surname and a bare title take the full name that the text gives them elsewhere; other titles take none."""
    stage = scene(
        "Minister Ann Maria Porter was killed in Cali. Porter had led the ministry.", doc_id="d", language="en"
    )
    words = Words.of(stage, frozenset(("MINISTER",)))
    assert words.fuller("PORTER") == "ANN MARIA PORTER"
    assert words.bearer("MINISTER") == "ANN MARIA PORTER"
    assert words.bearer("MAYOR") is None
    assert words.title("ANN MARIA PORTER") == "MINISTER"


def test_muc_doers_by_document_are_armed_groups_alone():
    """An incident without a doer takes the group that does most in its text, and no state force."""
    bare = claim(actors=tuple(a for a in claim().actors if a.role != "initiator"))
    told_elsewhere = perpetrators([bare], [bare, claim()], Words(None))
    assert told_elsewhere["perp-org-id"] == ["ELN"]
    army = claim(actors=(Actor("initiator", "army", at("POLICE"), "state_force"),))
    assert perpetrators([bare], [bare, army], Words(None))["perp-org-id"] == []


def test_case_codes_moves_of_forces_as_a_change_of_activity():
    """ACLED has no code of its own for a deployment."""
    assert case2021.LABELS["deployment"] == "CHANGE_TO_GROUP_ACT"


def test_airwars_opens_the_leads_figure():
    """The lead's figure is the minimum and opens to other accounts; combatants, parts and wild figures do not count."""
    other = (Source("outlet", "outlet", None), Source("ministry", "official_political", at("POLICE")))
    soldiers = Toll("killed", "combatants", 4, 4, "exact", at("3 PEASANTS"))
    part = Toll("killed", "children", 1, 1, "exact", at("3 PEASANTS"), part_of=0)
    more, wild = (Toll("killed", "all", n, n, "exact", at("3 PEASANTS")) for n in (5, 90))
    lead = Toll("killed", "civilians", 3, None, "at_least", at("3 PEASANTS"))
    accounts = [claim(casualties=(lead,)), claim(attribution=other, casualties=(more, part, soldiers, wild))]
    assert airwars.bounds(accounts, "killed") == [3, 5]
    assert airwars.bounds(accounts, "injured") is None
    assert airwars.bounds([claim()], "killed") == [3, 3]


def test_police_labels_need_police():
    """What others do is no label; an arrest without a doer is the police's."""
    assert police.labels([claim()]) == []
    by_police = (Actor("initiator", "police", at("POLICE"), "police"),)
    assert police.labels([claim(actors=by_police)]) == ["ANY_ACTION", "FORCE", "KILL"]
    assert police.labels([claim(event_type="arrest", actors=(), casualties=())]) == ["ANY_ACTION", "ARREST"]
    assert police.labels([claim(actors=by_police, polarity="denied")]) == []


def test_main_claim_says_more_than_deaths():
    """A typed event is preferred to bare casualties, a fact to a plan."""
    bare, planned, typed = claim(event_type="casualties_only"), claim(modality="planned"), claim(event_type="bombing")
    assert case2021.main_claim((bare, planned, typed)) is typed
    assert case2021.main_claim((planned,)) is planned
    assert case2021.main_claim(()) is None


def test_plover_counts_the_dead():
    """Words of the actors and the toll go over as they are."""
    event = plover.event(plover.Act(0.0, 0, "attack", claim()), None)
    assert (event["event_type"], event["source"], event["target"], event["dead"]) == (
        "attack",
        "ELN GUERRILLAS",
        "3 PEASANTS",
        3,
    )


def test_plover_takes_the_act_of_the_main_clause():
    """An act of words in the main clause wins over what a clause behind it tells; an intent is what it is turned to."""
    acts = plover._of_words("the union demanded talks after the council rejected its plan")
    assert min(acts, key=lambda a: a.cost).kind == "DEMAND"
    assert [a.kind for a in plover._of_words("the council will ban the march")][-1] == "THREATEN"
    assert [a.kind for a in plover._of_words("the council will release the captives")][-1] == "AGREE"


def test_speed_corpus_is_the_same_for_ever():
    """An article depends on its number alone and is as long as it says."""
    one = speed.article(5)
    assert one == speed.article(5) != speed.article(7)
    lengths = [len(speed.article(n)[1]) for n in range(20)]
    assert all(0.9 * speed.TEXTS["characters"] < n < 1.3 * speed.TEXTS["characters"] for n in lengths)


def test_figures_are_found_under_their_paths():
    """Paths into a scorer's JSON, with * for any key, give flat names."""
    score = {"fr": {"DATE-day": {"F1": 50.0, "P": 40.0}}, "accuracy": 0.5, "text": "no number"}
    assert figures.flat(score, ("*/DATE-day/F1", "accuracy", "text", "absent/F1")) == {
        "fr/DATE-day/F1": 50.0,
        "accuracy": 0.5,
    }


def test_ratchet_only_rises(monkeypatch, tmp_path: Path):
    """The better of floor and figure is kept; a change of gold or an explicit lowering starts anew."""
    import ratchet

    gold = tmp_path / "gold.jsonl"
    gold.write_text("{}\n", encoding="utf-8")
    corpus = figures.Corpus("claims/x", "claims", gold, ("score.py",), ("usable", "invented"))
    old = {"gold": corpus.digest, "figures": {"usable": 0.5, "invented": 0.1}}
    now = {"usable": 0.4, "invented": 0.05}
    assert ratchet.raised(old, corpus, now, lower=False)["figures"] == {"usable": 0.5, "invented": 0.05}
    assert ratchet.raised(old, corpus, now, lower=True)["figures"] == now
    assert ratchet.raised(old | {"gold": "other"}, corpus, now, lower=False)["figures"] == now
    monkeypatch.setattr(sys, "argv", ["ratchet.py", "--lower", "claims/x"])
    with pytest.raises(SystemExit):
        ratchet.main()
