"""Release profiles: what may leave the project for whom; data/releases/*.toml, or a file of the user's own."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from thucydides.knowledge.files import bundled, toml_table
from thucydides.model.errors import KnowledgeError, UsageError

Snap = Literal["none", "grid", "admin2", "admin1", "country"]
SNAPS: tuple[Snap, ...] = ("none", "grid", "admin2", "admin1", "country")


class PlaceRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How places are made coarse. `private` is for claims of private persons; `named` are precisions with a name."""

    snap: Snap
    named: list[str]
    private: Snap = "admin1"
    degrees: float = 0.1


class PeopleRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Kinds of sources and actors that may be named, kinds whose names are hidden everywhere, and whether children show."""

    sources: list[str]
    actors: list[str]
    private: list[str]
    minors: bool = False


class WordRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether words of sources, titles and addresses leave; `patterns` are regular expressions of what no name may hold."""

    quotes: bool = False
    titles: bool = False
    links: bool = False
    patterns: list[str] = []


class SmallGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Event types that are withheld where fewer than `least` persons are told."""

    event_types: list[str]
    least: int


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may leave. `fields` is the list of what is allowed, as dotted names of the contract of claims."""

    name: str
    version: str
    title: str
    fields: list[str]
    place: PlaceRule
    people: PeopleRule
    words: WordRule
    embargo_days: int = 0
    small_group: list[SmallGroup] = []


def _sound(profile: Profile, path: Path) -> Profile:
    for pattern in profile.words.patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise KnowledgeError(f"{pattern!r} is no pattern: {error}", place=str(path)) from error
    if not 0 < profile.place.degrees <= 10:
        raise KnowledgeError("degrees of a grid go from more than 0 to 10", place=str(path))
    if profile.embargo_days < 0:
        raise KnowledgeError("embargo_days cannot be less than 0", place=str(path))
    return profile


@cache
def profiles() -> dict[str, Profile]:
    """All bundled profiles by name; KnowledgeError where a file is named differently from what it holds."""
    found: dict[str, Profile] = {}
    for path in sorted((bundled() / "releases").glob("*.toml")):
        profile = _sound(toml_table(path, Profile), path)
        if profile.name != path.stem:
            raise KnowledgeError(f"is named {profile.name!r}", place=str(path))
        found[profile.name] = profile
    return found


def profile(wanted: str) -> Profile:
    """A profile by its name, or from a .toml file; UsageError names those there are."""
    if wanted.endswith(".toml"):
        return _sound(toml_table(Path(wanted), Profile), Path(wanted))
    if wanted not in profiles():
        raise UsageError(f"no release profile {wanted!r}", hint=f"known: {', '.join(profiles())}, or a .toml file")
    return profiles()[wanted]


def snapped_as(profile_of: Profile, wanted: str) -> Profile:
    """The profile with another way to snap: `admin1`, `country`, `grid:0.5`; UsageError for what is none."""
    kind, _, degrees = wanted.partition(":")
    known = next((s for s in SNAPS if s == kind), None)
    try:
        size = float(degrees) if degrees else profile_of.place.degrees
    except ValueError:
        size = 0.0
    if known is None or not 0 < size <= 10 or (degrees and known != "grid"):
        raise UsageError(f"no way to snap: {wanted!r}", hint="known: grid, grid:0.5, admin2, admin1, country")
    return msgspec.structs.replace(
        profile_of, place=msgspec.structs.replace(profile_of.place, snap=known, degrees=size)
    )
