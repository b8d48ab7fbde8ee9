"""The same texts give the same bytes: for any hash seed, order of files and number of processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from told import HERE, cases

READER = """import json, sys
from concurrent.futures import ProcessPoolExecutor
from told import read
from thucydides.model.contract import claim_to_json
from datetime import date

def lines(text):
    return [json.dumps(claim_to_json(c), ensure_ascii=False) for c in read(text, date(2021, 5, 14)).claims]

if __name__ == "__main__":
    texts = json.loads(sys.stdin.read())
    workers = int(sys.argv[1])
    if workers > 1:
        with ProcessPoolExecutor(workers) as pool:
            read_all = list(pool.map(lines, texts))
    else:
        read_all = [lines(t) for t in texts]
    sys.stdout.reconfigure(encoding="utf-8")
    for each in read_all:
        print(json.dumps(each, ensure_ascii=False))
"""


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """All texts of the sheets beside: several languages, many events."""
    found = []
    for section in ("shift", "swap", "double"):
        found += [c.values[1]["text"] for c in cases("metamorphic", section)]
    return found


def _lines(texts: list[str], tmp_path: Path, *, seed: str, workers: int = 1) -> list[str]:
    import json

    script = tmp_path / "reader.py"
    script.write_text(READER, encoding="utf-8")
    paths = os.pathsep.join((str(HERE), str(HERE.parent / "src")))
    env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": paths}
    done = subprocess.run(
        [sys.executable, str(script), str(workers)],
        input=json.dumps(texts), env=env, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.slow
def test_hash_seed_changes_no_byte(texts: list[str], tmp_path: Path):
    """Sets are never iterated into the output."""
    first = _lines(texts, tmp_path, seed="0")
    assert any(line != "[]" for line in first), "no claims to compare"
    assert _lines(texts, tmp_path, seed="1") == first
    assert _lines(texts, tmp_path, seed="4242") == first


@pytest.mark.slow
def test_order_and_processes_change_no_byte(texts: list[str], tmp_path: Path):
    """What stands in a text alone decides its claims: not what was read before it, nor by which process."""
    first = _lines(texts, tmp_path, seed="7")
    assert _lines(texts[::-1], tmp_path, seed="7")[::-1] == first
    assert _lines(texts, tmp_path, seed="7", workers=2) == first
