"""What people decide reaches exports, survives a newer reader and a new linking, and a release keeps its word."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

import pytest

from cli.spoken import say
from cli.test_events import SAID, told
from thucydides.model.claim import Reading
from thucydides.store.project import Project


@pytest.fixture
def linked(tmp_path, capsys):
    """Five documents read by hand and linked: a strike of four claims, shells of one."""
    with Project.init(tmp_path / "p") as made:
        for row in SAID:
            document, one = told(*row)
            made.add(document)
            made.save(Reading(one.document, (one,)), "by hand")
    assert say(capsys, "link", "--project", tmp_path / "p").code == 0
    return tmp_path / "p"


def read_anew(folder, reader="by hand/2"):
    """A newer reader tells the same under other ids; gives older id -> newer."""
    with Project.open(folder) as made:
        claims = list(made.claims())
        for one in claims:
            new = replace(one, claim_id=f"n{one.claim_id[1:]}", reader=reader, event_id=None)
            made.save(Reading(new.document, (new,)), reader)
    return {c.claim_id: f"n{c.claim_id[1:]}" for c in claims}


def events(folder):
    """The events as linked, the largest first."""
    with Project.open(folder) as made:
        return sorted(made.events(), key=lambda e: -len(e.claims))


def row(folder, capsys, tmp_path, name, event_id):
    """The row of an event in an export of tables."""
    out = tmp_path / f"out-{name}"
    assert say(capsys, "export", name, "-o", f"{out}/", "--project", folder).code == 0
    assert say(capsys, "verify", out, "--project", folder).code == 0
    with (out / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    lines = [json.loads(x) for x in (out / f"{name}.csv.evidence.jsonl").read_text(encoding="utf-8").splitlines()]
    at = [line["event_id"] for line in lines].index(event_id)
    return rows[at], lines[at]


def test_decision_on_an_event_reaches_every_export(linked, capsys, tmp_path):
    """A decided toll, day and perpetrator stand in the tables, and the evidence says that they were decided."""
    event = events(linked)[0].event_id
    for value in ("killed=21", "day=2019-05-05", "perpetrator=Northern Front"):
        assert say(capsys, "decide", event, value, "--why", "the list", "--project", linked).code == 0
    acled, why = row(linked, capsys, tmp_path, "acled", event)
    assert (acled["fatalities"], acled["event_date"], acled["actor1"]) == ("21", "2019-05-05", "Northern Front")
    assert why["decided"] == {"day": "2019-05-05", "killed": 21, "perpetrator": "Northern Front"}
    ucdp, _ = row(linked, capsys, tmp_path, "ucdp-ged", event)
    assert (ucdp["low"], ucdp["best"], ucdp["high"], ucdp["date_start"][:10]) == ("18", "21", "21", "2019-05-05")
    say(capsys, "undo", "--project", linked)
    assert row(linked, capsys, tmp_path, "acled", event)[0]["actor1"] == "Ruritanian Army"


def test_decisions_survive_a_newer_reader(linked, capsys, tmp_path):
    """Every claim has another id after it; the event keeps its id, its decision, its merge and its split."""
    strike, shells = events(linked)
    assert say(capsys, "decide", strike.event_id, "killed=21", "--why", "the list", "--project", linked).code == 0
    assert say(capsys, "merge", strike.event_id, shells.event_id, "--project", linked).code == 0
    out = strike.claims[-1]
    assert say(capsys, "split", out, strike.claims[0], "--project", linked).code == 0
    now = read_anew(linked)
    for argv in (("link",), ("link", "--all")):
        assert say(capsys, *argv, "--project", linked).code == 0
        home = {claim: e.event_id for e in events(linked) for claim in e.claims}
        assert home[now[strike.claims[0]]] == home[now[shells.claims[0]]]
        assert home[now[out]] != home[now[strike.claims[0]]]
        assert strike.event_id in home.values()
    assert row(linked, capsys, tmp_path, "acled", strike.event_id)[0]["fatalities"] == "21"


def test_merge_and_split_reach_exports_before_they_are_linked(linked, capsys):
    """An export has the events as people left them, and those of the next linking are the same groups."""
    strike, shells = events(linked)
    say(capsys, "merge", strike.event_id, shells.event_id, "--project", linked)

    def groups():
        lines = say(capsys, "events", "--format", "jsonl", "--project", linked).out.splitlines()
        return sorted(json.loads(line)["claims"] for line in lines)

    before = groups()
    assert len(before) == 1
    say(capsys, "link", "--project", linked)
    assert groups() == before
    say(capsys, "undo", "--project", linked)
    say(capsys, "link", "--project", linked)
    assert len(groups()) == 2


def test_joined_names_reach_exports_and_linking(linked, capsys, tmp_path):
    """Two names of one source are one root; an export has the chosen name, taken back it has its own again."""
    from thucydides.store.judging.judgements import make

    event = events(linked)[0].event_id
    with Project.open(linked) as made:
        made.append_judgement(make("source:Ministry", "merge", "rana", other="source:the hospital"))
        said = list(made.judgements())[-1].judgement_id
    assert say(capsys, "link", "--project", linked).code == 0
    assert len(events(linked)[0].roots) == 1
    assert "Ministry" not in row(linked, capsys, tmp_path, "acled", event)[0]["source"]
    say(capsys, "undo", said, "--project", linked)
    say(capsys, "link", "--project", linked)
    assert len(events(linked)[0].roots) == 2
    assert "Ministry" in row(linked, capsys, tmp_path, "acled", event)[0]["source"]


@pytest.mark.parametrize(
    "name", ["acled", "ucdp-ged", "plover", "airwars", "kml", "timemap", "csv", "jsonl", "overlap"]
)
def test_public_release_verifies_and_holds_no_words(name, linked, capsys, tmp_path):
    """A release can be checked like any export; no clause of a report is in it."""
    out = tmp_path / "out"
    said = say(capsys, "export", name, "--public", "--snap", "grid:0.2", "-o", f"{out}/", "--project", linked)
    assert said.code == 0
    if name != "overlap":
        assert say(capsys, "verify", out, "--project", linked).code == 0
    for path in out.iterdir():
        text = path.read_text(encoding="utf-8")
        assert path.name.startswith(("public-", "datapackage"))
        assert not [row for row in SAID if row[2] in text]


def test_switches_of_a_release(linked, capsys, tmp_path):
    """An embargo withholds and says so; switches without a release, and ways to snap that are none, are refused."""
    out = tmp_path / "out"
    argv = ("export", "acled", "--project", linked, "-o", f"{out}/")
    said = say(capsys, *argv, "--public", "--as-of", "2019-05-10", "--embargo-days", "30")
    assert "5 claims withheld" in said.err
    told_of = json.loads((out / "public-acled.csv.manifest.json").read_text(encoding="utf-8"))["release"]
    assert (told_of["as_of"], told_of["withheld"]) == ("2019-05-10", {"under embargo": 5})
    for wrong in (("--snap", "admin1"), ("--public", "--snap", "street"), ("--release", "nobody")):
        assert say(capsys, *argv, *wrong).code == 2
