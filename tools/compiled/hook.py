"""Puts compiled reading modules into the wheel when THUCYDIDES_COMPILE=1; any other build stays pure Python."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledReader(BuildHookInterface):  # type: ignore[misc, type-arg]  # hatchling is there in a build alone
    """Copies the package to build/compiled, compiles it there, and adds what came of it."""

    def _asked(self) -> bool:
        return os.environ.get("THUCYDIDES_COMPILE") == "1"

    def dependencies(self) -> list[str]:
        """What a compiled build needs besides a C compiler."""
        tools = ["mypy>=2.4,<2.5", "setuptools>=65"]
        return [*tools, *self.metadata.core.dependencies] if self._asked() else []  # it reads while it is built

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before the wheel is packed."""
        if not self._asked() or version == "editable":
            return
        root = Path(self.root)
        folder = root / "build" / "compiled"
        self._compile(root, folder)
        for made in sorted(folder.glob("**/*.so")):
            name = made.relative_to(folder)
            if name.parts[0] != "build":
                build_data["force_include"][str(made)] = str(name)
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def _compile(self, root: Path, folder: Path) -> None:
        """Compiles into the folder, unless what stands there came from the same sources by the same Python."""
        here, package, done = root / "tools" / "compiled", root / "src" / "thucydides", folder / "done.txt"
        asked = [os.environ.get(name) for name in ("THUCYDIDES_OPTIMIZE", "THUCYDIDES_COUNT")]
        told = hashlib.sha256(f"{sys.version} {asked}".encode())
        for path in sorted([*here.glob("*.py"), *package.rglob("*.py")]):
            told.update(path.read_bytes())
        if done.is_file() and done.read_text(encoding="utf-8") == told.hexdigest():
            return
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(package, folder / "thucydides", ignore=shutil.ignore_patterns("data", "__pycache__"))
        subprocess.run([sys.executable, str(here / "build.py"), str(folder), str(root)], check=True)
        done.write_text(told.hexdigest(), encoding="utf-8")
