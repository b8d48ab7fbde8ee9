"""The words of a language by kind: rows of CSV become entries that one pass over the tokens finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from thucydides.knowledge.files import bundled, csv_rows
from thucydides.knowledge.history import history
from thucydides.knowledge.paradigms import Paradigms, inflect
from thucydides.model.errors import KnowledgeError
from thucydides.text.fold import ends_marked
from thucydides.text.tokens import SHAPES

COLUMNS = ("form", "role", "value", "args", "flags", "note", "finds", "spares")
OBJECT_COLUMNS = ("name", "kind", "group", "definition")

# kind -> role -> what `value` may be: a set of codes, or None for any text. See docs/knowledge.md for the meanings.
EVENTS = frozenset(
    "air_strike drone_strike shelling bombing suicide_bombing grenade_attack chemical_attack armed_clash "
    "territory_gain_state territory_gain_nonstate attack abduction sexual_violence arrest destruction "
    "transfer_of_territory agreement base_established weapons_disrupted group_change deployment displacement siege "
    "peaceful_protest protest_with_intervention excessive_force violent_demonstration mob_violence "
    "casualties_only".split()
)
SENSES = frozenset(
    "strike:air_strike strike:shelling blast:bombing blast:shelling assault:armed_clash assault:attack gain hit "
    "protest generic".split()
)
OUTCOMES = frozenset("killed injured killed_or_injured missing abducted arrested displaced captured".split())
VICTIMS = frozenset("civilians combatants children women medics journalists aid_workers police all unknown".split())
WEAPONS = frozenset(
    "aircraft drone aerial_bomb missile rocket artillery tank cluster_munition incendiary chemical ied vehicle_bomb "
    "suicide_vest landmine grenade small_arms sniper blade fire other".split()
)
ACTOR_KINDS = frozenset(
    "state_force rebel_group militia civilians foreign_force police protesters infrastructure other unknown".split()
)
SOURCE_KINDS = frozenset(
    "outlet agency media official_political official_military armed_group monitor ngo un_body medical_rescue witness "
    "anonymous social_media person unknown".split()
)
# What a text of civil life is about.
FIELDS = frozenset(
    "sport politics business labour court crime stage memory science animals kitchen weather accident health diplomacy".split()
)
STANCES = frozenset("neutral confirming distancing denying accusing estimating claiming_responsibility".split())
ROLES: dict[str, dict[str, frozenset[str] | None]] = {
    "triggers": {"event": EVENTS | SENSES, "light": None, "making": None, "spare": None},
    "casualties": {"outcome": OUTCOMES, "victim": VICTIMS, "toll": OUTCOMES | {"any"}, "none": OUTCOMES | {"any"}},
    "weapons": {"weapon": WEAPONS},
    "numbers": {
        "number": None, "multiplier": None, "vague": None, "approximator": frozenset(
            {"at_least", "up_to", "about", "more_than", "less_than"}
        ),
        "range": None, "fraction": None, "ending": None,
    },
    "actors": {
        "generic": ACTOR_KINDS, "force": ACTOR_KINDS, "nationality": None, "state": None, "named": None,
        "shape": ACTOR_KINDS, "own": None, "charged": None, "adjective": None, "band": None,
    },
    "objects": {"object": None},
    "sources": {
        "cue": STANCES, "prep": STANCES, "chain": None, "head": SOURCE_KINDS, "named": SOURCE_KINDS, "hedge": frozenset(
            {"alleged", "estimated"}
        ),
        "falsity": None, "unverified": None, "own_voice": None, "back": SOURCE_KINDS | {"any"}, "responsibility": None,
        "signature": SOURCE_KINDS, "blame": None, "goal": None, "label": None, "labelled": None, "paper": None,
    },
    "places": {
        "head": None, "at": None, "origin": None, "destination": None, "relation": None, "direction": None,
        "anaphor": None, "stop": None, "unit": None, "seat": None, "opener": None,
    },
    "grammar": {
        "det": None, "of": None, "by": None, "against": None, "with": None, "and": None, "or": None, "not": None,
        "be": None, "have": None, "modal": None, "plan": None, "cond": None, "rel": None, "comp": None,
        "clause": None, "pron": None, "poss": None, "subset": None, "born": None, "called": None, "other": None, "same": None, "mourn": None, "history": None, "inquiry": None, "garb": None,
        "exercise": None, "civil": None, "untold": None, "prep": None, "adverb": None, "despite": None, "between": None, "purpose": None, "aux": None, "unit": None,
    },
    "fields": {"field": FIELDS},
    "history": {
        "past": None, "sort": None, "anniversary": None, "nth": None, "year": None, "beside": None, "most": None, "cue": frozenset(
            {"ago", "since", "after", "before", "marks"}
        ),
    },
}  # fmt: skip
# kind -> flags that its rows may carry; what else stands in that column has slipped into it from another.
_SPELT = "weak capital acronym "
FLAGS: dict[str, frozenset[str]] = {
    "triggers": frozenset(
        (
            _SPELT
            + "armed arms charged end failed fires ground hands led reaches thrown town governed pact planned result suffered wields"
        ).split()
    ),
    "casualties": frozenset((_SPELT + "attack behind charged gap group one rise").split()),
    "weapons": frozenset((_SPELT + "platform").split()),
    "numbers": frozenset((_SPELT + "about joint ordinal").split()),
    "actors": frozenset((_SPELT + "charged counted crowd metonym").split()),
    "objects": frozenset(_SPELT.split()),
    "sources": frozenset((_SPELT + "admits affirms definite hedge own passes plain said speaks tallies").split()),
    "places": frozenset((_SPELT + "adjective after before object").split()),
    "grammar": frozenset((_SPELT + "enclitic paragraph self share subject yields").split()),
    "fields": frozenset(_SPELT.split()),
    "history": frozenset((_SPELT + "state").split()),
}
_NO_ARGS = frozenset({"places", "weapons"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What one form of one row means. `row` is its address ("fr/triggers:12"); it is the id of the rule that fired."""

    kind: str
    role: str
    value: str
    args: str
    flags: frozenset[str]
    features: frozenset[str]
    row: str

    @property
    def traits(self) -> frozenset[str]:
        """The features of the form and the flags of the row; most entries have but one of the two, and no new set is made."""
        if not self.flags:
            return self.features
        return self.features | self.flags if self.features else self.flags


