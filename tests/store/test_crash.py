"""A crash at any moment loses no document that was committed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from store.made import TEXT, document, reading
from thucydides.store.project import Project

# Adds and reads documents for ever; tells each one only after it was committed.
_WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from store.made import TEXT, document, reading
from thucydides.store.project import Project
with Project.open(sys.argv[1]) as project:
    for n in range(100000):
        made = document(f"{TEXT} Number {n}.")
        project.add(made, made.text.encode())
        print("added", n, flush=True)
        project.save(reading(made), "rules/1")
        print("read", n, flush=True)
"""


def test_kill_9_loses_nothing_committed(making, tmp_path):
    """After kill -9 the project is sound, has all that was told to be there, and goes on from there."""
    root = tmp_path / "p"
    making(root).close()
    tests = str(Path(__file__).resolve().parents[1])
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(root), tests], stdout=subprocess.PIPE, text=True
    ) as writer:
        told = [writer.stdout.readline() for _ in range(14)]
        time.sleep(0.1)
        os.kill(writer.pid, signal.SIGKILL)
        told += writer.stdout.readlines()
    added = {int(line.split()[1]) for line in told if line.startswith("added") and line.endswith("\n")}
    read = {int(line.split()[1]) for line in told if line.startswith("read") and line.endswith("\n")}
    assert len(added) > 5
    with Project.open(root) as project:
        assert list(project.faults()) == []
        kept = {made.text for made in project.documents()}
        assert {f"{TEXT} Number {n}." for n in added} <= kept
        assert project.counts()["claims"] >= 2 * len(read)
        made = document(f"{TEXT} After the crash.")
        assert project.add(made)
        assert project.save(reading(made), "rules/1")
