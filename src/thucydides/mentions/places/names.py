"""Spans that may be names of places: runs of capitals, or any words in scripts without them, met with the gazetteer."""

from __future__ import annotations

from thucydides.knowledge.gazetteer import Gazetteer, renown
from thucydides.knowledge.gazetteer.abbreviations import abbreviations
from thucydides.knowledge.gazetteer.endings import base_forms, inflects
from thucydides.knowledge.gazetteer.keys import word_skeleton
from thucydides.mentions.page import Hit, Page
from thucydides.mentions.places.around import Signs
from thucydides.mentions.places.capitals import caseless_names, common_nouns, name_of_a_family
from thucydides.mentions.places.lookup import LONGEST, Match, Name, inflected, is_place_word, longest_name, renown_of
from thucydides.text.keywords import LIST

_FAMOUS = 100_000
_ENDING = 2  # letters by which a case differs from the name
_OF_PLACES = ("head", "relation", "anaphor", "direction")
_SHOTS = "small_arms"
_FAMILY = "family"  # value of a stop behind which a family's name stands
BODIES = frozenset({"official_political", "official_military", "medical_rescue"})  # who speak for a land
_FEATURES = frozenset({"river", "mountain", "area", "site"})


def _opens_known_name(page: Page, gazetteer: Gazetteer, i: int, signs: Signs) -> bool:
    """True for a stop name ("Abu") that begins a longer name, of a chosen or large place of several words."""
    if gazetteer.longest(page.tokens.forms[i]) < 2:
        return False
    hit = longest_name(page, gazetteer, i, i + LONGEST)
    if hit is None or set(page.tokens.shapes[i + 1 : hit[0]]) <= {"0"}:
        return False  # alone, or a day ("6 October" is a town)
    if all(j in signs.stops for j in range(i, hit[0])):
        return False  # "the White House", whatever town is called so
    known = gazetteer.renown(hit[1])
    return known.chosen or known.people >= _FAMOUS


def _blocked(page: Page, gazetteer: Gazetteer, signs: Signs) -> set[int]:
    """Tokens that other kinds own: named actors and sources, weapons; stop names."""
    taken = {i for i in signs.stops if not _opens_known_name(page, gazetteer, i, signs) and not _hyphened_in(page, i)}
    for hit in page.of("places", "stop"):
        if hit.entry.value == LIST:
            taken.update(range(hit.first, hit.last))
        elif hit.entry.value == _FAMILY:
            taken.update(name_of_a_family(page, hit.last))
    for kind in ("actors", "sources", "weapons"):
        for hit in page.hits.get(kind, ()):
            if hit.entry.role == "shape" and _opens_known_name(page, gazetteer, hit.first, signs):
                continue  # "Lashkar Gah" is a town
            if hit.entry.role == "weapon" and _is_named_like_arms(page, gazetteer, signs, hit):
                continue
            if kind == "sources" and hit.entry.role == "named" and _is_told_as_town(page, gazetteer, signs, hit):
                continue
            if hit.entry.role in ("named", "weapon", "shape"):
                taken.update(range(hit.first, hit.last))
            if kind == "sources" and hit.entry.role == "named" and hit.entry.value in BODIES:
                taken.difference_update(_lands_of(page, gazetteer, hit))
    if page.language.has("capital_nouns"):
        taken |= common_nouns(page, gazetteer)
    return taken


def _lands_of(page: Page, gazetteer: Gazetteer, hit: Hit) -> list[int]:
    """Tokens of an authority's name that are those of a chosen place by themselves ("the health ministry of Gaza")."""
    known = [(i, gazetteer.renown(page.tokens.forms[i])) for i in range(hit.first, hit.last)]
    return [i for i, renown_ in known if renown_.chosen and renown_.area and not renown_.country]


def _is_named_like_arms(page: Page, gazetteer: Gazetteer, signs: Signs, hit: Hit) -> bool:
    """ "in Tiro": a plain word for shots or bombs with a capital inside a sentence, where a chosen town is called so."""
    i = hit.first
    if hit.last != i + 1 or i in signs.starts or not page.language.has("capitals_mark_names") or page.shouts:
        return False
    forms, shapes = page.tokens.forms, page.tokens.shapes
    if shapes[i] != "X":
        return False
    if forms[i + 1 : i + 2] == [","] and shapes[i + 2 : i + 3] == "X":  # "Buffalo, New York"
        hit_after = longest_name(page, gazetteer, i + 2, min(i + 2 + LONGEST, len(forms)))
        return hit_after is not None and gazetteer.renown(hit_after[1]).area
    return hit.entry.value == _SHOTS and gazetteer.renown(forms[i]).chosen


