"""Judging in the browser: verdicts, corrections, undo, two reviewers, events, names, exports; all of it append-only."""

from __future__ import annotations

import json

import pytest


def _claim(client, **asked):
    return client.get("/claims.json", params={"language": "en", "polarity": "asserted"} | asked).json()["rows"][0][
        "claim_id"
    ]


def _card(client, claim_id):
    return client.get(f"/claims/{claim_id}.json").json()["card"]


def _judge(client, claim_id, verdict, **told):
    seen = told.pop("seen", _card(client, claim_id)["version"])
    form = {"subject": claim_id, "verdict": verdict, "seen": seen, "back": "/queue"} | told
    return client.post("/judge", data=form)


def test_verdicts_and_progress(door):
    """Accept, reject and unsure change the standing and the counts; the claim leaves the queue of new ones."""
    client = door.client()
    before = client.get("/queue.json").json()["counts"]
    claims = [row["claim_id"] for row in client.get("/claims.json?language=en").json()["rows"][:3]]
    for claim_id, verdict in zip(claims, ("accept", "reject", "unsure"), strict=True):
        assert _judge(client, claim_id, verdict).status_code == 303
    told = client.get("/queue.json?rows=200").json()
    assert told["counts"]["new"] == before["new"] - 3
    assert (told["counts"]["judged"], told["counts"]["unsure"]) == (2, 1)
    assert not {row["claim_id"] for row in told["rows"]} & set(claims)
    assert client.get("/queue.json?show=unsure").json()["rows"][0]["claim_id"] == claims[2]
    assert [one["verdict"] for one in told["recent"]] == ["unsure", "reject", "accept"]


