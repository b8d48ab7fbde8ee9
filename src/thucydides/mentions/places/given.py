"""Where given spans are: names that somebody else has found, each put on the likeliest place of the document's frame."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from thucydides.knowledge.gazetteer import Found, Gazetteer, renown
from thucydides.knowledge.gazetteer.abbreviations import abbreviations
from thucydides.knowledge.gazetteer.endings import base_forms
from thucydides.knowledge.gazetteer.file import Spot
from thucydides.knowledge.gazetteer.homes import homes
from thucydides.knowledge.gazetteer.keys import fold_key
from thucydides.knowledge.lexicon import Entry
from thucydides.mentions.page import Page
from thucydides.mentions.places.around import Signs, around, signs_of
from thucydides.mentions.places.desk import TOWNS, Desk, ranked_by
from thucydides.mentions.places.find import find, linked, toponym
from thucydides.mentions.places.fit import SUB_CITY, region_id
from thucydides.mentions.places.frame import Frame, frame
from thucydides.mentions.places.geometry import is_within
from thucydides.mentions.places.likeness import alike
from thucydides.mentions.places.lookup import Name
from thucydides.mentions.places.place import Placed, coarsened, placed_at, to_mention
from thucydides.mentions.places.resolve import settled
from thucydides.mentions.places.toponym import Toponym
from thucydides.model.mention import PlaceMention

_HALF, _THIRD = 0.5, 0.3
_LEAST = 2
_LETTERS = 4
_MANY = 8
_BY_NAME = 0.5  # what a name counts that only one of a place's other names gives
_WITHIN_KM = 300.0
_LITTLE, _LARGE = 20_000, 300_000  # people, by its own name and by another
_SURE = 86.0
_KNOWN = 20_000
_WELL_KNOWN = 80_000
_AT_HOME = 3.0
_LOCAL = TOWNS | {"admin2"}
_PLACED = TOWNS | {"neighbourhood", "admin2"}
_FINE = TOWNS | SUB_CITY | {"admin2"}
_BONES = 4
_ELSEWHERE = "its namesakes lie far from where the text plays; by the place that is told nearest to it"
_NOTHING: tuple[int, list[Entry]] = (0, [])
_PARTS_OF_THE_WORLD = ("continent", "region")


def given(page: Page, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer) -> tuple[PlaceMention | None, ...]:
    """The place of each span of characters: its own, not what lies by it; None where nothing has the name.

    A given span is known to be a place, so that a candidate is taken which reading alone would rather leave open.
    """
    signs, ordinary = signs_of(page), find(page, gazetteer)
    around_it = frame(ordinary, page)
    made: dict[tuple[int, int], Toponym] = {}
    for start, end in spans:
        first, last = _tokens(page, start, end)
        if first < last and (first, last) not in made:
            made[first, last] = _named(page, gazetteer, signs, ordinary, around_it, first, last)
    tops = linked(page, signs, list(made.values()))
    desk = settled(tops, frame(tops, page), gazetteer, page)
    hearth = hearth_of(desk)
    at = {(top.name_first, top.name_last): i for i, top in enumerate(tops)}
    mentions: list[PlaceMention | None] = []
    for start, end in spans:
        i = at.get(_tokens(page, start, end))
        mentions.append(None if i is None else _chosen(desk, hearth, i))
    return tuple(mentions)


def _tokens(page: Page, start: int, end: int) -> tuple[int, int]:
    """The tokens that characters [start, end) touch, without a possessive ending."""
    first, last = bisect_right(page.tokens.ends, start), bisect_left(page.tokens.starts, end)
    while last > first + 1 and page.tokens.forms[last - 1] in page.language.cutting.enclitics:
        last -= 1
    return first, last


def _named(
    page: Page, gazetteer: Gazetteer, signs: Signs, ordinary: Sequence[Toponym], around_it: Frame, first: int, last: int
) -> Toponym:
    """The toponym of tokens [first, last): as reading sees it where it has the same name, else made of the words."""
    for top in ordinary:
        if (top.name_first, top.name_last) == (first, last) and (top.found or top.country) and not top.anaphor:
            return _still(top)
    forms = page.tokens.forms
    whole = " ".join(forms[first:last])
    keys = [whole, fold_key(page.text[slice(*page.span(first, last))]), whole.removesuffix("s")]
    keys += base_forms(page.language.code, tuple(forms[first:last]))
    country = "" if _is_capital(gazetteer, whole) else _state(page, first, last)
    seat = _seat(page, gazetteer, first, last) if country else ()
    country = "" if seat else country
    found = seat or (() if country else _word_for(page, gazetteer, first, last, whole))
    if not found and not country:
        found = next((f for f in map(gazetteer.exact, keys) if f), ())
        found = () if _is_an_acronym(page, first, last, found) else found
    partly = not found and not country
    if partly:
        found = _part(page, gazetteer, signs, around_it, first, last)
        inside = (e for i in range(first, last) for e in signs.starting.get(i, _NOTHING)[1])
        site = any(e.role == "head" and e.value in SUB_CITY for e in inside)  # "the French Quarter"
        country = "" if found or site else next((c for i in range(first, last) if (c := _state(page, i, i + 1))), "")
        if not found and not site and not country:
            found = next((f for i in range(first, last) if (f := _home(page, i, i + 1))), ())
    rule = "unknown" if not found else "part" if partly else "exact"
    name = Name(first, last, whole, found, rule, (first, last), renown(found))
    made = _still(toponym(page, name, around(page, signs, first, last)))
    return made._replace(country=country, heads=() if partly and found else made.heads)


def _word_for(page: Page, gazetteer: Gazetteer, first: int, last: int, whole: str) -> tuple[Found, ...]:
    """What is no name of a place and stands for one: short for it, its people's word, an adjective of a continent."""
    return _short(page, first, last) or _home(page, first, last) or _of_the_world(gazetteer, whole)


