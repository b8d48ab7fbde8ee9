"""The frame of a document: which countries and regions it plays in, weighed from all its names before any is placed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from thucydides.knowledge.gazetteer import Found
from thucydides.mentions.page import Page
from thucydides.mentions.places.toponym import Toponym


@dataclass(frozen=True, slots=True)
class Frame:
    """Weights of ISO country codes and of first-level regions by id, each summing to one or empty."""

    countries: dict[str, float]
    regions: dict[str, float]

    @property
    def country(self) -> str:
        """The country that weighs most; "" where nothing speaks."""
        return max(self.countries, key=lambda c: (self.countries[c], c), default="")


_BASE = {"country": 4.6, "continent": 4.3, "region": 3.2, "water": 2.8, "relief": 2.4}
_ROUNDS = 3
_SHARP = 1.9
_COUNTRY, _REGION = 3.0, 1.4


@lru_cache(maxsize=65536)
def prior(found: Found) -> float:
    """How well known a place is, about 0 to 5: people on a log scale, and what kind it is."""
    spot = found.spot
    base = _BASE.get(spot.kind)
    if base is None:
        base = 0.55 * math.log10(spot.population + 30)
        base += {"admin1": 0.35, "admin2": -1.0}.get(spot.kind, 0.0)
    return base + 0.6 * spot.capital + (0.0 if found.first else -0.3)


def _region(found: Found) -> str:
    return found.spot.id if found.spot.kind == "admin1" else found.spot.admin1_id


def frame(toponyms: tuple[Toponym, ...], page: Page, actors: Iterable[str] = ()) -> Frame:
    """Weighs the countries and regions of a page. `actors` are country codes of the actors that it names.

    Each name votes by the likelihoods of its bearers; a few rounds let the votes of all names sharpen each one's.
    """
    firm: dict[str, float] = {}
    votes: list[tuple[float, tuple[Found, ...]]] = []
    seen: dict[str, int] = {}
    for code in actors:
        firm[code] = firm.get(code, 0.0) + 0.5
    for top in toponyms:
        mark = top.key or top.country or top.name
        seen[mark] = seen.get(mark, 0) + 1
        weight = (1.3 if page.sentence_at(top.first) < 3 else 1.0) / seen[mark]
        if top.country:
            firm[top.country] = firm.get(top.country, 0.0) + weight * (0.5 if top.role == "nationality" else 1.0)
        if top.found:
            votes.append((weight * (0.7 if top.role in ("origin", "seat") else 1.0), top.found))
    weights = Frame({}, {})
    for _ in range(_ROUNDS):
        weights = _round(firm, votes, weights)
    return weights


def _round(firm: dict[str, float], votes: list[tuple[float, tuple[Found, ...]]], before: Frame) -> Frame:
    countries = dict(firm)
    regions: dict[str, float] = {}
    for weight, bearers in votes:
        raw = [
            math.exp(
                _SHARP
                * (
                    prior(f)
                    + _COUNTRY * before.countries.get(f.spot.country, 0.0)
                    + _REGION * before.regions.get(_region(f), 0.0)
                )
            )
            for f in bearers
        ]
        total = sum(raw)
        for found, share in zip(bearers, raw, strict=True):
            part = weight * share / total
            if part < 0.02:
                continue
            if found.spot.country:
                countries[found.spot.country] = countries.get(found.spot.country, 0.0) + part
            region = _region(found)
            if region:
                regions[region] = regions.get(region, 0.0) + part
    return Frame(_normal(countries), _normal(regions))


def _normal(weights: dict[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {k: round(weights[k] / total, 6) for k in sorted(weights)} if total else {}
