"""Compiles the reading modules of a copied package where it stands: build.py FOLDER ROOT, which hold `thucydides` and the sources."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
from mypyc.build import mypycify
from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from source import rewrite

# Rewritten classes are not frozen, and literal types are wider: what mypy would say of that was settled in the sources.
_MYPY = """[mypy]
python_version = 3.11
follow_imports = silent
ignore_missing_imports = True
disable_error_code = type-var,assignment,arg-type,operator
"""


# Calls within the one library go straight to their function, and counting references is no call at all.
_FLAGS = "-fvisibility=hidden -finline-small-functions -fno-plt"
# Two passes: the first counts what a reading does, the second lays the code out by it: 7 % less time an article.
_COUNTING = "-fprofile-generate -fprofile-update=single"
_BY_COUNTS = "-fprofile-use -fprofile-partial-training -Wno-missing-profile"


class SideBySide(build_ext):
    """Compiles the files of an extension at the same time, one a core: all of the reader is one extension."""

    def build_extensions(self) -> None:
        """As setuptools does it, but for the order of the files."""
        compiler = self.compiler

        def compiled(sources: list[str], *args: Any, **named: Any) -> list[str]:
            made = type(compiler).compile
            with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
                return [
                    path for one in pool.map(lambda s: made(compiler, [s], *args, **named), sources) for path in one
                ]

        compiler.compile = compiled
        super().build_extensions()


def _compile(extensions: list[Extension], flags: str) -> None:
    """Leaves a module of machine code beside each file, anew, with these flags beside those of the environment."""
    given = os.environ.get("CFLAGS", "")
    os.environ["CFLAGS"] = f"{given} {flags}"
    steps = ["build_ext", "--inplace", "--force"]
    commands = {"build_ext": SideBySide}
    setup(name="thucydides-compiled", packages=[], ext_modules=extensions, script_args=steps, cmdclass=commands)
    os.environ["CFLAGS"] = given


def _is_gcc() -> bool:
    """True where the compiler keeps the counts of a run as GCC does; clang's way is another."""
    compiler = os.environ.get("CC", "cc").split()[0]
    told = subprocess.run([compiler, "--version"], capture_output=True, text=True, check=False)
    return told.returncode == 0 and "Free Software Foundation" in told.stdout


def _read_all(folder: Path, root: Path) -> None:
    """Reads the documents of bench/digest.py with what was compiled to count."""
    data = folder / "thucydides" / "data"
    data.symlink_to(root / "src" / "thucydides" / "data")
    paths = os.pathsep.join([str(folder), *sys.path])
    env = {**os.environ, "PYTHONPATH": paths, "THUCYDIDES_CACHE": str(folder / "cache")}
    subprocess.run([sys.executable, str(root / "bench" / "digest.py")], env=env, check=True)
    data.unlink()


def main() -> None:
    """Leaves a module of machine code beside each file that was compiled."""
    folder, root = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    os.chdir(folder)
    modules = [str(path.relative_to(folder)) for path in rewrite(folder / "thucydides")]
    # mypy must see what a struct is, and finds no package in the environment that pip builds in
    stubs = folder / "msgspec"
    shutil.copytree(Path(msgspec.__file__).parent, stubs, ignore=shutil.ignore_patterns("*.so", "*.pyd", "__pycache__"))
    Path("mypy.ini").write_text(_MYPY, encoding="utf-8")
    level = os.environ.get("THUCYDIDES_OPTIMIZE", "2")
    extensions = mypycify(["--config-file=mypy.ini", *modules], opt_level=level, debug_level="0", multi_file=True)
    shutil.rmtree(stubs)
    if level == "0":
        _compile(extensions, "")
    elif _is_gcc() and os.environ.get("THUCYDIDES_COUNT") != "0":
        _compile(extensions, f"{_FLAGS} {_COUNTING}")
        _read_all(folder, root)
        _compile(extensions, f"{_FLAGS} {_BY_COUNTS}")
    else:
        _compile(extensions, _FLAGS)


if __name__ == "__main__":
    main()