@pytest.mark.parametrize(
    ("slot", "typed", "where", "value"),
    [
        ("killed", "14", ("casualties", 0, "low"), 14),
        ("casualties.0", ">=14", ("casualties", 0, "exactness"), "at_least"),
        ("casualties.0", "24-99", ("casualties", 0, "high"), 99),
        ("casualties.0.victims", "children", ("casualties", 0, "victims"), "children"),
        ("time", "2021-03-04..2021-03-06", ("time", "latest"), "2021-03-06"),
        ("place", "Other Place | site | 35.5, 36.5 | 2", ("place", "precision"), "site"),
        ("place.lat", "35.25", ("place", "lat"), 35.25),
        ("actors.0.name", "the bread market", ("actors", 0, "name"), "the bread market"),
        ("attribution.-1.source", "the field hospital", ("attribution", 1, "source"), "the field hospital"),
        ("event_type", "drone_strike", ("event_type",), "drone_strike"),
        ("polarity", "denied", ("polarity",), "denied"),
        ("weapons.0", "-", ("weapons",), []),
        ("time", "-", ("time",), None),
    ],
)
def test_correction_reaches_the_export(door, slot, typed, where, value):
    """A corrected value is what an export has, with the judgement among its rules; what was read is kept."""
    client = door.client()
    claim_id = _claim(client)
    assert _judge(client, claim_id, "correct", slot=slot, value=typed, why="the list").status_code == 303
    assert _card(client, claim_id)["status"] == "corrected"
    client.post("/export", data={"format": "jsonl"})
    lines = (door.project.folder.exports / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    (told,) = [row for row in map(json.loads, lines) if row["claim_id"] == claim_id]
    assert told["rules"][-1] == f"judgement/{next(door.project.judgements()).judgement_id}"
    for step in where:
        told = told[step]
    assert told == value
    assert door.project.claim(claim_id).polarity == "asserted"


@pytest.mark.parametrize(
    ("slot", "typed"),
    [("killed", "many"), ("injured", "3"), ("time", "last Friday"), ("place", "X | galaxy"), ("event_type", "raid"),
     ("polarity", "maybe"), ("casualties.0", "20-10"), ("casualties.7.low", "3"), ("place.lat", "95"), ("reader", "me"),
     ("claim_id", "x"), ("casualties.0", "{broken"), ("attribution.0", "{}x"), ("time", '{"earliest": 5}')],
)  # fmt: skip
def test_value_must_be_of_the_contract(door, slot, typed):
    """A value that the contract does not allow is refused with words, and nothing is appended."""
    client = door.client()
    assert _judge(client, _claim(client), "correct", slot=slot, value=typed).status_code == 400
    assert not list(door.project.judgements())


def test_words_that_back_a_value_must_stand_in_the_document(door):
    """Selected words are checked against the canonical text."""
    client = door.client()
    claim_id = _claim(client)
    assert _judge(client, claim_id, "correct", slot="killed", value="3", exact="no such words").status_code == 400
    assert _judge(client, claim_id, "correct", slot="killed", value="3", exact="Two jets").status_code == 303


def test_undo_of_anything(door):
    """An undone correction counts no more; an undone undo brings it back; nothing is deleted."""
    client = door.client()
    claim_id = _claim(client)
    _judge(client, claim_id, "correct", slot="killed", value="99")
    client.post("/undo", data={"judgement": "last"})
    card = _card(client, claim_id)
    assert (card["status"], len(card["history"])) == ("new", 2)
    assert all(row["was"] is None for row in card["values"])
    undo = card["history"][-1]["judgement_id"]
    client.post("/undo", data={"judgement": undo})
    card = _card(client, claim_id)
    assert card["status"] == "corrected"
    assert any("99" in row["text"] and row["was"] for row in card["values"])
    assert client.post("/undo", data={"judgement": "nothere"}).status_code == 404


def test_second_reviewer_sees_the_first(door):
    """Who judges without having seen the newest verdict gets 409 with it, and the card to judge again."""
    first, second = door.client("coder", "anna"), door.client("coder", "boris")
    claim_id = _claim(first)
    assert _judge(first, claim_id, "accept", seen="").status_code == 303
    late = _judge(second, claim_id, "reject", seen="")
    assert late.status_code == 409
    assert "anna said accept" in late.text
    card = second.post(
        "/judge",
        data={"subject": claim_id, "verdict": "reject", "seen": "", "card": "1"},
        headers={"hx-request": "true"},
    )
    assert card.status_code == 409
    assert "anna said accept" in card.text
    assert f'id="c-{claim_id}"' in card.text
    assert len(list(door.project.judgements())) == 1
    assert _judge(second, claim_id, "reject").status_code == 303
    assert [one["by"] for one in _card(first, claim_id)["history"]] == ["anna", "boris"]


def test_card_comes_back_alone(door):
    """A form sent by htmx gets the new card and no page around it."""
    client = door.client()
    claim_id = _claim(client)
    told = client.post(
        "/judge",
        data={"subject": claim_id, "verdict": "accept", "seen": "", "card": "1"},
        headers={"hx-request": "true"},
    )
    assert told.status_code == 200
    assert told.text.lstrip().startswith("<article")
    assert "s-accepted" in told.text


def test_events_are_joined_and_parted(door):
    """Merge makes one event of two, the old address leads there; undo parts them; split takes a claim out."""
    client = door.client()
    events = client.get("/events.json?rows=200").json()["rows"]
    a, b = (row["event_id"] for row in events[:2])
    assert (
        client.post("/judge", data={"subject": a, "other": b, "verdict": "merge", "why": "one raid"}).status_code == 303
    )
    joined = client.get(f"/events/{b}.json").json()
    assert joined["event_id"] == client.get(f"/events/{a}.json").json()["event_id"]
    assert joined["short"]["claims"] == events[0]["claims"] + events[1]["claims"]
    assert client.get("/events.json").json()["total"] == len(events) - 1
    client.post("/undo", data={"judgement": "last"})
    assert client.get(f"/events/{b}.json").json()["event_id"] == b
    out = client.get(f"/events/{a}.json").json()["rows"][-1]["claims"][0]["claim_id"]
    assert client.post("/judge", data={"subject": out, "other": a, "verdict": "split"}).status_code == 303
    assert client.get("/events.json").json()["total"] == len(events) + 1


def test_decision_on_an_event(door):
    """A decision needs its reason, shows on the page and in the previews, and is undone."""
    client = door.client()
    event = client.get("/events.json").json()["rows"][0]["event_id"]
    form = {"subject": event, "verdict": "correct", "slot": "killed", "value": "13"}
    assert client.post("/judge", data=form).status_code == 400
    assert client.post("/judge", data=form | {"why": "the hospital's list"}).status_code == 303
    told = client.get(f"/events/{event}.json").json()
    assert (told["decisions"][0]["value"], told["decisions"][0]["joined"]) == (13, [])
    acled, ucdp, _ = told["previews"]
    assert (acled["cells"]["fatalities"], ucdp["cells"]["best"]) == (13, 13)
    assert acled["policy"].startswith("acled-conservative@")
    assert 'class="decided"' in told["bars"][0]["svg"]
    client.post("/undo", data={"judgement": told["decisions"][0]["judgement_id"]})
    assert not client.get(f"/events/{event}.json").json()["decisions"]


def test_names_are_joined(door):
    """A name that is joined to another goes by it in the registry and in exports; the words stay."""
    client = door.client()
    client.post("/judge", data={"subject": "place:Tell Amal", "same": "Kafr Noor", "verdict": "merge"})
    rows = client.get("/registries.json?kind=place").json()["rows"]
    (row,) = [row for row in rows if row["name"] == "Kafr Noor"]
    assert row["joined"] == ["Tell Amal"]
    assert row["claims"] == 80
    client.post("/export", data={"format": "jsonl"})
    text = (door.project.folder.exports / "claims.jsonl").read_text(encoding="utf-8")
    assert '"place":{"name":"Tell Amal"' not in text
    assert '"exact":"Tell Amal"' in text


def test_export_tells_the_difference(door):
    """After a release the page tells what is new, changed and gone; only the accepted can be written."""
    client = door.client()
    client.post("/export", data={"format": "jsonl"})
    ids = [row["claim_id"] for row in client.get("/claims.json?language=en").json()["rows"][:2]]
    _judge(client, ids[0], "correct", slot="killed", value="77")
    _judge(client, ids[1], "reject")
    diff = client.get("/export.json?diff=1").json()["diff"]
    assert (diff["changed"], diff["gone"], diff["new"]) == ([ids[0]], [ids[1]], [])
    client.post("/export", data={"format": "jsonl", "accepted": "1"})
    assert client.get("/export.json").json()["files"][0]["rows"] == 1


def test_release_is_previewed_compared_and_written(door):
    """The screen tells what a release would leave, what changed since the last one of its kind, and writes it."""
    client = door.client()
    before = client.get("/export.json").json()
    told = client.get("/export.json?profile=public&snap=admin1&embargo=0").json()
    assert before["preview"] is None
    assert before["risks"]["exact_points"] > 0
    assert (told["preview"]["risks"]["exact_points"], told["preview"]["risks"]["words"]) == (0, 0)
    assert told["preview"]["risks"]["rows"] == before["risks"]["rows"]
    late = client.get("/export.json?profile=public&embargo=30&as_of=2021-03-20").json()["preview"]
    assert late["withheld"]["under embargo"] > 100
    assert sum(late["withheld"].values()) + late["risks"]["rows"] == before["risks"]["rows"]
    form = {"profile": "public", "snap": "admin1", "embargo": "0"}
    assert client.post("/export", data=form | {"format": "jsonl"}).status_code == 303
    assert client.post("/export", data=form | {"format": "acled"}).status_code == 303
    exports = door.project.folder.exports
    text = (exports / "public-claims.jsonl").read_text(encoding="utf-8")
    assert "Two jets bombed" not in text
    assert "https://example.org" not in text
    assert not (exports / "claims.jsonl").exists()
    assert (exports / "public-acled.csv.evidence.jsonl").is_file()
    _judge(client, _claim(client), "reject")
    diff = client.get("/export.json?profile=public&snap=admin1&embargo=0&diff=1").json()["diff"]
    assert (len(diff["gone"]), diff["new"], diff["changed"], diff["since"]) == (1, [], [], "public-claims.jsonl")


@pytest.mark.parametrize(
    "asked", ["profile=nobody", "profile=../x.toml", "profile=public&snap=street", "profile=public&embargo=-1",
              "profile=public&as_of=never"],
)  # fmt: skip
def test_release_that_is_none_is_refused(door, asked):
    """A profile, way to snap, embargo or day that is none is a 400; no file of the machine is a profile."""
    assert door.client().get(f"/export.json?{asked}").status_code == 400


def test_event_formats_are_written_with_decisions(door):
    """An export of events has the decided toll and the events as they were joined."""
    client = door.client()
    a, b = (row["event_id"] for row in client.get("/events.json").json()["rows"][:2])
    client.post("/judge", data={"subject": a, "other": b, "verdict": "merge", "why": "one raid"})
    joined = client.get(f"/events/{a}.json").json()["event_id"]
    form = {"subject": joined, "verdict": "correct", "slot": "killed", "value": "13", "why": "the list"}
    assert client.post("/judge", data=form | {"value": "a dozen"}).status_code == 400
    assert client.post("/judge", data=form).status_code == 303
    client.post("/export", data={"format": "ucdp-ged"})
    path = door.project.folder.exports / "ucdp-ged.csv.evidence.jsonl"
    lines = [json.loads(one) for one in path.read_text(encoding="utf-8").splitlines()]
    (told,) = [one for one in lines if one["event_id"] == joined]
    assert told["decided"] == {"killed": 13}
    assert not [one for one in lines if one["event_id"] in {a, b} - {joined}]


def test_copies_are_grouped(door):
    """Documents that the linking found to be one text are a group with its original; the table says whose copy one is."""
    from dataclasses import replace

    from thucydides.model.event import Relation

    events = list(door.project.events())
    first = max(events, key=lambda e: len(e.claims))
    copies = tuple(Relation(one, first.claims[0], "copies", "one text") for one in first.claims[1:4])
    others = [e for e in events if e is not first]
    door.project.save_events((replace(first, relations=copies), *others), "test/1")
    told = door.client().get("/documents.json?rows=200").json()
    assert (told["documents_in_copies"], told["one_text"][0]["number"]) == (4, 4)
    original = told["one_text"][0]["original"]["doc_id"]
    assert len([row for row in told["rows"] if row["copy_of"] == original]) == 3
    (head,) = [row for row in told["rows"] if row["doc_id"] == original]
    assert len(head["copies"]) == 3
    assert head["copy_of"] is None
    event = door.client().get(f"/events/{first.event_id}.json").json()
    assert event["roots"] < len(event["rows"])
    assert "One text under many mastheads (4 documents)" in door.client().get("/documents").text
