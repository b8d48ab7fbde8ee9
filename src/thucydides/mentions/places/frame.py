"""The frame of a document: which countries and regions it plays in, weighed from all its names before any is placed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from thucydides.knowledge.gazetteer.found import SHARP, Found
from thucydides.mentions.page import Page
from thucydides.mentions.places.toponym import Toponym


@dataclass(frozen=True, slots=True)
class Frame:
    """Weights of ISO country codes and of first-level regions by id, each summing to one or empty."""

    countries: dict[str, float]
    regions: dict[str, float]
    # Of each country, how many actors, nationalities and names of its places by their own names speak for it.
    voices: dict[str, int] = field(default_factory=dict)

    @property
    def country(self) -> str:
        """The country that weighs most; "" where nothing speaks."""
        return max(self.countries, key=lambda c: (self.countries[c], c), default="")


Weights = dict[str, float]
_Vote = tuple[
    float, list[tuple[float, str, str]]
]  # the weight of a name, and the odds, country and region of its bearers

_ROUNDS = 3
_LEAST = 0.02  # of a vote that counts
_COUNTRY, _REGION = 3.0, 1.4
_BEARERS = 8  # a name of more places says little by its rarer bearers
_ACTOR, _PEOPLE, _EARLY, _ASIDE, _BORROWED = 0.5, 0.5, 1.3, 0.7, 0.3
_BEYOND = 0.4
_BY_ROLE = {"origin": _ASIDE, "seat": _ASIDE, "nationality": _PEOPLE}
_LARGE = 300_000
_SETTLED = frozenset({"settlement", "village", "admin2"})


def frame(toponyms: tuple[Toponym, ...], page: Page, actors: Iterable[str] = ()) -> Frame:
    """Weighs the countries and regions of a page. `actors` are country codes of the actors that it names.

    Each name votes by the likelihoods of its bearers; a few rounds let the votes of all names sharpen each one's.
    """
    firm: dict[str, float] = {}
    voices: dict[str, int] = {}
    weights_of: dict[str, float] = {}
    bearers_of: dict[str, list[tuple[float, str, str]]] = {}
    seen: dict[str, int] = {}
    for code in actors:
        firm[code] = firm.get(code, 0.0) + _ACTOR
        voices[code] = voices.get(code, 0) + 1
    early = page.sentences[3].first if len(page.sentences) > 3 else len(page.tokens)
    for top in toponyms:
        mark = top.key or top.country or top.name
        seen[mark] = seen.get(mark, 0) + 1
        weight = (_EARLY if top.first < early else 1.0) / seen[mark]
        if top.country and seen[mark] == 1:
            voices[top.country] = voices.get(top.country, 0) + 1
        if top.country:
            firm[top.country] = firm.get(top.country, 0.0) + weight * _share(top)
        if top.found:
            weight *= _BY_ROLE.get(top.role, 1.0) * (1.0 if _owned(top) else _BORROWED)
            weight *= _BEYOND if _is_beyond(top) else _BORROWED if _is_of_a_quarter(top) else 1.0
            weights_of[mark] = weights_of.get(mark, 0.0) + weight
            if mark not in bearers_of:
                rows = [(f.odds, f.spot.country, f.region) for f in top.found]
                bearers_of[mark] = sorted(rows, reverse=True)[:_BEARERS] if len(rows) > _BEARERS else rows
                for country in {f.spot.country for f in top.found if _speaks(f) and not _is_of_a_quarter(top)}:
                    voices[country] = voices.get(country, 0) + 1
    regions: dict[str, float] = {}
    votes: list[_Vote] = []
    for mark, rows in bearers_of.items():
        if len(rows) > 1:
            votes.append((weights_of[mark], rows))
        elif weights_of[mark] >= _LEAST:  # the only bearer of a name has its whole vote in every round
            _add(firm, rows[0][1], weights_of[mark])
            _add(regions, rows[0][2], weights_of[mark])
    countries, regions_of = _round(firm, regions, votes, {}, {})
    for _ in range(1, _ROUNDS if votes else 1):
        countries, regions_of = _round(firm, regions, votes, countries, regions_of)
    return Frame(countries, regions_of, voices)


def _share(top: Toponym) -> float:
    """How much of a country's name says that the text plays there: what borders on it lies in another."""
    if top.role == "nationality":
        return _PEOPLE
    return _BEYOND if "border" in top.heads else 1.0


def _is_beyond(top: Toponym) -> bool:
    """ "The border with X", "bordering on X": a state that the text only plays beside."""
    return "border" in top.heads and any(f.spot.kind == "country" for f in top.found)


def _is_of_a_quarter(top: Toponym) -> bool:
    """ "The X quarter" where X is known as a town: a quarter has its name from anywhere."""
    return top.heads == ("neighbourhood",) and all(f.spot.kind in _SETTLED for f in top.found)


def _owned(top: Toponym) -> bool:
    """False where only little places bear the name, and as one of their other names: some language calls a town so."""
    return any(_speaks(f) or f.spot.population >= _LARGE for f in top.found)


def _speaks(found: Found) -> bool:
    """True for a place by its own name or one of a chosen list."""
    return found.first or found.spot.layer != "core"


def _add(weights: dict[str, float], code: str, part: float) -> None:
    if code:
        weights[code] = weights.get(code, 0.0) + part


def _round(
    firm: Weights, regions: Weights, votes: list[_Vote], before: Weights, before_it: Weights
) -> tuple[Weights, Weights]:
    """Weights of countries and of regions: what is `firm`, and votes by the weights of the round before."""
    countries, regions = dict(firm), dict(regions)
    by_country = {c: math.exp(SHARP * _COUNTRY * w) for c, w in before.items()}
    by_region = {r: math.exp(SHARP * _REGION * w) for r, w in before_it.items()}
    for weight, bearers in votes:
        odds: list[float] = []
        total = 0.0
        for known, country, region in bearers:
            likely = known * by_country.get(country, 1.0) * by_region.get(region, 1.0)
            odds.append(likely)
            total += likely
        for n, (_, country, region) in enumerate(bearers):
            part = weight * (odds[n] / total)
            if part >= _LEAST:
                _add(countries, country, part)
                _add(regions, region, part)
    return _normal(countries), _normal(regions)


def _normal(weights: Weights) -> Weights:
    """Shares, to a millionth."""
    total = sum(weights.values())
    # by hand, since round() writes and reads a decimal number
    return {k: int(1e6 * (weights[k] / total) + 0.5) / 1e6 for k in sorted(weights)} if total else {}
