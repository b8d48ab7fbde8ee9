"""Real processes: interrupts, full disks, closed pipes, several readers at once."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from cli.spoken import TEXT, run
from thucydides.cli import main

TESTS = str(Path(__file__).resolve().parents[1])
# The program with the hand-made reader, which takes its time.
_PROGRAM = """
import sys, time
sys.path.insert(0, {tests!r})
from cli import spoken
import thucydides.cli.workers, thucydides.cli.read
from thucydides.cli.main import main
def slow(name, document, gazetteers=()):
    time.sleep({pause})
    return spoken.stub_read(name, document)
thucydides.cli.workers.read_one = slow
thucydides.cli.rereading.reader_id = lambda *_: "rules/1"
main()
"""


def _program(*argv, pause=0.0, **how):
    code = _PROGRAM.format(tests=TESTS, pause=pause)
    how = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True} | how
    return subprocess.Popen([sys.executable, "-c", code, *map(str, argv)], **how)


def _finish(process):
    out, err = process.communicate(timeout=180)
    return process.returncode, out, err


def _until_read(project, process, documents=1):
    """Waits until so many documents are read: a machine under load takes its time."""
    for _ in range(1800):
        with closing(sqlite3.connect(f"file:{project}/project.sqlite?mode=ro", uri=True, timeout=30)) as base:
            if base.execute("SELECT count(*) FROM readings").fetchone()[0] >= documents:
                return
        assert process.poll() is None, "it ended before"
        time.sleep(0.05)
    raise TimeoutError("nothing was read")


@pytest.fixture
def project(tmp_path):
    """A project with thirty unread documents."""
    (tmp_path / "r").mkdir()
    for n in range(30):
        (tmp_path / "r" / f"{n:02}.txt").write_text(f"{TEXT} Report number {n}.", encoding="utf-8")
    assert main.run(["init", str(tmp_path / "p")]) == 0
    assert main.run(["add", str(tmp_path / "r"), "--project", str(tmp_path / "p")]) == 0
    return tmp_path / "p"


@pytest.mark.parametrize("jobs", [1, 2])
def test_interrupt_finishes_the_document_and_goes_on_later(project, jobs):
    """SIGINT ends with 130 and keeps what was read; the next run reads the rest, and nothing twice."""
    import json

    process = _program("read", "--project", project, "--jobs", jobs, "--json", pause=0.4)
    _until_read(project, process)
    process.send_signal(signal.SIGINT)
    code, out, err = _finish(process)
    assert code == 130
    assert "finishing the document" in err
    first = json.loads(out)["counts"]["documents"]
    assert 0 < first < 30
    code, out, _ = _finish(_program("read", "--project", project, "--json"))
    assert (code, json.loads(out)["counts"]["documents"]) == (0, 30 - first)


def test_kill_9_while_reading_goes_on_later(project):
    """A killed run leaves a sound project; the next run reads what is left."""
    process = _program("read", "--project", project, pause=0.2)
    _until_read(project, process, 2)
    process.kill()
    _finish(process)
    assert run("check", "--no-data", "--project", project).code == 0
    assert _finish(_program("read", "--project", project))[0] == 0
    assert len(run("claims", "--format", "jsonl", "--project", project).out.splitlines()) == 60


def test_jobs_do_not_show_in_the_output(project):
    """The same bytes for any number of processes, also among failures."""
    folder = project.parent / "r"
    (folder / "05.txt").write_text("", encoding="utf-8")
    told = [
        _finish(_program("read", folder, "--format", form, "--jobs", jobs))
        for form in ("text", "json", "jsonl")
        for jobs in (1, 2, 3)
    ]
    for same in (told[:3], told[3:6], told[6:]):
        assert same[0][1]
        assert {t[0] for t in same} == {4}
        assert len({t[1] for t in same}) == 1
        assert len({t[2] for t in same}) == 1


def test_killed_worker_is_told(project):
    """A reading process that is killed ends the run with one line; what was read is kept."""
    process = _program("read", "--project", project, "--jobs", 2, pause=0.5)
    _until_read(project, process, 2)  # the first is read before there are workers
    workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
    os.kill(int(workers[0]), signal.SIGKILL)
    code, _, err = _finish(process)
    assert code == 1
    assert "ended from outside" in err
    assert "Traceback" not in err


def test_full_disk_behind_standard_output(project):
    """/dev/full gives one line and 1, no traceback."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        code, _, err = _finish(_program("read", project.parent / "r", stdout=full))
    assert code == 1
    (line,) = err.splitlines()
    assert "No space left" in line


def test_closed_pipe_is_quiet(project):
    """`| head` is no error to talk about."""
    process = _program("read", project.parent / "r", "--format", "json")
    process.stdout.close()
    err = process.stderr.read()
    assert process.wait(timeout=60) == 141
    assert not err
    process.stderr.close()


def _limited():
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))


@pytest.mark.parametrize(
    "argv",
    [["export", "jsonl"], ["read"], ["read", "../r", "-o", "out.jsonl"], ["add", "../new.txt"], ["init", "../q"]],
    ids=" ".join,
)
def test_full_disk_is_one_line(project, argv):
    """Where no more can be written, each verb says so in one line with 1; what was committed stays."""
    assert _finish(_program("read", "--project", project))[0] == 0
    for n in range(3):
        (project.parent / "r" / f"x{n}.txt").write_text(f"{TEXT} Yet another report {n}." * 40, encoding="utf-8")
    (project.parent / "new.txt").write_text(f"{TEXT} A new report. " * 400, encoding="utf-8")
    assert main.run(["add", str(project.parent / "r"), "--project", str(project)]) == 0
    code, _, err = _finish(_program(*argv, cwd=project, preexec_fn=_limited))
    lines = [line for line in err.splitlines() if not line.endswith("left unread")]
    assert code == 1
    assert len(lines) == 1
    assert "Traceback" not in err
    assert run("check", "--no-data", "--project", project).code == 0
    assert len(run("claims", "--format", "jsonl", "--project", project).out.splitlines()) >= 60


def test_no_network_is_touched(project):
    """Reading and exporting open no socket."""
    code = "import socket\ndef no(*a, **k): raise AssertionError('network')\nsocket.socket.connect = no\n"
    program = code + _PROGRAM.format(tests=TESTS, pause=0)
    done = subprocess.run(
        [sys.executable, "-c", program, "read", "--project", str(project)], capture_output=True, check=False
    )
    assert done.returncode == 0
