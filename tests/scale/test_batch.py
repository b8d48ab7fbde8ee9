"""Batches: the same bytes for any engine, worker count and interruption; one poisoned document costs itself alone."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.spoken import say
from scale.made import ORDER, archive, lines, run, tree
from thucydides.model.errors import ProjectError, UsageError
from thucydides.scale import ward
from thucydides.scale.batch import finish, held, prepare
from thucydides.scale.manifest import read_manifest
from thucydides.scale.work import read_shard

# A child that dies or hangs at what a document holds: put before the real one by the path of the interpreter.
POISON = """
import os, sys, time
if "thucydides.scale.child" in sys.orig_argv:
    import thucydides.scale.reading as reading
    whole, taken = reading.read, reading.documents
    def read(document, options):
        if "DEADLY" in document.text:
            os.kill(os.getpid(), 9)
        if "ENDLESS" in document.text:
            time.sleep(600)
        return whole(document, options)
    def documents(raw, options=None):
        if isinstance(raw, bytes) and b"UNSAVOURY" in raw:
            os.kill(os.getpid(), 9)
        return taken(raw, options)
    reading.read, reading.documents = read, documents
"""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """An archive of two files, and the bytes of a batch of it by one worker; no test changes it."""
    folder = tmp_path_factory.mktemp("undisturbed")
    paths = [archive(folder / "one.jsonl", 6), archive(folder / "two.jsonl", 5, first=6)]
    manifest, now = run(paths, folder / "plain")
    assert manifest.counts is not None
    assert (manifest.counts.documents, now) == (11, len(manifest.shards))
    return paths, tree(folder / "plain")


def test_workers_order_and_resume_change_no_byte(undisturbed, tmp_path):
    """Two workers, sources named the other way round, and a run after half was lost: the same bytes below the folder."""
    paths, plain = undisturbed
    out = tmp_path / "out"
    run(paths[::-1], out, workers=2)
    assert tree(out) == plain
    lost = sorted((out / "shards").glob("*/*.jsonl"))[::2]
    for path in lost:
        path.unlink()
    (out / "shards" / "00").mkdir(exist_ok=True)
    (out / "shards" / "00" / ".new-left.jsonl").write_text("half", encoding="utf-8")
    _, now = run(paths, out)
    assert now == len(lost)
    (out / "shards" / "00").rmdir()
    assert tree(out) == plain
    assert run(paths, out)[1] == 0


def test_a_cluster_changes_no_byte(undisturbed, tmp_path):
    """Dask gives what the local engine gives."""
    paths, plain = undisturbed
    run(paths, tmp_path / "out", engine="dask", workers=1)
    assert tree(tmp_path / "out") == plain


def test_poisoned_documents_cost_themselves_alone(tmp_path, monkeypatch):
    """What kills its process or never ends, while it is taken in or read, is named with its line; all others are read."""
    path = archive(tmp_path / "all.jsonl", 4)
    # Every attempt begins a process anew, a second each: two deaths and one hang prove what three and two do.
    monkeypatch.setattr(ward, "_DEATHS", 2)
    monkeypatch.setattr(ward, "_HANGS", 1)
    clean, _ = run([path], tmp_path / "clean", size=10**6)
    text = path.read_text(encoding="utf-8").splitlines(keepends=True)
    words = "Two villagers were killed in shelling near the mill on Monday, the hospital said. "
    for at, poison in ((1, "DEADLY"), (3, "UNSAVOURY"), (5, "ENDLESS")):
        text.insert(at, json.dumps({"id": poison, "text": words + poison}) + "\n")
    path.write_text("".join(text), encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(POISON, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path / 'site'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    manifest, _ = run([path], tmp_path / "out", size=10**6, patience=1.5)
    failed = {str(row["place"]).rsplit(":", 1)[1]: row["code"] for row in lines(tmp_path / "out" / "failed.jsonl")}
    assert failed == {"2": "killed", "4": "killed", "6": "hang"}
    assert manifest.counts is not None
    assert manifest.counts.kinds == {"hang": 1, "killed": 2}
    assert (tmp_path / "out/claims.jsonl").read_bytes() == (tmp_path / "clean/claims.jsonl").read_bytes()
    assert clean.counts is not None


def _thucydides(*words: str | Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "thucydides", *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _children(pid: int) -> list[int]:
    """The processes that any thread of a process has begun."""
    told = [task.read_text(encoding="ascii") for task in Path(f"/proc/{pid}/task").glob("*/children")]
    return [int(word) for word in " ".join(told).split()]


def test_killed_workers_and_drivers_lose_nothing(tmp_path, capsys):
    """A worker, then the driver, is killed by its pid in mid-run; what is run again is what an undisturbed run gives."""
    path = archive(tmp_path / "all.jsonl", 12)
    order = ["--shard", "0.002", "--workers", "1"]
    assert say(capsys, "batch", str(path), "-o", str(tmp_path / "plain"), *order).code == 0
    driver = _thucydides("batch", path, "-o", tmp_path / "out", *order)
    _wait_for(lambda: any((tmp_path / "out").glob("shards/*/*.jsonl")))
    children = _children(driver.pid)
    assert children
    for child in children:
        os.kill(child, signal.SIGKILL)
    time.sleep(0.3)
    driver.kill()
    assert driver.wait(30) == -signal.SIGKILL
    (tmp_path / "out" / "shards" / ".new-half.jsonl").write_text("half", encoding="utf-8")
    assert say(capsys, "batch", str(path), "-o", str(tmp_path / "out"), *order).code == 0
    assert tree(tmp_path / "out") == tree(tmp_path / "plain")


def _wait_for(there) -> None:
    until = time.monotonic() + 60
    while not there():
        assert time.monotonic() < until, "nothing came of it in a minute"
        time.sleep(0.02)


def test_halves_of_workers_that_outlived_their_driver_go(tmp_path):
    """What appears half written while a batch runs, from a process that nobody waits for, is gone when it ends."""
    path, out = archive(tmp_path / "all.jsonl", 2), tmp_path / "out"
    with held(out):
        batch = prepare((str(path),), out, ORDER)
        left = out / "shards" / "00" / ".new-orphan.jsonl"
        left.parent.mkdir(parents=True, exist_ok=True)
        left.write_text("half", encoding="utf-8")
        for shard in batch.todo:
            batch.note(read_shard(shard, ORDER, out, lambda _number, _reading: None))
        finish(batch)
    assert not left.exists()


def test_triage_sets_aside_and_lists(tmp_path):
    """What is set aside is listed by name; without triage the same claims come, and nothing is set aside."""
    path = archive(tmp_path / "all.jsonl", 10)
    with_triage, _ = run([path], tmp_path / "out")
    without, _ = run([path], tmp_path / "whole", order=type(ORDER)("test-reader+0", triage=False))
    assert with_triage.counts is not None
    assert without.counts is not None
    aside = lines(tmp_path / "out" / "aside.jsonl")
    assert 0 < len(aside) == with_triage.counts.aside < 10
    assert all(set(row) == {"aside", "source", "language", "title"} for row in aside)
    assert without.counts.aside == 0
    assert (tmp_path / "out/claims.jsonl").read_bytes() == (tmp_path / "whole/claims.jsonl").read_bytes()


def test_what_cannot_be_read_is_named(tmp_path, capsys):
    """Broken lines, empty texts and missing files stand in failed.jsonl and in the counts by kind; exit code 4."""
    path = archive(tmp_path / "all.jsonl", 3)
    with path.open("a", encoding="utf-8") as out:
        out.write('{"text": \n\n{"id": "empty", "text": " "}\n')
    out_folder = tmp_path / "out"
    told = say(capsys, "batch", str(path), str(tmp_path / "gone.txt"), "-o", str(out_folder), "--json")
    assert told.code == 4
    assert told.envelope["counts"]["documents"] == 5
    assert told.envelope["counts"]["failed"] == 3
    failed = [
        (str(row["place"]).removeprefix(str(tmp_path)), row["code"]) for row in lines(out_folder / "failed.jsonl")
    ]
    assert failed == [("/gone.txt", "missing"), ("/all.jsonl:4", "json"), ("/all.jsonl:6", "empty")]


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    """An output folder with other things, or of a batch with other options, is refused; two drivers do not share one."""
    path = archive(tmp_path / "all.jsonl", 2)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear all", encoding="utf-8")
    with pytest.raises(UsageError, match="not empty"):
        run([path], tmp_path / "mine")
    run([path], tmp_path / "out")
    with pytest.raises(UsageError, match="other options"):
        run([path], tmp_path / "out", order=type(ORDER)("another-reader"))
    with held(tmp_path / "out"), pytest.raises(ProjectError, match="another batch"):
        run([path], tmp_path / "out")


def test_a_batch_loads_into_a_project(tmp_path, capsys):
    """`load` gives the project what `add` and `read` would have; a text that has changed since gets no claim."""
    path = archive(tmp_path / "all.jsonl", 6)
    out, mine, theirs = str(tmp_path / "out"), str(tmp_path / "mine"), str(tmp_path / "theirs")
    assert say(capsys, "batch", str(path), "-o", out, "--json").code == 0
    say(capsys, "init", mine)
    say(capsys, "init", theirs)
    loaded = say(capsys, "load", out, "--project", mine, "--json").envelope["counts"]
    say(capsys, "add", str(path), "--project", theirs)
    assert say(capsys, "read", "--project", theirs, "--json").envelope["counts"]["claims"] == loaded["claims"] > 0
    both = [say(capsys, "claims", "--project", p, "--format", "jsonl").out for p in (mine, theirs)]
    assert both[0] == both[1] != ""
    assert say(capsys, "load", out, "--project", mine, "--json").envelope["counts"]["readings"] == 0
    path.write_text(path.read_text(encoding="utf-8").replace("a", "e"), encoding="utf-8")
    say(capsys, "init", str(tmp_path / "late"))
    late = say(capsys, "load", out, "--project", str(tmp_path / "late"), "--json").envelope
    assert late["counts"]["claims"] == 0
    assert {row["code"] for row in late["failed"]} == {"changed"}


def test_parquet_has_the_claims_of_the_shards(tmp_path):
    """One part a shard, the rows of which are the claims; a batch of JSON lines becomes Parquet without being read again."""
    import duckdb

    path = archive(tmp_path / "all.jsonl", 6)
    plain, _ = run([path], tmp_path / "out")
    claims = [row["claim_id"] for row in lines(tmp_path / "out" / "claims.jsonl")]
    manifest, _ = run([path], tmp_path / "out", parquet=True)
    assert manifest.counts == plain.counts
    found = duckdb.sql(f"SELECT claim_id FROM read_parquet('{tmp_path}/out/claims/*.parquet')").fetchall()
    assert sorted(row[0] for row in found) == sorted(map(str, claims))
    whole = read_manifest(tmp_path / "out")
    assert whole is not None
    assert len([name for name, _ in whole.files if name.endswith(".parquet")]) == len(manifest.shards)
    shutil.rmtree(tmp_path / "out" / "claims")
    assert run([path], tmp_path / "out", parquet=True)[0].files == whole.files
