"""What the house tests look at: the project's files, and Python sources as syntax trees."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "thucydides"
DATA = SRC / "data"


@cache
def tracked() -> tuple[Path, ...]:
    """Files under version control, and new ones that are not ignored; they exist."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    return tuple(sorted(path for name in listed.split("\0") if name and (path := ROOT / name).is_file()))


def files(*suffixes: str, under: str = "") -> list[Path]:
    """Tracked files with these suffixes in a folder of the project."""
    folder = ROOT / under
    return [p for p in tracked() if p.suffix in suffixes and p.is_relative_to(folder)]


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name(path: Path) -> str:
    """A path as the messages show it."""
    return str(path.relative_to(ROOT))


def docstrings(module: ast.Module) -> set[int]:
    """Ids of the constant nodes that are docstrings or bare strings."""
    return {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}


def strings(path: Path) -> list[tuple[int, str]]:
    """(line, text) of every string constant that is no docstring, parts of f-strings among them."""
    module = tree(path)
    spared = docstrings(module)
    return [
        (node.lineno, node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spared
    ]
