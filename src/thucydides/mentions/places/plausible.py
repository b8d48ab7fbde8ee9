"""Is a span that could be a place one here? Persons, organisations and plain words bear the names of places too."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import compress

from thucydides.knowledge.gazetteer.lookalikes import Lookalikes, lookalikes
from thucydides.mentions.page import Hit, Page
from thucydides.mentions.places.around import Signs, apposed, bearing_behind
from thucydides.mentions.places.lookup import Name
from thucydides.mentions.places.peoples import media, officers
from thucydides.mentions.places.seats import lived_in
from thucydides.mentions.places.toponym import Around
from thucydides.text.tokenset import TokenSet

_FAMOUS = 700_000
_LARGE = 100_000
_MIDDLE = 12_000
_LITTLE = 1_000
_DATELINE = 12  # tokens
_DASHES = frozenset("-–—")
_LOWER = bytes(chr(code) == "x" for code in range(256))  # of the shapes of tokens, small words: 1 at their code
_QUOTES = frozenset('"«»“”„')
_AFTER_DATELINE = _DASHES | {",", "(", "/"}


@dataclass(frozen=True, slots=True)
class Crowd:
    """What a document shows of its capitalised words.

    `persons` are folded words that stand in a person's full name, `lower` words of names that it also writes small, `starts`
    tokens that begin a sentence, `sure` keys that it somewhere uses as a place beyond doubt, `areas` tokens of names of
    countries and regions, `homes` those at which a name begins that says where people live or that a region follows, `gained`
    those right behind a verb of taking, `officers` those right behind an office ("the president Z"), `media` those behind a word for a medium ("the agency Z").
    """

    persons: AbstractSet[str]
    lower: AbstractSet[str]
    starts: AbstractSet[int]
    sure: AbstractSet[str]
    signs: Signs
    look: Lookalikes
    titles: frozenset[str]
    areas: AbstractSet[int] = frozenset()
    homes: AbstractSet[int] = frozenset()
    gained: AbstractSet[int] = frozenset()
    officers: AbstractSet[int] = frozenset()
    media: AbstractSet[int] = frozenset()
    cased: bool = True


def crowd_of(page: Page, names: list[Name], besides: list[Around], signs: Signs) -> Crowd:
    """Gathers it in one pass."""
    forms, shapes = page.tokens.forms, page.tokens.shapes
    starts = signs.starts
    look = lookalikes(page.language.code)
    titles = _titles(page.language.settings.abbreviations)
    if not page.language.has("capitals_mark_names") or page.shouts:
        return Crowd(frozenset(), frozenset(), starts, frozenset(), signs, look, titles, cased=False)
    words = {forms[i] for name in names for i in range(name.first, name.last)}
    lower = words.intersection(compress(forms, shapes.encode().translate(_LOWER)))
    persons: set[str] = set()
    for first, last in {name.run for name in names}:
        if 1 < last - first <= 4 and forms[first] in look.given and page.text[page.tokens.ends[first]] == " ":
            persons.update(forms[first + 1 : last])
    homes = frozenset(name.first for name in names if lived_in(page, signs, name.first, name.last))
    gained: set[int] = set()
    if page.language.has("case_roles"):  # elsewhere people are captured by the same words
        verbs = [h for h in page.of("triggers", "event") if h.entry.args in ("gain", "converse")]
        gained = {h.last for h in verbs if _takes(page, h)}
    told = {name.first for name, b in zip(names, besides, strict=True) if b.prep and b.role == "event"}
    _speakers(page, names, homes | told, signs.linking, persons)
    sure = {
        name.key
        for n, (name, beside) in enumerate(zip(names, besides, strict=True))
        if name.found and _beyond_doubt(page, names, n, beside)
    }
    areas = {i for name in names if name.renown.area for i in range(name.first, name.last)}
    held = frozenset(name.first for n, name in enumerate(names) if name.found and _is_before_region(page, names, n))
    return Crowd(
        persons, lower, starts, sure, signs, look, titles, areas, homes | held, gained, officers(page), media(page)
    )


def _takes(page: Page, verb: Hit) -> bool:
    """A verb of taking with its object behind it, or one of warding off that many did ("[they-]warded-off X")."""
    features, at = verb.entry.features, verb.last
    if verb.entry.args == "gain":
        return "fin" in features or _is_predicate(features)
    if not {"fin", "pl"} <= features or page.tokens.shapes[at : at + 1] != "X":
        return False
    return not any(h.first == at for h in page.hits.get("actors", ()))


def _speakers(page: Page, names: list[Name], places: AbstractSet[int], linking: TokenSet, persons: set[str]) -> None:
    """Whoever stands beside a verb of saying ("Clark said") is a person, if no area and not at one of these `places`; behind
    an office a name in a case of its own is where that is held ("the mayor of-Belgorod said").
    """
    says = [h for h in page.hits.get("sources", ()) if h.entry.role == "cue" and "say" in h.entry.args]
    that = {h.last for h in page.of("grammar", "comp")}
    before = {h.last for h in says if h.last not in that}  # "denied that [X] had fallen"
    after = {h.first for h in says}
    if not page.language.has("case_roles"):  # "the warlord Z"; where cases tell, "the residents of-Z"
        before |= {h.last for h in page.of("casualties", "victim") if h.entry.value == "combatants"}
    forms = page.tokens.forms
    cased = page.language.has("case_roles")
    seats = {h.last for h in page.of("sources", "head") if "of" in h.entry.args.split()}
    offices = {h.last for h in page.of("sources", "back")}
    for name in names:
        lone = name.last == name.first + 1 and not name.renown.area
        if name.first in places or (name.first in seats and cased and name.rule == "inflected"):
            continue
        if name.first - 1 in linking and name.first - 1 in (seats | offices):
            continue  # "the mayor of X said"
        if lone and name.renown.people < _FAMOUS and (name.first in before or name.last in after):
            persons.add(forms[name.first])


@cache
def _titles(abbreviations: tuple[str, ...]) -> frozenset[str]:
    return frozenset(a.lower().rstrip(".") for a in abbreviations)


def _beyond_doubt(page: Page, names: list[Name], n: int, beside: Around) -> bool:
    """A preposition of place, a head noun of places, or a region after a comma ("Alexandria, La.")."""
    name = names[n]
    if beside.heads or (beside.prep and beside.role == "event" and name.run[0] == name.first):
        return True
    return _is_before_region(page, names, n)


def _is_before_region(page: Page, names: list[Name], n: int) -> bool:
    """True for "Alexandria, La."."""
    if n + 1 >= len(names):
        return False
    name, after = names[n], names[n + 1]
    gap = after.first == name.last + 1 and page.tokens.forms[name.last] == ","
    return gap and after.renown.area


def plausible(page: Page, name: Name, beside: Around, crowd: Crowd) -> bool:
    """True where the span is read as a place."""
    if name.rule == "abbreviation":
        return True
    capitals = crowd.cased
    if not name.found:
        if not capitals:
            return bool(beside.heads or beside.relation)
        if beside.heads and name.last - name.first > 1 and _holds_office(page, beside):
            return False
        if apposed(page, name.last, crowd.signs):
            return True
        if bearing_behind(page, name.last, crowd.signs) and not _is_person(page, name, crowd, False):
            return _clean(page, name, crowd)
        inside = beside.prep and beside.role == "event" and beside.reached < name.first
        inside = inside or name.first in crowd.gained
        return (bool(beside.heads) or inside) and _clean(page, name, crowd)
    if not capitals:
        return _plausible_caseless(page, name, beside, crowd)
    if _is_a_title(page, name, beside, crowd):
        return False
    broad, people = name.renown.broad, name.renown.people
    if name.first in crowd.officers and not broad:
        if people < _LITTLE or page.tokens.forms[name.first] in crowd.look.surnames:
            return False
    if len(name.key) < 3 and not broad and people < _LARGE:
        return False
    if beside.heads and beside.reached < name.first and not {"country", "admin1"} & set(beside.heads):
        return True
    if _is_person(page, name, crowd, broad and people > _FAMOUS):
        return False
    if name.last > name.first + 1:
        return (
            broad
            or name.renown.local
            or name.renown.chosen
            or bool(beside.heads)
            or beside.prep
            or name.key in crowd.sure
            or people >= _LITTLE
        )
    return _plausible_word(page, name, beside, crowd, broad, people)


def _is_a_title(page: Page, name: Name, beside: Around, crowd: Crowd) -> bool:
    """ "the market «Sokol»": a town's name alone in quotes behind a common noun is what that is called."""
    first, last = name.first, name.last
    forms, shapes = page.tokens.forms, page.tokens.shapes
    if first < 2 or last >= len(forms) or forms[first - 1] not in _QUOTES or forms[last] not in _QUOTES:
        return False
    if beside.heads or name.renown.area or all(f.spot.kind != "settlement" for f in name.found):
        return False
    return shapes[first - 2] == "x" and first - 2 not in crowd.signs.small


