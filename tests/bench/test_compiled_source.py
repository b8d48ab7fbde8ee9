"""What is rewritten for the compiler means what the sources mean: fields, defaults, equality, replacing."""

from __future__ import annotations

import ast
import runpy
import sys
from pathlib import Path
from types import SimpleNamespace

REWRITE = runpy.run_path(str(Path(__file__).parents[2] / "tools" / "compiled" / "source.py"))["rewrite"]

SOURCE = '''"""A module with one class of each kind that the reader has."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec
from msgspec.structs import replace


@dataclass(frozen=True, slots=True)
class Base:
    first: int


@dataclass(frozen=True, slots=True)
class Word(Base):
    form: str = "x"
    seen: list[int] = field(default_factory=list, compare=False)


class Pair(msgspec.Struct, frozen=True, gc=False):
    left: int
    right: int = 2


@dataclass(slots=True)
class Open:
    held: list[Open] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OfOpen(Open):
    number: int = 1


@dataclass(frozen=True, slots=True)
class Tongue:
    phenomena: tuple[str, ...]
    settings: Pair = Pair(7)

    def has(self, phenomenon: str) -> bool:
        return phenomenon in self.phenomena


class Kept(dict[str, int]):
    def __missing__(self, key: str) -> int:
        return len(key)


ENDS = ("a", "b")
moved = replace(Pair(1), right=5)
named = replace(Word(3, seen=[4]), form="z", first=2)
told = [Tongue(("dual",)).has(name) for name in ("dual", "clitics")]
asked = (Tongue(("dual",)).has("dual"), Tongue(()).has("dual"))
pairs = [a + b for a, b in zip(ENDS, ENDS, strict=True)]
left = Tongue(()).settings.left
inside = "b" in (*ENDS, "c")
'''


def test_classes_keep_their_fields_and_what_they_are_equal_to(tmp_path: Path, monkeypatch):
    """Inherited fields come first, each instance has a list of its own, and equal values have one hash."""
    (tmp_path / "text").mkdir()
    path = tmp_path / "text" / "words.py"
    path.write_text(SOURCE, encoding="utf-8")
    copied = tmp_path / "model" / "copied.py"
    assert REWRITE(tmp_path) == [path, copied]
    monkeypatch.setitem(sys.modules, "thucydides.model.copied", SimpleNamespace(**runpy.run_path(str(copied))))
    made = runpy.run_path(str(path))
    word, pair, kept = made["Word"], made["Pair"], made["Kept"]
    assert (word(1).first, word(1).form, word(1, "y").form) == (1, "x", "y")
    assert word(1).seen is not word(1).seen
    assert word(1) == word(1, seen=[3]) != word(2)
    assert hash(pair(1)) == hash(pair(1, 2))
    assert (made["moved"], kept()["abc"], made["inside"]) == (pair(1, 5), 3, True)
    assert (made["named"], made["named"].seen) == (word(2, "z"), [4])
    assert "ENDS: _Final =" in path.read_text(encoding="utf-8")


def test_what_a_call_names_is_a_field_or_a_method(tmp_path: Path, monkeypatch):
    """A phenomenon and the fields replaced stand in the call: no table is asked for them, and the answer is the same."""
    (tmp_path / "text").mkdir()
    path = tmp_path / "text" / "words.py"
    path.write_text(SOURCE, encoding="utf-8")
    _, copied = REWRITE(tmp_path)
    monkeypatch.setitem(sys.modules, "thucydides.model.copied", SimpleNamespace(**runpy.run_path(str(copied))))
    made = runpy.run_path(str(path))
    assert (made["told"], made["asked"], made["left"]) == ([True, False], (True, False), 7)
    written = path.read_text(encoding="utf-8")
    assert "Pair(1)._changed_right(right=5)" in written
    assert "Tongue(()).has_dual" in written
    assert "left = Tongue(()).setting_left" in written


def test_nothing_is_left_that_the_compiler_cannot_lay_out(tmp_path: Path):
    """No struct, no slots, no frozen class, and no starred tuple behind `in` stand in a rewritten module."""
    (tmp_path / "text").mkdir()
    path = tmp_path / "text" / "words.py"
    path.write_text(SOURCE, encoding="utf-8")
    REWRITE(tmp_path)
    told = path.read_text(encoding="utf-8")
    assert not [word for word in ("Struct", "slots", "frozen", "in (*", "msgspec.structs", "strict") if word in told]


def test_the_collector_need_not_know_what_cannot_hold_itself(tmp_path: Path):
    """Frozen classes are marked so, those that may be written to later and their children are not."""
    (tmp_path / "text").mkdir()
    path = tmp_path / "text" / "words.py"
    path.write_text(SOURCE, encoding="utf-8")
    REWRITE(tmp_path)
    owners = [line for line in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(line, ast.ClassDef)]
    marked = [c.name for c in owners if any("acyclic" in ast.unparse(d) for d in c.decorator_list)]
    assert marked == ["Base", "Word", "Pair", "Tongue"]
