"""Near-duplicates collapse before they are read, and stay listed under their originals."""

from __future__ import annotations

import json

import pytest

from cli.spoken import say, stub_read
from thucydides.cli import main

TEXT = (
    "Two shells hit the mill at Kestrel Ford on Monday evening, and a miller was wounded, the district nurse said. "
    "The garrison said that it had answered the fire of the guns on the ridge, which fell silent after an hour."
)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with a report, its reprint under another masthead, an update, and an unlike text."""
    monkeypatch.setattr("thucydides.cli.workers.read_one", stub_read)
    rows = [
        {"text": TEXT, "title": "Shells hit mill at Kestrel Ford", "outlet": "Ford News", "date": "2031-02-04"},
        {
            "text": TEXT.replace(" The", "\n\nTHE"),
            "title": "Mill hit at Kestrel Ford",
            "outlet": "Ridge Post",
            "date": "2031-02-05",
        },
        {"text": TEXT.replace("a miller was", "two millers were"), "outlet": "Hill Echo", "date": "2031-02-05"},
        {"text": "Snow closed the road over the pass.", "outlet": "Ford News", "date": "2031-02-05"},
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert main.run(["init", str(tmp_path / "p")]) == 0
    assert main.run(["add", str(path), "--project", str(tmp_path / "p")]) == 0
    return tmp_path / "p"


def test_a_reprint_is_not_read_and_stays_listed(project, capsys):
    """The update is read, the reprint is not, nor in the next run; `copies` tells of whom it is one."""
    told = say(capsys, "read", "--project", project, "--json")
    assert (told.code, told.envelope["counts"]["documents"], told.envelope["counts"]["copies"]) == (0, 3, 1)
    assert say(capsys, "read", "--project", project, "--json").envelope["counts"]["documents"] == 0
    listed = json.loads(say(capsys, "copies", "--format", "jsonl", "--project", project).out)
    assert listed["outlet"] == "Ridge Post"
    shown = say(capsys, "copies", "--project", project).out.splitlines()
    assert [line.split("  ")[-2] for line in shown] == ["Ford News", "Ridge Post"]
    assert listed["original"] in shown[0]
    assert say(capsys, "check", "--no-data", "--project", project).code == 0


def test_all_are_read_where_that_is_wanted(project, capsys):
    """By the flag, or by the setting of the project."""
    told = say(capsys, "read", "--copies", "read", "--project", project, "--json")
    assert told.envelope["counts"]["documents"] == 4
    assert say(capsys, "copies", "--project", project, "--json").envelope["counts"]["copies"] == 0


def test_a_reprint_of_what_was_read_before_is_known(project, capsys, tmp_path):
    """Also in a later run, whose shelf is made of what was read."""
    say(capsys, "read", "--project", project)
    (tmp_path / "b.jsonl").write_text(
        json.dumps({"text": TEXT, "outlet": "Vale Sun", "date": "2031-02-04"}), encoding="utf-8"
    )
    say(capsys, "add", tmp_path / "b.jsonl", "--project", project)
    counts = say(capsys, "read", "--project", project, "--json").envelope["counts"]
    assert (counts["documents"], counts["copies"]) == (0, 1)