def _is_told_as_town(page: Page, gazetteer: Gazetteer, signs: Signs, hit: Hit) -> bool:
    """ "The town of X", "near X", where a town has the name of an outlet too."""
    at = hit.first
    while at not in signs.ending and at - 1 in signs.soft:
        at -= 1
    span = signs.ending.get(at)
    if span is None or not any(e.role in _OF_PLACES for e in span[1]):
        return False
    found = gazetteer.exact(" ".join(page.tokens.forms[hit.first : hit.last]))
    return any(f.spot.kind in ("settlement", "village") for f in found)


def _hyphened_in(page: Page, i: int) -> bool:
    """True for a small word between two hyphens ("Port-au-Prince")."""
    text, start, end = page.text, page.tokens.starts[i], page.tokens.ends[i]
    return page.tokens.shapes[i] == "x" and text[max(start - 1, 0) : start] == "-" == text[end : end + 1]


def _abbreviated(page: Page, signs: Signs, blocked: set[int], capitals: list[int]) -> list[Name]:
    """ "U.S.", "Mobile, Ala.": forms that the language lists; their tokens are taken from the other names."""
    table = abbreviations(page.language.code)
    names: list[Name] = []
    if not table:
        return names
    forms, shapes, starts, ends = page.tokens.forms, page.tokens.shapes, page.tokens.starts, page.tokens.ends
    for i in capitals:
        if i in blocked:
            continue
        for short in table.get(forms[i], ()):
            last = i + 1 + len(short.rest)
            if tuple(forms[i + 1 : last]) != short.rest or (short.capitals and shapes[i] != "A"):
                continue
            if short.rest and short.rest[0] == "." and starts[i + 1] != ends[i]:
                continue
            before = i - 1
            if short.needs == "comma" and not (before > 0 and forms[before] == "," and shapes[before - 1] in "XA"):
                continue
            if short.needs == "prep" and i not in signs.ending:
                continue
            names.append(
                Name(i, last, short.found[0].spot.name, short.found, "abbreviation", (i, last), renown(short.found))
            )
            blocked.update(range(i, last))
            break
    return names


def _runs(page: Page, capitals: list[int]) -> list[tuple[int, int]]:
    """Runs of capitalised words; one lower-case short word may stand inside ("Deir ez-Zor" is written so)."""
    shapes, starts, ends, text = page.tokens.shapes, page.tokens.starts, page.tokens.ends, page.text
    runs: list[tuple[int, int]] = []
    first = last = -1
    for i in capitals:
        if i == last:
            last += 1
            continue
        # "ez-Zor", "al-Bab": a small word before a hyphen, which touches both
        hyphened = i and text[starts[i] - 1] == "-" and shapes[i - 1] == "x" and ends[i - 1] == starts[i] - 1
        if hyphened and i == last + 1:
            last = i + 1
            continue
        if last > 0:
            runs.append((first, last))
        article = hyphened and not word_skeleton(page.tokens.forms[i - 1])
        first, last = (i - 1 if article else i), i + 1
    if last > 0:
        runs.append((first, last))
    return runs


def names_of(page: Page, gazetteer: Gazetteer, signs: Signs) -> list[Name]:
    """All candidate names of a page in order; unknown runs have no `found`."""
    blocked = _blocked(page, gazetteer, signs)
    if page.language.has("capitals_mark_names") and page.shouts:
        return caseless_names(page, gazetteer, signs, blocked)
    capitals = page.tokens.capitals()
    short = _abbreviated(page, signs, blocked, capitals)
    if page.language.has("capitals_mark_names"):
        named = _capital_names(page, gazetteer, signs, blocked, capitals)
        if page.language.has(
            "capital_nouns"
        ):  # what no list knows is a noun, unless a word for places stands before it
            named = [n for n in named if n.rule != "unknown" or _is_told_as_place(signs, n.first)]
        return sorted([*short, *named], key=lambda n: n.first)
    return caseless_names(page, gazetteer, signs, blocked)


def _is_told_as_place(signs: Signs, first: int) -> bool:
    """True right behind "the village", "near", "north of"."""
    before = signs.ending.get(first)
    return before is not None and any(e.role in _OF_PLACES for e in before[1])


def _segments(first: int, last: int, blocked: set[int]) -> list[tuple[int, int]]:
    """A run without the words that are no part of a name: stop names, named actors, leading small words."""
    if last == first + 1:
        return [] if first in blocked else [(first, last)]
    out: list[tuple[int, int]] = []
    i = first
    while i < last:
        while i < last and i in blocked:
            i += 1
        j = i
        while j < last and j not in blocked:
            j += 1
        if i < j:
            out.append((i, j))
        i = j
    return out


