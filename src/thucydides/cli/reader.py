"""How the command line calls the pipeline: one document at a time, and never a crash for a bad one."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from thucydides.cli.faults import fault
from thucydides.cli.reader_options import Chosen, made, with_rules
from thucydides.intake.options import Failure
from thucydides.model.claim import Reading
from thucydides.model.document import Document
from thucydides.model.errors import KnowledgeError, ThucydidesError
from thucydides.readers.chosen import FATAL


def gazetteers_of(folder: Path) -> tuple[Path, ...]:
    """The gazetteers that a project brings: places that its reviewers added, then its packs."""
    from thucydides.knowledge.gazetteer import own
    from thucydides.knowledge.gazetteer.project import FILE

    return tuple(folder / name for name in (own.FILE, FILE) if (folder / name).is_file())


def reader_id(gazetteers: tuple[Path, ...] = (), chosen: Chosen | None = None) -> str:
    """Name, version and knowledge of the reader: a project reads a document again when any of them changed.

    Of a plug-in also its settings, of a language model also the model, the prompt and the size of passages. Places that
    reviewers added are not in it: they touch single documents (see rereading).
    """
    from thucydides.knowledge.gazetteer import own as reviewers
    from thucydides.knowledge.gazetteer.project import packs
    from thucydides.knowledge.inventory import fingerprint
    from thucydides.pipeline import READER

    brought = [packs(path) for path in gazetteers if path.name != reviewers.FILE]
    own = repr(brought) if brought else ""
    places = f"+{sha256(own.encode()).hexdigest()[:8]}" if own else ""
    knowledge = f"{fingerprint()[:12]}{places}"
    if chosen is None:
        return f"{READER}+{knowledge}"
    plug, _ = made(chosen)
    told = dict(chosen.told)
    size = f"/{told['chunk']}" if told else ""
    more = f"/{sha256(repr(chosen.settings).encode()).hexdigest()[:8]}" if chosen.settings else ""
    return f"{f'{READER}+' if with_rules(chosen) else ''}{plug.name}{size}{more}+{knowledge}"


def read_one(
    name: str, document: Document, gazetteers: tuple[Path, ...] = (), chosen: Chosen | None = None
) -> Reading | Failure:
    """The reading of a document that stands in the source `name`, or why there is none.

    Picklable, so that it runs in other processes as well. Raised is what is no fault of the document: KnowledgeError, and of
    a chosen reader also that it cannot be started or reached, or has spent its budget.
    """
    from thucydides.pipeline import Options, read

    try:
        if chosen is None:
            return read(document, Options(gazetteers=gazetteers))
        return read(document, Options(gazetteers, made(chosen)[0], with_rules(chosen)))
    except KnowledgeError:
        raise
    except ThucydidesError as error:
        if chosen is not None and isinstance(error, FATAL):
            raise
        return Failure(name, error.place or name, error.code, error.message, error.hint)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other documents are read
        return fault(name, "reader", error)
