"""What import-linter does not say: every folder has its floor, the ground floor needs nothing, the law is in force."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from house.source import ROOT, SRC, files, name, tree


def _layers() -> list[str]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    floors = next(c for c in contracts if c["type"] == "layers")
    return [part.strip(" ()") for layer in floors["layers"] for part in layer.split("|")]


def test_every_top_level_folder_has_a_floor():
    """A new folder is refused until ARCHITECTURE.md and the contracts say where it stands."""
    rooms = {p.name for p in SRC.iterdir() if p.is_dir() and any(p.glob("*.py"))}
    loose = {p.stem for p in SRC.glob("*.py") if p.stem not in ("__init__", "__main__")}
    assert rooms | loose <= set(_layers())
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert not [room for room in sorted(rooms) if f"`{room}" not in page]


def test_model_needs_only_the_standard_library():
    """The nouns can be carried anywhere."""
    foreign = []
    for path in files(".py", under="src/thucydides/model"):
        for node in ast.walk(tree(path)):
            modules = []
            if isinstance(node, ast.Import):
                modules = [a.name for a in node.names]
            elif isinstance(node, ast.ImportFrom):
                modules = [node.module or ""]
            foreign += [
                f"{name(path)}: {m}"
                for m in modules
                if not m.startswith("thucydides.model") and m.split(".")[0] not in sys.stdlib_module_names
            ]
    assert not foreign


SINS = {
    "a room looks up": ("text/sin.py", "from thucydides.mentions import page"),
    "export reads": ("export/sin.py", "from thucydides import claims"),
    "the store cuts words": ("store/sin.py", "from thucydides.text import fold"),
    "a data file is opened outside knowledge": ("mentions/sin.py", "from thucydides.knowledge import files"),
    "two rooms of mentions meet": ("mentions/numbers/sin.py", "from thucydides.mentions import weapons"),
    "a new top-level folder": ("drawer/__init__.py", "ROOM = 1"),
    "hidden under TYPE_CHECKING": (
        "model/sin.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from thucydides.text import fold",
    ),
    "hidden in a function": ("store/sin.py", "def look():\n    from thucydides.linking import __doc__"),
}


LINT = """import sys
sys.path.insert(0, ".")
from importlinter.cli import lint_imports
sys.exit(lint_imports(sys.argv[1], no_cache=True))
"""


@pytest.mark.slow
@pytest.mark.parametrize("sin", SINS, ids=lambda s: s.replace(" ", "_"))
def test_each_sin_is_refused(sin: str, tmp_path: Path):
    """The contracts can fail: each planned breach, made in a copy of the package, breaks one of them."""
    package = tmp_path / "thucydides"
    for path in files(".py", under="src/thucydides"):
        target = package / path.relative_to(SRC)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    where, code = SINS[sin]
    (package / where).parent.mkdir(exist_ok=True)
    (package / where).write_text(f'"""A sin."""\n{code}\n', encoding="utf-8")
    command = [sys.executable, "-c", LINT, str(ROOT / "pyproject.toml")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "BROKEN" in done.stdout, done.stdout + done.stderr
