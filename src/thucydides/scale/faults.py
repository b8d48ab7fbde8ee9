"""A fault of the program on one document, as a failure of that document: the others are still read."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

from thucydides.intake.options import Failure


def whereabouts(error: Exception) -> str:
    """Kind and line of an error; not its message, which may hold words of a document."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


def fault(name: str, stage: str, error: Exception) -> Failure:
    """Where it happened, and no words of the document: they may not stand in a log. Raised again with THUCYDIDES_DEBUG."""
    if os.environ.get("THUCYDIDES_DEBUG"):
        raise error
    hint = "a fault of the program: please report it; the others are read"
    return Failure(name, name, stage, f"{stage} failed ({whereabouts(error)})", hint)
