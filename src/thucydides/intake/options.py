"""What a caller may ask of intake, and what intake says when something cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date as Day  # noqa: N812 - a field is named date
from fnmatch import fnmatchcase
from pathlib import PurePath

from thucydides.model.errors import InputError

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """How to read. All fields may stay as they are.

    `date` is the publication day that the user gives, `fetched` the day on which a machine took the page; `language`
    and `outlet` hold where a document does not say otherwise. `mapping` names the column or JSON key of a field
    (text title date fetched outlet url language id forwarded_from); a dot goes into an object ("source.name").
    `mappings` are (pattern of a file's name, mapping) pairs: the first that fits holds where `mapping` is empty.
    `format` is one of `formats.FORMS` where the suffix misleads. `max_bytes` bounds a file, or a line or record of one
    that is read by these; `max_text` bounds one document in characters. `max_ratio` bounds how many times their size
    packed bytes may unpack to, `max_files` how many files an archive holds. `day_first` settles dates such as 03/04/2020.
    """

    date: Day | None = None
    fetched: Day | None = None
    language: str | None = None
    outlet: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    mappings: tuple[tuple[str, Mapping[str, str]], ...] = ()
    format: str | None = None
    encoding: str | None = None
    day_first: bool | None = None
    max_bytes: int = 64 * MEGABYTE
    max_text: int = 2 * MEGABYTE
    max_ratio: int = 100
    max_files: int = 10_000

    def for_file(self, name: str) -> IntakeOptions:
        """The options with the mapping that holds for a file of this name."""
        if self.mapping:
            return self
        base = PurePath(name).name
        for pattern, mapping in self.mappings:
            if fnmatchcase(base, pattern) or fnmatchcase(name, pattern):
                return replace(self, mapping=mapping)
        return self


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read, as a value: the others still come.

    `source` is the file as it was named ("-" is standard input), `place` the file and, where known, the line;
    `code` is short and stable, `message` one line, `hint` what to do.
    """

    source: str
    place: str
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        line = f"{self.place}: {self.message}"
        return f"{line} ({self.hint})" if self.hint else line


class IntakeError(InputError):
    """Raised inside intake where reading stops; `code` becomes that of the Failure."""

    def __init__(self, code: str, message: str, *, hint: str = "", place: str = "") -> None:
        super().__init__(" ".join(message.split()), place=place, hint=hint)
        self.code = code

    def failure(self, name: str) -> Failure:
        """As a value, for the source called `name`."""
        return Failure(name, self.place or name, self.code, self.message, self.hint)
