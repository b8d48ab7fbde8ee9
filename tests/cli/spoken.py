"""How the tests of the command line call it: in this process or in another, and a reader made by hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store.made import TEXT, reading, ref_of
from thucydides.cli import main as program
from thucydides.intake.options import Failure
from thucydides.model.claim import Reading
from thucydides.model.document import Document

__all__ = ["TEXT", "Said", "run", "say", "stub_read"]


@dataclass(frozen=True, slots=True)
class Said:
    """What a call gave: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def envelope(self) -> Any:
        """Standard output as the one JSON object that --json promises."""
        (line,) = self.out.splitlines()
        return json.loads(line)


def stub_read(_name: str, document: Document, gazetteers: tuple[Path, ...] = ()) -> Reading | Failure:
    """The hand-made reading where the text is the hand-made one, none elsewhere."""
    return reading(document) if "denied the raid" in document.text else Reading(ref_of(document), ())


def say(capsys: Any, *argv: str | Path) -> Said:
    """Calls the program in this process."""
    capsys.readouterr()
    code = program.run([str(word) for word in argv])
    told = capsys.readouterr()
    return Said(code, told.out, told.err)


def run(*argv: str | Path, stdin: str | None = None, cwd: Path | None = None, **env: str) -> Said:
    """Calls the program in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "thucydides", *map(str, argv)],
        input=stdin, capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False, timeout=120,
        env={**os.environ, **env},
    )  # fmt: skip
    return Said(done.returncode, done.stdout, done.stderr)
