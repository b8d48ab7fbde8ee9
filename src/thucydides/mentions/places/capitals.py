"""What capitals tell of names: any known words where a text has none or shouts, no common noun where all nouns have one."""

from __future__ import annotations

from thucydides.knowledge.gazetteer import Gazetteer
from thucydides.knowledge.gazetteer.endings import inflects
from thucydides.knowledge.gazetteer.keys import bare
from thucydides.mentions.page import Hit, Page
from thucydides.mentions.places.around import Signs
from thucydides.mentions.places.lookup import Name, inflected, is_place_word, longest_name, renown_of

_SETTLED = frozenset({"city", "town", "village", "neighbourhood", "camp", "admin2"})
_NAMED_BY = frozenset({"city", "town", "village", "neighbourhood", "camp", "admin2", "area"})


def caseless_names(page: Page, gazetteer: Gazetteer, signs: Signs, blocked: set[int]) -> list[Name]:
    """Names of a page whose case says nothing, in order; `blocked` are tokens of other kinds."""
    names: list[Name] = []
    cases = inflects(page.language.code)
    shapes, i, count = page.tokens.shapes, 0, len(page.tokens)
    while i < count:
        if shapes[i] in ".0n" or i in blocked:
            i += 1
            continue
        hit = longest_name(page, gazetteer, i, count)
        span = signs.starting.get(i)
        if hit is not None and span is not None and span[0] == hit[0] and any(e.role == "anaphor" for e in span[1]):
            i += 1  # "THE VILLAGE OF X" is not the town The Village
            continue
        if (hit is None or hit[0] == i + 1) and _opens_name(page, signs, i, blocked):
            names.append(Name(i, i + 2, " ".join(page.tokens.forms[i : i + 2]), (), "unknown", (i, i + 2)))
            i += 2
            continue
        if hit is None and cases:
            hit = inflected(page, gazetteer, i, min(count, i + 3))
        if hit is None or (hit[0] == i + 1 and is_place_word(signs, i)):
            last = i + 1
            if hit is None and _is_told_place(page, signs, i):
                last += i + 1 not in blocked and _goes_on(page, signs, i)
                names.append(Name(i, last, " ".join(page.tokens.forms[i:last]), (), "unknown", (i, last)))
            i = last
            continue
        names.append(Name(i, hit[0], hit[1], hit[2], hit[3], (i, hit[0]), renown_of(gazetteer, hit)))
        i = hit[0]
    return sorted([*names, *_after_heads(page, signs, blocked, names)], key=lambda n: n.first)


def _is_told_place(page: Page, signs: Signs, i: int) -> bool:
    """True for a word that nothing knows right behind a head noun of settlements or "near"."""
    span = signs.ending.get(i)
    if span is None or i in signs.small or i in signs.starting:
        return False
    known = page.language.words.get((page.tokens.forms[i],))
    if any(e.kind != "triggers" for e in known) or (page.tokens.forms[i] in page.language.words and not known):
        return False  # a word for an event may be a town's name ("the town of Battle")
    settled = any(e.role == "head" and e.value in _SETTLED for e in span[1])
    beside = any(e.role == "relation" and e.value != "between" for e in span[1])  # "between two battalions"
    return settled or (beside and not known)


def _opens_name(page: Page, signs: Signs, i: int, blocked: set[int]) -> bool:
    """True for a word that half the villages of a land begin with ("Kafr X", "Umm X"), behind a head noun of settlements:
    with the word behind it, which may be any word, it is the name.
    """
    opens, span = signs.starting.get(i), signs.ending.get(i)
    if opens is None or opens[0] != i + 1 or span is None or i + 1 >= len(page.tokens) or i + 1 in blocked:
        return False
    if not any(e.role == "opener" for e in opens[1]) or not any(
        e.value in _SETTLED for e in span[1] if e.role == "head"
    ):
        return False
    return page.tokens.shapes[i + 1] == "x" and i + 1 not in signs.small and i + 1 not in signs.starting


