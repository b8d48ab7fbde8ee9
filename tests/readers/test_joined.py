"""Rules and another reader together: nothing of the rules is lost, what is filled says by whom, what differs is told."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest

from readers.test_llm import SCHEMA
from store.made import at, document, strike
from thucydides.model.claim import Actor, Place, ReadBy, Reading, Time, Toll, Weapon
from thucydides.model.contract import claim_from_json, claim_to_json
from thucydides.readers.joined import join
from thucydides.readers.pairing import pairs

DOCUMENT = document()
TEXT = DOCUMENT.text
OURS = strike(DOCUMENT)
THEIRS = replace(OURS, claim_id="other", reader="mine/1", read_by=(), disputes=())


def joined(ours, theirs):
    """The first claim of a joined reading."""
    reading = join(Reading(OURS.document, (ours,)), Reading(OURS.document, (theirs,)), TEXT)
    assert len(reading.claims) == 1
    assert not reading.refused
    return reading.claims[0]


def test_same_claims_change_nothing():
    """Where both say the same, the rules' claim stands as it was."""
    assert joined(OURS, THEIRS) == OURS


def test_empty_values_are_filled_and_say_by_whom():
    """Place, day in words, actor, weapon and toll come from the other; `read_by` names each by its path; the id stays."""
    bare = replace(
        OURS, place=None, time=Time(None, None, "publication", None), actors=(), weapons=(), casualties=()
    )  # fmt: skip
    told = joined(bare, THEIRS)
    assert (told.claim_id, told.reader) == (OURS.claim_id, "rules/1")
    assert (told.place, told.time, told.actors, told.weapons, told.casualties) == (
        THEIRS.place, THEIRS.time, THEIRS.actors, THEIRS.weapons, THEIRS.casualties,
    )  # fmt: skip
    slots = {by.slot for by in told.read_by}
    assert {by.reader for by in told.read_by} == {"mine/1"}
    assert {"place", "time", "actors.0", "casualties.0"} <= slots
    assert told.disputes == ()
    row = claim_to_json(told)
    jsonschema.validate(row, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert claim_from_json(json.loads(json.dumps(row))) == told


@pytest.mark.parametrize(
    ("changed", "slot", "value"),
    [
        ({"event_type": "shelling"}, "event_type", "shelling"),
        ({"modality": "alleged"}, "modality", "alleged"),
        ({"attribution": OURS.attribution[:1]}, "attribution", "the outlet"),
        ({"place": Place("Elsewhere", at(TEXT, "Market"), "settlement", "")}, "place", "Elsewhere"),
        ({"casualties": (Toll("killed", "civilians", 40, 40, "exact", at(TEXT, "12 civilians")),)}, "casualties.0", "40"),
    ],
)  # fmt: skip
def test_what_differs_is_a_dispute_and_the_rules_stand(changed, slot, value):
    """The other's value is told beside, with its words; the rules' value is not touched."""
    told = joined(OURS, replace(THEIRS, **changed))
    (dispute,) = told.disputes
    assert (dispute.slot, dispute.reader, dispute.value) == (slot, "mine/1", value)
    assert replace(told, disputes=()) == OURS
    jsonschema.validate(claim_to_json(told), SCHEMA, cls=jsonschema.Draft202012Validator)


def test_nobody_gets_a_second_role_and_a_denial_no_toll():
    """Who is the target is not filled in as the initiator; a denial stays without casualties."""
    target = OURS.actors[0]
    told = joined(OURS, replace(THEIRS, actors=(Actor("initiator", "market", target.anchor),)))
    assert told.actors == OURS.actors
    denied = replace(OURS, polarity="denied", casualties=())
    told = joined(denied, THEIRS)
    assert told.casualties == ()
    assert [d.slot for d in told.disputes] == ["polarity"]


def test_claims_of_one_alone_stand_under_its_own_name():
    """An event that only the other saw is added as its own claim, in order; all pass the gate again."""
    alone = replace(THEIRS, trigger=at(TEXT, "shot"), anchor=at(TEXT, "A shot of vitamins"), claim_id="alone")
    false = replace(alone, claim_id="false", trigger=replace(alone.trigger, exact="slot"))
    reading = join(Reading(OURS.document, (OURS,)), Reading(OURS.document, (false, alone)), TEXT)
    assert [(c.claim_id, c.reader) for c in reading.claims] == [(OURS.claim_id, "rules/1"), ("alone", "mine/1")]
    assert [r.claim.claim_id for r in reading.refused] == ["false"]


def test_pairs_do_not_depend_on_order():
    """Each claim meets its likest once, in whatever order they come."""
    denied = replace(THEIRS, trigger=at(TEXT, "raid"), anchor=at(TEXT, "The army denied the raid."), polarity="denied")
    assert pairs((OURS,), (denied, THEIRS)) == ((0, 1),)
    assert pairs((OURS,), (THEIRS, denied)) == ((0, 0),)
    assert ReadBy("place", "x") == ReadBy("place", "x")
    assert OURS.weapons == () or isinstance(OURS.weapons[0], Weapon)
