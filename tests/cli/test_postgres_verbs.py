"""The verbs on a team's project: from init to export, backup and restore; no password in anything that is kept."""

from __future__ import annotations

import json
import os
import subprocess
from urllib.parse import quote

import pytest

from cli.spoken import TEXT, say, stub_read
from postgres_server import PASSWORD, programs
from thucydides.store.project import Project


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A folder, and the hand-made reader."""
    monkeypatch.setattr("thucydides.cli.workers.read_one", stub_read)
    monkeypatch.setattr("thucydides.cli.rereading.reader_id", lambda *_: "rules/1+abc")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_line_from_init_to_export(home, capsys, postgres, monkeypatch):
    """With a password from the environment all verbs work; it is told that the one of the address was not kept."""
    name = postgres.database("OWNER team STRATEGY file_copy")
    typed = postgres.by_tcp(name, password=quote(PASSWORD, safe=""))
    made = say(capsys, "init", typed, "p")
    assert made.code == 0
    assert "not written down" in made.err
    assert "without PostGIS" in made.err
    refused = say(capsys, "claims", "--project", "p", "--json")
    assert refused.code == 6
    assert ".pgpass" in refused.envelope["failed"][0]["hint"]
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    said = [made, refused]
    for argv in (
        ("add", "a.txt", "--language", "en"), ("read",), ("claims",), ("claims", "--search", "vitamins"),
        ("export", "jsonl"), ("export", "csv"), ("verify", "p/exports"), ("check", "--no-data"), ("doctor",), ("export-decisions", "-o", "d.csv"),
    ):  # fmt: skip
        told = say(capsys, *argv, "--project", "p")
        assert told.code == 0, (argv, told.err)
        said.append(told)
    with Project.open("p") as project:
        (claim, _) = project.claims()
    for argv in (
        ("decide", claim.claim_id, "--accept", "--by", "rana"),
        ("show", claim.claim_id),
        ("link",),
        ("events",),
    ):
        told = say(capsys, *argv, "--project", "p")
        assert told.code == 0, (argv, told.err)
        said.append(told)
    assert any("postgis no" in told.out for told in said)
    for path in home.rglob("*"):
        assert not path.is_file() or b"correct" not in path.read_bytes(), path
    assert not any("correct" in told.out + told.err or "horse" in told.out + told.err for told in said)


def test_address_in_place_of_a_folder(home, capsys):
    """It is refused without being repeated."""
    for argv in (
        ("claims", "--project", "postgresql://rana:hush-hush@h/d"),
        ("init", "p", "postgresql://rana:hush-hush@h/d"),
    ):
        told = say(capsys, *argv, "--json")
        assert told.code == 2
        assert "hush" not in told.out + told.err


def test_environment_names_a_folder_only(home, capsys, monkeypatch):
    """Nor is an address in THUCYDIDES_PROJECT repeated."""
    monkeypatch.setenv("THUCYDIDES_PROJECT", "postgresql://rana:hush-hush@h/d")
    told = say(capsys, "claims")
    assert told.code == 2
    assert "hush" not in told.out + told.err


def test_backup_and_restore(home, capsys, postgres):
    """As docs/teams.md shows: pg_dump, pg_restore into an empty database, a folder that points there, check."""
    bin_folder = programs()
    name, other = postgres.project(), postgres.database("TEMPLATE template0")
    assert say(capsys, "init", postgres.address(name), "p").code == 0
    assert say(capsys, "add", "a.txt", "--language", "en", "--project", "p").code == 0
    assert say(capsys, "read", "--project", "p").code == 0
    before = say(capsys, "export", "jsonl", "-o", "-", "--project", "p").out
    env = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
    dump = [
        bin_folder / "pg_dump",
        "--format=custom",
        "--no-owner",
        "--file=b.dump",
        "--dbname",
        postgres.address(name),
    ]
    subprocess.run(dump, check=True, env=env)
    restore = [bin_folder / "pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", "--dbname"]
    subprocess.run([*restore, postgres.address(other), "b.dump"], check=True, env=env)
    assert say(capsys, "init", postgres.address(other), "q").code == 0
    checked = say(capsys, "check", "--no-data", "--project", "q", "--json").envelope
    assert (checked["ok"], checked["counts"]["documents"]) == (True, 1)
    assert say(capsys, "export", "jsonl", "-o", "-", "--project", "q").out == before
    found = say(capsys, "claims", "--search", "vitamins", "--project", "q", "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["document"]["language"] for line in found] == ["en", "en"]
    with Project.open("q") as restored, restored.look() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM claims_map").scalar_one() == 1
