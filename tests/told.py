"""How tests read a text and say what was told: one Document, one Reading, and facts that two readings can be compared by."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from thucydides.intake.compose import Draft, compose
from thucydides.intake.options import IntakeOptions
from thucydides.knowledge import library
from thucydides.model.claim import Claim, Reading
from thucydides.model.document import Document

HERE = Path(__file__).resolve().parent


def document(text: str, day: date | None = None, language: str | None = None, name: str = "told") -> Document:
    """The Document of a text; `day` is given as its publication day."""
    return compose(Draft(text, doc_id=name, language=language), IntakeOptions(date=day))


def read(text: str, day: date | None = None, language: str | None = None) -> Reading:
    """What the ordinary reader says of a text."""
    from thucydides import pipeline

    return pipeline.read(document(text, day, language))


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """A claim without its position and its ids: what is told, as strings that can be sorted and compared."""

    event_type: str
    polarity: str
    modality: str
    sources: tuple[str, ...]
    actors: tuple[str, ...]
    place: str
    time: str
    weapons: tuple[str, ...]
    tolls: tuple[str, ...]


def fact(claim: Claim) -> Fact:
    """The fact of a claim; the outlet, which heads every chain, is left out."""
    return Fact(
        claim.event_type,
        claim.polarity,
        claim.modality,
        tuple(s.source for s in claim.attribution[1:]),
        tuple(sorted(f"{a.role} {a.name}" for a in claim.actors)),
        claim.place.name if claim.place else "",
        f"{claim.time.earliest} {claim.time.latest} {claim.time.precision}" if claim.time else "",
        tuple(sorted(w.code for w in claim.weapons)),
        tuple(sorted(f"{t.outcome} {t.victims} {t.low} {t.high} {t.exactness}" for t in claim.casualties)),
    )


def facts(reading: Reading) -> list[Fact]:
    """All facts, sorted; a fact that two claims tell stands twice."""
    return sorted(map(fact, reading.claims))


def without(told: list[Fact], *parts: str) -> list[Fact]:
    """The facts with these parts blanked, sorted again."""
    from dataclasses import replace

    blank: dict[str, Any] = {p: "" if isinstance(getattr(told[0], p), str) else () for p in parts} if told else {}
    return sorted(replace(f, **blank) for f in told)


@cache
def sheet(folder: str, code: str) -> dict[str, Any]:
    """tests/FOLDER/CODE.toml."""
    return tomllib.loads((HERE / folder / f"{code}.toml").read_text(encoding="utf-8"))


def cases(folder: str, section: str) -> list[Any]:
    """(language, row) of a section of all sheets of a folder, as pytest parameters; only languages that have words."""
    import pytest

    known = set(library.languages())
    found = []
    for path in sorted((HERE / folder).glob("*.toml")):
        if path.stem in known:
            rows = sheet(folder, path.stem).get(section, [])
            found += [
                pytest.param(path.stem, row, id=f"{path.stem}-{row.get('name', n)}") for n, row in enumerate(rows)
            ]
    return found


def one(told: list[Fact], wanted: Callable[[Fact], bool]) -> Fact | None:
    """The first fact of a kind."""
    return next((f for f in told if wanted(f)), None)
