"""Two readers and ten reviewers at once: nothing is lost, nothing is done twice, the audit chain holds."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from store.made import TEXT, document, reading
from thucydides.model.errors import ProjectError
from thucydides.store.judging.judgements import JudgedMeanwhile, make, standings_of
from thucydides.store.project import Project

REPORTS, REVIEWERS, VERDICTS = 16, 10, 6

# A reader in a process of its own: reads what is unread, tells how much it kept.
_READER = """
import sys
sys.path.insert(0, sys.argv[2])
from store.made import reading
from thucydides.store.project import Project
with Project.open(sys.argv[1]) as project:
    print("up", flush=True)
    sys.stdin.readline()
    kept = read = 0
    for made in project.unread("rules/1", batch=3):
        read += 1
        kept += project.save(reading(made), "rules/1")
    print(read, kept)
"""


def _readers(root):
    tests = str(Path(__file__).resolve().parents[1])
    made = [
        subprocess.Popen(
            [sys.executable, "-c", _READER, str(root), tests], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for reader in made:
        assert reader.stdout.readline() == "up\n"
    return made


def _reviewer(root, number, subjects, contested, barrier):
    """One reviewer with connections of their own: judges some claims, then the one that all want; gives who won."""
    with Project.open(root, actor=f"r{number}") as project:
        barrier.wait()
        for n in range(VERDICTS):
            project.append_judgement(make(subjects[(number + n) % len(subjects)], "accept", f"r{number}", why=str(n)))
        assert len(list(project.claims())) >= len(subjects)
        try:
            project.append_judgement(make(contested, "reject", f"r{number}"), seen="")
        except JudgedMeanwhile:
            return 0
        return 1


def test_two_readers_and_ten_reviewers(making, tmp_path):
    """Each report is kept once, each verdict counts, one of ten wins what all want, and the chain holds."""
    root = tmp_path / "p"
    with making(root) as project:
        first = [document(f"{TEXT} First {n}.") for n in range(4)]
        for made in first:
            project.add(made, made.text.encode())
            project.save(reading(made), "rules/1")
        *subjects, contested = [claim.claim_id for claim in project.claims()]
        for n in range(REPORTS):
            project.add(document(f"{TEXT} Number {n}."))
    readers = _readers(root)
    barrier = threading.Barrier(REVIEWERS + 1)
    with ThreadPoolExecutor(REVIEWERS) as pool:
        won = [pool.submit(_reviewer, root, n, subjects, contested, barrier) for n in range(REVIEWERS)]
        barrier.wait(60)
        told = [tuple(map(int, reader.communicate("go\n", timeout=60)[0].split())) for reader in readers]
        winners = sum(one.result(60) for one in won)
    assert [reader.returncode for reader in readers] == [0, 0]
    assert sum(kept for _, kept in told) == REPORTS
    if making.kind == "postgres":
        assert sum(read for read, _ in told) == REPORTS  # nobody read what the other did
    assert winners == 1
    with Project.open(root) as project:
        assert list(project.faults()) == []
        assert project.count_unread("rules/1") == 0
        assert project.counts() == {
            "documents": REPORTS + 4, "claims": 2 * (REPORTS + 4), "events": 0, "judgements": REVIEWERS * VERDICTS + 1,
        }  # fmt: skip
        with project.look() as connection:
            assert {s.status for s in standings_of(connection).values()} == {"accepted", "rejected"}
            numbers = connection.exec_driver_sql("SELECT id, at FROM audit ORDER BY id").all()
        assert [at for _, at in numbers] == sorted(at for _, at in numbers)


def test_one_document_added_by_many_at_once(making, tmp_path):
    """Who comes second is told that it is there already, and nobody fails."""
    root = tmp_path / "p"
    making(root).close()
    barrier = threading.Barrier(6)

    def add(_):
        with Project.open(root) as project:
            barrier.wait()
            return project.add(document(), TEXT.encode())

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(add, range(6))) == [False] * 5 + [True]
    with Project.open(root) as project:
        assert list(project.faults()) == []


def test_server_that_restarts_loses_nobody(postgres, tmp_path):
    """A connection that the server cut is told; the next act works, without opening the project again."""
    name = postgres.database()
    with Project.init(tmp_path / "p", address=postgres.address(name)) as project:
        project.add(document())
        cut = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid()"
        with pytest.raises(ProjectError, match=r"shut down|lost") as told, project.written() as connection:  # noqa: PT012
            postgres.run(cut)
            connection.exec_driver_sql("SELECT 1")
        assert told.value.hint
        postgres.run(cut)
        assert project.add(document(f"{TEXT} Again."))
        assert list(project.faults()) == []
