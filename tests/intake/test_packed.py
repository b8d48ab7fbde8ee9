"""ZIP and gzip: what is in them is read like any file; bombs, quines, nested archives and hostile names are refused."""

from __future__ import annotations

import gzip
import io
import json
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from intake.packed import http, message, page, record, telegram, warc, zipped
from intake.reports import BODY, fault
from thucydides.intake.files import sources
from thucydides.intake.load import documents
from thucydides.intake.options import Failure, IntakeOptions
from thucydides.model.document import Document


def _codes(raw: bytes, **options: object) -> list[str]:
    found = documents(raw, IntakeOptions(**options))  # type: ignore[arg-type]
    return ["" if isinstance(one, Document) else one.code for one in found]


def test_files_of_all_formats_in_an_archive(tmp_path: Path) -> None:
    """Each by its own suffix, in the archive's order; what no format is known for is passed over."""
    path = tmp_path / "all.zip"
    path.write_bytes(
        zipped(
            {
                "a.txt": BODY.encode(),
                "b/c.html": page(),
                "d.jsonl": json.dumps({"text": "One line."}).encode(),
                "e.csv": b"text,date\nOne row.,2031-02-04\n",
                "ChatExport/result.json": telegram(message(1, "One message.")),
                "f.warc": warc(record(http(page()))),
                "photos/1.jpg": b"\xff\xd8",
            }
        )
    )
    found = list(documents(path))
    assert [type(one) for one in found] == [Document] * 6, found
    assert [one.outlet for one in found if isinstance(one, Document)][4] == "Ford Watch"


def test_a_bad_file_in_an_archive_costs_itself_alone(tmp_path: Path) -> None:
    """Its failure has the archive's name, its own and the line."""
    path = tmp_path / "all.zip"
    path.write_bytes(zipped({"a.jsonl": b'{"text": "One line."}\n{\n', "b.json": b"[", "c.txt": BODY.encode()}))
    found = list(documents(path))
    assert [type(one) for one in found] == [Document, Failure, Failure, Document]
    assert isinstance(found[1], Failure)
    assert (found[1].source, found[1].place) == (str(path), f"{path}/a.jsonl:2")


@pytest.mark.parametrize("name", ["x.txt.gz", "x.jsonl.gz", "x.csv.gz", "x.html.gz", "x.unknown"])
def test_packed_files(name: str, tmp_path: Path) -> None:
    """Known by the suffix before .gz, or by their bytes; several members are one file; folders list them."""
    raw = {
        "x.txt.gz": BODY.encode(), "x.jsonl.gz": json.dumps({"text": BODY}).encode(), "x.html.gz": page(),
        "x.csv.gz": b"text\n" + BODY.split("\n")[0].replace(",", "").encode(), "x.unknown": BODY.encode(),
    }[name]  # fmt: skip
    path = tmp_path / name
    path.write_bytes(gzip.compress(raw[:20]) + gzip.compress(raw[20:]))
    (found,) = documents(path)
    assert isinstance(found, Document), found
    assert "district nurse" in found.text
    if name.endswith(".gz"):
        assert list(sources([tmp_path])) == [path]


def test_bombs_are_refused() -> None:
    """By the ratio of what came out to what went in, as soon as it is passed; also by many small ones together."""
    zeros = b"\0" * 30_000_000
    assert _codes(gzip.compress(zeros)) == ["bomb"]
    assert _codes(zipped({"a.txt": b" " * 30_000_000, "b.txt": BODY.encode()})) == ["bomb", ""]
    crowd = {f"{n:03}.jsonl": b" " * 9_000_000 + b"\n" for n in range(8)}
    assert "bomb" in _codes(zipped(crowd))


def _overlapping() -> bytes:
    """An archive whose list names one packed file a thousand times."""
    whole = zipped({"a.jsonl": json.dumps({"text": "word " * 200_000}).encode()})
    at = whole.rfind(b"PK\x01\x02")
    end = whole.rfind(b"PK\x05\x06")
    entry = whole[at:end]
    tail = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 1000, 1000, len(entry) * 1000, at, 0)
    return whole[:at] + entry * 1000 + tail


def test_shared_bytes_count_each_time() -> None:
    """One packed file under a thousand names is a bomb as a whole, though no single file is one."""
    codes = _codes(_overlapping())
    assert "bomb" in codes
    assert len(codes) < 1001 or codes.count("") < 100


def test_archives_in_archives_are_refused() -> None:
    """Some hold themselves; one layer is opened, and the others in it are named."""
    inner = zipped({"a.txt": BODY.encode()})
    assert _codes(zipped({"a.zip": inner, "b.txt": BODY.encode()})) == ["nested", ""]
    assert _codes(zipped({"a.txt": inner})) != [""]
    assert _codes(zipped({"a.gz": gzip.compress(b"x")})) == ["nested"]
    assert _codes(gzip.compress(gzip.compress(BODY.encode()))) == ["nested"]
    assert _codes(gzip.compress(inner)) == ["nested"]


@pytest.mark.parametrize(
    "name", ["../x.txt", "/etc/x.txt", "a/../../x.txt", "..\\x.txt", "C:\\x.txt", "n" * 1500 + ".txt"]
)
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    """They are not opened, and never a name on this machine."""
    assert _codes(zipped({name: BODY.encode(), "b.txt": BODY.encode()})) == ["path", ""]


def test_links_and_locked_files_are_refused() -> None:
    """A link has no words; what is encrypted is said to be."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert _codes(out.getvalue()) == ["path"]
    locked = bytearray(zipped({"a.txt": BODY.encode()}))
    locked[6] |= 1
    locked[locked.rfind(b"PK\x01\x02") + 8] |= 1
    assert _codes(bytes(locked)) == ["encrypted"]


def test_broken_archives_are_refused() -> None:
    """Cut ones, lying ones, a list of files that would fill the memory."""
    whole = zipped({"a.txt": BODY.encode() * 50})
    assert _codes(whole[:-30]) == ["zip"]
    broken = bytearray(whole)
    broken[60:80] = b"\xff" * 20
    assert _codes(bytes(broken)) == ["zip"]
    end = whole.rfind(b"PK\x05\x06")
    assert _codes(whole[: end + 12] + struct.pack("<L", 900_000_000) + whole[end + 16 :]) == ["too_large"]
    assert _codes(zipped({f"{n}.txt": b"" for n in range(30)}), max_files=20) == ["too_large"]
    assert fault(gzip.compress(BODY.encode() * 99)[:-40]).code == "gzip"
    assert zlib.crc32(b"") == 0


def test_an_archive_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input that holds an archive is told by its bytes."""
    from io import TextIOWrapper

    monkeypatch.setattr("sys.stdin", TextIOWrapper(io.BytesIO(zipped({"a.txt": BODY.encode()}))))
    (found,) = documents("-")
    assert isinstance(found, Document), found
