"""What the tests of batches share: a small archive, a batch run in this process, and all bytes below a folder."""

from __future__ import annotations

import json
from pathlib import Path

from speed import TEXTS, article
from thucydides.scale import engines
from thucydides.scale.batch import finish, held, prepare
from thucydides.scale.manifest import Manifest
from thucydides.scale.shards import Order
from thucydides.scale.ward import Errand

ORDER = Order("test-reader+0")


def archive(path: Path, count: int, first: int = 0) -> Path:
    """A file of JSON lines of short generated articles of one language; about half of them tell of no event."""
    step = len(TEXTS["languages"])
    rows = [{"id": f"a{n}", "text": article(n * step)[1][:900]} for n in range(first, first + count)]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def run(
    paths: list[Path], out: Path, *, order: Order = ORDER, engine: str = "local", workers: int = 1,
    size: int = 4000, patience: float = 60.0, parquet: bool = False,
) -> tuple[Manifest, int]:  # fmt: skip
    """A whole batch: its manifest, and how many shards were read now."""
    with held(out):
        batch = prepare(tuple(map(str, paths)), out, order, parquet=parquet, size=size)
        errand = Errand(order, out, parquet, patience)
        done = [one for one in engines.run(engine, batch.todo, errand, workers, None, lambda: False) if one]
        for _, counts in done:
            batch.note(counts)
        return finish(batch), len(done)


def tree(folder: Path) -> dict[str, bytes]:
    """Path below the folder -> bytes, of all files."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def lines(path: Path) -> list[dict[str, object]]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