def _home(page: Page, first: int, last: int) -> tuple[Found, ...]:
    """Where a people without a state of its name lives ("Kurdish")."""
    for entry in page.language.table.get(tuple(page.tokens.forms[first:last])):
        if entry.role == "nationality" and not entry.value and entry.args in homes():
            return homes()[entry.args]
    return ()


def _is_an_acronym(page: Page, first: int, last: int, found: Sequence[Found]) -> bool:
    """ "OAS", "CHU": a few capitals that only little places, or places by another name, are written as."""
    if last != first + 1 or page.tokens.shapes[first] != "A" or len(page.tokens.forms[first]) > _LETTERS:
        return False
    return not any((f.first and f.spot.population >= _LARGE) or f.spot.kind not in _PLACED for f in found)


def _still(top: Toponym) -> Toponym:
    """Without what it is told to lie north of, by or between."""
    heads = tuple(head for head in top.heads if head != "border")
    return top._replace(
        relation="", direction="", distance_km=0.0, partner=-1, holder=-1, heads=heads, role="event", anaphor=""
    )


def _short(page: Page, first: int, last: int) -> tuple[Found, ...]:
    """ "U.S.", "Ala.": what the language lists as short for a place."""
    words = [form for form in page.tokens.forms[first:last] if form != "."]
    for short in abbreviations(page.language.code).get(words[0] if words else "", ()):
        if [form for form in short.rest if form != "."] == words[1:]:
            return short.found
    return ()


def _state(page: Page, first: int, last: int) -> str:
    """The country of a nationality or a state's name, also where it is a word of an army's name."""
    for entry in page.language.words.get(tuple(page.tokens.forms[first:last])):
        if entry.role in ("nationality", "state") and len(entry.value) == 2:
            return entry.value
    return ""


def _seat(page: Page, gazetteer: Gazetteer, first: int, last: int) -> tuple[Found, ...]:
    """The capital in which what stands for a government is ("the White House")."""
    for entry in page.language.words.get(tuple(page.tokens.forms[first:last])):
        spot = gazetteer.capital(entry.value) if entry.role == "state" and "metonym" in entry.flags else None
        if spot is not None:
            return (Found.of(spot, False),)
    return ()


def _is_capital(gazetteer: Gazetteer, key: str) -> bool:
    """True for the name of a capital that is no state's: as a given span it is the town, whatever it stands for."""
    return any(f.spot.capital for f in gazetteer.exact(key)) and not gazetteer.renown(key).country


def _of_the_world(gazetteer: Gazetteer, word: str) -> tuple[Found, ...]:
    """The continent or part of one that an adjective is made of ("African", "Central American")."""
    for stem in (word[:-1], word[:-2]):
        places = gazetteer.exact(stem) if len(stem) > 3 else ()
        found = tuple(f for f in places if f.spot.kind in _PARTS_OF_THE_WORLD and not f.spot.country)
        if found:
            return found
    return ()


def _part(page: Page, gazetteer: Gazetteer, signs: Signs, around_it: Frame, first: int, last: int) -> tuple[Found, ...]:
    """The places of that part of the words which is a name: head nouns and directions go ("northern Aleppo"); of several
    parts the one best known where the document plays ("Seoul" in "Seoul Central District Court").
    """
    forms = page.tokens.forms
    best: tuple[Found, ...] = ()
    most = -1.0
    for size in range(last - first - 1, 0, -1):
        for a in range(first, last - size + 1):
            if size == 1 and (a in signs.small or a in signs.starting or a in signs.soft):
                continue
            found = gazetteer.exact(" ".join(forms[a : a + size]))
            if not found or not (size > 1 or renown(found).area or renown(found).people >= _KNOWN):
                continue
            points = max(f.known + _AT_HOME * around_it.countries.get(f.spot.country, 0.0) for f in found) + size - 1
            if points > most:
                best, most = found, points
    return best


