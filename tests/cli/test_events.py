"""Events in the terminal: linked, listed, shown as grids, compared, exported, verified, reported."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

import pytest

from cli.spoken import say
from linking.made import claim
from thucydides.model.anchor import Anchor
from thucydides.model.claim import Reading
from thucydides.model.document import Document
from thucydides.store.project import Project

SAID = (
    ("a", "Ministry", "An air raid of the Ruritanian army hit Kafr Noor on Monday, the ministry said.", None, False, 0),
    ("b", "the hospital", "Ruritanian jets killed 12 civilians in Kafr Noor on Monday, the hospital said.", 12, False, 1),
    ("c", "the hospital", "The toll in Kafr Noor rose to 18 civilians, the hospital said.", 18, False, 2),
    ("d", "Ministry", "The ministry denied any raid of the Ruritanian army on Kafr Noor.", None, True, 3),
    ("e", "the mayor", "Shells fell on Bir Amal on Monday, the mayor said.", None, False, 1),
)  # fmt: skip


def told(doc: str, source: str, text: str, killed: int | None, denied: bool, later: int):
    """(document, claim) whose words stand in the text."""
    town = "Bir Amal" if "Bir Amal" in text else "Kafr Noor"
    kind = "shelling" if "Shells" in text else "air_strike"
    made = claim(
        source, outlet=f"Paper {doc}", town=town, kind=kind, killed=killed, denied=denied, later=later, doc=doc, words=text,
        initiator="Ruritanian Army" if "Ruritanian" in text else None,
    )  # fmt: skip
    at = text.index(town)
    place = replace(made.place, anchor=Anchor(at, at + len(town), town))
    return Document(doc, text, "en", outlet=f"Paper {doc}"), replace(made, place=place)


@pytest.fixture
def project(tmp_path):
    """A project with five documents read by hand."""
    with Project.init(tmp_path / "p") as made:
        for row in SAID:
            document, one = told(*row)
            made.add(document)
            made.save(Reading(one.document, (one,)), "by hand")
    return tmp_path / "p"


@pytest.fixture
def linked(project, capsys):
    """The same, linked."""
    assert say(capsys, "link", "--project", project).code == 0
    return project


def events(capsys, linked):
    """The events as objects, the contested one first."""
    lines = say(capsys, "events", "--format", "jsonl", "--project", linked).out.splitlines()
    return sorted((json.loads(line) for line in lines), key=lambda e: -len(e["claims"]))


def test_unlinked_claims_say_what_to_do(project, capsys):
    """Verbs on events name the verb that makes them."""
    for argv in (("events",), ("contradictions",), ("export", "acled"), ("report", "contradictions")):
        said = say(capsys, *argv, "--project", project)
        assert said.code == 3
        assert "thucydides link" in said.err


def test_link_looks_at_what_is_new(linked, capsys):
    """A second linking looks at nothing; a new document at its neighbourhood; the events are those of --all."""
    assert say(capsys, "link", "--json", "--project", linked).envelope["counts"]["linked"] == 0
    document, one = told("f", "Monitor", "Raid on Kafr Noor on Monday, Monitor said.", None, False, 1)
    with Project.open(linked) as made:
        made.add(document)
        made.save(Reading(one.document, (one,)), "by hand")
    counts = say(capsys, "link", "--json", "--project", linked).envelope["counts"]
    assert 0 < counts["linked"] < counts["claims"]
    after = events(capsys, linked)
    say(capsys, "link", "--all", "--project", linked)
    assert events(capsys, linked) == after


def test_events_have_figures_by_policy(linked, capsys):
    """Low, best and high with the claims used and left out; filters hold."""
    strike, shells = events(capsys, linked)
    assert (len(strike["claims"]), len(shells["claims"])) == (4, 1)
    assert strike["policy"].startswith("ucdp-low-best-high@")
    assert strike["casualties"] == [{"outcome": "killed", "victims": "all", "low": 18, "best": 18, "high": 18}]
    assert len(strike["left_out"]) == 3
    assert say(capsys, "events", "--contested", "--json", "--project", linked).envelope["counts"] == {"events": 1}
    assert "Bir Amal" in say(capsys, "events", "--event-type", "shelling", "--project", linked).out


def test_grid_shows_accounts_with_their_words(linked, capsys):
    """Each account is a line with its words below; relations and left-out claims follow; --explain tells the shares."""
    strike = events(capsys, linked)[0]
    said = say(capsys, "event", strike["event_id"][:6], "--explain", "--project", linked)
    assert said.code == 0
    for part in ("DENIED: air strike", '"Ruritanian jets killed 12', "updates", "overtaken", "place same +"):
        assert part in said.out, part
    assert say(capsys, "event", "zzz", "--project", linked).code == 3


def test_contradictions_choose_kinds(linked, capsys):
    """A denial is one; a rising toll is none."""
    lines = say(capsys, "contradictions", "--format", "jsonl", "--project", linked).out.splitlines()
    assert {json.loads(line)["kind"] for line in lines} == {"denies"}
    assert not say(capsys, "contradictions", "--kind", "number", "--project", linked).out


@pytest.mark.parametrize(
    "name", ["acled", "ucdp-ged", "plover", "airwars", "kml", "timemap", "csv", "jsonl", "webannotation"]
)
def test_export_verifies(name, linked, capsys, tmp_path):
    """What was just written is well, in the project or handed over."""
    out = tmp_path / "out"
    assert say(capsys, "export", name, "-o", f"{out}/", "--project", linked).code == 0
    assert say(capsys, "verify", out, "--project", linked).code == 0
    if name in ("acled", "csv", "ucdp-ged"):
        resources = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))["resources"]
        assert {field["type"] for field in resources[0]["schema"]["fields"]} >= {"string", "number"}


@pytest.mark.parametrize(
    ("name", "was", "becomes", "named"),
    [
        ("acled", ",18,thucydides", ",180,thucydides", "row 2, fatalities: '180' instead of '18'"),
        ("ucdp-ged", "Kafr Noor", "Kafr Moor", ", where_coordinates"),
        ("airwars", '"num_sources":2', '"num_sources":9', "row 2, num_sources: 9 instead of 2"),
        ("csv", "killed 12 civilians", "killed 21 civilians", "words"),
        ("jsonl", "killed 12 civilians", "killed 21 civilians", "does not stand at"),
    ],
)
def test_tampered_value_is_named(name, was, becomes, named, linked, capsys, tmp_path):
    """The file is told to be changed, and the value by row and column; exit code 5."""
    out = tmp_path / "out"
    say(capsys, "export", name, "-o", f"{out}/", "--project", linked)
    (path,) = [
        p
        for p in out.iterdir()
        if p.name.split(".")[0] in (name, "claims") and p.suffix in (".csv", ".jsonl") and p.name.count(".") == 1
    ]
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes, 1), encoding="utf-8", newline="")
    said = say(capsys, "verify", out, "--project", linked)
    assert said.code == 5
    assert "was changed" in said.err
    assert named in said.err


def test_tampered_evidence_is_named(linked, capsys, tmp_path):
    """Words that do not stand in the document are found even where the checksum was made to fit."""
    out = tmp_path / "out"
    say(capsys, "export", "acled", "-o", f"{out}/", "--project", linked)
    path = out / "acled.csv.evidence.jsonl"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"exact":"Kafr Noor"', '"exact":"Kafr Moor"'), encoding="utf-8"
    )
    assert "'Kafr Moor' does not stand at" in say(capsys, "verify", out, "--project", linked).err


def test_verify_without_project_checks_checksums(linked, capsys, tmp_path, monkeypatch):
    """It says so, and still finds a changed file; a folder without export is a fault."""
    out = tmp_path / "out"
    say(capsys, "export", "jsonl", "-o", f"{out}/", "--project", linked)
    monkeypatch.chdir(tmp_path)
    assert "only checksums" in say(capsys, "verify", out).err
    (out / "claims.jsonl").write_text("", encoding="utf-8")
    assert say(capsys, "verify", out).code == 5
    assert say(capsys, "verify", linked / "raw").code == 5


def test_compare_with_own_export_finds_no_gap(linked, capsys, tmp_path):
    """What we exported as ACLED matches itself."""
    out = tmp_path / "out"
    say(capsys, "export", "acled", "-o", f"{out}/", "--project", linked)
    rows = len(list(csv.DictReader((out / "acled.csv").read_text(encoding="utf-8").splitlines())))
    said = say(capsys, "compare", "--with", out / "acled.csv", "--as", "acled", "--json", "--project", linked)
    assert said.envelope["counts"]["both"] == rows == 2
    assert said.envelope["counts"]["figures differ"] == 0


def test_reports_are_written(linked, capsys, tmp_path):
    """Markdown to standard output, HTML by the suffix of the file."""
    assert say(capsys, "report", "methodology", "--project", linked).out.startswith("# Methodology")
    page = tmp_path / "c.html"
    assert say(capsys, "report", "contradictions", "-o", page, "--project", linked).code == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_judgements_bind_the_next_linking(linked, capsys):
    """Two events merged are one from then on, also after another linking; undone, they are two."""
    from datetime import UTC, datetime

    from thucydides.model.judgement import Judgement

    one, other = (e["event_id"] for e in events(capsys, linked))
    at = datetime(2020, 1, 1, tzinfo=UTC)
    with Project.open(linked) as made:
        made.append_judgement(Judgement("j1", one, "merge", "somebody", at, other=other))
    for _ in range(2):
        say(capsys, "link", "--project", linked)
        assert len(events(capsys, linked)) == 1
    with Project.open(linked) as made:
        made.append_judgement(Judgement("j2", "j1", "undo", "somebody", at))
    say(capsys, "link", "--project", linked)
    assert len(events(capsys, linked)) == 2


def test_exports_hold_what_people_decided(linked, capsys, tmp_path):
    """A rejected claim is in no event and no export; a corrected figure is the one that is counted."""
    from datetime import UTC, datetime

    from thucydides.model.judgement import Judgement

    at = datetime(2020, 1, 1, tzinfo=UTC)
    with Project.open(linked) as made:
        by_doc = {c.document.doc_id: c.claim_id for c in made.claims()}
        made.append_judgement(Judgement("j1", by_doc["d"], "reject", "somebody", at))
        value = '{"low": 19, "high": 19}'
        made.append_judgement(
            Judgement("j2", by_doc["c"], "correct", "somebody", at, slot="casualties.0", value=value, exact="18")
        )
    say(capsys, "link", "--project", linked)
    strike = events(capsys, linked)[0]
    assert by_doc["d"] not in strike["claims"]
    assert strike["casualties"][0]["best"] == 19
    out = tmp_path / "out"
    say(capsys, "export", "acled", "-o", f"{out}/", "--project", linked)
    assert ",19,thucydides" in (out / "acled.csv").read_text(encoding="utf-8")
    assert say(capsys, "verify", out, "--project", linked).code == 0
