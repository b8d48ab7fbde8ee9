"""What people decided: judgements folded into the standing of each claim, through new readings and undone verdicts."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, select

from thucydides.model.claim import Claim
from thucydides.model.errors import InputError, ProjectError, UsageError
from thucydides.model.judgement import Judgement, Verdict
from thucydides.store import rows, schema
from thucydides.store.judging.corrections import corrected, moved

Status = Literal["new", "accepted", "rejected", "unsure", "corrected", "reopened"]
_STATUS: dict[str, Status] = {
    "accept": "accepted", "reject": "rejected", "unsure": "unsure", "correct": "corrected",
}  # fmt: skip
_BATCH = 500
# What a new reader may tell otherwise without touching what a person agreed to.
_ASIDE = ("claim_id", "document", "reader", "rules", "confidence", "event_id", "anchor")
_ASIDE_OF_PLACE = ("reason", "alternatives", "radius_km", "gazetteer_id")


class JudgedMeanwhile(ProjectError):  # noqa: N818 (no error: somebody was quicker)
    """Somebody else judged since the page was shown; `newer` is what they said."""

    code = "judged"

    def __init__(self, newer: Judgement | None) -> None:
        who = f"{newer.by} said {newer.verdict}" if newer else "somebody judged"
        super().__init__(f"{who} meanwhile; look at it, then say yours", hint="reload, or send it again")
        self.newer = newer


@dataclass(frozen=True, slots=True)
class Correction:
    """A value that holds instead of the read one; `slot` is where it stands in the current claim."""

    slot: str
    value: str
    judgement_id: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a claim stands. `history` has all that was said of it, undone or not, oldest first.

    `claim_id` is the current claim; of words that no reading claims any more it is the judged one and `gone` is true.
    """

    claim_id: str
    status: Status = "new"
    corrections: tuple[Correction, ...] = ()
    history: tuple[Judgement, ...] = ()
    undone: frozenset[str] = frozenset()
    reopened: tuple[str, ...] = ()
    gone: bool = False

    @property
    def version(self) -> str:
        """The id of the newest judgement; what a second reviewer must have seen."""
        return self.history[-1].judgement_id if self.history else ""


def make(
    subject: str, verdict: Verdict, by: str, *, why: str = "", other: str | None = None, slot: str | None = None,
    value: str | None = None, exact: str | None = None,
) -> Judgement:  # fmt: skip
    """A judgement of now with an id of its own."""
    at = datetime.now(UTC).replace(microsecond=0)
    return Judgement(uuid.uuid4().hex[:16], subject, verdict, by, at, why, other, slot, value, exact)


def undone_in(judgements: Sequence[Judgement]) -> frozenset[str]:
    """Ids of judgements that an undo took back; an undone undo takes nothing back."""
    taken: set[str] = set()
    for judgement in reversed(judgements):
        if judgement.verdict == "undo" and judgement.judgement_id not in taken:
            taken.add(judgement.subject)
    return frozenset(taken)


def newest_on(connection: Connection, subject: str) -> Judgement | None:
    """The newest judgement on a subject, or the newest undo of one on it."""
    j = schema.judgements
    own = select(j.c.judgement_id).where((j.c.subject == subject) | (j.c.other == subject))
    # Undoing and redoing go two steps deep here; a third step is newer than a page that shows the second.
    undos = select(j.c.judgement_id).where(j.c.subject.in_(own))
    asked = select(j).where(
        (j.c.subject == subject) | (j.c.other == subject) | j.c.subject.in_(own) | j.c.subject.in_(undos)
    )
    row = connection.execute(asked.order_by(j.c.id.desc()).limit(1)).mappings().first()
    return rows.judgement_of(row) if row else None


def append(connection: Connection, judgement: Judgement, seen: str | None) -> None:
    """Appends a verdict inside a writing transaction; JudgedMeanwhile where its maker had not `seen` the newest.

    `seen` is the `version` of the standing that was looked at; None asks nothing.
    """
    if judgement.verdict == "undo":
        found = connection.execute(
            select(schema.judgements.c.id).where(schema.judgements.c.judgement_id == judgement.subject)
        ).first()
        if found is None:
            raise UsageError(f"no judgement {judgement.subject!r} to undo")
    elif seen is not None:
        newest = newest_on(connection, judgement.subject)
        if (newest.judgement_id if newest else "") != seen:
            raise JudgedMeanwhile(newest)
    connection.execute(schema.judgements.insert(), rows.judgement_row(judgement))


