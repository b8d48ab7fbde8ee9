"""The gazetteer that a reader asks: the compiled core, the curated names, and the layers that a project adds."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol, TypeVar

from thucydides.knowledge.files import bundled
from thucydides.knowledge.gazetteer.file import CompiledGazetteer, Spot
from thucydides.knowledge.gazetteer.found import Found, Renown, renown
from thucydides.knowledge.gazetteer.keys import fold_key, skeleton, skeletons

CORE, CURATED = "core.gaz", "curated.gaz"
_WELL_KNOWN = 15_000
_SHORT_NAME, _OF_THE_NEWS = 3, 30_000
_SEVERAL = 3
_GREAT = 300_000
_REMEMBERED = 65_536  # answers of one kind that are kept
__all__ = ["CORE", "CURATED", "FileLayer", "Found", "Gazetteer", "Layer", "Renown", "Spot", "renown"]


class Layer(Protocol):
    """What a gazetteer layer can be asked."""

    def exact(self, key: str) -> tuple[Found, ...]:
        """Spots that bear this folded name."""

    def longest(self, word: str) -> int:
        """Words of the longest name that begins with this folded word; 0 where none does."""

    def loose(self, bones: str, country: str) -> tuple[tuple[Spot, tuple[str, ...]], ...]:
        """Spots of a country ("" for any) with a name of this skeleton, and their folded names."""


class FileLayer:
    """A compiled file as a layer."""

    def __init__(self, compiled: CompiledGazetteer) -> None:
        self.compiled = compiled

    def exact(self, key: str) -> tuple[Found, ...]:
        """See Layer."""
        found, _ = self.compiled.find(key)
        if not found:  # of most words
            return ()
        return tuple([Found.of(self.compiled.spot(place), first) for place, first in found])

    def longest(self, word: str) -> int:
        """See Layer."""
        found, words = self.compiled.find(word)
        return words if words > 1 else int(bool(found))

    def loose(self, bones: str, country: str) -> tuple[tuple[Spot, tuple[str, ...]], ...]:
        """See Layer."""
        compiled = self.compiled
        return tuple(
            (compiled.spot(place), tuple(map(fold_key, compiled.names(place)[:1])) + compiled.names(place)[1:])
            for place in compiled.find_loose(bones)
            if not country or compiled.country_of(place) == country
        )


K = TypeVar("K")
V = TypeVar("V")


def _keep(known: dict[K, V], key: K, answer: V) -> None:
    if len(known) >= _REMEMBERED:
        known.clear()
    known[key] = answer


class Gazetteer:
    """All layers behind one face; later layers (a project's own) come first in what is found.

    Answers are kept, so a name that returns in a million articles is looked up once a process.
    """

    def __init__(self, layers: tuple[Layer, ...]) -> None:
        self._layers = layers
        self._found: dict[str, tuple[Found, ...]] = {}
        self._words: dict[str, int] = {}
        self._renowns: dict[str, Renown] = {}
        self._loosely: dict[tuple[str, str], tuple[tuple[Spot, tuple[str, ...]], ...]] = {}

    @classmethod
    def open(cls, extra: tuple[Path, ...] = ()) -> Gazetteer:
        """The bundled gazetteer with these project gazetteers (SQLite files) before it; kept for the process until one changes."""
        return _opened(tuple((path, path.stat().st_mtime_ns if path.exists() else 0) for path in extra))

    def exact(self, key: str) -> tuple[Found, ...]:
        """Spots that bear this folded name."""
        known = self._found.get(key)
        if known is None:
            known = self._exact(key)
            _keep(self._found, key, known)
        return known

    def longest(self, word: str) -> int:
        """Words of the longest name that begins with this folded word; 0 where none does."""
        known = self._words.get(word)
        if known is None:
            known = max((layer.longest(word) for layer in self._layers), default=0)
            _keep(self._words, word, known)
        return known

    def renown(self, key: str) -> Renown:
        """What the bearers of a folded name are at best."""
        known = self._renowns.get(key)
        if known is None:
            known = renown(self.exact(key))
            _keep(self._renowns, key, known)
        return known

    def loose(self, key: str, country: str) -> tuple[tuple[Spot, tuple[str, ...]], ...]:
        """Spots of a country ("" for any) with a name that sounds like this folded one, and their folded names."""
        asked = (key, country)
        known = self._loosely.get(asked)
        if known is None:
            known = self._loose(key, country)
            _keep(self._loosely, asked, known)
        return known

    def _exact(self, key: str) -> tuple[Found, ...]:
        found: dict[str, Found] = {}
        for layer in self._layers:
            for one in layer.exact(key):
                old = found.get(one.spot.id)
                if old is None:
                    found[one.spot.id] = one
                elif one.first and not old.first:
                    found[one.spot.id] = Found.of(old.spot, True)
        return _less_renamed(key, tuple(found.values()))

    def _loose(self, key: str, country: str) -> tuple[tuple[Spot, tuple[str, ...]], ...]:
        found: dict[str, tuple[Spot, tuple[str, ...]]] = {}
        for bones in skeletons(key):
            for layer in self._layers if len(bones) > 1 else ():
                for spot, names in layer.loose(bones, country):
                    found.setdefault(spot.id, (spot, names))
        return tuple(found.values())

    def country(self, code: str) -> Spot | None:
        """The country of an ISO 3166-1 alpha-2 code."""
        return _countries().get(code)

    def capital(self, code: str) -> Spot | None:
        """The capital of a country."""
        return _capitals().get(code)

    def region(self, number: str) -> Spot | None:
        """The first-level region of an id ("geonames:170062")."""
        place = _regions().get(number)
        return None if place is None else bundled_layer(CORE).compiled.spot(place)

    def regions_of(self, code: str) -> tuple[Spot, ...]:
        """The first-level regions of a country, in the order of the core."""
        compiled = bundled_layer(CORE).compiled
        return tuple([compiled.spot(place) for place in _regions_by_country().get(code, ())])

    def is_name(self, word: str) -> bool:
        """True where a well-known place, or one that a curated list or the project has, bears this folded word: a word that
        begins with attached letters may be cut for its sake.
        """
        if len(word) < _SHORT_NAME:
            return False
        known = self.renown(word)
        if len(word) == _SHORT_NAME:  # as many plain words are: only what news has every day
            return (known.chosen and known.people >= _OF_THE_NEWS) or (known.area and known.people >= _WELL_KNOWN)
        return known.area or known.chosen or known.people >= _WELL_KNOWN


def _less_renamed(key: str, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """The bearers of a name without those towns that were only once called so, where several others of that country are
    called so to this day.
    """
    if len(found) <= _SEVERAL:
        return found
    bones = skeletons(key)
    own = [f.first or skeleton(fold_key(f.spot.name)) in bones for f in found]
    alike = Counter(f.spot.country for f, its in zip(found, own, strict=True) if its)
    return tuple(
        f
        for f, its in zip(found, own, strict=True)
        if its or not _is_a_town(f.spot) or alike[f.spot.country] < _SEVERAL
    )


def _is_a_town(spot: Spot) -> bool:
    """True for a town that no list has chosen and that is not known the world over."""
    return spot.layer == "core" and spot.kind == "settlement" and not spot.capital and spot.population < _GREAT


@cache
def bundled_layer(name: str) -> FileLayer:
    """The layer CORE or CURATED, mapped once a process."""
    return FileLayer(CompiledGazetteer(bundled() / "places" / name, name.partition(".")[0]))


@cache
def _countries() -> dict[str, Spot]:
    compiled = bundled_layer(CORE).compiled
    return {compiled.country_of(place): compiled.spot(place) for place in _leading("country")}


@cache
def _capitals() -> dict[str, Spot]:
    compiled = bundled_layer(CORE).compiled
    places = ((compiled.country_of(place), compiled.capital(place)) for place in _leading("country"))
    return {code: compiled.spot(place) for code, place in places if place is not None}


@cache
def _regions() -> dict[str, int]:
    compiled = bundled_layer(CORE).compiled
    return {compiled.identity(place): place for place in _leading("admin1")}


@cache
def _regions_by_country() -> dict[str, list[int]]:
    compiled, found = bundled_layer(CORE).compiled, dict[str, list[int]]()
    for place in _leading("admin1"):
        found.setdefault(compiled.country_of(place), []).append(place)
    return found


def _leading(kind: str) -> list[int]:
    """The places of a kind that come first in the core: countries, then first-level regions. Spots are made of them where asked."""
    compiled = bundled_layer(CORE).compiled
    found: list[int] = []
    for place in compiled.all_places():
        its = compiled.kind(place)
        if its not in ("country", "admin1"):
            break
        if its == kind:
            found.append(place)
    return found


@lru_cache(maxsize=8)
def _opened(extra: tuple[tuple[Path, int], ...]) -> Gazetteer:  # the time tells a changed file from the one known
    layers: list[Layer] = []
    if extra:
        from thucydides.knowledge.gazetteer.project import ProjectLayer

        layers += [ProjectLayer(path) for path, _ in extra]
    layers.append(bundled_layer(CURATED))
    layers.append(bundled_layer(CORE))
    return Gazetteer(tuple(layers))
