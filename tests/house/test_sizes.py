"""Files stay under 400 lines and functions under 60: what is longer answers two questions and is split by question."""

from __future__ import annotations

import ast

from house.source import DATA, SRC, files, name, tree

FILE_LINES = 400
FUNCTION_LINES = 60
PIPELINE_LINES = 120
FOLDER_FILES = 20


def test_no_source_file_is_longer_than_400_lines():
    """A Python file of the package, the benchmarks or the tests fits into one reading."""
    long = {name(p): n for p in files(".py") if (n := len(p.read_text(encoding="utf-8").splitlines())) > FILE_LINES}
    assert not long


def test_no_function_is_longer_than_60_lines():
    """A function fits on a screen, its docstring and decorators included."""
    long = {}
    for path in files(".py"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
                lines = (node.end_lineno or first) - first + 1
                if lines > FUNCTION_LINES:
                    long[f"{name(path)}:{node.name}"] = lines
    assert not long


def test_pipeline_is_the_whole_line_on_two_pages():
    """Whoever has read pipeline.py has read the house."""
    path = SRC / "pipeline.py"
    assert not path.exists() or len(path.read_text(encoding="utf-8").splitlines()) <= PIPELINE_LINES


def test_no_folder_of_sources_is_a_heap():
    """A folder with more than twenty sources is divided into rooms; one file a verb or format is no heap."""
    lists = {SRC / "cli", SRC / "export", SRC / "model"}
    counts: dict[str, int] = {}
    for path in files(".py", under="src"):
        if path.parent not in lists and "versions" not in path.parts and path.name != "__init__.py":
            counts[name(path.parent)] = counts.get(name(path.parent), 0) + 1
    assert not {folder: n for folder, n in counts.items() if n > FOLDER_FILES}


def test_data_holds_no_code():
    """Data is read, never run."""
    assert not [name(p) for p in files(".py", under=str(DATA))]
