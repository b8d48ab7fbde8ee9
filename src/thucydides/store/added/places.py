"""Places that reviewers added: judgements like any other, from which a gazetteer of the project's folder is made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

import thucydides.store.audit as audit_chain
from thucydides.knowledge.gazetteer import own
from thucydides.knowledge.gazetteer.own import OwnPlace, Words
from thucydides.model.errors import UsageError
from thucydides.model.judgement import Judgement
from thucydides.store import rows, schema
from thucydides.store.judging.judgements import append, make, undone_in
from thucydides.store.notebook import Notebook
from thucydides.store.project import Project

SLOT, ACT = "gazetteer", "place"
# What stands between a reader and what it tells of reviewers' places.
MARK = "~"
# With the version of how names are sought, so that a new way looks at all documents anew.
_SEEN, _STEP = "own place 1", 500


@dataclass(frozen=True, slots=True)
class Added:
    """A place and the judgement that added it; `acts` are the ids of that and of what undid and redid it."""

    place: OwnPlace
    judgement: Judgement
    acts: tuple[str, ...]
    stands: bool


def added(judgements: Sequence[Judgement]) -> list[Added]:
    """All places that were ever added, oldest first."""
    undone = undone_in(judgements)
    root: dict[str, str] = {}
    acts: dict[str, list[str]] = {}
    first: dict[str, Judgement] = {}
    for one in judgements:
        if one.slot == SLOT and one.subject.startswith("place:") and one.value:
            root[one.judgement_id] = one.judgement_id
            first[one.judgement_id] = one
        elif one.verdict == "undo" and one.subject in root:
            root[one.judgement_id] = root[one.subject]
        else:
            continue
        acts.setdefault(root[one.judgement_id], []).append(one.judgement_id)
    return [
        Added(OwnPlace.of_json(one.value or ""), one, tuple(acts[number]), number not in undone)
        for number, one in first.items()
    ]


def of(project: Project) -> list[Added]:
    """All places that were ever added to a project, oldest first; reads no other judgements."""
    j = schema.judgements
    asked = select(j).where((j.c.slot == SLOT) | (j.c.verdict == "undo")).order_by(j.c.id)
    with project.look() as connection:
        return added([rows.judgement_of(row) for row in connection.execute(asked).mappings()])


def add(project: Project, place: OwnPlace, by: str) -> Judgement:
    """Appends a place, with its row in the audit chain, and writes the gazetteer anew; UsageError where it is there."""
    for old in of(project):
        if old.stands and (old.place.name, old.place.lat, old.place.lon) == (place.name, place.lat, place.lon):
            raise UsageError(f"{place.name} was added there already, by {old.judgement.by}")
    made = make(f"place:{place.name}", "comment", by, why=place.source, slot=SLOT, value=place.to_json())
    with project.written() as connection:
        append(connection, made, None)
        audit_chain.append(
            connection, at=rows.judgement_row(made)["at"], actor=by, act=ACT, subject=made.subject, after=made.value,
            reason=place.source,
        )  # fmt: skip
    keep(project)
    return made


def keep(project: Project) -> bool:
    """Makes the gazetteer of the folder say what the judgements say; True where it had to be written.

    The judgements are what holds (on a server they are the team's), so a file that was lost or is old is made again.
    """
    path = project.folder.root / own.FILE
    told = of(project)
    if not told:
        return False
    standing = [one for one in told if one.stands]
    made_of = hashlib.sha256(" ".join(one.judgement.judgement_id for one in standing).encode()).hexdigest()[:16]
    if path.is_file() and own.version(path) == made_of:
        return False
    places = [(one.judgement.judgement_id, one.place) for one in standing]
    own.write(path, places, made_of, told[-1].judgement.at.date())
    return True


def naming(
    project: Project, places: Sequence[Added], *, most: int | None = None
) -> tuple[dict[str, tuple[str, ...]], bool]:
    """(judgement id -> ids of the documents that name its place, whether all documents were looked at).

    What was looked at stands in the notebook; `most` bounds how many documents one call looks at.
    """
    if not places:
        return {}, True
    d = schema.documents
    with project.look() as connection:
        newest = int(connection.execute(select(func.max(d.c.id))).scalar() or 0)
    with Notebook(project.folder.root) as notebook:
        found: dict[str, tuple[int, list[str]]] = {}
        for one in places:
            told = notebook.told(_SEEN, one.judgement.judgement_id)
            until, ids = json.loads(told) if told else (0, [])
            found[one.judgement.judgement_id] = (until, ids)
        looked, at = 0, min(until for until, _ in found.values())
        while at < newest and (most is None or looked < most):
            asked = select(d.c.id, d.c.doc_id, d.c.title, d.c.text).where(d.c.id > at).order_by(d.c.id).limit(_STEP)
            with project.look() as connection:
                part = connection.execute(asked).all()
            if not part:
                break
            _look(part, places, found)
            at, looked = int(part[-1][0]), looked + len(part)
            for number, (until, ids) in found.items():
                found[number] = (max(until, at), ids)
                notebook.tell(_SEEN, number, json.dumps(found[number]))
    return {number: tuple(ids) for number, (_, ids) in found.items()}, at >= newest


def _look(
    part: Sequence[Sequence[object]], places: Sequence[Added], found: Mapping[str, tuple[int, list[str]]]
) -> None:
    for number, doc_id, title, text in part:
        words: Words | None = None
        for one in places:
            until, ids = found[one.judgement.judgement_id]
            if int(str(number)) <= until:
                continue
            words = words or Words(f"{title or ''}\n{text}")
            if words.name(one.place):
                ids.append(str(doc_id))


def readers(reader: str, places: Sequence[Added], named: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Document id -> the reader that it should be read by, for each that names a place which was ever added.

    It tells what was added, undone and redone of its places, so that a document is read again after each, and no other.
    """
    acts: dict[str, list[str]] = {}
    for one in places:
        for doc_id in named.get(one.judgement.judgement_id, ()):
            acts.setdefault(doc_id, []).extend(one.acts)
    return {
        doc_id: f"{reader}{MARK}{hashlib.sha256(' '.join(told).encode()).hexdigest()[:8]}"
        for doc_id, told in acts.items()
    }
