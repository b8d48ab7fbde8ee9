"""Expressions whose parts stand apart ("took three nurses hostage") tell one event at their verb, in every language."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from thucydides.claims.triage import may_tell
from thucydides.text.forms import SPLIT, FormTable
from told import document, read

SHEET: dict[str, Any] = tomllib.loads(Path(__file__).with_name("parted.toml").read_text(encoding="utf-8"))
DAY = date(2024, 5, 8)


@pytest.mark.parametrize("code", SHEET)
def test_both_parts_tell_one_event(code: str):
    """One claim of the type, with its initiator where one is named."""
    wrong = []
    for text, kind, doer in SHEET[code]["told"]:
        claims = read(text, DAY, code).claims
        doers = {a.name for c in claims for a in c.actors if a.role == "initiator"}
        if [c.event_type for c in claims] != [kind] or (doer and doer not in doers):
            wrong.append((text, [c.event_type for c in claims], doers))
    assert not wrong


@pytest.mark.parametrize("code", SHEET)
def test_what_only_looks_like_them_is_silent(code: str):
    """No claim of any of these sentences."""
    told = [(text, [c.event_type for c in read(text, DAY, code).claims]) for text in SHEET[code]["silent"]]
    assert not [one for one in told if one[1]]


@pytest.mark.parametrize("code", SHEET)
def test_the_sieve_lets_them_through(code: str):
    """What the reader tells of, the quick look lets through."""
    assert all(may_tell(document(text, DAY, code)) for text, _, _ in SHEET[code]["told"])


def test_the_nearest_parts_belong_together():
    """Of two heads before one tail the nearer is first, and a longer tail comes before a shorter one."""
    table = FormTable.build(
        [
            ((SPLIT, "took", SPLIT, "hostage"), "took"),
            ((SPLIT, "held", SPLIT, "hostage"), "held"),
            ((SPLIT, "held", SPLIT, "hostage", "again"), "again"),
        ]
    )
    found = table.splits("they took a bus and held six men hostage again".split())
    assert [(table.values[i[0]], first, last) for first, _, _, last, i in found] == [
        ("again", 5, 10),
        ("held", 5, 9),
        ("took", 1, 9),
    ]


def test_parts_that_touch_or_stand_too_far_apart_are_none():
    """At least one token stands between the parts, and at most nine."""
    table = FormTable.build([((SPLIT, "took", SPLIT, "hostage"), "took")])
    assert not table.splits(["took", "hostage"])
    assert not table.splits(["took", *("x" * 10), "hostage"])
    assert table.splits(["took", *("x" * 9), "hostage"])


def test_a_mishap_is_named_as_such():
    """What was not coded says that nature, an accident or a sickness killed."""
    texts = {
        "Forty people were killed in Herat after a strong earthquake.": "a disaster of nature",
        "A bus collided with a truck in Kano, killing 12 people.": "an accident",
        "Cholera has killed 50 people in Khartoum.": "a sickness",
    }
    for text, start in texts.items():
        assert any(n.reason.startswith(start) for n in read(text, DAY, "en").not_coded), text


def test_a_participle_that_names_who_demonstrates_tells_no_second_event():
    """ "The protesting burned a hall" is one violent demonstration; alone the participle tells the protest."""
    told = {
        "Протестующие подожгли здание администрации в Бишкеке.": ["violent_demonstration"],
        "Протестующие требовали отставки премьера в Софии.": ["peaceful_protest"],
    }
    for text, kinds in told.items():
        assert [c.event_type for c in read(text, DAY, "ru").claims] == kinds


def test_the_object_of_a_verb_that_no_list_knows_is_not_the_next_subject():
    """ "Police chased the students and beat them": the police beat them."""
    claims = read("Police chased the students and beat them with sticks in Surat.", DAY, "en").claims
    assert [[a.kind for a in c.actors if a.role == "initiator"] for c in claims] == [["police"]]
