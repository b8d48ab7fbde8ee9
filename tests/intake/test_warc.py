"""Web archives: pages with the archive's address and fetch time; a broken record costs itself alone."""

from __future__ import annotations

import gzip
import sys
from datetime import date
from pathlib import Path

import pytest

from intake.packed import URL, http, page, record, warc
from intake.reports import BODY, TITLE
from thucydides.intake.load import documents
from thucydides.intake.options import Failure, IntakeOptions
from thucydides.model.document import Document

FIRST = BODY.split("\n\n")[0]


def _read(raw: bytes, **options: object) -> list[Document | Failure]:
    return list(documents(raw, IntakeOptions(format="warc", **options)))  # type: ignore[arg-type]


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_an_archive_become_documents(packed: bool, tmp_path: Path) -> None:
    """Pages alone, with address, fetch day and words; requests, other media and errors are passed over."""
    raw = warc(
        record(b"software: none\r\n", "warcinfo"),
        record(b"GET / HTTP/1.1\r\n\r\n", "request"),
        record(http(page())),
        record(http(b"\x89PNG", Content_Type="image/png")),
        record(http(page("Not found, nothing here."), "404 Not Found")),
        record(http(page(BODY.replace("Monday", "Sunday"))), url=f"{URL}?2"),
        packed=packed,
    )
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    path.write_bytes(raw)
    first, second = documents(path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.uri, second.uri) == (URL, f"{URL}?2")
    assert first.title == TITLE
    assert FIRST in first.text
    assert [(s.kind, s.earliest) for s in first.stamps] == [("fetched", date(2031, 2, 5))]
    assert len(first.raw_sha256) == 64


def test_bodies_are_unpacked_as_their_headers_say() -> None:
    """Chunked and gzip bodies, and the server's charset where the page names none."""
    packed = gzip.compress(page())
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(packed), packed)
    russian = page("Два снаряда попали в мельницу у брода, ранен мельник, сообщила фельдшер района. " * 3, "Обстрел")
    cyrillic = russian.decode().encode("cp1251")
    first, second = _read(
        warc(
            record(http(chunked, Content_Encoding="gzip", Transfer_Encoding="chunked")),
            record(http(cyrillic, Content_Type="text/html; charset=windows-1251")),
        )
    )
    assert isinstance(first, Document)
    assert FIRST in first.text
    assert isinstance(second, Document)
    assert "Два снаряда" in second.text


def test_a_broken_record_costs_itself_alone() -> None:
    """Broken packed bytes, a page without words: each a failure with its place, and the others come."""
    broken = bytearray(gzip.compress(record(http(page()))))
    broken[60:90] = b"\0" * 30
    raw = (
        gzip.compress(record(http(page())))
        + bytes(broken)
        + gzip.compress(record(http(b"<html><body></body></html>"), url="https://ford.example/empty"))
        + gzip.compress(record(http(page(BODY.replace("Monday", "Sunday")))))
    )
    found = _read(raw)
    assert [type(one) for one in found] == [Document, Failure, Failure, Document]
    assert "broken" in str(found[1])
    assert "https://ford.example/empty" in str(found[2])


def test_a_record_that_unpacks_without_end_is_refused() -> None:
    """Bombs in the packing of the archive and of a page: a failure each, in little memory, and the next one comes."""
    bomb = gzip.compress(b"\0" * 60_000_000)
    outer = gzip.compress(record(http(b"<p>" + b" " * 60_000_000)))
    raw = outer + warc(record(http(bomb, Content_Encoding="gzip")), record(http(page())), packed=True)
    found = _read(raw)
    assert [type(one) for one in found][-1] is Document
    assert {one.code for one in found[:-1] if isinstance(one, Failure)} <= {"bomb", "too_large", "empty"}
    assert len(found) >= 3


def test_a_file_that_ends_within_a_record_is_said() -> None:
    """Half a copy of an archive that is not packed: what is there is read, and that more was to come is told."""
    whole = warc(record(http(page())), record(http(page(BODY.replace("Monday", "Sunday")))))
    second = whole.index(b"WARC/1.0", 10)
    assert [type(one) for one in _read(whole)] == [Document, Document]
    for end in (second + 30, second + 120, len(whole) - 40):
        found = _read(whole[:end])
        assert isinstance(found[0], Document)
        assert isinstance(found[-1], Failure), end
        assert "ends within this record" in str(found[-1])


def test_what_is_no_archive_is_said() -> None:
    """A file called .warc without a record in it."""
    (found,) = _read(b"just words")
    assert isinstance(found, Failure)
    assert found.code == "warc"


def test_without_the_extra_the_pip_line_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing package is a message, not a crash."""
    monkeypatch.setitem(sys.modules, "fastwarc", None)
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    (found,) = _read(warc(record(http(page()))))
    assert isinstance(found, Failure)
    assert "pip install 'thucydides[warc]'" in str(found)
