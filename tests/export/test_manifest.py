"""A file appears whole or not at all; its manifest tells what it is."""

from __future__ import annotations

import hashlib
import json
import os

import pytest

from store.made import denial, document, strike
from thucydides.export.atomic import replacing
from thucydides.export.formats import FORMATS
from thucydides.export.manifest import Origin, export
from thucydides.model.errors import ThucydidesError

ORIGIN = Origin("1.2.3", "p", "0" * 64)


def test_manifest_tells_hash_counts_and_version(tmp_path):
    """The hash is that of the file; the same claims give the same bytes."""
    claims = [strike(document()), denial(document())]
    for folder in ("a", "b"):
        told = export(claims, FORMATS["csv"], tmp_path / folder / "c.csv", tmp_path / folder / "m.json", ORIGIN)
        content = (tmp_path / folder / "c.csv").read_bytes()
        assert told["files"] == [
            {"name": "c.csv", "bytes": len(content), "rows": 2, "sha256": hashlib.sha256(content).hexdigest()}
        ]
    assert told["version"] == "1.2.3"
    assert told["counts"] == {"documents": 1, "claims": 2, "rows": 2}
    assert json.loads((tmp_path / "b" / "m.json").read_text(encoding="utf-8")) == told
    for name in ("c.csv", "m.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
        assert (tmp_path / "a" / name).stat().st_mode & 0o777 == 0o600


def test_failed_write_leaves_the_old_file(tmp_path):
    """An error in the middle leaves what was there, and no rubbish beside it."""
    path = tmp_path / "c.jsonl"
    path.write_text("old", encoding="utf-8")

    def broken():
        yield strike(document())
        raise RuntimeError

    with pytest.raises(RuntimeError):
        export(broken(), FORMATS["jsonl"], path, tmp_path / "m.json", ORIGIN)
    assert path.read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path) == ["c.jsonl"]  # noqa: PTH208


def test_unwritable_place_is_told(tmp_path):
    """A file where a folder should be is a one-line error that names the place."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ThucydidesError, match="cannot be written") as told, replacing(tmp_path / "file" / "x.csv"):
        pass
    assert str(tmp_path) in str(told.value)
