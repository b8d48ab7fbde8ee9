"""The shard contract: names tell content and order, cuts lose no line, nothing depends on who names the sources how."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from scale.made import ORDER, archive
from thucydides.intake.options import Failure
from thucydides.scale.shards import Order, Shard, builtins_of, order_from, plan


def _plan(paths: list[Path], order: Order = ORDER, size: int = 4000) -> list[Shard]:
    found = list(plan(map(str, paths), order, size))
    assert not any(isinstance(one, Failure) for one in found)
    return [one for one in found if isinstance(one, Shard)]


def test_the_order_of_the_sources_does_not_matter(tmp_path):
    """The same shards whichever source is named first, or twice."""
    one, two = archive(tmp_path / "one.jsonl", 6), archive(tmp_path / "two.jsonl", 6, first=6)
    assert _plan([one, two]) == _plan([two, one, two]) == _plan([tmp_path])


def test_a_changed_byte_changes_its_shard_alone(tmp_path):
    """Content is part of the name, and so is every option that changes a reading."""
    path = archive(tmp_path / "one.jsonl", 12)
    before = _plan([path])
    text = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([text[0].replace("a0", "b0"), *text[1:]]), encoding="utf-8")
    after = _plan([path])
    assert [a.shard_id == b.shard_id for a, b in zip(before, after, strict=True)] == [False] + [True] * (len(after) - 1)
    other = _plan([path], replace(ORDER, language="fr"))
    assert not {s.shard_id for s in after} & {s.shard_id for s in other}


def test_what_is_appended_leaves_whole_shards_alone(tmp_path):
    """A file that grows at its end is read on where it ended."""
    path = archive(tmp_path / "feed.jsonl", 12)
    before = _plan([path])
    with path.open("a", encoding="utf-8") as out:
        out.write(archive(tmp_path / "more.txt", 5, first=50).read_text(encoding="utf-8"))
    after = _plan([path])
    assert [s.shard_id for s in before[:-1]] == [s.shard_id for s in after[: len(before) - 1]]


@given(st.lists(st.text(alphabet="ab\né", max_size=30), max_size=12), st.integers(1, 40))
def test_cuts_lie_between_lines(tmp_path_factory, parts, size):
    """For any bytes and any size the pieces cover a file once, end at line ends, and know their line numbers."""
    path = tmp_path_factory.mktemp("cut") / "any.jsonl"
    raw = "\n".join(parts).encode()
    path.write_bytes(raw)
    pieces = [piece for shard in _plan([path], size=size) for piece in shard.pieces]
    assert b"".join(raw[p.start : p.end] for p in pieces) == raw
    for piece in pieces:
        assert piece.end is not None
        assert piece.end == len(raw) or raw[piece.end - 1 : piece.end] == b"\n"
        assert piece.line == raw[: piece.start].count(b"\n") + 1


def test_other_files_stay_whole_and_share_a_shard(tmp_path):
    """Small files are read together; a missing one comes as a failure beside them; the output is no source."""
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text("A quiet day.", encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "claims.jsonl").write_text("{}\n", encoding="utf-8")
    found = list(plan([str(tmp_path), str(tmp_path / "gone.txt")], ORDER, 40, without=tmp_path / "out"))
    assert [one.code for one in found if isinstance(one, Failure)] == ["missing"]
    assert [len(one.pieces) for one in found if isinstance(one, Shard)] == [4, 1]


def test_an_order_survives_the_wire():
    """What a worker is sent is what the driver meant."""
    order = Order("r", day=None, language="fr", fields=(("text", "body"),))
    assert order_from(builtins_of(order)) == order
