"""The verbs of a project, from init to export, with a reader made by hand."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path

import jsonschema
import pytest

import thucydides
from cli.spoken import TEXT, say, stub_read
from store.made import reading

SCHEMA = json.loads((Path(thucydides.__file__).parent / "data/schema/claim.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A project as the current folder, and the hand-made reader."""
    monkeypatch.delenv("THUCYDIDES_DEBUG", raising=False)
    monkeypatch.setattr("thucydides.cli.workers.read_one", stub_read)
    monkeypatch.setattr("thucydides.cli.rereading.reader_id", lambda *_: "rules/1+abc")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def filled(home, capsys, monkeypatch):
    """A project with two documents, read."""
    (home / "reports").mkdir()
    (home / "reports" / "a.txt").write_text(TEXT, encoding="utf-8")
    (home / "reports" / "b.txt").write_text(
        "Nothing happened in the village of Kafr Noor today, people said.\n", encoding="utf-8"
    )
    assert say(capsys, "init", "p").code == 0
    monkeypatch.chdir(home / "p")
    assert say(capsys, "add", "../reports", "--language", "en").code == 0
    assert say(capsys, "read").code == 0
    return home / "p"


def test_add_is_idempotent_and_keeps_bytes(home, capsys):
    """A second add adds nothing; the bytes stand under their hash."""
    (home / "a.txt").write_text(TEXT, encoding="utf-8")
    say(capsys, "init", "p")
    first = say(capsys, "add", "a.txt", "--project", "p", "--json").envelope
    second = say(capsys, "add", "a.txt", "--project", "p", "--json").envelope
    assert (first["ok"], first["counts"]) == (True, {"added": 1, "known": 0})
    assert second["counts"] == {"added": 0, "known": 1}
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    assert (home / "p" / "raw" / sha256[:2] / sha256).read_text(encoding="utf-8") == TEXT


def test_add_from_standard_input(home, capsys, monkeypatch):
    """What is piped in is kept as well, and named "-" where it cannot be read."""
    say(capsys, "init", "p")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert say(capsys, "add", "-", "--project", "p", "--json").envelope["counts"]["added"] == 1
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    told = say(capsys, "add", "-", "--project", "p", "--json")
    assert told.code == 3
    assert told.envelope["failed"][0]["item"] == "-"


def test_bad_file_does_not_stop_the_others(home, capsys):
    """Partial failure is 4 with one line a failure; nothing but failures is 3."""
    (home / "a.txt").write_text(TEXT, encoding="utf-8")
    (home / "empty.txt").write_text("", encoding="utf-8")
    say(capsys, "init", "p")
    told = say(capsys, "add", "a.txt", "empty.txt", "missing.txt", "--project", "p")
    assert told.code == 4
    assert [line for line in told.err.splitlines() if "empty.txt" in line]
    assert [line for line in told.err.splitlines() if "missing.txt" in line]
    only = say(capsys, "add", "empty.txt", "--project", "p", "--json")
    assert (only.code, only.envelope["ok"]) == (3, False)
    assert set(only.envelope["failed"][0]) == {"item", "code", "message", "hint"}