def _is_predicate(features: AbstractSet[str]) -> bool:
    """A participle that is the whole predicate, which its subject follows ("Liberated X and Y")."""
    return "pp" in features and not features & {"gen", "dat", "acc", "ins", "loc"}


def _holds_office(page: Page, beside: Around) -> bool:
    """ "the governor of the province Ivan Petrov": behind an office and the head noun of its seat stands a person."""
    return any(h.entry.role == "head" and h.first < beside.first <= h.last for h in page.hits.get("sources", ()))


def _is_person(page: Page, name: Name, crowd: Crowd, famous: bool) -> bool:
    """Given name, initial or title before it; or itself a given name before another capital."""
    forms, shapes, i = page.tokens.forms, page.tokens.shapes, name.first
    first, last = name.run
    before = i - 1
    if (
        before >= 0
        and forms[before] == "."
        and before > 0
        and page.tokens.starts[before] == page.tokens.ends[before - 1]
    ):
        if shapes[before - 1] in "XA" and (len(forms[before - 1]) == 1 or forms[before - 1] in crowd.titles):
            return not famous
    elif before >= 0 and shapes[before] in "XA" and before >= first:
        word = forms[before]
        if (len(word) == 1 and before not in crowd.signs.small) or word in crowd.titles:
            return not famous
        if word in crowd.look.given and name.last - i == 1:
            return not famous
    if name.last - i == 1 and forms[i] in crowd.look.given and name.last < last and not famous:
        span = crowd.signs.starting.get(name.last)
        return span is None or all(e.role != "head" for e in span[1])
    return False


