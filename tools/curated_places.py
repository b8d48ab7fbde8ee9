"""Drafts of the curated places: rows of data/places/curated joined to the core where it has the place already."""

from __future__ import annotations

import math
from collections import defaultdict

from thucydides.knowledge.files import bundled, csv_rows
from thucydides.knowledge.gazetteer.file import FLAG_CAPITAL, FLAG_OWN_ID, FLAG_SEAT, CompiledGazetteer, Draft, Spot
from thucydides.knowledge.gazetteer.keys import fold_key, skeleton
from thucydides.model.errors import KnowledgeError

COLUMNS = ("names", "kind", "country", "admin1", "lat", "lon", "radius_km", "place", "source", "why")
_SAME_KM = 9.0
_NAMESAKE_KM = 45.0  # a row's own point may be off; a namesake of the country this near is the place
_PARENT_KM = 80.0
_TOWNS = frozenset({"settlement", "village"})
_PARTS = _TOWNS | {"neighbourhood", "camp", "site", "airport", "water", "relief", "island"}


def _km(lat: float, lon: float, spot: Spot) -> float:
    x = (lon - spot.lon) * math.cos(math.radians((lat + spot.lat) / 2))
    return 111.2 * math.hypot(lat - spot.lat, x)


class Core:
    """The compiled core, indexed for joining."""

    def __init__(self, core: CompiledGazetteer) -> None:
        self.core = core
        self.by_number = {core.number(place): place for place in core.all_places()}
        self.regions: dict[tuple[str, str], int] = {}
        self.countries: dict[str, int] = {}
        self.near: dict[tuple[str, int, int], list[int]] = defaultdict(list)
        for place in core.all_places():
            kind, country = core.kind(place), core.country_of(place)
            if kind == "country":
                self.countries[country] = place
            elif kind == "admin1":
                for name in core.names(place):
                    self.regions.setdefault((country, fold_key(name)), place)
            elif kind == "settlement":
                spot = core.spot(place)
                self.near[country, math.floor(spot.lat), math.floor(spot.lon)].append(place)

    def around(self, country: str, lat: float, lon: float) -> list[tuple[float, int]]:
        """(km, settlement) of a country in the degree cells around a point, the nearest first."""
        rows, columns = (math.floor(lat) + d for d in (-1, 0, 1)), [math.floor(lon) + d for d in (-1, 0, 1)]
        places = [p for r in rows for c in columns for p in self.near.get((country, r, c), ())]
        return sorted((_km(lat, lon, self.core.spot(p)), p) for p in places)

    def named(self, target: str) -> int:
        """The place of "country:SY", "admin1:SY:Idlib" or "town:SY:Aleppo" (the largest of that name)."""
        kind, _, rest = target.partition(":")
        country, _, name = rest.partition(":")
        if kind == "country":
            return self.countries[country]
        if kind == "admin1":
            return self.regions[country, fold_key(name)]
        found, _ = self.core.find(fold_key(name))
        towns = [p for p, _ in found if self.core.country_of(p) == country and self.core.kind(p) == "settlement"]
        return max(towns, key=lambda p: self.core.spot(p).population)

    def same_town(self, country: str, names: tuple[str, ...], lat: float, lon: float) -> int | None:
        """The core's settlement that a row means: near it, and spelt alike under one of its names."""
        keys = {fold_key(n) for n in names}
        named = [
            (_km(lat, lon, self.core.spot(p)), p)
            for key in sorted(keys)
            for p, _ in self.core.find(key)[0]
            if self.core.country_of(p) == country and self.core.kind(p) == "settlement"
        ]
        if named and min(named)[0] <= _NAMESAKE_KM:
            return min(named)[1]
        bones = {b for b in map(skeleton, keys) if len(b) > 1}
        best: tuple[int, float, int] | None = None
        for km, place in self.around(country, lat, lon):
            if km > _SAME_KM:
                break
            theirs = {fold_key(n) for n in self.core.names(place)}
            if keys & theirs or bones & {skeleton(k) for k in theirs}:
                rank = (-self.core.spot(place).population, km, place)
                best = rank if best is None or rank < best else best
        return None if best is None else best[2]


def _plain(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names, and those that begin with an article without it."""
    more: dict[str, None] = dict.fromkeys(names)
    for name in names:
        words = fold_key(name).split()
        if len(words) > 1 and not skeleton(words[0]) and len(skeleton(" ".join(words[1:]))) > 1:
            more[name[len(words[0]) + 1 :]] = None
    return tuple(n for n in more if n)


class _Table:
    """Drafts so far; regions that they lie in are copied once each."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self.drafts: list[Draft] = []
        self.copied: dict[int, int] = {}

    def region(self, place: int) -> int:
        """Index of the copy of a first-level region."""
        if place not in self.copied:
            self.copied[place] = len(self.drafts)
            self.drafts.append(self.copy(place, (), -1))
        return self.copied[place]

    def copy(self, place: int, names: tuple[str, ...], admin1: int) -> Draft:
        """A place of the core under more names."""
        spot = self.core.core.spot(place)
        flags = FLAG_CAPITAL * spot.capital | FLAG_SEAT * spot.seat
        return Draft(
            int(spot.id.partition(":")[2]), names or self.core.core.names(place), spot.kind, spot.country, spot.lat,
            spot.lon, spot.population, spot.radius_km, admin1, -1, flags,
        )  # fmt: skip

    def join(self, place: int, names: tuple[str, ...]) -> None:
        """More names for a place of the core."""
        spot = self.core.core.spot(place)
        within = self.region(self.core.by_number[int(spot.admin1_id.partition(":")[2])]) if spot.admin1_id else -1
        self.drafts.append(self.copy(place, (spot.name, *names), within))

    def add(self, row: dict[str, str], names: tuple[str, ...]) -> None:
        """A place that the core does not have; its region is the nearest town's where none is told."""
        lat, lon = float(row["lat"]), float(row["lon"])
        within = -1
        if row["admin1"]:
            within = self.region(self.core.regions[row["country"], fold_key(row["admin1"])])
        elif row["kind"] in _PARTS and float(row["radius_km"]) < _PARENT_KM and row["country"]:
            near = self.core.around(row["country"], lat, lon)
            parent = self.core.core.spot(near[0][1]).admin1_id if near else ""
            within = self.region(self.core.by_number[int(parent.partition(":")[2])]) if parent else -1
        slug = "-".join(filter(None, [*fold_key(names[0]).split(), row["country"].lower()]))
        self.drafts.append(
            Draft(
                0, names, row["kind"], row["country"], lat, lon, 0, float(row["radius_km"]), within, -1, FLAG_OWN_ID,
                f"thucydides:{slug}",
            )
        )  # fmt: skip


def curated(compiled: CompiledGazetteer) -> list[Draft]:
    """Drafts of all rows; KnowledgeError names file and line of a row that cannot be joined."""
    core = Core(compiled)
    table = _Table(core)
    for path in sorted((bundled() / "places" / "curated").glob("*.csv")):
        for line, row in csv_rows(path, COLUMNS):
            names = _plain(tuple(n.strip() for n in row["names"].split("|") if n.strip()))
            try:
                if row["place"]:
                    table.join(core.named(row["place"]), names)
                    continue
                same = None
                if row["kind"] in _TOWNS:
                    same = core.same_town(row["country"], names, float(row["lat"]), float(row["lon"]))
                if same is not None:
                    table.join(same, names)
                else:
                    table.add(row, names)
            except (KeyError, ValueError) as error:
                raise KnowledgeError(f"cannot be joined: {error}", place=f"{path}:{line}") from error
    return table.drafts
