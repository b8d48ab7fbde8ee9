"""Files, folders, patterns and standard input; what cannot be had is a Failure and the rest still comes."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from intake.reports import BODY
from thucydides.intake.files import sources
from thucydides.intake.load import documents
from thucydides.intake.options import Failure, IntakeOptions
from thucydides.model.document import Document

NOBODY = 65534


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports, one deeper, and files that are none."""
    (tmp_path / "b.txt").write_text(BODY)
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.jsonl").write_text("{}")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / ".hidden.txt").write_text(BODY)
    return tmp_path


def test_folders_come_sorted_and_each_file_once(folder: Path) -> None:
    """Known suffixes below the folder, in one order, and no file twice."""
    expected = [folder / "b.txt", folder / "deep" / "a.jsonl"]
    assert list(sources([str(folder), str(folder / "b.txt")])) == expected
    assert list(sources([folder], recursive=False)) == expected[:1]
    assert list(sources([str(folder / "*.txt")])) == [folder / "b.txt"]


def test_names_that_lead_nowhere_are_failures_and_the_rest_comes(folder: Path) -> None:
    """A missing name and a pattern without files are told; standard input stays "-"."""
    found = list(sources(["nowhere.txt", str(folder / "*.html"), "-", str(folder / "b.txt")]))
    assert [f.code for f in found if isinstance(f, Failure)] == ["missing", "missing"]
    assert found[2:] == ["-", folder / "b.txt"]


def test_a_folder_without_reports_says_so(tmp_path: Path) -> None:
    """Silence would look like success."""
    (found,) = sources([tmp_path])
    assert isinstance(found, Failure)
    assert ".jsonl" in found.hint


@contextmanager
def as_nobody(folder: Path) -> Iterator[None]:
    """Root may read everything: where the tests run as root, the user of the folder is another meanwhile."""
    if os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_no_permission(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder and a file that may not be read are told with what to do."""
    monkeypatch.chdir(folder)  # the folders above may be root's alone
    list(documents("b.txt"))  # what is loaded late is loaded while it may be
    (folder / "deep").chmod(0)
    (folder / "b.txt").chmod(0)
    try:
        with as_nobody(folder):
            found = list(sources(["."]))
            (fault,) = documents("b.txt")
        assert any(isinstance(f, Failure) and f.code == "permission" for f in found)
        assert isinstance(fault, Failure)
        assert fault.code == "permission"
    finally:
        (folder / "deep").chmod(0o755)


def test_a_refused_open_is_a_permission_failure(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same, for machines where tests run as root."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (fault,) = documents(folder / "b.txt")
    assert isinstance(fault, Failure)
    assert (fault.code, fault.place) == ("permission", str(folder / "b.txt"))


@pytest.mark.parametrize(("raw", "code"), [(b"", "empty"), (b" \n\t\n", "empty"), (b"\xef\xbb\xbf", "empty")])
def test_nothing_to_read(tmp_path: Path, raw: bytes, code: str) -> None:
    """An empty file and one of blanks are told."""
    (tmp_path / "x.txt").write_bytes(raw)
    (fault,) = documents(tmp_path / "x.txt")
    assert isinstance(fault, Failure)
    assert fault.code == code
    assert str(tmp_path / "x.txt") in str(fault)


def test_a_folder_or_a_device_is_no_document(tmp_path: Path) -> None:
    """Neither is opened, so that no endless device hangs the reading."""
    codes = [next(iter(documents(p))) for p in (tmp_path, "/dev/zero", tmp_path / "none.txt", "a\0b")]
    assert [c.code for c in codes if isinstance(c, Failure)] == ["folder", "special", "missing", "unreadable"]


def test_a_huge_single_line_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    """More than the limit is not kept: as text, as a line of JSON, and as a row."""
    limit = IntakeOptions(max_bytes=100_000)
    for suffix in (".txt", ".jsonl", ".csv"):
        path = tmp_path / f"x{suffix}"
        path.write_bytes(b"text\n" * (suffix == ".csv") + b"a" * 300_000 + b"\n" + b'{"text": "short words here"}\n')
        found = list(documents(path, limit))
        assert isinstance(found[0], Failure)
        assert found[0].code == "too_large"
        assert ("jsonl" in suffix) == any(isinstance(f, Document) for f in found)


def test_one_text_beyond_the_limit_is_refused() -> None:
    """A book is no report."""
    (fault,) = documents(b"words " * 1000, IntakeOptions(max_text=1000))
    assert isinstance(fault, Failure)
    assert fault.code == "too_large"


def test_standard_input_is_sniffed(monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON Lines, HTML and plain text are told apart without a suffix."""
    for raw, count in ((b'{"text": "One two three four."}\n{"text": "Five six seven."}\n', 2), (BODY.encode(), 1)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        assert [type(f) for f in documents("-")] == [Document] * count


def test_an_unknown_format_names_the_known() -> None:
    """The option is checked before anything is read."""
    (fault,) = documents(b"words", IntakeOptions(format="docx"))
    assert isinstance(fault, Failure)
    assert "jsonl" in fault.hint
