"""The straight line: bytes to Document to Reading. Whoever has read this file has read the house.

    bytes --intake--> Document --mentions--> Mentions --claims--> Claims --gate--> Reading

A batch over a million articles is `read` mapped over documents: it is pure, picklable and deterministic.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from thucydides.intake.load import documents
from thucydides.intake.options import Failure, IntakeOptions
from thucydides.knowledge.gazetteer import Gazetteer
from thucydides.model.claim import Reading
from thucydides.model.document import Document
from thucydides.readers import joined, plug, rules
from thucydides.readers.telling import Reader


@dataclass(frozen=True, slots=True)
class Options:
    """What a reading may be told. `gazetteers` are the project's own, beside the one that ships.

    `reader` is a plug-in that reads instead of the rules, or beside them where `with_rules` is set.
    """

    gazetteers: tuple[Path, ...] = ()
    reader: Reader | None = None
    with_rules: bool = False


# How many more objects than were freed a process makes before it looks for garbage that refers to itself: a reading
# makes none, and each look goes over all that the languages have loaded.
_SELDOM = 20_000


def collect_seldom() -> None:
    """For a process whose whole work is to read many documents: fewer collections, a tenth more documents a second."""
    gc.set_threshold(_SELDOM)


READER = rules.NAME


def read(document: Document, options: Options | None = None) -> Reading:
    """Document to Reading: claims that passed the gate, refusals, and what was seen and not coded."""
    options = options or Options()
    gazetteer = Gazetteer.open(options.gazetteers)  # kept for the process, until a file changes
    if options.reader is None:
        return rules.read(document, gazetteer)
    told = plug.read(document, gazetteer, options.reader)
    if not options.with_rules:
        return told
    return joined.join(rules.read(document, gazetteer), told, document.text, document.forwarded_from)


def read_path(path: str | bytes, intake: IntakeOptions, options: Options | None = None) -> Iterator[Reading | Failure]:
    """Bytes to Readings; what cannot be read is a Failure in its place, and the rest goes on."""
    for document in documents(path, intake):
        yield document if isinstance(document, Failure) else read(document, options)


def read_all(these: Iterable[Document], options: Options | None = None) -> Iterator[Reading]:
    """Readings in the order of the documents."""
    return (read(document, options) for document in these)