def _plausible_word(page: Page, name: Name, beside: Around, crowd: Crowd, broad: bool, people: int) -> bool:
    """The same for a name of one word, where most false friends are."""
    form, shape = page.tokens.forms[name.first], page.tokens.shapes[name.first]
    firm = bool(beside.heads) or (beside.prep and beside.role == "event") or bool(beside.direction)
    firm = firm or (name.first in crowd.officers and name.rule == "inflected")
    firm = (
        firm or name.first in crowd.homes or name.first in crowd.gained or bearing_behind(page, name.last, crowd.signs)
    )
    if name.renown.country:
        return True
    if name.first in crowd.media and not firm:
        return False
    if beside.personal and (form in crowd.look.surnames or form in crowd.look.given):
        return False
    if shape == "A" and len(form) <= 5 and not _shouted(page, name) and not (firm and _is_chosen_area(name)):
        return False
    if len(form) < 3 and not firm:
        return False
    first, last = name.run
    whole = _is_all(page, crowd, first, name.first) and _is_all(page, crowd, name.last, last)
    if form in crowd.look.words or form in crowd.lower or page.language.words.get((form,)):
        told = firm or (name.renown.chosen and form not in crowd.lower)
        opens = name.first in crowd.starts and not (
            name.renown.chosen and (_opens_dateline(page, name) or _is_subject(page, name))
        )
        return (told and whole and not opens) or (people >= _FAMOUS and form not in crowd.lower)
    if name.key in crowd.sure and form not in crowd.persons:
        return True
    if firm:
        return form not in crowd.persons or people >= _LARGE
    if form in crowd.persons or form in crowd.look.given:
        return people >= _FAMOUS and form not in crowd.persons
    if form in crowd.look.surnames:
        return people >= _LARGE and whole
    if broad or beside.prep or (whole and name.renown.chosen):
        return True
    if not whole:
        return name.renown.people_first >= _LARGE
    return people >= _MIDDLE


def _is_all(page: Page, crowd: Crowd, first: int, last: int) -> bool:
    """True where the words beside a name are areas, small words or words that only open a sentence."""
    return all(
        i in crowd.areas
        or i in crowd.signs.small
        or (i in crowd.starts and page.tokens.forms[i] in page.language.words)
        for i in range(first, last)
    )


def _is_chosen_area(name: Name) -> bool:
    """True for what somebody put on a list of regions by its letters ("DNR")."""
    return any(f.spot.kind == "region" and f.spot.layer != "core" for f in name.found)


