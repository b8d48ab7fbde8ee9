"""How a batch calls the pipeline: the documents of a shard one after the other, and never a crash for a bad one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from thucydides.intake.load import documents
from thucydides.intake.options import Failure, IntakeOptions
from thucydides.intake.rows import raw_lines
from thucydides.model.claim import Reading
from thucydides.model.document import Document
from thucydides.model.errors import KnowledgeError, ThucydidesError
from thucydides.pipeline import Options, read
from thucydides.readers.chosen import FATAL
from thucydides.scale.faults import fault
from thucydides.scale.shards import Order, Piece

_BLANK = b" \t\r\n\xef\xbb\xbf"
_WHY = {
    "killed": "the process that read it ended, three times at this document",
    "hang": "no end of it within the time limit, twice",
}


class Found(NamedTuple):
    """A document, or why there is none, and the source that it was found in: a file, or a line of one."""

    source: str
    document: Document | Failure


def poison(source: str, code: str) -> Failure:
    """The failure of a document that cost its process ("killed") or its time ("hang"): the others go on without it."""
    return Failure(source, source, code, _WHY[code], "look at it by itself: thucydides read")


def read_one(found: Found, options: Options) -> Reading | Failure:
    """The reading of a document, or why there is none. Raised is what is no fault of the document: KnowledgeError, and
    of a chosen reader also that it cannot be started or reached, or has spent its budget.
    """
    source, document = found
    if isinstance(document, Failure):
        return document
    try:
        return read(document, options)
    except KnowledgeError:
        raise
    except ThucydidesError as error:
        if options.reader is not None and isinstance(error, FATAL):
            raise
        return Failure(source, error.place or source, error.code, error.message, error.hint)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other documents are read
        return fault(source, "reader", error)


def found_in(piece: Piece, order: Order, lost: Mapping[int, str], before: int) -> Iterator[Found]:
    """Documents of a piece in their order; those whose number, counted on from `before`, is in `lost` are not touched,
    and come as the failure of that code.

    A line is taken in by itself, so that it can be left out; of other files the rest is given up with the first lost.
    """
    options = order.intake()
    try:
        if piece.end is not None:
            yield from _lines_of(piece, options, lost, before)
            return
        if before in lost:
            yield Found(piece.path, poison(piece.path, lost[before]))
            return
        for number, document in enumerate(documents(piece.path, options), before + 1):
            yield Found(piece.path, document)
            if number in lost:
                yield Found(piece.path, poison(piece.path, lost[number]))
                return
    except KnowledgeError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the other sources are read
        yield Found(piece.path, fault(piece.path, "intake", error))


def _lines_of(piece: Piece, options: IntakeOptions, lost: Mapping[int, str], before: int) -> Iterator[Found]:
    one_line = replace(options, format="jsonl")
    assert piece.end is not None
    number = before
    with Path(piece.path).open("rb") as stream:
        stream.seek(piece.start)
        for at, line in raw_lines(stream, options.max_bytes):
            place = f"{piece.path}:{piece.line + at - 1}"
            if line is None:
                message = f"a line of more than {options.max_bytes:,} bytes"
                found = [Found(place, Failure(piece.path, place, "too_large", message, "split it"))]
            elif not line.strip(_BLANK):
                found = []
            elif number in lost:
                found = [Found(place, poison(place, lost[number]))]
            else:
                found = [Found(place, _placed(d, piece.path, place)) for d in documents(line, one_line)]
            yield from found
            number += len(found)
            if stream.tell() >= piece.end:
                return


def _placed(document: Document | Failure, source: str, place: str) -> Document | Failure:
    return replace(document, source=source, place=place) if isinstance(document, Failure) else document