def _goes_on(page: Page, signs: Signs, i: int) -> bool:
    """True for an unknown word that the text has more than once, and each time with the same unknown word behind it."""
    forms, shapes = page.tokens.forms, page.tokens.shapes
    if i + 1 >= len(forms) or shapes[i + 1] != "x" or i + 1 in signs.starting:
        return False
    if forms[i] in page.language.words or forms[i + 1] in page.language.words or bare(forms[i + 1]) != forms[i + 1]:
        return False
    again = [k for k, form in enumerate(forms) if form == forms[i]]
    return len(again) > 1 and all(forms[k + 1 : k + 2] == [forms[i + 1]] for k in again)


def _after_heads(page: Page, signs: Signs, blocked: set[int], names: list[Name]) -> list[Name]:
    """Unknown words that a head noun introduces, in scripts without capitals ("the village X"); an article goes on."""
    forms, shapes, table = page.tokens.forms, page.tokens.shapes, page.language.words
    taken = {i for name in names for i in range(name.first, name.last)} | blocked
    found: list[Name] = []

    def free(i: int) -> bool:
        return (
            i < len(forms) and shapes[i] == "x" and i not in taken and i not in signs.starting and forms[i] not in table
        )

    for i, entries in sorted(signs.starting.values()):
        if free(i) and len(forms[i]) > 2 and any(e.role == "head" and e.value in _NAMED_BY for e in entries):
            more = free(i + 1) and (bare(forms[i + 1]) != forms[i + 1] or _goes_on(page, signs, i))
            last = i + 2 if more else i + 1
            found.append(Name(i, last, " ".join(forms[i:last]), (), "unknown", (i, last)))
            taken.update(range(i, last))
    return found


_NAMED = frozenset({"named", "state", "shape"})
_WORDS = ("triggers", "casualties", "weapons", "actors", "sources", "numbers", "grammar")
_LONG = 2  # words of a name that no common noun is


def _is_word(hit: Hit) -> bool:
    return hit.entry.role not in _NAMED and hit.entry.value != "metonym" and "metonym" not in hit.entry.flags


def common_nouns(page: Page, gazetteer: Gazetteer) -> set[int]:
    """Tokens with a capital that the language's own lists know as words, and those right behind an article, which stands
    before no town; a state, region or sea has one.
    """
    shapes, forms = page.tokens.shapes, page.tokens.forms
    found = {
        i for kind in _WORDS for hit in page.hits.get(kind, ()) if _is_word(hit) for i in range(hit.first, hit.last)
    }
    heads = (h for h in page.of("places", "head") if "capital" in h.entry.flags)
    found.update(i for h in heads for i in range(h.first, h.last))
    found.update(h.last - 1 for h in page.of("places", "anaphor"))
    found = {i for i in found if shapes[i] == "X"}
    opens = {h.last for h in page.of("grammar", "det", "poss", "of")}
    opens.update(h.last for h in page.of("grammar", "prep") if h.entry.value == "art")
    for i in opens:
        if i < len(forms) and shapes[i] == "X" and gazetteer.longest(forms[i]) < _LONG:
            known = gazetteer.renown(forms[i])
            if not known.area and not known.chosen:
                found.add(i)
    return found


_SURNAMES = 3  # words of a family's name


def name_of_a_family(page: Page, first: int) -> range:
    """The tokens of the name right behind "the family": words with capitals, or one where none are written, and the next
    where that opens a name.
    """
    shapes, last = page.tokens.shapes, first
    end = min(first + _SURNAMES, page.sentences[page.sentence_at(first)].last) if first < len(shapes) else first
    if page.shouts or not page.language.has("capitals_mark_names"):
        opens = any(h.first == first and h.entry.role == "opener" for h in page.of("places", "opener"))
        closed = any(h.first == first for h in page.of("grammar"))
        return range(first, min(first + 1 + opens, end)) if not closed else range(first, first)
    while last < end and shapes[last] in "XA":
        last += 1
    return range(first, last)
