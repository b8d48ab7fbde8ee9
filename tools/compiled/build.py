"""Compiles the reading modules of a copied package where it stands: build.py FOLDER, which holds `thucydides`."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import msgspec
from mypyc.build import mypycify
from setuptools import setup
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


def main() -> None:
    """Leaves a module of machine code beside each file that was compiled."""
    folder = Path(sys.argv[1]).resolve()
    os.chdir(folder)
    modules = [str(path.relative_to(folder)) for path in rewrite(folder / "thucydides")]
    # mypy must see what a struct is, and finds no package in the environment that pip builds in
    shutil.copytree(
        Path(msgspec.__file__).parent, "msgspec", ignore=shutil.ignore_patterns("*.so", "*.pyd", "__pycache__")
    )
    Path("mypy.ini").write_text(_MYPY, encoding="utf-8")
    level = os.environ.get("THUCYDIDES_OPTIMIZE", "2")
    extensions = mypycify(["--config-file=mypy.ini", *modules], opt_level=level, debug_level="0", multi_file=True)
    if level != "0":
        os.environ["CFLAGS"] = f"{os.environ.get('CFLAGS', '')} {_FLAGS}"
    steps = ["build_ext", "--inplace", f"--parallel={os.cpu_count() or 1}"]
    setup(name="thucydides-compiled", packages=[], ext_modules=extensions, script_args=steps)


if __name__ == "__main__":
    main()
