"""Dated rosters that all languages share: armed actors with their names in every script, outlets and agencies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thucydides.knowledge.files import csv_rows
from thucydides.knowledge.lexicon import ACTOR_KINDS, SOURCE_KINDS, Entry
from thucydides.model.errors import KnowledgeError

ACTOR_COLUMNS = ("id", "name", "kind", "country", "from", "to", "forms", "charged", "parent", "source", "note")
OUTLET_COLUMNS = ("id", "name", "kind", "country", "forms", "source", "note")


@dataclass(frozen=True, slots=True)
class RosterActor:
    """One armed actor, force or ministry. `since`, `until`: when it bore this name (None: open).

    `forms` are names as texts have them, in any language; `charged` names that take a side, kept as labels.
    """

    id: str
    name: str
    kind: str
    country: str
    since: date | None
    until: date | None
    forms: tuple[str, ...]
    charged: tuple[str, ...]
    parent: str
    source: str


@dataclass(frozen=True, slots=True)
class RosterOutlet:
    """One agency, medium, monitor or organisation that texts quote."""

    id: str
    name: str
    kind: str
    country: str
    forms: tuple[str, ...]
    source: str


def _day(cell: str, place: str) -> date | None:
    if not cell:
        return None
    try:
        return date.fromisoformat(cell if len(cell) == 10 else cell + "-01" * (3 - len(cell.split("-"))))
    except ValueError as error:
        raise KnowledgeError(f"not a day: {cell!r}", place=place) from error


def _names(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def load_actors(path: Path) -> dict[str, RosterActor]:
    """actors.csv by id; KnowledgeError for a kind, day or parent that is none."""
    found: dict[str, RosterActor] = {}
    if not path.exists():
        return found
    for line, row in csv_rows(path, ACTOR_COLUMNS):
        place = f"{path}:{line}"
        if row["id"] in found:
            raise KnowledgeError(f"id {row['id']!r} twice", place=place)
        if row["kind"] not in ACTOR_KINDS:
            raise KnowledgeError(f"unknown kind {row['kind']!r}", place=place)
        since, until = _day(row["from"], place), _day(row["to"], place)
        forms, charged = _names(row["forms"]), _names(row["charged"])
        found[row["id"]] = RosterActor(
            row["id"],
            row["name"],
            row["kind"],
            row["country"],
            since,
            until,
            forms,
            charged,
            row["parent"],
            row["source"],
        )
    for actor in found.values():
        if actor.parent and actor.parent not in found:
            raise KnowledgeError(f"{actor.id}: no parent {actor.parent!r}", place=str(path))
    return found


def load_outlets(path: Path) -> dict[str, RosterOutlet]:
    """outlets.csv by id."""
    found: dict[str, RosterOutlet] = {}
    if not path.exists():
        return found
    for line, row in csv_rows(path, OUTLET_COLUMNS):
        if row["id"] in found or row["kind"] not in SOURCE_KINDS:
            raise KnowledgeError(f"id twice or unknown kind: {row['id']!r}", place=f"{path}:{line}")
        found[row["id"]] = RosterOutlet(
            row["id"], row["name"], row["kind"], row["country"], _names(row["forms"]), row["source"]
        )
    return found


_ACRONYM = 6
_NO_FLAGS: frozenset[str] = frozenset()
_ACRONYM_FLAG = frozenset({"acronym"})
_CAPITAL_FLAG = frozenset({"capital"})


def written_in(form: str) -> frozenset[str]:
    """How a text must write a short name for it to be one: "SDF" in capitals, "FAMa" with a capital; a longer or
    caseless name as it comes.
    """
    if len(form) > _ACRONYM or " " in form or not form.isalpha():
        return _NO_FLAGS
    if form.isupper():
        return _ACRONYM_FLAG
    return _CAPITAL_FLAG if sum(map(str.isupper, form)) > 1 else _NO_FLAGS


def shared_entries(actors: dict[str, RosterActor], outlets: dict[str, RosterOutlet]) -> tuple[tuple[str, Entry], ...]:
    """(form, entry) of both rosters for the table of every language."""
    none: frozenset[str] = frozenset()
    pairs: list[tuple[str, Entry]] = []
    for actor in actors.values():
        row = f"actors:{actor.id}"
        for form in dict.fromkeys((actor.name, *actor.forms)):
            pairs.append((form, Entry("actors", "named", actor.id, "", written_in(form), none, row)))
        for form in actor.charged:
            pairs.append((form, Entry("actors", "named", actor.id, "", frozenset({"charged"}), none, row)))
    for outlet in outlets.values():
        row = f"outlets:{outlet.id}"
        for form in dict.fromkeys((outlet.name, *outlet.forms)):
            pairs.append((form, Entry("sources", "named", outlet.kind, outlet.id, written_in(form), none, row)))
    return tuple(pairs)
