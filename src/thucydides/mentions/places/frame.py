"""The frame of a document: which countries and regions it plays in, weighed from all its names before any is placed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

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


def prior(found: Found) -> float:
    """How well known a place is, about 0 to 5: people on a log scale, and what kind it is."""
    spot = found.spot
    weight = {"country": 4.5, "continent": 4.2, "region": 3.2, "water": 2.8, "relief": 2.4, "admin1": 2.9, "admin2": 1.0}
    base = weight.get(spot.kind)
    if base is None:
        base = 0.55 * math.log10(spot.population + 30)
    return base + 0.8 * spot.capital + (0.0 if found.first else -0.25)


def _shares(found: tuple[Found, ...]) -> list[tuple[Found, float]]:
    raw = [(f, math.exp(2.2 * prior(f))) for f in found]
    total = sum(w for _, w in raw)
    return [(f, w / total) for f, w in raw]


def frame(toponyms: tuple[Toponym, ...], page: Page, actors: Iterable[str] = ()) -> Frame:
    """Weighs the countries and regions of a page. `actors` are country codes of the actors that it names."""
    countries: dict[str, float] = {}
    regions: dict[str, float] = {}
    seen: dict[str, int] = {}

    def add(code: str, weight: float) -> None:
        if code:
            countries[code] = countries.get(code, 0.0) + weight

    for top in toponyms:
        mark = top.key or top.country or top.name
        seen[mark] = seen.get(mark, 0) + 1
        fade = 1 / seen[mark]
        early = 1.3 if page.sentence_at(top.first) < 3 else 1.0
        if top.country:
            add(top.country, fade * early * (0.5 if top.role == "nationality" else 1.0))
        for found, share in _shares(top.found):
            weight = share * fade * early * (0.7 if top.role in ("origin", "seat") else 1.0)
            add(found.spot.country, weight * (1.2 if found.spot.kind == "country" else 1.0))
            region = found.spot.id if found.spot.kind == "admin1" else found.spot.admin1_id
            if region and share > 0.3:
                regions[region] = regions.get(region, 0.0) + weight
    for code in actors:
        add(code, 0.5)
    return Frame(_normal(countries), _normal(regions))


def _normal(weights: dict[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {k: round(weights[k] / total, 6) for k in sorted(weights)} if total else {}