def _capital_names(
    page: Page, gazetteer: Gazetteer, signs: Signs, blocked: set[int], capitals: list[int]
) -> list[Name]:
    names: list[Name] = []
    cases = inflects(page.language.code)
    forms, table = page.tokens.forms, page.language.words
    edge = 0
    for run in _runs(page, capitals):
        first, last = run
        if first < edge:
            if last <= edge:
                continue
            first = edge
        if last == first + 1 and not cases:  # most runs are one word: the same as below, in fewer steps
            form = forms[first]
            longest = gazetteer.longest(form)
            if longest < 2:
                if first in blocked or (first == run[0] and first in signs.small):
                    continue
                if is_place_word(signs, first) and not _names_itself(page, gazetteer, signs, first):
                    continue
                if not longest and form.endswith("s") and page.language.has("possessive_s"):
                    owner = _owner(page, gazetteer, first)
                    if owner is not None:
                        names.append(Name(first, last, owner[1], owner[2], "exact", run, gazetteer.renown(owner[1])))
                        continue
                if longest:
                    names.append(Name(first, last, form, gazetteer.exact(form), "exact", run, gazetteer.renown(form)))
                elif form not in table:
                    names.append(Name(first, last, form, (), "unknown", run))
                continue
        for a, b in _segments(first, last, blocked):
            names += _segment_names(page, gazetteer, signs, (a, b), run, cases)
        edge = max(edge, names[-1].last if names else 0)
    return names


def _owner(page: Page, gazetteer: Gazetteer, i: int) -> Match | None:
    """A country or large town whose possessive has lost its apostrophe ("Syrias north")."""
    form = page.tokens.forms[i]
    if not form.endswith("s") or len(form) < 5 or not _known_area(gazetteer, form[:-1]):
        return None
    return i + 1, form[:-1], gazetteer.exact(form[:-1]), "exact"


def _known_area(gazetteer: Gazetteer, key: str) -> bool:
    renown = gazetteer.renown(key)
    return renown.country or renown.people_first >= _FAMOUS


def _names_itself(page: Page, gazetteer: Gazetteer, signs: Signs, i: int) -> bool:
    """True for a word for rivers, hills and the like with a capital inside a sentence, where a chosen place is called so
    ("the town of Lyman", which is the word for an estuary).
    """
    if page.tokens.shapes[i] != "X" or i in signs.starts:
        return False
    if any(e.role != "head" or e.value not in _FEATURES for e in signs.starting[i][1]):
        return False
    keys = (page.tokens.forms[i], *base_forms(page.language.code, (page.tokens.forms[i],)))
    return any(gazetteer.renown(key).chosen for key in keys)


def _small_word(signs: Signs, i: int) -> bool:
    """True for a word of grammar that is capitalised because it begins a sentence ("In", "A")."""
    return i in signs.soft or i in signs.small


def _opens(page: Page, signs: Signs, i: int) -> bool:
    """True for a known word that is capitalised because it begins a sentence."""
    return _small_word(signs, i) or (i in signs.starts and page.tokens.forms[i] in page.language.words)


def _segment_names(
    page: Page, gazetteer: Gazetteer, signs: Signs, segment: tuple[int, int], run: tuple[int, int], cases: bool
) -> list[Name]:
    first, last = segment
    owns = page.language.has("possessive_s")
    names: list[Name] = []
    i = unknown = first
    while i < last:
        hit = longest_name(page, gazetteer, i, last)
        if cases:
            hit = _or_in_another_case(page, gazetteer, signs, (i, last), hit)
        if hit is None and owns:
            hit = _owner(page, gazetteer, i)
        if hit is not None and hit[0] == i + 1:
            common = is_place_word(signs, i) and not _names_itself(page, gazetteer, signs, i)
            article = hit[0] < last and _only_article(page, i, hit[0])
            if common or article or (i == run[0] and _small_word(signs, i)):
                hit = None
        elif (
            hit is not None
            and i == run[0]
            and i in signs.small
            and gazetteer.renown(" ".join(page.tokens.forms[i + 1 : hit[0]])).country
        ):
            hit = None  # "In Niger", whatever hamlet is called so
        if hit is None:
            i += 1
            continue
        if _only_article(page, unknown, i) and gazetteer.renown(hit[1]).chosen:
            i = unknown
        _unknown(page, signs, names, unknown, i, run)
        names.append(Name(i, hit[0], hit[1], hit[2], hit[3], run, renown_of(gazetteer, hit)))
        i = unknown = hit[0]
    _unknown(page, signs, names, unknown, last, run)
    return _whole(page, signs, names, run)


