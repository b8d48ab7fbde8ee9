"""With what a batch reads: where the project's gazetteers stand, and the reader that was chosen. Never part of an id."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from thucydides.knowledge.gazetteer.project import content_hash
from thucydides.model.errors import InputError
from thucydides.pipeline import Options
from thucydides.readers.chosen import Chosen, made, with_rules
from thucydides.scale.shards import Order


@dataclass(frozen=True, slots=True)
class Means:
    """Paths and settings by which the processes find what the order names by its content. `chosen` None: the rules.

    An endpoint, a cache, a time limit change no claim, so they stand here; the order has the reader's name with its
    settings, model and prompt, and the hashes of the gazetteers.
    """

    gazetteers: tuple[str, ...] = ()
    chosen: Chosen | None = None

    def hashes(self) -> tuple[str, ...]:
        """Of the gazetteers' content, for the order."""
        return tuple(_hash(path, _state(path)) for path in self.gazetteers)

    def options(self, order: Order) -> Options:
        """What the pipeline is told. InputError where a gazetteer is not what the order names: a shard is read with
        the same places as all others, or not at all.
        """
        if self.hashes() != order.gazetteers:
            raise InputError(
                "the project's gazetteers changed while the batch ran", place=", ".join(self.gazetteers),
                hint="choose another -o, so that all is read with the same places",
            )  # fmt: skip
        paths = tuple(map(Path, self.gazetteers))
        if self.chosen is None:
            return Options(paths)
        return Options(paths, made(self.chosen)[0], with_rules(self.chosen))


RULES_ALONE = Means()


def _state(path: str) -> tuple[int, int]:
    try:
        told = Path(path).stat()
    except OSError as error:
        raise InputError("no such gazetteer", place=path, hint="make it with: thucydides gazetteer add") from error
    return told.st_mtime_ns, told.st_size


@lru_cache(maxsize=64)
def _hash(path: str, _state: tuple[int, int]) -> str:
    return content_hash(Path(path))


def means_from(row: dict[str, Any]) -> Means:
    """The means that msgspec.to_builtins wrote."""
    return msgspec.convert(row, Means)
