"""Words that name everything name nothing: they are not used for variables, functions, classes or files."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from house.source import SRC, files, name, tree

BANNED = frozenset("entity entities info data item items result results record records helper helpers misc".split())
BANNED_TAILS = ("Manager", "Helper", "Utils", "Util", "Info", "Data", "Item", "Record")
BANNED_FILES = frozenset("utils util common misc manager managers helper helpers core shared stuff".split())
FACE = 25


def bound_names(path: Path) -> Iterator[tuple[int, str]]:
    """(line, name) of everything that a file gives a name to."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name


def test_nothing_bears_an_empty_name():
    """`data`, `item`, `result` and their kin say nothing; the field's own nouns are there to be used."""
    empty = [
        f"{name(path)}:{line}: {bound}"
        for path in [*files(".py", under="src"), *files(".py", under="bench")]
        for line, bound in bound_names(path)
        if bound.strip("_").lower() in BANNED or bound.endswith(BANNED_TAILS)
    ]
    assert not empty


def test_no_file_or_folder_is_a_drawer():
    """A file called utils takes in whatever has no place; here everything has one."""
    drawers = [
        name(path)
        for path in files(".py")
        if path.stem in BANNED_FILES or BANNED_FILES & set(path.relative_to(SRC.parents[1]).parts[:-1])
    ]
    assert not drawers


def test_public_face_is_small_and_true():
    """`thucydides` offers at most 25 names, each of them there."""
    import thucydides

    offered = getattr(thucydides, "__all__", ())
    assert len(offered) <= FACE
    assert len(set(offered)) == len(offered)
    for one in offered:
        assert hasattr(thucydides, one), one