def _or_in_another_case(
    page: Page, gazetteer: Gazetteer, signs: Signs, span: tuple[int, int], hit: Match | None
) -> Match | None:
    """The longer of a name as written and one in another case; of two equally long both, where the second is a chosen
    or a larger place's ("Hama" in a case is spelt like a town of Flanders) or may be the adjective of a town that a district is called after.
    """
    i, last = span
    if hit is not None and hit[0] == last and (gazetteer.renown(hit[1]).chosen or gazetteer.renown(hit[1]).area):
        return hit
    other = inflected(page, gazetteer, i, last)
    if other is None or hit is None:
        return other or hit
    if hit[0] < other[0] <= last:
        return other
    after = signs.starting.get(hit[0])
    district = after is not None and any(e.role == "head" and e.value == "admin2" for e in after[1])
    known, mine = renown(other[2]), gazetteer.renown(hit[1])
    if other[0] == hit[0] and (district or (known.chosen and not mine.chosen) or _is_rarer(hit, other)):
        return other[0], other[1], tuple({f.spot.id: f for f in (*hit[2], *other[2])}.values()), other[3]
    return hit


def _is_rarer(hit: Match, other: Match) -> bool:
    """True for a foreign town's name in this script that is also a case of a larger town's; an adjective is no case."""
    if abs(len(hit[1]) - len(other[1])) > _ENDING or any(f.first or f.spot.kind != "settlement" for f in hit[2]):
        return False
    return renown(other[2]).people > renown(hit[2]).people


def _only_article(page: Page, first: int, last: int) -> bool:
    """True for an article before a name that is listed without it ("al-Hasaka")."""
    return last == first + 1 and not word_skeleton(page.tokens.forms[first])


def _whole(page: Page, signs: Signs, names: list[Name], run: tuple[int, int]) -> list[Name]:
    """Names of little places that touch unknown words or each other are one unknown name ("Tall" is a village
    somewhere); a famous name stays itself, unless a preposition or head noun stands before the unknown words.
    """
    out: list[Name] = []
    forms = page.tokens.forms
    for name in names:
        before = out[-1] if out else None
        if before is None or before.last != name.first or _apart(signs, before, name) or _is_label(page, before, name):
            out.append(name)
            continue
        out[-1] = Name(before.first, name.last, " ".join(forms[before.first : name.last]), (), "unknown", run)
    return out


def _is_label(page: Page, before: Name, name: Name) -> bool:
    """True for plain words behind a chosen place, as titles have them: "Raqa Monitor" is what a monitor says of Raqa; a
    number is part of the name ("Lyman First").
    """
    if not before.found or not before.renown.chosen or name.found:
        return False
    counted = any(name.first <= h.first < name.last for h in page.hits.get("numbers", ()))
    return not counted and all(page.tokens.forms[i] in page.language.words for i in range(name.first, name.last))


def _apart(signs: Signs, before: Name, name: Name) -> bool:
    """True where two names that touch are not parts of one."""
    if (before.found and _famous(before)) or name.renown.area:
        return True
    if name.last > name.run[1] and name.rule == "inflected":
        return True  # "X of [Y district]"
    span = signs.starting.get(name.last)
    if name.found and span is not None and any(e.role == "head" for e in span[1]):
        return True  # "X of Y district"
    return bool(name.found) and _famous(name) and (bool(before.found) or not _placed(signs, before.first))


def _placed(signs: Signs, first: int) -> bool:
    """True where place words end right before a token, small words between."""
    if first - 1 in signs.soft:
        first -= 1
    return first in signs.ending


def _famous(name: Name) -> bool:
    return name.renown.area or name.renown.people_first >= _FAMOUS


def _unknown(page: Page, signs: Signs, names: list[Name], first: int, last: int, run: tuple[int, int]) -> None:
    while first < last and (is_place_word(signs, first) or (first == run[0] and _opens(page, signs, first))):
        first += 1
    while last > first and is_place_word(signs, last - 1):
        last -= 1
    if first < last:
        names.append(Name(first, last, " ".join(page.tokens.forms[first:last]), (), "unknown", run))


def own_head(name: Name) -> tuple[str, ...]:
    """The kind of division that a name has taken its head noun from ("Y district", in the case of the sentence)."""
    if name.last <= name.run[1] or name.rule != "inflected":
        return ()
    kinds = {f.spot.kind for f in name.found}
    return tuple(kind for kind in ("admin1", "admin2") if kind in kinds)