def histories(judgements: Sequence[Judgement]) -> dict[str, tuple[Judgement, ...]]:
    """Subject -> all that was said of it, with the undoing; undos stand with what they undo."""
    root: dict[str, tuple[str, ...]] = {}
    told: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        subjects = (judgement.subject,) + ((judgement.other,) if judgement.other else ())
        if judgement.verdict == "undo":
            subjects = root.get(judgement.subject, ())
        root[judgement.judgement_id] = subjects
        for subject in subjects:
            told.setdefault(subject, []).append(judgement)
    return {subject: tuple(said) for subject, said in told.items()}


@dataclass(frozen=True, slots=True)
class _Read:
    """A claim as one reading has it: `at` is when it was read."""

    row: Mapping[str, Any]
    at: str
    reading_id: int


def _readings_of(connection: Connection, ids: Sequence[str]) -> dict[str, list[_Read]]:
    c, r = schema.claims.c, schema.readings.c
    found: dict[str, list[_Read]] = {}
    for first in range(0, len(ids), _BATCH):
        asked = (
            select(c.claim_id, c.claim_json, c.reading_id, r.at)
            .join(schema.readings, r.id == c.reading_id)
            .where(c.claim_id.in_(ids[first : first + _BATCH]))
            .order_by(c.reading_id)
        )
        for row in connection.execute(asked):
            found.setdefault(row.claim_id, []).append(_Read(json.loads(row.claim_json), row.at, row.reading_id))
    return found


