"""PDF to text by `pdftotext`, where the machine has it: a process of its own with little time and memory."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile

from thucydides.intake.compose import Draft, sha256
from thucydides.intake.options import IntakeError

_PROGRAM = "pdftotext"
_SECONDS = 30
_MEMORY = 1_000_000_000
_OUTPUT = 100_000_000
# Limits are set by a small process that then becomes the program: safe whatever threads run here.
_LIMITED = (
    "import os,resource,signal,sys;"
    # Python ignores these two, and what it starts would inherit that.
    "[signal.signal(s,signal.SIG_DFL) for s in (signal.SIGXFSZ,signal.SIGPIPE)];"
    f"resource.setrlimit(resource.RLIMIT_AS,({_MEMORY},{_MEMORY}));"
    f"resource.setrlimit(resource.RLIMIT_CPU,({_SECONDS},{_SECONDS}));"
    f"resource.setrlimit(resource.RLIMIT_FSIZE,({_OUTPUT},{_OUTPUT}));"
    "os.execv(sys.argv[1],sys.argv[1:])"
)
_PAGE_END = re.compile(r"\s*\f\s*")
_GAP = re.compile(r"\n[ \t]*\n")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")


def read_pdf(raw: bytes, max_text: int) -> Draft:
    """The draft of a PDF's words. Raises IntakeError where the program is missing, fails, or finds no words."""
    program = shutil.which(_PROGRAM)
    if program is None:
        hint = f"install {_PROGRAM} (Debian: poppler-utils), or save the text yourself"
        raise IntakeError("extra", f"PDF needs the program {_PROGRAM}", hint=hint)
    command = (sys.executable, "-c", _LIMITED, program, "-enc", "UTF-8", "-q", "-", "-")
    with tempfile.TemporaryFile() as paper, tempfile.TemporaryFile() as words:
        paper.write(raw)
        paper.seek(0)
        try:
            done = subprocess.run(
                command, stdin=paper, stdout=words, stderr=subprocess.DEVNULL, timeout=_SECONDS, check=False
            )
        except subprocess.TimeoutExpired as error:
            message = f"{_PROGRAM} took more than {_SECONDS} seconds"
            raise IntakeError("too_slow", message, hint="save the text yourself") from error
        except OSError as error:
            message = f"{_PROGRAM} cannot be run: {error.strerror}"
            raise IntakeError("extra", message, hint="check its installation") from error
        if done.returncode:
            raise IntakeError("pdf", f"{_PROGRAM} cannot read it", hint="is it whole, and open without a password?")
        words.seek(0)
        text = words.read(4 * max_text + 4).decode("utf-8", "replace")
    if not text.strip():
        hint = "it may be pictures of pages: recognise their letters first"
        raise IntakeError("empty", "no words in this PDF", hint=hint)
    return Draft(_paragraphs(text), raw_sha256=sha256(raw), notes=(f"words taken by {_PROGRAM}",))


def _paragraphs(text: str) -> str:
    """Paragraphs on one line each, apart by blank lines, as they were before they were set."""
    pieces = _GAP.split(_PAGE_END.sub("\n\n", text.strip()))
    return "\n\n".join(" ".join(_HYPHEN.sub("", piece).split()) for piece in pieces if piece.strip())
