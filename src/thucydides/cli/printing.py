"""Prints readings: as text for people, as one claim a line, or as one JSON array with all that was seen."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from thucydides.cli.render.page import reading_lines, reading_object
from thucydides.cli.render.paint import Paint, wants_colour
from thucydides.export import jsonl
from thucydides.export.atomic import replacing
from thucydides.model.claim import Reading
from thucydides.model.document import Document
from thucydides.model.errors import UsageError

FORMATS = ("text", "jsonl", "json")


class Printer:
    """Puts readings into a stream, in one format; None prints nothing."""

    def __init__(self, out: TextIO, chosen: str | None, *, explain: bool) -> None:
        self._out = out
        self._chosen = chosen
        self._explain = explain
        self._paint = Paint(wants_colour(out))
        self._first = True

    def put(self, source: str, document: Document, reading: Reading) -> None:
        """Prints one reading."""
        if self._chosen == "text":
            for line in reading_lines(source, document, reading, self._paint, explain=self._explain):
                self._out.write(line + "\n")
        elif self._chosen == "jsonl":
            jsonl.write(reading.claims, self._out)
        elif self._chosen == "json":
            told = json.dumps(reading_object(reading), ensure_ascii=False, separators=(",", ":"))
            self._out.write(("[\n" if self._first else ",\n") + told)
        self._first = False

    def close(self) -> None:
        """Ends what needs an end."""
        if self._chosen == "json":
            self._out.write("[]\n" if self._first else "\n]\n")


@dataclass(slots=True)
class Printing:
    """How the user wants readings printed: format, file, --explain, --json."""

    chosen: str | None
    output: Path | None
    explain: bool
    as_json: bool
    outputs: list[str] = field(default_factory=list)

    def shows_progress(self, default: str | None) -> bool:
        """True where what is printed shows the progress by itself, or nothing but the envelope is wanted."""
        prints = (self.chosen or default) is not None and self.output is None
        return self.as_json or (prints and sys.stdout.isatty())

    @contextmanager
    def printer(self, default: str | None) -> Iterator[Printer]:
        """A printer into the file or standard output; `default` is the format where none was chosen.

        With --json and no file, standard output belongs to the envelope: UsageError where a format was asked as well.
        """
        chosen = self.chosen or default
        if self.output is not None:
            with replacing(self.output) as out:
                printer = Printer(out, chosen or "jsonl", explain=self.explain)
                yield printer
                printer.close()
            self.outputs.append(str(self.output))
            return
        if self.as_json:
            if self.chosen is not None:
                raise UsageError(
                    "--json and --format both want standard output", hint="write the readings with -o FILE"
                )
            chosen = None
        printer = Printer(sys.stdout, chosen, explain=self.explain)
        yield printer
        printer.close()