class Sense(msgspec.Struct, frozen=True, gc=False):
    """What a form means as a word of one kind, by the number of the kind in KINDS; the role of each entry by its number in
    the kind's row of ROLES_OF.
    """

    kind: int
    entries: tuple[Entry, ...]
    roles: tuple[int, ...]


# All that a form means, the kinds in order of their first entry.
Kinds = tuple[Sense, ...]
KINDS = tuple(ROLES)
ROLES_OF = tuple(tuple(roles) for roles in ROLES.values())


# The shape of a word on a page all in capitals, where it may be a name in capitals ("ELN") or any word ("US").
SHOUTED = "C"
# What such a name may share its form with and still be told: names of speakers, forces and places.
_NAMED_KINDS, _NAMED_ROLES = frozenset({"sources", "places"}), frozenset({"named", "force"})
# Flags of what is a name in capitals only.
_OF_CAPITALS = frozenset({"acronym", "capital"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """All entries of one form, and what is left of them where spelling chooses.

    `whole` is what the form means, by kind; where its shape matters, `shaped` at a token of a shape: without a capital, with one ("US", "Polish" are
    names in capitals only), all in capitals, or SHOUTED on a page that writes all words so. Of forms that folding made one, `marked` are those with an accent ("attaqué"), `unmarked` what a text that
    writes accents means without one: both kinds where they are of different kinds. `mixed` is true if there are both; only then the two are told.
    `spares` is true where some entry is an idiom that spares what it holds, `rare` for both and where shape matters.
    """

    whole: Kinds
    shaped: dict[str, Kinds]
    marked: dict[str, Kinds]
    unmarked: dict[str, Kinds]
    mixed: bool
    spares: bool
    rare: bool

    @classmethod
    def of(cls, entries: tuple[Entry, ...]) -> Leaf:
        """The leaf of these entries."""
        marked = tuple(e for e in entries if "marked" in e.features)
        twins = {e.kind for e in entries if "marked" not in e.features}
        unmarked = tuple(e for e in entries if "marked" not in e.features or e.kind not in twins)
        mixed = 0 < len(marked) < len(entries)
        if mixed:  # a name of the rosters is written without accents, and in a language with them ("Hamás")
            marked = tuple(e for e in entries if "marked" in e.features or e.role == "named")
        # few are names in capitals only; all others mean the same in every shape
        shaped = _by_shape(entries) if mixed or any(not _OF_CAPITALS.isdisjoint(e.flags) for e in entries) else {}
        spares = any(e.role == "spare" for e in entries)
        told = (_by_shape(marked), _by_shape(unmarked)) if mixed else ({}, {})
        return cls(by_kind(entries), shaped, *told, mixed, spares, spares or mixed or bool(shaped))


def _by_shape(entries: tuple[Entry, ...]) -> dict[str, Kinds]:
    """What is left of entries at a token of each shape."""
    shaped = dict.fromkeys(SHAPES, by_kind(in_capitals(entries, "X")))
    return shaped | {shape: by_kind(in_capitals(entries, shape)) for shape in ("x", "A", SHOUTED)}


def by_kind(entries: Iterable[Entry]) -> Kinds:
    """Entries by their kind, the kinds in order of their first."""
    kinds: dict[str, list[Entry]] = {}
    for entry in entries:
        kinds.setdefault(entry.kind, []).append(entry)
    return tuple(_sense(KINDS.index(kind), tuple(some)) for kind, some in kinds.items())


def _sense(kind: int, entries: tuple[Entry, ...]) -> Sense:
    return Sense(kind, entries, tuple(ROLES_OF[kind].index(e.role) for e in entries))


def in_capitals(entries: tuple[Entry, ...], shape: str) -> tuple[Entry, ...]:
    """Without what is a name only in capitals, where a token of this shape writes none (see text.tokens).

    All in capitals, such a name is no word of grammar: "US" says who speaks, "us" does not. On a page all in capitals it is
    a name where its form means nothing but names.
    """
    if shape == SHOUTED and all(e.kind in _NAMED_KINDS or e.role in _NAMED_ROLES for e in entries):
        return entries
    if shape == "A":
        named = any("acronym" in e.flags for e in entries)
        return tuple(e for e in entries if e.kind != "grammar") if named else entries
    spared = _OF_CAPITALS if shape == "x" else frozenset({"acronym"})
    return tuple(e for e in entries if spared.isdisjoint(e.flags))


@dataclass(frozen=True, slots=True)
class Row:
    """A row as written, with its own proof: sentences in which it must fire and must not."""

    kind: str
    cell: str
    entry: Entry
    finds: tuple[str, ...]
    spares: tuple[str, ...]
    place: str


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(" | ") if part.strip())


def load_objects(path: Path) -> dict[str, tuple[str, str]]:
    """objects.csv: what can be struck, by its neutral name: (kind of actor, group); KnowledgeError for a wrong kind."""
    found: dict[str, tuple[str, str]] = {}
    for line, cells in csv_rows(path, OBJECT_COLUMNS):
        if cells["name"] in found or cells["kind"] not in ACTOR_KINDS:
            raise KnowledgeError(f"name twice or unknown kind: {cells['name']!r}", place=f"{path}:{line}")
        found[cells["name"]] = cells["kind"], cells["group"]
    return found


def _check_history(role: str, value: str, place: str) -> None:
    """KnowledgeError for an event, or a sort of events, that data/history.csv does not have, or a number that is none."""
    if role == "past" and value not in history():
        raise KnowledgeError(f"no event {value!r}; data/history.csv lists them", place=place)
    if role == "sort" and value not in {event.sort for event in history().values() if event.sort}:
        raise KnowledgeError(f"no events of the sort {value!r} in data/history.csv", place=place)
    if (role == "nth" or (role in ("anniversary", "year") and value)) and not (value.isdigit() and int(value)):
        raise KnowledgeError(f"role {role} takes a number, not {value!r}", place=place)


def load_rows(path: Path, kind: str, address: str) -> list[Row]:
    """Rows of one kind; raises KnowledgeError with file and line for an unknown role, value, flag or argument.

    Rows of "objects" become generic actors of the name and kind that data/objects.csv gives.
    """
    catalogue = load_objects(bundled() / "objects.csv") if kind == "objects" else {}
    roles = ROLES[kind]
    rows = []
    for line, cells in csv_rows(path, COLUMNS):
        place = f"{path}:{line}"
        role, value = cells["role"], cells["value"]
        if role not in roles:
            raise KnowledgeError(f"unknown role {role!r}; one of {', '.join(sorted(roles))}", place=place)
        allowed = roles[role]
        if allowed is not None and value not in allowed:
            raise KnowledgeError(
                f"role {role} takes no value {value!r}; one of {', '.join(sorted(allowed))}", place=place
            )
        flags = frozenset(cells["flags"].split())
        if not flags <= FLAGS[kind]:
            known = ", ".join(sorted(FLAGS[kind]))
            raise KnowledgeError(f"unknown flag {min(flags - FLAGS[kind])!r}; one of {known}", place=place)
        if cells["args"] and kind in _NO_ARGS:
            raise KnowledgeError(f"{kind} take no args, not {cells['args']!r}", place=place)
        entry = Entry(kind, role, value, cells["args"], flags, frozenset(), f"{address}:{line}")
        if kind == "history":
            _check_history(role, value, place)
        if kind == "objects":
            if value not in catalogue:
                raise KnowledgeError(f"no object {value!r}; data/objects.csv lists them", place=place)
            entry = replace(entry, kind="actors", role="generic", value=catalogue[value][0], args=value)
        rows.append(Row(kind, cells["form"], entry, _split(cells["finds"]), _split(cells["spares"]), place))
    return rows


def entries_of(row: Row, paradigms: Paradigms) -> list[tuple[str, Entry]]:
    """All (form, entry) of a row, one an inflected form; forms with a word whose end bears an accent are "marked"."""
    e = row.entry
    made: dict[frozenset[str], Entry] = {frozenset(): e}
    out = []
    for form, plain in inflect(row.cell, paradigms, row.place):
        features = plain | {"marked"} if any(map(ends_marked, form.split())) else plain
        entry = made.get(features)
        if entry is None:
            entry = made[features] = Entry(e.kind, e.role, e.value, e.args, e.flags, features, e.row)
        out.append((form, entry))
    return out