def _is_subject(page: Page, name: Name) -> bool:
    """ "Beni a été ...": an auxiliary right behind a word that opens its sentence without an article."""
    return any(h.first == name.last and h.entry.role in ("be", "have") for h in page.of("grammar", "be", "have"))


def _opens_dateline(page: Page, name: Name) -> bool:
    """ "Gao, May 7 -", "Gao (agency) -": a comma or bracket, and soon a dash behind a number, a bracket or a space."""
    forms, tokens = page.tokens.forms, page.tokens
    if name.last >= len(forms) or forms[name.last] not in _AFTER_DATELINE:
        return False
    for i in range(name.last, min(name.last + _DATELINE, len(forms) - 1)):
        if forms[i] in _DASHES and tokens.ends[i - 1] < tokens.starts[i]:
            return True
    return False


def _shouted(page: Page, name: Name) -> bool:
    """True where the words beside it are all capitals too (a headline, a dateline)."""
    shapes = page.tokens.shapes
    beside = [shapes[i] for i in (name.first - 1, name.last) if 0 <= i < len(shapes)]
    return len(page.tokens.forms[name.first]) > 3 and ("A" in beside or all(s in ".n" for s in beside))


def _clean(page: Page, name: Name, crowd: Crowd) -> bool:
    """An unknown name that is no plain word and no person's: not every word of it is known, none stands in a name."""
    forms, look = page.tokens.forms, crowd.look
    words = [forms[i] for i in range(name.first, name.last)]
    if not all(w.isalpha() for w in words) or (
        len(words) == 1 and page.tokens.shapes[name.first] == "A" and len(words[0]) < 6
    ):
        return False
    if any(w in crowd.persons for w in words) or (
        len(words) > 1 and words[0] in look.given and not _hyphened(page, name)
    ):
        return False
    known = [w in page.language.words or w in crowd.lower or w in look.words for w in words]
    return not all(known) and not (known[0] and len(words) > 1 and page.tokens.shapes[name.first] == "X" and known[-1])


def _hyphened(page: Page, name: Name) -> bool:
    start, end = page.span(name.first, name.last)
    return " " not in page.text[start:end]


def may_be_one(page: Page, name: Name, crowd: Crowd) -> bool:
    """An unknown name with no sign of place beside it: a place only if the frame has one spelt alike."""
    if name.found or not crowd.cased or name.last - name.first > 4 or name.first in crowd.officers:
        return False
    if (
        name.first in crowd.starts
        and name.last == name.first + 1
        and page.tokens.forms[name.first] in page.language.words
    ):
        return False
    if name.last == name.first + 1 and page.tokens.forms[name.first] in crowd.look.surnames:
        return False
    return not _is_person(page, name, crowd, False) and _clean(page, name, crowd)


def _plausible_caseless(page: Page, name: Name, beside: Around, crowd: Crowd) -> bool:
    broad, people = name.renown.broad, name.renown.people
    placed = bool(beside.heads) or beside.prep or bool(beside.direction)
    form = page.tokens.forms[name.first]
    plain = form in crowd.look.words or _is_plain_word(page, form)
    if _is_behind_a_given_name(page, name, crowd):
        return False
    if placed and (name.last > name.first + 1 or not plain or name.renown.country):
        return True
    if name.last > name.first + 1:
        return broad or people >= _LITTLE or name.renown.chosen or name.first in crowd.signs.starting
    if len(form) < 3 or plain or form in crowd.look.given:
        return people >= _FAMOUS and name.renown.people_first >= _FAMOUS
    if form in crowd.look.surnames and not broad:
        return people >= _FAMOUS
    return broad or people >= _LARGE or name.renown.chosen


def _is_behind_a_given_name(page: Page, name: Name, crowd: Crowd) -> bool:
    """ "JUAN GARCIA": one word, no country, right behind a given name that is no plain word."""
    forms, before = page.tokens.forms, name.first - 1
    if before < 0 or name.last - name.first > 1 or name.renown.country or forms[before] not in crowd.look.given:
        return False
    if page.text[page.tokens.ends[before] : page.tokens.starts[name.first]].strip():
        return False
    return forms[before] not in crowd.look.words and forms[before] not in page.language.words


def _is_plain_word(page: Page, form: str) -> bool:
    """True for a word that the lexicon knows by itself as anything but a state or its seat."""
    return any(e.role != "state" for e in page.language.words.get((form,)))
