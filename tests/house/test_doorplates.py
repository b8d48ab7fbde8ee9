"""The first line of every file says in one sentence what the file is for."""

from __future__ import annotations

import ast

import pytest

from house.source import ROOT, files, name, tracked, tree

COMMENTED = {".toml", ".sh", ".css", ".js", ".html", ".sql", ".mako", ".ini"}
COMMENTS = ("#", "/*", "//", "<!--", "--", "{#", ";")


@pytest.mark.parametrize("path", files(".py"), ids=name)
def test_python_file_begins_with_a_sentence(path):
    """The module docstring stands on the first line (after a shebang) and its first line is a sentence."""
    lines = path.read_text(encoding="utf-8").splitlines()
    first = 1 if lines and lines[0].startswith("#!") else 0
    assert lines[first].startswith(('"""', 'r"""')), "no docstring on the first line"
    said = ast.get_docstring(tree(path))
    assert said is not None
    assert said.splitlines()[0].rstrip().endswith((".", "?", "!", ":")), "the first line is no sentence"


def test_other_files_begin_with_a_comment():
    """Settings, scripts and pages say what they are for as well; CSV begins with its header."""
    bare = []
    for path in tracked():
        if path.suffix in COMMENTED and "vendor" not in path.parts:
            lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#!")]
            if not lines or not lines[0].lstrip().startswith(COMMENTS):
                bare.append(name(path))
    assert not bare


def test_documents_begin_with_a_title():
    """A Markdown file says in its first line what it is."""
    bare = [name(p) for p in files(".md") if not p.read_text(encoding="utf-8").startswith(("# ", "<!--"))]
    assert not bare
    assert (ROOT / "Makefile").read_text(encoding="utf-8").startswith("# ")