def _current(connection: Connection, documents: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    c = schema.claims_current.c
    found: dict[str, list[dict[str, Any]]] = {}
    for first in range(0, len(documents), _BATCH):
        asked = select(c.doc_id, c.claim_json).where(c.doc_id.in_(documents[first : first + _BATCH]))
        for row in connection.execute(asked.order_by(c.doc_id, c.position)):
            found.setdefault(row.doc_id, []).append(json.loads(row.claim_json))
    return found


def _essence(row: Mapping[str, Any]) -> dict[str, Any]:
    told = {key: value for key, value in row.items() if key not in _ASIDE}
    if told["place"]:
        told["place"] = {key: value for key, value in told["place"].items() if key not in _ASIDE_OF_PLACE}
    return told


def _now_of(judged: Mapping[str, Any], current: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The current claim that a judged one became: the same id, or the likest of those with the same trigger."""
    same = [row for row in current if row["claim_id"] == judged["claim_id"]]
    if same:
        return same[0]
    likely = [row for row in current if row["trigger"] == judged["trigger"]]
    keys = ("event_type", "polarity", "casualties", "place")
    return max(likely, key=lambda row: [row[key] == judged[key] for key in keys], default=None)


def _standing(
    history: tuple[Judgement, ...], read: list[_Read], now: dict[str, Any] | None, undone: frozenset[str]
) -> Standing:
    status: Status = "new"
    corrections: dict[str, Correction] = {}
    why: list[str] = []
    for said in history:
        if said.judgement_id in undone or said.verdict not in _STATUS or said.other:
            continue
        status, before = _STATUS[said.verdict], [one for one in read if one.at <= said.at.isoformat()] or read[:1]
        judged = before[-1].row
        if said.at.isoformat() >= read[-1].at:
            why.clear()  # who judges the newest reading has seen what changed
        if now is None:
            why = ["no reading claims these words any more"]
        elif said.verdict == "correct" and said.slot and said.value:
            slot = moved(said.slot, dict(judged), now)
            if slot is None:
                why.append(f"the words of {said.slot} changed; {said.by} had set it to {said.value}")
            else:
                corrections.pop(slot, None)
                corrections[slot] = Correction(slot, said.value, said.judgement_id)
        else:
            was, is_now = _essence(judged), _essence(now)
            changed = [key for key in is_now if is_now[key] != was.get(key)]
            why = [f"{key} is read otherwise now" for key in changed]
    if why:
        status = "reopened"
    claim_id = now["claim_id"] if now else read[-1].row["claim_id"]
    return Standing(claim_id, status, tuple(corrections.values()), history, undone, tuple(why), gone=now is None)


def standings_of(connection: Connection) -> dict[str, Standing]:
    """Claim id -> standing, for every claim that was ever judged; all others are new."""
    j = schema.judgements
    said = [rows.judgement_of(row) for row in connection.execute(select(j).order_by(j.c.id)).mappings()]
    undone, told = undone_in(said), histories(said)
    read = _readings_of(connection, sorted(told))
    current = _current(connection, sorted({found[-1].row["document"]["doc_id"] for found in read.values()}))
    merged: dict[str, list[Judgement]] = {}
    became: dict[str, tuple[list[_Read], dict[str, Any] | None]] = {}
    for subject, found in read.items():
        now = _now_of(found[-1].row, current.get(found[-1].row["document"]["doc_id"], ()))
        claim_id = now["claim_id"] if now else subject
        merged.setdefault(claim_id, []).extend(told[subject])
        earlier = became[claim_id][0] if claim_id in became else []
        became[claim_id] = ([*earlier, *found], now)
    order = {one.judgement_id: number for number, one in enumerate(said)}
    standings = {}
    for claim_id, history in merged.items():
        unique = {one.judgement_id: one for one in history}
        sorted_history = tuple(sorted(unique.values(), key=lambda one: order[one.judgement_id]))
        reads = sorted(became[claim_id][0], key=lambda one: one.reading_id)
        standings[claim_id] = _standing(sorted_history, reads, became[claim_id][1], undone)
    return standings


def judged(claim: Claim, standing: Standing | None) -> Claim:
    """The claim with the corrections that hold; each is named among its rules."""
    if standing is None:
        return claim
    # Values of an entry before the taking out of entries: their numbers must still be those that were judged.
    for correction in sorted(standing.corrections, key=lambda one: (one.value == "null", _from_the_end(one))):
        try:
            claim = corrected(claim, correction.slot, correction.value)
        except UsageError:
            continue  # another correction took the entry out
        claim = replace(claim, rules=(*claim.rules, f"judgement/{correction.judgement_id}"))
    return claim


def _from_the_end(correction: Correction) -> int:
    """Entries are taken out of a list from its end; all else keeps its order."""
    number = correction.slot.rpartition(".")[2]
    return -int(number) if correction.value == "null" and number.isdigit() else 0


def settled(claims: Iterable[Claim], standings: Mapping[str, Standing]) -> Iterator[Claim]:
    """Claims as people left them: corrected, without those that were rejected."""
    for claim in claims:
        standing = standings.get(claim.claim_id)
        if standing is None or standing.status != "rejected":
            yield judged(claim, standing)


def representative(connection: Connection, subject: str) -> str:
    """The claim that stands for an event in a merge or split: its first; a claim stands for itself."""
    e = schema.events.c
    row: RowMapping | None = (
        connection.execute(select(schema.events).where(e.event_id == subject).order_by(e.id.desc()).limit(1))
        .mappings()
        .first()
    )
    return subject if row is None else str(json.loads(row["event_json"])["claims"][0])


def whole_event_id(connection: Connection, prefix: str) -> str:
    """The id of the one event that begins so, where no claim does; else the prefix as it is. InputError where several do."""
    c, e = schema.claims.c, schema.events.c
    beyond = prefix + "\U0010ffff"
    claims = select(c.claim_id).where(c.claim_id >= prefix, c.claim_id < beyond).limit(1)
    if not prefix or connection.execute(claims).first():
        return prefix
    events = (
        select(e.event_id).where(e.event_id >= prefix, e.event_id < beyond).distinct().order_by(e.event_id).limit(6)
    )
    found = [str(row[0]) for row in connection.execute(events)]
    if len(found) > 1 and prefix not in found:
        raise InputError(f"{prefix!r} begins more than one event: {', '.join(found[:5])}", hint="give more of the id")
    return found[0] if found else prefix


def became(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Claim id of an older reading -> the current claim that its words became; nothing for what is current or gone."""
    wanted, c = sorted(set(ids)), schema.claims_current.c.claim_id
    still: set[str] = set()
    for first in range(0, len(wanted), _BATCH):
        still |= {row[0] for row in connection.execute(select(c).where(c.in_(wanted[first : first + _BATCH])))}
    read = _readings_of(connection, [claim_id for claim_id in wanted if claim_id not in still])
    current = _current(connection, sorted({found[-1].row["document"]["doc_id"] for found in read.values()}))
    told: dict[str, str] = {}
    for claim_id, found in read.items():
        now = _now_of(found[-1].row, current.get(found[-1].row["document"]["doc_id"], ()))
        if now is not None and now["claim_id"] != claim_id:
            told[claim_id] = now["claim_id"]
    return told


def followed(judgements: Iterable[Judgement], now: Mapping[str, str]) -> list[Judgement]:
    """The same judgements on the claims that those they speak of became (`now`: older id -> current id)."""
    return [
        replace(one, subject=now.get(one.subject, one.subject), other=now.get(one.other or "", one.other))
        if one.verdict != "undo"
        else one
        for one in judgements
    ]


def decided_pairs(judgements: Sequence[Judgement]) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """Pairs of claims that people said are of one event, and pairs that they said are not; the newest word counts."""
    undone = undone_in(judgements)
    newest: dict[tuple[str, str], str] = {}
    for one in judgements:
        if ":" in one.subject:
            continue  # names that are the same: see registries
        if one.other and one.judgement_id not in undone and one.verdict in ("merge", "split", "unsure"):
            newest[min(one.subject, one.other), max(one.subject, one.other)] = one.verdict
    must = frozenset(pair for pair, verdict in newest.items() if verdict == "merge")
    return must, frozenset(pair for pair, verdict in newest.items() if verdict == "split")
