"""The library: languages, code lists and rosters, loaded when asked for and kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from thucydides.knowledge.files import bundled, csv_rows
from thucydides.knowledge.language import Language, load_language
from thucydides.knowledge.rosters import RosterActor, RosterOutlet, load_actors, load_outlets, shared_entries
from thucydides.model.errors import UsageError


@dataclass(frozen=True, slots=True)
class EventType:
    """One row of data/event_types.csv, the contract's codebook."""

    code: str
    family: str
    definition: str
    acled_event_type: str
    acled_sub_event_type: str


@cache
def event_types() -> dict[str, EventType]:
    """The codebook by code."""
    columns = ("code", "family", "definition", "acled_event_type", "acled_sub_event_type")
    return {row["code"]: EventType(**row) for _, row in csv_rows(bundled() / "event_types.csv", columns)}


@cache
def weapon_codes() -> dict[str, str]:
    """Weapon code -> definition."""
    return {row["code"]: row["definition"] for _, row in csv_rows(bundled() / "weapons.csv", ("code", "definition"))}


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages whose folder stands in data/languages, sorted."""
    root = bundled() / "languages"
    return tuple(sorted(p.parent.name for p in root.glob("*/language.toml")))


@cache
def actors() -> dict[str, RosterActor]:
    """The dated roster of actors by id."""
    return load_actors(bundled() / "actors.csv")


@cache
def outlets() -> dict[str, RosterOutlet]:
    """Agencies, media and monitors by id."""
    return load_outlets(bundled() / "outlets.csv")


@cache
def language(code: str) -> Language:
    """One language by its code; UsageError names those there are."""
    if code not in languages():
        raise UsageError(f"no language {code!r}", hint=f"known: {', '.join(languages())}")
    return load_language(code, folder(code), lambda: shared_entries(actors(), outlets()))


def folder(code: str) -> Path:
    """Where a language's data stands."""
    return bundled() / "languages" / code


@cache
def country_names() -> dict[str, str]:
    """ISO 3166-1 alpha-2 code -> English name (CLDR)."""
    return {row["code"]: row["name"] for _, row in csv_rows(bundled() / "countries.csv", ("code", "name"))}
