"""Finds toponyms: names that the gazetteer knows or that stand where places stand, nationalities, and "the city"."""

from __future__ import annotations

from collections import Counter

from thucydides.knowledge.gazetteer import Found, Gazetteer, renown
from thucydides.mentions.page import Page
from thucydides.mentions.places.around import (
    Signs,
    apposed,
    around,
    has_company,
    is_a_road,
    signs_of,
    with_shared_heads,
)
from thucydides.mentions.places.lookup import Name
from thucydides.mentions.places.names import names_of, own_head
from thucydides.mentions.places.peoples import is_a_people, is_money, peoples_of, without_foreign_states
from thucydides.mentions.places.plausible import crowd_of, may_be_one, plausible
from thucydides.mentions.places.seats import seats
from thucydides.mentions.places.toponym import Around, Toponym, alone
from thucydides.model.mention import PlaceRole

_LESSER = frozenset({"admin2", "city", "town", "village"})  # what lies in a region
_DIVISION = frozenset({"admin1", "admin2"})
_LARGE_TOWN = 50_000
_ABROAD, _CAPITAL = "abroad", "capital"
_OF_STATES = frozenset({"border", _CAPITAL})
_GAP = 6  # tokens between a name and the words that say what holds it


def find(page: Page, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """Toponyms of a page in order of position; pure."""
    signs = signs_of(page)
    names = [without_foreign_states(page, name) for name in names_of(page, gazetteer, signs)]
    besides = [
        around(page, signs, name.first, name.last)
        if name.found or has_company(signs, name.first, name.last)
        else alone(name.first, name.last)
        for name in names
    ]
    crowd = crowd_of(page, names, besides, signs)
    found: list[Toponym] = []
    taken: set[int] = set()
    peoples = {h.first for h in page.of("actors", "nationality")}
    for name, beside in zip(names, besides, strict=True):
        if name.first in peoples and (not _OF_STATES.isdisjoint(beside.heads) or is_a_people(page, name, beside)):
            continue  # "the Iraqi border", "a Spanish ship", whatever hamlet is called so
        if is_money(page, name.first, name.last):
            continue
        phrase = _phrase(page, gazetteer, signs, name, beside)
        if phrase is None and not plausible(page, name, beside, crowd):
            if may_be_one(page, name, crowd):
                found.append(toponym(page, name, beside)._replace(rule="maybe"))
            continue
        if _CAPITAL in beside.heads and name.renown.country and beside.first < name.first and phrase is None:
            told = found and list(page.tokens.forms[found[-1].last : beside.first]) == [","]
            name = name if told else _capital_of(gazetteer, name)  # "the capital of X"; "Tripoli, capital of Libya": X
        if not name.found and "road" in beside.heads:
            name = _first_end(page, gazetteer, name)
        whole, its = phrase or (name, beside)
        top = toponym(page, whole, its)
        found.append(top if name.found else top._replace(apposed=apposed(page, name.last, signs)))
        taken.update(range(found[-1].first, found[-1].last))
    found = seats(page, signs, found)
    found = _known_besides(found)
    found += peoples_of(page, gazetteer, signs, taken, crowd.cased)
    found += _anaphors(page, signs, taken)
    return linked(page, signs, found)


def _known_besides(found: list[Toponym]) -> list[Toponym]:
    """With what may be a name told as one where the text elsewhere surely has it: beside a head noun, or more than once."""
    if all(t.rule != "maybe" for t in found):
        return found
    placed = Counter(t.key for t in found if t.rule == "unknown")
    known = {t.key for t in found if t.rule == "unknown" and (t.heads or t.apposed or placed[t.key] > 1)}
    return [t._replace(rule="unknown") if t.rule == "maybe" and t.key in known else t for t in found]


def linked(page: Page, signs: Signs, found: list[Toponym]) -> tuple[Toponym, ...]:
    """Toponyms in order of position, told which of them hold or pair with which."""
    found.sort(key=lambda t: (t.name_first, t.name_last))
    found, listed = with_shared_heads(page, signs, found)
    return tuple(_holders(page, signs, _partners(page, signs, found), listed))


def toponym(page: Page, name: Name, beside: Around) -> Toponym:
    """A name with what stands beside it."""
    first, last = min(beside.first, name.first), max(beside.last, name.last)
    start, end = page.span(first, last)
    at, to = page.span(name.first, name.last)
    return Toponym(
        start=start, end=end, first=first, last=last,
        name_first=name.first, name_last=name.last, name=page.text[at:to], key=name.key, found=name.found,
        heads=beside.heads or own_head(name) or _river(page, name), relation=beside.relation, direction=beside.direction, distance_km=beside.distance_km,
        located=beside.located, role=_compound_role(page, name, beside) or beside.role, prep=beside.prep, rule=name.rule,
    )  # fmt: skip


def _compound_role(page: Page, name: Name, beside: Around) -> PlaceRole | None:
    """ "US-led", "Kyiv-held", "Britain-based": a name that a hyphen ties to a small word says whose, not where; and so does
    a state behind what it has in others ("the embassy of X").
    """
    if _ABROAD in beside.heads and name.renown.country:
        return "nationality"
    tokens, at = page.tokens, name.last
    if beside.last > at or at >= len(tokens) or tokens.shapes[at] != "x":  # "Gaza-ville" has its head noun there
        return None
    tied = page.folded[tokens.ends[at - 1] : tokens.starts[at]] == "-"
    return ("nationality" if name.renown.country else "seat") if tied else None


def _river(page: Page, name: Name) -> tuple[str, ...]:
    """ "Across the Nile", "en el Nilo": what an article stands before is the river, whatever town is called so too."""
    if all(f.spot.kind != "water" for f in name.found):
        return ()
    article = any(h.last == name.first for h in page.of("grammar", "det"))
    return ("river",) if article else ()


def _phrase(page: Page, gazetteer: Gazetteer, signs: Signs, name: Name, beside: Around) -> tuple[Name, Around] | None:
    """A name that takes its head noun in ("Kakhovka dam", "southern suburbs of Beirut"), where the gazetteer has it."""
    if beside.first >= name.first and beside.last <= name.last:
        return None
    forms = page.tokens.forms
    first, last = min(beside.first, name.first), max(beside.last, name.last)
    bare = first
    while bare < name.first and bare in signs.soft:
        bare += 1
    while bare < name.first and forms[bare].endswith("'"):
        bare += 1
    for a, b in ((bare, last), (bare, name.last), (name.first, last)):
        if (a, b) == (name.first, name.last) or b - a > 6 or b - a < 2:
            continue
        found = gazetteer.exact(" ".join(forms[a:b]).replace("' ", ""))
        kept = tuple(f for f in found if f.spot.kind not in ("admin1", "admin2", "settlement"))
        if kept:
            wider = Name(a, b, " ".join(forms[a:b]), kept, "exact", name.run, renown(kept))
            return wider, Around(a, b, role=beside.role, prep=beside.prep, possessive=beside.possessive)
    return None


def _first_end(page: Page, gazetteer: Gazetteer, name: Name) -> Name:
    """ "The road X-Y", written as one name of which the gazetteer has but the ends: the first that it knows."""
    tokens = page.tokens
    cuts = [
        i for i in range(name.first + 1, name.last) if page.folded[tokens.ends[i - 1] : tokens.starts[i]] in ("-", "–")
    ]
    for cut in cuts:
        for a, b in ((name.first, cut), (cut, name.last)):
            key = " ".join(tokens.forms[a:b]).replace("' ", "")
            found = gazetteer.exact(key)
            if found:
                return name._replace(first=a, last=b, key=key, found=found, rule="exact", renown=renown(found))
    return name


def _capital_of(gazetteer: Gazetteer, name: Name) -> Name:
    """The name of a state as that of its capital."""
    state = next((f.spot.country for f in name.found if f.spot.kind == "country"), "")
    spot = gazetteer.capital(state)
    found = (Found.of(spot, True),) if spot is not None else name.found
    return name._replace(found=found, renown=renown(found))


def _anaphors(page: Page, signs: Signs, taken: set[int]) -> list[Toponym]:
    """ "The city", "this province", "there", where no name follows that it belongs to."""
    found = []
    nations = {h.first for h in page.of("actors", "nationality")} if page.language.has("verb_first") else set()
    bodies: set[int] = set()
    if page.language.has("noun_compounds"):  # where a noun before a noun is its adjective
        bodies = {h.first for h in page.of("sources", "head")} | {h.first for h in page.of("actors", "generic")}
    for hit in page.of("places", "anaphor"):
        whose = hit.entry.value == "capital" and hit.last in nations  # "the capital Somali", an adjective behind it
        if any(i in taken for i in range(hit.first, hit.last + (not whose))):
            continue
        if whose:
            pass
        elif _goes_on(page, signs, hit.last, taken) or (
            hit.entry.value == "capital" and _is_told_apart(page, hit.last)
        ):
            continue
        touched = hit.first in signs.ending or hit.first - 1 in signs.soft
        if not touched and hit.last in bodies:
            continue  # "the state police": whose they are
        beside = around(page, signs, hit.first, hit.last) if touched else alone(hit.first, hit.last)
        start, end = page.span(min(beside.first, hit.first), hit.last)
        found.append(
            Toponym(
                start, end, min(beside.first, hit.first), hit.last, hit.first, hit.last, page.text[start:end], "",
                role=beside.role, prep=beside.prep, anaphor=hit.entry.value, rule=hit.entry.row,
                relation=beside.relation, direction=beside.direction, distance_km=beside.distance_km,
                located=beside.located,
            )
        )  # fmt: skip
    return found + _parts(page, signs, taken)


def _is_told_apart(page: Page, after: int) -> bool:
    """True where an unknown adjective says whose capital it is."""
    tokens = page.tokens
    return after < len(tokens) and tokens.shapes[after] == "x" and tokens.forms[after] not in page.language.words


def _goes_on(page: Page, signs: Signs, after: int, taken: set[int]) -> bool:
    """True where a name follows that belongs to it ("the rural zone of X"): small words, at most one other word."""
    count, other = len(page.tokens), 0
    i = after
    while i < count and (i in signs.soft or (not other and page.tokens.shapes[i] == "x")):
        other += i not in signs.soft
        i += 1
    return i > after and i in taken and i - 1 in signs.soft


def _parts(page: Page, signs: Signs, taken: set[int]) -> list[Toponym]:
    """ "In the north-west" with no name after it: a part of the country or region that the text is about."""
    found = []
    for hit in page.of("places", "direction"):
        first, last = hit.first, hit.last
        if hit.entry.value == "center" or any(i in taken for i in range(first - 1, last + 1)):
            continue
        if last < len(page.tokens) and (page.tokens.shapes[last] in "XA" or last in signs.soft or last in taken):
            continue
        joined = last + 1 if last in signs.joints else last  # "northern and eastern X": the second word takes the name
        after = signs.starting.get(joined)
        if after is not None and {"head", "direction"} & {e.role for e in after[1]}:
            continue
        before = first
        while before - 1 in signs.soft:
            before -= 1
        span = signs.ending.get(before)
        inside = span is not None and any(e.role == "at" for e in span[1])
        if not inside:
            continue
        start, end = page.span(first, last)
        found.append(
            Toponym(
                start, end, first, last, first, last, page.text[start:end], "", prep=True, anaphor="part",
                direction=hit.entry.value, rule=hit.entry.row,
            )
        )  # fmt: skip
    return found


def _partners(page: Page, signs: Signs, found: list[Toponym]) -> list[Toponym]:
    """ "Between X and Y", "the road X - Y": the first learns the index of the second."""
    out = list(found)
    for i, top in enumerate(found[:-1]):
        after = found[i + 1]
        joined = top.last + 1
        while joined in signs.soft and joined < after.name_first:  # "between the X and the Y"
            joined += 1
        between = top.relation == "between" and after.first <= joined <= after.name_first and top.last in signs.joints
        if between or is_a_road(page, signs, top, after):
            out[i] = top._replace(partner=i + 1, last=after.last, end=after.end)
            out[i + 1] = after._replace(role=top.role)
    return out


def _gap_is_holding(page: Page, signs: Signs, last: int, first: int, phrase: int) -> bool:
    """True where only commas, brackets, small words and place words stand between two names."""
    i = last
    forms = page.tokens.forms
    if i >= first:
        return False
    if phrase < first and forms[last] == "," and set(page.tokens.shapes[last + 1 : phrase]) <= {"x"}:
        return True  # "X, a small farming village lying 25 km north of Y"
    joined = False
    while i < first:
        span = signs.starting.get(i)
        if i >= phrase or (
            span is not None and span[0] > first and i in signs.small
        ):  # the words of the second name's own relation
            i, joined = first, True
        elif (
            span is not None
            and span[0] <= first
            and {e.role for e in span[1]} & {"at", "head", "direction", "relation"}
        ):
            i, joined = span[0], True
        elif forms[i] in (",", "(") or i in signs.soft or forms[i] in page.language.cutting.enclitics:
            joined = joined or forms[i] != "("
            i += 1
        elif page.tokens.shapes[i] == "0" or forms[i] == ")":
            i += 1
        else:
            return False
    return joined or forms[last] == "("


def _holders(page: Page, signs: Signs, found: list[Toponym], lists: frozenset[int]) -> list[Toponym]:
    """ "X, in Y province", "X (Y)", "Y's X": who is told to hold whom; not what a list goes on with."""
    out = list(found)
    for i, top in enumerate(found):
        if top.anaphor or top.role == "nationality" or i + 1 >= len(found) or (i and found[i - 1].partner == i):
            continue
        if top.partner >= 0 or i in lists:
            continue
        after = found[i + 1]
        bearing = after.distance_km or _bears_on(page, top, after)
        if (
            (after.anaphor and not bearing)
            or (after.key and after.key == top.key)  # "the Somali capital, Mogadishu"
            or after.role == "nationality"
            or ("admin1" in top.heads and after.is_headed(_LESSER))
            or after.name_first - top.name_last > (2 * _GAP if bearing else _GAP)
        ):
            continue
        whole = bearing or "admin1" in after.heads  # "X, in [the Syrian province of Y]"
        phrase = after.first if whole and after.first > top.name_last else after.name_first
        touching = after.name_first == top.name_last and (after.is_headed(_DIVISION) or _owns(after))
        if not touching and not _gap_is_holding(page, signs, top.name_last, after.name_first, phrase):
            continue
        if page.tokens.forms[top.name_last] == "," and not bearing and not _can_hold(after, after.prep):
            continue
        if page.tokens.forms[top.name_last] in page.language.cutting.enclitics and not after.direction:
            out[i + 1] = out[i + 1]._replace(holder=i)
            continue
        behind = page.tokens.forms[top.name_last] == "," and after.first == top.name_last + 1 and not after.heads
        listed = behind and _goes_on_listing(page, signs, after, found[i + 2 : i + 3])
        if (
            listed
            and top.found
            and any(f.spot.kind == "settlement" for f in after.found)
            and not _region_of(top, after)
        ):
            continue  # "Washington, New York and Boston"
        out[i] = out[i]._replace(holder=i + 1)
        if (behind and not listed) or (not after.heads and after.prep and _holds_by_one_name(top, after)):
            out[i + 1] = out[i + 1]._replace(heads=_region_of(top, after))
    for i, top in enumerate(out):  # "X, in Ethiopia's Y region": Y
        owner = top.holder
        if 0 <= owner < len(out) - 1 and i < owner and out[owner + 1].holder == owner:
            region = out[owner + 1]
            country = any(f.spot.kind == "country" for f in out[owner].found)
            if country and region.is_headed(_DIVISION) and region.first <= out[owner].last + 1:
                out[i] = top._replace(holder=owner + 1)
    for i in sorted(lists, reverse=True):  # "the villages of X, Y and Z in the W district"
        if out[i].holder < 0 <= out[i + 1].holder:
            out[i] = out[i]._replace(holder=out[i + 1].holder)
    return out


def _bears_on(page: Page, top: Toponym, after: Toponym) -> bool:
    """ "X, west of Y", "X, west of the city": what says where the name right before it lies."""
    if after.anaphor == "admin1" and after.direction and after.first == top.name_last and not top.country:
        return True  # "X east-of the province"
    if not after.direction or after.anaphor == "part" or top.country or after.first != top.name_last + 1:
        return False
    return page.tokens.forms[top.name_last] in (",", "(") and not after.is_headed(_DIVISION)


def _owns(top: Toponym) -> bool:
    """ "X of Y district", "X of the republic of Y": a region in the case of an owner, right behind a name."""
    return top.rule == "inflected" and any(f.spot.kind in ("admin1", "region") for f in top.found)


def _goes_on_listing(page: Page, signs: Signs, top: Toponym, after: list[Toponym]) -> bool:
    """ "X, Y and Z", "X, Y, Z": towns of a list, no town and its region."""
    at = top.last
    if at in signs.joints:
        return True
    comma = at < len(page.tokens) and page.tokens.forms[at] == ","
    regions = {f.spot.country for f in top.found if f.spot.kind == "admin1"}
    states = {f.spot.country for t in after for f in t.found if f.spot.kind == "country"}
    if comma and not regions.isdisjoint(states):
        return False  # "X, Ontario, Canada"
    return comma and (at + 1 in signs.joints or any(t.first == at + 1 for t in after))


def _region_of(top: Toponym, after: Toponym) -> tuple[str, ...]:
    """ "Buffalo, New York": the head noun of a region that stands right behind the name of a town in it."""
    towns = {f.spot.admin1_id for f in top.found}
    regions = any(f.spot.kind == "admin1" and f.spot.id in towns for f in after.found)
    return ("admin1",) if regions and len(after.found) > 1 else ()


def _holds_by_one_name(top: Toponym, after: Toponym) -> bool:
    """ "Macon, en Géorgie": of a state and a region of another that are called alike only the region has such a town."""
    states = {f.spot.country for f in after.found if f.spot.kind == "country"}
    return bool(states and top.found) and not any(f.spot.country in states for f in top.found)


def _can_hold(top: Toponym, prep: bool) -> bool:
    """True for what may follow a comma as the larger place ("Alexandria, Louisiana"; "X, in Aleppo"); lists of towns
    are no chain.
    """
    if top.heads or any(f.spot.kind in ("admin1", "country", "region", "admin2") for f in top.found):
        return True
    return prep and any(f.spot.population >= _LARGE_TOWN for f in top.found)
