"""Codes of the field's data sets, as facts: numbers of countries, types of actors, categories of events."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from thucydides.knowledge.files import bundled, csv_rows


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """A country by its ISO alpha-2 `code`; empty cells where a system has none. `gw` is Gleditsch and Ward's number."""

    code: str
    iso3: str
    numeric: str
    gw: str
    acled_region: str
    ucdp_region: str


@dataclass(frozen=True, slots=True)
class PloverCodes:
    """What an event type is in PLOVER: category, mode (may be empty), quad class 1 to 4, score, contexts."""

    event_type: str
    category: str
    mode: str
    quad: int
    score: float
    context: str


@cache
def country_codes() -> dict[str, CountryCodes]:
    """Codes of countries by ISO alpha-2."""
    columns = ("code", "iso3", "numeric", "gw", "acled_region", "ucdp_region")
    return {row["code"]: CountryCodes(**row) for _, row in csv_rows(bundled() / "field" / "countries.csv", columns)}


@cache
def plover_codes() -> dict[str, PloverCodes]:
    """PLOVER codes by event type; a type that PLOVER does not know is not there."""
    columns = ("event_type", "category", "mode", "quad", "score", "context")
    found = {}
    for _, row in csv_rows(bundled() / "field" / "plover.csv", columns):
        found[row["event_type"]] = PloverCodes(
            row["event_type"], row["category"], row["mode"], int(row["quad"]), float(row["score"]), row["context"]
        )
    return found


@dataclass(frozen=True, slots=True)
class ActorCodes:
    """What a kind of actor is in ACLED (text and number) and in PLOVER (sector)."""

    kind: str
    acled: str
    acled_number: str
    plover_sector: str


@cache
def actor_codes() -> dict[str, ActorCodes]:
    """Codes of actors by kind."""
    columns = ("kind", "acled", "acled_number", "plover_sector")
    return {row["kind"]: ActorCodes(**row) for _, row in csv_rows(bundled() / "field" / "actors.csv", columns)}


@cache
def hxl_tags() -> dict[str, str]:
    """HXL tag by column, where one is known."""
    return {row["column"]: row["tag"] for _, row in csv_rows(bundled() / "field" / "hxl.csv", ("column", "tag"))}