def _chosen(desk: Desk, hearth: Hearth, i: int) -> PlaceMention | None:
    """The placement of a toponym, or where that is coarse or none its likeliest bearer, or one spelt alike; not a little
    place far from where the document plays, unless the text says so: by what is told nearest to it there instead.
    """
    top, placed = desk.toponyms[i], desk.placed.get(i)
    home = told_at_home(desk, hearth, i) or (_scene(desk, i) if top.rule == "part" else None)
    spot = placed.spot if placed is not None and placed.lat is not None else None
    if placed is not None and spot is not None and not placed.within:
        if (own := _namesake_at_home(desk, hearth, i, spot)) is not None:
            return to_mention(top, own)
        if home is None or top.holder >= 0 or not hearth.outlies(top, spot):
            return to_mention(top, placed)
        return to_mention(top, _better_known(desk, hearth, top) or coarsened(top, home, _ELSEWHERE))
    if placed is not None and spot is not None and top.holder >= 0 and spot.kind != "country":
        return to_mention(top, placed)  # the text says in what it lies
    if top.found and _bears(top):
        ranked = ranked_by(desk, top, top.found)
        if home is None or not hearth.outlies(top, ranked[0][1].spot):
            return to_mention(top, placed_at(top, ranked, ""))
        return to_mention(top, _better_known(desk, hearth, top) or coarsened(top, home, _ELSEWHERE))
    for country in (desk.country, ""):
        near = alike(top.key, desk.gazetteer.loose(top.key, country), _BONES, _SURE) if top.key else None
        if near is not None and not (home is not None and hearth.far(near)):
            return to_mention(top, placed_at(top, [(1.0, Found.of(near, False))], "spelt alike"))
    told = _scene(desk, i)
    holder = told if home is None or (not hearth.sure and told is not None and _is_beside(desk, i, told)) else home
    if holder is not None:
        return to_mention(top, coarsened(top, holder, "not in the gazetteer; by the place that is told nearest to it"))
    return to_mention(top, placed) if placed is not None and placed.lat is not None else None


def _namesake_at_home(desk: Desk, hearth: Hearth, i: int, spot: Spot) -> Placed | None:
    """ "Paris" in a text of Paris's own corner of Texas: the bearer of a name where the document plays, before one of a land
    or region that nothing else in it speaks for.
    """
    top = desk.toponyms[i]
    if top.holder >= 0 or top.rule != "exact" or spot.kind == "admin1" or not (hearth.likely and hearth.away(spot)):
        return None
    own = [f for f in top.found if f.first and region_id(f.spot) == hearth.region and f.spot.kind in _LOCAL]
    if not own or _is_spoken_for(desk, i, spot):
        return None
    return placed_at(top, ranked_by(desk, top, own), "where the document plays")


def _is_spoken_for(desk: Desk, i: int, spot: Spot) -> bool:
    """True where another name of the document is in the same region, or in the same land abroad."""
    top, abroad = desk.toponyms[i], spot.country != desk.country
    for j, other in enumerate(desk.toponyms):
        placed = desk.placed.get(j)
        there = placed.spot if placed is not None else None
        if there is None or other.key == top.key:
            continue
        if there.country == spot.country and (abroad or region_id(there) == region_id(spot)):
            return True
    return False


def _better_known(desk: Desk, hearth: Hearth, top: Toponym) -> Placed | None:
    """The likeliest bearer by its own name that is no little town far from where the document plays; None where there is none."""
    ranked = [r for r in ranked_by(desk, top, top.found) if r[1].first and not hearth.outlies(top, r[1].spot)]
    return placed_at(top, ranked, "") if ranked and ranked[0][1].spot.population >= _WELL_KNOWN else None


def _bears(top: Toponym) -> bool:
    """True where a bearer has the whole name, or no street or building is meant."""
    return top.rule in ("exact", "part") or not top.is_headed(SUB_CITY)


def _scene(desk: Desk, i: int) -> Placed | None:
    """The town or finer place that is told nearest to toponym i: in its sentence, then before it, then behind it."""
    for j in _nearest(desk, i):
        placed = desk.placed.get(j)
        if placed is not None and placed.spot is not None and not placed.within and placed.spot.kind in _FINE:
            return placed
    return None


