"""Column mappings kept in the project: remembered once, used for all files of such names, also in archives and watches."""

from __future__ import annotations

import pytest

from cli.spoken import say
from intake.packed import zipped
from thucydides.cli import main
from thucydides.store.folder import load

POSTS = b"said,posted\nShells fell on the mill at the ford.,2031-02-04\n"
LATER = b"said,posted\nThe guns on the ridge fell silent.,2031-02-05\n"


@pytest.fixture
def project(tmp_path):
    """A project and two files with columns of their own."""
    assert main.run(["init", str(tmp_path / "p")]) == 0
    (tmp_path / "posts-1.csv").write_bytes(POSTS)
    (tmp_path / "posts-2.csv").write_bytes(LATER)
    return tmp_path / "p"


def _remember(project, capsys, *more):
    fields = ("--field", "text=said", "--field", "date=posted", "--remember", "posts-*.csv")
    return say(capsys, "add", project.parent / "posts-1.csv", *fields, *more, "--project", project)


def test_a_mapping_is_kept_and_used(project, capsys, monkeypatch):
    """By add, in an archive, by watch and by read inside the project; saying it twice changes nothing."""
    assert _remember(project, capsys).code == 0
    settings = (project / "thucydides.toml").read_text(encoding="utf-8")
    assert _remember(project, capsys).code == 0
    assert (project / "thucydides.toml").read_text(encoding="utf-8") == settings
    assert load(project).settings["mappings"] == {"posts-*.csv": {"text": "said", "date": "posted"}}
    assert (
        say(capsys, "add", project.parent / "posts-2.csv", "--project", project, "--json").envelope["counts"]["added"]
        == 1
    )
    archive = project.parent / "more.zip"
    archive.write_bytes(zipped({"a/posts-3.csv": LATER.replace(b"ridge", b"hill")}))
    assert say(capsys, "add", archive, "--project", project, "--json").envelope["counts"]["added"] == 1
    (project.parent / "posts-4.csv").write_bytes(LATER.replace(b"ridge", b"slope"))
    told = say(capsys, "watch", project.parent / "posts-4.csv", "--once", "--no-read", "--project", project, "--json")
    assert told.envelope["counts"]["added"] == 1
    monkeypatch.chdir(project)
    assert say(capsys, "read", "../posts-2.csv", "--format", "jsonl").code == 0


def test_other_files_are_not_meant(project, capsys):
    """A file of another name needs its own columns; a second mapping for one pattern is refused."""
    _remember(project, capsys)
    (project.parent / "other.csv").write_bytes(POSTS)
    told = say(capsys, "add", project.parent / "other.csv", "--project", project)
    assert told.code == 3
    assert "--field text=COLUMN" in told.err
    told = say(
        capsys,
        "add",
        project.parent / "posts-2.csv",
        "--field",
        "text=posted",
        "--remember",
        "posts-*.csv",
        "--project",
        project,
    )
    assert told.code == 2
    assert "another mapping is kept" in told.err


def test_a_malformed_table_is_said(project, capsys):
    """With the file's name and how it is written."""
    with (project / "thucydides.toml").open("a", encoding="utf-8") as settings:
        settings.write("[mappings]\nposts = 3\n")
    told = say(capsys, "add", project.parent / "posts-1.csv", "--project", project)
    assert told.code == 6
    assert "thucydides.toml" in told.err
