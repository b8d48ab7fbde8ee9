"""Watching a folder: what is new and changed, bad files told once, stopped and started again at any time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.spoken import say, stub_read
from thucydides.cli import main
from thucydides.cli.interrupts import Stop
from thucydides.cli.ledger import Ledger
from thucydides.cli.watching import Watch
from thucydides.intake.options import IntakeOptions
from thucydides.store.notebook import Notebook
from thucydides.store.project import Project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, a folder "in" beside it, and the hand-made reader."""
    monkeypatch.setattr("thucydides.cli.workers.read_one", stub_read)
    (tmp_path / "in").mkdir()
    assert main.run(["init", str(tmp_path / "p")]) == 0
    return tmp_path / "p"


def _put(project: Path, name: str, words: str) -> Path:
    path = project.parent / "in" / name
    path.write_text(words, encoding="utf-8")
    return path


def _once(project: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, int], list[object]]:
    told = say(capsys, "watch", project.parent / "in", "--once", "--project", project, "--json")
    return told.code, told.envelope["counts"], told.envelope["failed"]


def test_only_what_is_new_or_changed_is_looked_at(project, capsys):
    """A second look takes nothing; a changed file is taken again, and what it said before stays."""
    _put(project, "a.txt", "Shells fell on the mill at the ford on Monday.")
    path = _put(project, "b.jsonl", json.dumps({"text": "A first report from the ridge."}) + "\n")
    code, counts, _ = _once(project, capsys)
    assert (code, counts["sources"], counts["added"], counts["documents"]) == (0, 2, 2, 2)
    assert _once(project, capsys)[1]["sources"] == 0
    path.write_text(path.read_text(encoding="utf-8") + json.dumps({"text": "A second report from the ridge."}) + "\n")
    counts = _once(project, capsys)[1]
    assert (counts["sources"], counts["added"], counts["known"], counts["documents"]) == (1, 1, 1, 1)


def test_a_bad_file_costs_itself_and_is_told_once(project, capsys):
    """Until it changes."""
    _put(project, "a.txt", "Shells fell on the mill at the ford on Monday.")
    _put(project, "bad.json", "{")
    code, counts, failed = _once(project, capsys)
    assert (code, counts["added"], len(failed)) == (4, 1, 1)
    assert _once(project, capsys)[2] == []
    _put(project, "bad.json", json.dumps({"text": "Whole again, a report from the ridge."}))
    assert _once(project, capsys)[1]["added"] == 1


def test_a_file_that_is_being_written_is_left_for_the_next_round(project):
    """What was touched in the last two seconds may be half a file."""
    path = _put(project, "a.txt", "Shells fell on the mill at the ford on Monday.")
    now = [path.stat().st_mtime + 1]
    with Project.open(project) as opened, Notebook(project) as notebook:
        watch = Watch(opened, notebook, IntakeOptions(), Stop(), (str(path.parent),), clock=lambda: now[0])
        first, second = Ledger("watch", as_json=True), Ledger("watch", as_json=True)
        watch.round(first)
        now[0] += 5
        watch.round(second)
    assert (first.counts.get("added"), second.counts.get("added")) == (None, 1)


def test_many_rounds_keep_nothing(project):
    """A folder that vanishes is told once, comes back, and is looked at again; rounds leave nothing behind."""
    with Project.open(project) as opened, Notebook(project) as notebook:
        folder = project.parent / "in"
        watch = Watch(opened, notebook, IntakeOptions(), Stop(), (str(folder),), once=True)
        folder.rename(project.parent / "away")
        failures = []
        for _ in range(50):
            ledger = Ledger("watch", as_json=True)
            watch.round(ledger)
            failures.append(ledger.failures)
        (project.parent / "away").rename(folder)
        _put(project, "a.txt", "Shells fell on the mill at the ford on Monday.")
        watch.round(ledger := Ledger("watch", as_json=True))
    assert failures == [1, *[0] * 49]
    assert ledger.counts["added"] == 1


def test_ctrl_c_ends_it_cleanly(project):
    """The first SIGINT ends the wait at once, with exit code 0 and the counts; what was taken is there."""
    path = _put(project, "a.txt", "Shells fell on the mill at the ford on Monday.")
    os.utime(path, (1, 1))
    command = [
        sys.executable,
        "-m",
        "thucydides",
        "watch",
        str(path.parent),
        "--no-read",
        "--project",
        str(project),
        "--json",
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with Project.open(project) as opened:
            if opened.counts()["documents"]:
                break
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    assert json.loads(out)["counts"]["added"] == 1