def _is_beside(desk: Desk, i: int, placed: Placed) -> bool:
    """True where the sentence of toponym i says "in" the place."""
    at = desk.page.sentence_at
    own = at(desk.toponyms[i].name_first)
    tops = enumerate(desk.toponyms)
    return any(top.prep and at(top.name_first) == own and desk.placed.get(j) is placed for j, top in tops)


def _nearest(desk: Desk, i: int) -> list[int]:
    """The other toponyms: those of its own sentence, the one before it and the one behind first, then back to the first of
    all, then on to the last ("the hall opens its doors in X": in X, wherever the sentence before it was).
    """
    tops, at = desk.toponyms, desk.page.sentence_at
    own = at(tops[i].name_first)
    before, behind = list(range(i - 1, -1, -1)), list(range(i + 1, len(tops)))
    near = [j for j in (*before, *behind) if at(tops[j].name_first) == own]
    return [*near, *(j for j in (*before, *behind) if j not in near)]


class Hearth(NamedTuple):
    """The region of most names (its id, "" for none), its share of them, and its town of most names."""

    region: str = ""
    share: float = 0.0
    town: Placed | None = None

    @property
    def sure(self) -> bool:
        """True where most of the document plays there."""
        return bool(self.region) and self.share >= _HALF

    @property
    def likely(self) -> bool:
        """True where more of it plays there than anywhere else, if not most of it."""
        return bool(self.region) and self.share >= _THIRD

    def outlies(self, top: Toponym, spot: Spot) -> bool:
        """True for a little town far away that a toponym would be put on, though others bear the name."""
        if top.rule == "part" and spot.kind in _PLACED and spot.population < _LARGE:
            return self.away(spot)  # "Rogers Centre", "N. Bedford Drive"
        if spot.kind not in TOWNS or spot.layer != "core" or not self.far(spot):
            return False
        first = any(f.first and f.spot.id == spot.id for f in top.found)
        return spot.population < (_LITTLE if first else _LARGE)

    def far(self, spot: Spot) -> bool:
        """True for a place of another region, a day's ride from its town."""
        return self.sure and self.away(spot)

    def away(self, spot: Spot) -> bool:
        """The same where the region is but the likeliest."""
        if region_id(spot) == self.region:
            return False
        town = self.town.spot if self.town is not None else None
        return town is None or not is_within(spot.lat, spot.lon, town.lat, town.lon, _WITHIN_KM)


def hearth_of(desk: Desk) -> Hearth:
    """Of a settled page; nothing where fewer than two names tell."""
    regions: dict[str, float] = {}
    towns: dict[str, float] = {}
    at: dict[str, Placed] = {}
    spots: dict[str, Spot] = {}
    for i, top in enumerate(desk.toponyms):
        placed = desk.placed.get(i)
        spot = placed.spot if placed is not None and not placed.within else None
        if placed is None or spot is None or not region_id(spot):
            continue
        first = any(f.spot.id == spot.id and f.first for f in top.found)
        weight = 1.0 if (first or spot.layer != "core") and top.rule != "part" else _BY_NAME
        weight *= 1.0 if _is_telling(top, spot) else _BY_NAME
        regions[region_id(spot)] = regions.get(region_id(spot), 0.0) + weight
        if spot.kind in TOWNS:
            towns[spot.id] = towns.get(spot.id, 0.0) + weight
            at.setdefault(spot.id, placed)
            spots[spot.id] = spot
    whole = sum(regions.values())
    if whole < _LEAST:
        return Hearth()
    best = max(regions, key=lambda r: (regions[r], r))
    inside = [t for t in towns if region_id(spots[t]) == best]
    town = max(inside, key=lambda t: (towns[t], spots[t].population, t), default="")
    return Hearth(best, regions[best] / whole, at.get(town))


def told_at_home(desk: Desk, hearth: Hearth, i: int) -> Placed | None:
    """The town or finer place by the hearth that is told nearest to toponym i, as in `_scene`; None where no hearth is
    likely.
    """
    if not hearth.likely:
        return None
    for j in _nearest(desk, i):
        placed = desk.placed.get(j)
        spot = placed.spot if placed is not None and not placed.within else None
        if spot is None or spot.kind not in _FINE or hearth.away(spot):
            continue
        if _is_telling(desk.toponyms[j], spot) or _is_town_of(hearth, spot):
            return placed
    return hearth.town


def _is_town_of(hearth: Hearth, spot: Spot) -> bool:
    return hearth.town is not None and hearth.town.spot is not None and hearth.town.spot.id == spot.id


def _is_telling(top: Toponym, spot: Spot) -> bool:
    """False for a town of no renown whose name many towns bear, where the text does not say in what it lies."""
    return len(top.found) <= _MANY or top.holder >= 0 or bool(spot.capital) or spot.population >= _LARGE
