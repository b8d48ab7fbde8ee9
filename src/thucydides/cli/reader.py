"""How the command line calls the pipeline: one document at a time, and never a crash for a bad one."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from thucydides.cli.faults import fault
from thucydides.intake.options import Failure
from thucydides.model.claim import Reading
from thucydides.model.document import Document
from thucydides.model.errors import KnowledgeError, ThucydidesError


def gazetteers_of(folder: Path) -> tuple[Path, ...]:
    """The gazetteer that a project brings, if it has one."""
    from thucydides.knowledge.gazetteer.project import FILE

    return (folder / FILE,) if (folder / FILE).is_file() else ()


def reader_id(gazetteers: tuple[Path, ...] = ()) -> str:
    """Name, version and knowledge of the reader: a project reads a document again when any of them changed."""
    from thucydides.knowledge.gazetteer.project import packs
    from thucydides.knowledge.inventory import fingerprint
    from thucydides.pipeline import READER

    own = repr([packs(path) for path in gazetteers]) if gazetteers else ""
    places = f"+{sha256(own.encode()).hexdigest()[:8]}" if own else ""
    return f"{READER}+{fingerprint()[:12]}{places}"


def read_one(name: str, document: Document, gazetteers: tuple[Path, ...] = ()) -> Reading | Failure:
    """The reading of a document that stands in the source `name`, or why there is none.

    Picklable, so that it runs in other processes as well. KnowledgeError is raised: it is no fault of the document.
    """
    from thucydides.pipeline import Options, read

    try:
        return read(document, Options(gazetteers=gazetteers))
    except KnowledgeError:
        raise
    except ThucydidesError as error:
        return Failure(name, error.place or name, error.code, error.message, error.hint)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other documents are read
        return fault(name, "reader", error)