def test_same_id_with_other_words_fails_alone(home, capsys):
    """A line whose id is taken by another text is a failure with its file; the others are added."""
    rows = [
        {"id": "1", "text": TEXT},
        {"id": "1", "text": "Other words, of some length."},
        {"id": "2", "text": "And more words, of some length."},
    ]
    (home / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    say(capsys, "init", "p")
    told = say(capsys, "add", "a.jsonl", "--project", "p", "--json")
    assert told.code == 4
    assert told.envelope["counts"] == {"added": 2, "known": 0}
    assert "another text" in told.envelope["failed"][0]["message"]


def test_read_goes_on_where_it_was(filled, home, capsys, monkeypatch):
    """A second read reads only what is new; a reader that changed reads all again."""
    assert say(capsys, "read", "--json").envelope["counts"]["documents"] == 0
    (home / "reports" / "c.txt").write_text("Some more words of a third report.\n", encoding="utf-8")
    say(capsys, "add", "../reports")
    assert say(capsys, "read", "--json").envelope["counts"]["documents"] == 1
    monkeypatch.setattr("thucydides.cli.rereading.reader_id", lambda *_: "rules/1+def")
    assert say(capsys, "read", "--json").envelope["counts"]["documents"] == 3
    assert len(say(capsys, "claims", "--format", "jsonl").out.splitlines()) == 2


def test_parent_folder_is_found(filled, capsys, monkeypatch):
    """The default project is the one that holds the current folder."""
    deep = filled / "exports" / "deep"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert say(capsys, "claims", "--json").envelope["counts"] == {"claims": 2}


def test_no_project_is_told(home, capsys):
    """Outside of a project the verbs say how to name or make one."""
    for argv in (["claims"], ["read"], ["export", "csv"], ["show", "x"], ["add", "x"]):
        told = say(capsys, *argv)
        assert told.code == 2
        assert "thucydides init DIR" in told.err
    assert say(capsys, "claims", "--project", "nowhere").code == 6


def test_claims_table_and_filters(filled, capsys):
    """One line a claim; denials are marked; filters narrow."""
    head, *rows = say(capsys, "claims").out.splitlines()
    assert head.split()[:3] == ["id", "day", "event"]
    assert len(rows) == 2
    assert [row for row in rows if "DENIED" in row and "the army" in row]
    assert [row for row in rows if ">=12" in row and "Kafr Noor" in row and "2021-03-15" in row]
    assert len(say(capsys, "claims", "--min-killed", "5").out.splitlines()) == 2
    lines = say(capsys, "claims", "--format", "csv").out
    assert len(list(csv.DictReader(io.StringIO(lines)))) == 2


def test_show_claim_by_prefix(filled, capsys):
    """The beginning of an id shows the words in their sentence, marked, with chain and rules."""
    (claim,) = [c for c in map(json.loads, say(capsys, "claims", "--format", "jsonl").out.splitlines()) if c["place"]]
    told = say(capsys, "show", claim["claim_id"][:6])
    assert told.code == 0
    assert "[Two jets] [bombed] [the market] of Kafr Noor on [Monday], killing [at least 12 civilians]" in told.out
    assert "the hospital (medical rescue) via Example Daily (outlet)" in told.out
    assert "en/triggers:3" in told.out
    assert "Kafr Noor (Aleppo)" in told.out
    shown = json.loads(say(capsys, "show", claim["claim_id"][:6], "--format", "json").out)
    assert shown == claim


def test_show_document(filled, capsys):
    """A document shows its head and claims; --text its canonical text; an unknown id is 3."""
    (claim,) = [c for c in map(json.loads, say(capsys, "claims", "--format", "jsonl").out.splitlines()) if c["place"]]
    doc_id = claim["document"]["doc_id"]
    told = say(capsys, "show", doc_id[:8], "--explain").out
    assert "2021-03-15 (inferred)" in told
    assert "the dateline says so" in told
    assert "an idiom" in told
    assert "the place has no words of its own" in told
    assert say(capsys, "show", doc_id, "--text").out.strip() == TEXT
    missing = say(capsys, "show", "zzzz")
    assert (missing.code, len(missing.err.splitlines())) == (3, 1)


def test_export_writes_file_and_manifest(filled, capsys):
    """The exported lines validate against the contract; the manifest's hash is the file's."""
    told = say(capsys, "export", "jsonl", "--json").envelope
    path, manifest = map(Path, told["outputs"])
    assert path == filled / "exports" / "claims.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        jsonschema.validate(json.loads(line), SCHEMA, cls=jsonschema.Draft202012Validator)
    listed = json.loads(manifest.read_text(encoding="utf-8"))
    assert listed["files"][0]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert listed["counts"] == {"documents": 1, "claims": 2, "rows": 2}
    first = path.read_bytes()
    say(capsys, "export", "jsonl")
    assert path.read_bytes() == first


def test_export_goes_where_it_is_told(filled, capsys):
    """-o names a file, a folder or standard output."""
    say(capsys, "export", "csv", "-o", "x/my.csv")
    say(capsys, "export", "geojson", "-o", "maps")
    assert (filled / "x" / "my.csv").exists()
    assert (filled / "x" / "my.csv.manifest.json").exists()
    assert json.loads((filled / "maps" / "claims.geojson").read_text(encoding="utf-8"))["features"]
    assert len(say(capsys, "export", "jsonl", "-o", "-").out.splitlines()) == 2
    (filled / "file").write_text("", encoding="utf-8")
    told = say(capsys, "export", "csv", "-o", "file/x.csv")
    assert (told.code, len(told.err.splitlines())) == (1, 1)


def test_check_finds_a_word_that_moved(filled, capsys):
    """Check is 0 for a sound project and 5 where a stored word no longer stands in its text."""
    import sqlite3

    assert say(capsys, "check", "--no-data").code == 0
    rows = sqlite3.connect(filled / "project.sqlite")
    rows.execute("DROP TRIGGER documents_no_update")
    rows.execute("UPDATE documents SET text = 'x' || text")
    rows.commit()
    rows.close()
    told = say(capsys, "check", "--no-data", "--json")
    assert told.code == 5
    assert [f for f in told.envelope["failed"] if "does not stand at" in f["message"]]


def test_settings_of_the_project_hold(filled, home, capsys):
    """[add] in thucydides.toml gives an outlet where no flag does."""
    (filled / "thucydides.toml").write_text('[add]\noutlet = "The Example"\n', encoding="utf-8")
    (home / "d.txt").write_text("A report of an outlet that does not name itself.\n", encoding="utf-8")
    (home / "e.txt").write_text("Another report of an outlet that does not name itself.\n", encoding="utf-8")
    say(capsys, "add", "../d.txt")
    say(capsys, "add", "../e.txt", "--outlet", "Another")
    from thucydides.store.project import Project

    with Project.open(filled) as project:
        outlets = {d.outlet for d in project.documents()}
    assert {"The Example", "Another"} <= outlets


def test_newer_project_is_6(filled, capsys):
    """A file of a newer version is refused with one line and exit code 6, by every verb."""
    import sqlite3

    rows = sqlite3.connect(filled / "project.sqlite")
    rows.execute("UPDATE alembic_version SET version_num = '9999'")
    rows.commit()
    rows.close()
    for argv in (["claims"], ["read"], ["export", "csv"], ["show", "x"], ["check", "--no-data"], ["init", "."]):
        told = say(capsys, *argv)
        assert told.code == 6
        (line,) = told.err.splitlines()
        assert "newer version" in line


def test_reading_is_kept_as_it_was_printed(filled, home, capsys):
    """The claims of the project are those that the reader gave, down to the bytes."""
    from thucydides.export.jsonl import line
    from thucydides.store.project import Project

    with Project.open(filled) as project:
        (made,) = [d for d in project.documents() if d.text.rstrip() == TEXT]
    kept = say(capsys, "claims", "--format", "jsonl").out.splitlines()
    assert kept == [line(c) for c in reading(made).claims]


def test_environment_gives_options(filled, home, capsys, monkeypatch):
    """THUCYDIDES_PROJECT names the project, THUCYDIDES_VERB_OPTION an option; a flag goes before both."""
    monkeypatch.chdir(home)
    monkeypatch.setenv("THUCYDIDES_PROJECT", str(filled))
    monkeypatch.setenv("THUCYDIDES_CLAIMS_LIMIT", "1")
    assert say(capsys, "claims", "--json").envelope["counts"] == {"claims": 1}
    assert say(capsys, "claims", "--json", "--limit", "2").envelope["counts"] == {"claims": 2}
