"""The terminal twins of the browser: decide, merge, split, undo, the spreadsheet round trip, users."""

from __future__ import annotations

import csv
import io
import stat

import pytest

from cli.spoken import say
from store.made import document, reading
from thucydides.model.event import Event
from thucydides.store.project import Project


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A project as the current folder: one document, two claims, each an event."""
    with Project.init(tmp_path / "p") as project:
        project.add(document())
        project.save(reading(document()), "rules/1")
        ids = [claim.claim_id for claim in project.claims()]
        project.save_events((Event("e1", (ids[0],), ("a",)), Event("e2", (ids[1],), ("b",))), "test/1")
    monkeypatch.chdir(tmp_path / "p")
    monkeypatch.delenv("THUCYDIDES_DEBUG", raising=False)
    return tmp_path / "p"


def _said(home):
    with Project.open(home) as project:
        return list(project.judgements())


def _ids(home):
    with Project.open(home) as project:
        return [claim.claim_id for claim in project.claims()]


def _struck(home):
    with Project.open(home) as project:
        return next(claim.claim_id for claim in project.claims() if claim.casualties)


def test_decide_and_undo(home, capsys):
    """Verdicts and corrections are appended under a name; undo takes the newest back."""
    claim = _struck(home)
    assert say(capsys, "decide", claim[:8], "--accept", "--by", "rana").code == 0
    told = say(capsys, "decide", claim, "killed=14", "time=2021-03-14", "--why", "the list", "--by", "rana", "--json")
    assert told.envelope["counts"] == {"judgements": 2}
    assert [(j.verdict, j.slot, j.value, j.by) for j in _said(home)][1] == (
        "correct", "casualties.0", '{"low": 14, "high": 14, "exactness": "exact"}', "rana",
    )  # fmt: skip
    assert say(capsys, "undo", "--by", "rana").code == 0
    assert _said(home)[-1].subject == _said(home)[2].judgement_id
    assert say(capsys, "undo", "nothere").code == 3


@pytest.mark.parametrize(
    ("argv", "code", "words"),
    [
        (["CLAIM"], 2, "--accept"),
        (["CLAIM", "--accept", "killed=3"], 2, "--accept"),
        (["CLAIM", "killed"], 2, "FIELD=VALUE"),
        (["CLAIM", "killed=many"], 2, "is no toll"),
        (["CLAIM", "colour=red"], 2, "no field"),
        (["nothere", "--accept"], 3, "no claim"),
        (["CLAIM", "--comment"], 2, "a comment needs words"),
        (["e1", "killed=3"], 2, "a decision needs its reason"),
    ],
)
def test_decide_tells_what_is_wrong(home, capsys, argv, code, words):
    """One line with what is wrong; nothing is appended."""
    told = say(capsys, "decide", *(_struck(home) if word == "CLAIM" else word for word in argv))
    assert (told.code, len(told.err.splitlines())) == (code, 1)
    assert words in told.err
    assert not _said(home)


def test_merge_and_split_stand_on_claims(home, capsys):
    """Pairs are kept as claims, so that they hold when events are linked anew."""
    ids = _ids(home)
    assert say(capsys, "merge", "e1", "e2", "--why", "one raid").code == 0
    assert say(capsys, "split", ids[0], "e2").code == 0
    assert [(j.verdict, {j.subject, j.other}) for j in _said(home)] == [("merge", set(ids)), ("split", set(ids))]
    assert say(capsys, "merge", "e1", ids[0]).code == 2


def test_beginning_of_an_events_id_is_enough(home, capsys):
    """An event is decided by as much of its id as the tables show; where two begin so, nothing is appended."""
    with Project.open(home) as project:
        ids = [claim.claim_id for claim in project.claims()]
        project.save_events((Event("eeee1", (ids[0],), ("a",)), Event("eeef2", (ids[1],), ("b",))), "test/1")
    assert say(capsys, "decide", "eeef", "killed=3", "--why", "the list").code == 0
    assert [j.subject for j in _said(home)] == ["eeef2"]
    told = say(capsys, "decide", "eee", "killed=3", "--why", "the list")
    assert (told.code, "more than one event" in told.err) == (3, True)
    assert len(_said(home)) == 1


def _sheet(capsys):
    return list(csv.DictReader(io.StringIO(say(capsys, "export-decisions", "-o", "-").out)))


def _write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_spreadsheet_goes_round(home, capsys, tmp_path):
    """Filled rows come back once; a second time they are known; in a copy of the project they are the same."""
    rows = _sheet(capsys)
    assert len(rows) == 2
    struck = next(row for row in rows if row["claim_id"] == _struck(home))
    struck |= {"verdict": "correct", "field": "killed", "value": ">=14", "why": "=1+1", "by": "rana"}
    other = next(row for row in rows if row is not struck)
    other |= {"verdict": "reject", "why": "no claim"}
    _write(home / "d.csv", rows)
    assert say(capsys, "import-decisions", "d.csv", "--dry-run", "--json").envelope["counts"] == {
        "appended": 2,
        "known": 0,
    }
    assert not _said(home)
    assert say(capsys, "import-decisions", "d.csv", "--by", "b", "--json").envelope["counts"] == {
        "appended": 2,
        "known": 0,
    }
    assert {j.by for j in _said(home)} == {"rana", "b"}
    assert say(capsys, "export-decisions", "-o", "out.csv").code == 0
    assert say(capsys, "import-decisions", "out.csv", "--json").envelope["counts"] == {"appended": 0, "known": 2}
    assert "'=1+1" in (home / "out.csv").read_text(encoding="utf-8")
    with Project.init(tmp_path / "q") as copy:
        copy.add(document())
        copy.save(reading(document()), "rules/1")
    assert (
        say(capsys, "import-decisions", "out.csv", "--project", tmp_path / "q", "--json").envelope["counts"]["appended"]
        == 2
    )
    told = [(j.subject, j.verdict, j.slot, j.value, j.exact, j.why, j.by) for j in _said(tmp_path / "q")]
    assert sorted(told, key=str) == sorted(
        [(j.subject, j.verdict, j.slot, j.value, j.exact, j.why, j.by) for j in _said(home)], key=str
    )


def test_wrong_rows_name_row_and_column(home, capsys):
    """What is wrong is told with its place, all that is right is taken; an overtaken row needs --force."""
    rows = _sheet(capsys)
    claim = _struck(home)
    rows = [
        row | {"verdict": "correct", "field": "killed", "value": "many"}
        if row["claim_id"] == claim
        else row | {"verdict": "accept"}
        for row in rows
    ]
    rows.append(rows[0] | {"claim_id": "nothere", "verdict": "accept", "field": "", "value": ""})
    _write(home / "d.csv", rows)
    told = say(capsys, "import-decisions", "d.csv")
    assert told.code == 4
    places = [line.split(": ")[1] + ":" + line.split(": ")[2].strip() for line in told.err.splitlines()[:2]]
    number = next(n for n, row in enumerate(rows, 2) if row["value"] == "many")
    assert f"d.csv:{number}:value" in places
    assert "d.csv:4:claim_id" in places
    stale = [row | {"verdict": "reject", "field": "", "value": ""} for row in rows[:2] if row["claim_id"] != claim]
    _write(home / "d.csv", stale)
    assert say(capsys, "import-decisions", "d.csv").code == 3
    assert say(capsys, "import-decisions", "d.csv", "--force").code == 0
    (home / "d.csv").write_text("claim_id,words\n", encoding="utf-8")
    assert "column verdict is missing" in say(capsys, "import-decisions", "d.csv").err


def test_users(home, capsys, monkeypatch):
    """A user is added with a password from standard input, listed with their role, removed."""
    monkeypatch.setattr("sys.stdin", io.StringIO("a long password\n"))
    assert say(capsys, "users", "add", "rana", "--role", "reviewer", "--password-stdin").code == 0
    assert stat.S_IMODE((home / "users.json").stat().st_mode) == 0o600
    assert say(capsys, "users").out == "rana\treviewer\n"
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert say(capsys, "users", "add", "b", "--password-stdin").code == 2
    assert say(capsys, "users", "remove", "rana").code == 0
    assert say(capsys, "users", "remove", "rana").code == 3


def test_serve_refuses_what_is_unsafe(home, capsys):
    """Another address needs --auth, --auth needs users, keys must be acts."""
    assert "add --auth" in say(capsys, "serve", "--host", "0.0.0.0").err
    assert "nobody may come in yet" in say(capsys, "serve", "--auth").err
    with (home / "thucydides.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[keys]\nfly = "y"\n')
    told = say(capsys, "serve")
    assert (told.code, "[keys] knows no 'fly'" in told.err) == (2, True)
