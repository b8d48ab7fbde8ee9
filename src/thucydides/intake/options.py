"""What a caller may ask of intake, and what intake says when something cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - a field is named date

from thucydides.model.errors import InputError

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """How to read. All fields may stay as they are.

    `date` is the publication day that the user gives, `fetched` the day on which a machine took the page; `language`
    and `outlet` hold where a document does not say otherwise. `mapping` names the column or JSON key of a field
    (text title date fetched outlet url language id forwarded_from); a dot goes into an object ("source.name").
    `format` is one of txt html jsonl json csv tsv where the suffix misleads. `max_bytes` bounds a file, or a line of
    a file of lines; `max_text` bounds one document in characters. `day_first` settles dates such as 03/04/2020.
    """

    date: Day | None = None
    fetched: Day | None = None
    language: str | None = None
    outlet: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    format: str | None = None
    encoding: str | None = None
    day_first: bool | None = None
    max_bytes: int = 64 * MEGABYTE
    max_text: int = 2 * MEGABYTE


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
