"""Is a capital a town or its government here? It acts and speaks as a government; what is hit, taken or shelled is the town."""

from __future__ import annotations

from thucydides.knowledge.lexicon import Entry
from thucydides.knowledge.paradigms import CASES
from thucydides.mentions.page import Hit, Page
from thucydides.mentions.places.around import Signs
from thucydides.mentions.places.names import BODIES
from thucydides.mentions.places.toponym import Toponym

# Patterns of deeds whose object is a place, and senses of their nouns whose "of" tells what was hit, not who did it.
_PHYSICAL = frozenset({"strike", "hit", "gain", "lose", "attack", "besiege", "destroy"})
_HIT_NOUNS = frozenset({"shelling", "strike:shelling", "gain", "siege", "hit"})
_UNDERGO = frozenset({"target", "converse"})  # light verbs whose subject it befalls
_VERBAL = frozenset({"fin", "pp", "ger", "inf"})
_ASIDE = frozenset({"against", "prep", "with", "by"})
_SIDES = frozenset({"generic", "named", "force", "shape"})
_A_LAND = ("area",)  # what an authority is of, whatever town is called so too
_REACH = 5  # tokens from a verb over its subject to its object


def seats(page: Page, signs: Signs, found: list[Toponym]) -> list[Toponym]:
    """A capital without a preposition that stands for its government ("Moscow said") is a seat, not a scene; as the
    object of a physical deed, or one that people live in, it is the town.
    """
    metonyms = {h.first: h.entry for h in page.hits.get("actors", ()) if _is_metonym(h.entry)}
    if page.language.settings.order == "free":  # "Mogadişu'da": a suffix of place does what a preposition does
        forms, tails = page.tokens.forms, page.language.cutting.enclitics
        for t in found:
            if t.name_last < len(forms) and forms[t.name_last] in tails:
                metonyms.pop(t.name_first, None)
    says = {h.first for h in page.hits.get("sources", ()) if h.entry.role == "cue" and "say" in h.entry.args}
    out = []
    parties = _parties(page, signs, found, metonyms)
    bodies = {i for h in page.of("sources", "named") if h.entry.value in BODIES for i in range(h.first, h.last)}
    for t in found:
        if t.name_first in bodies:
            out.append(t._replace(role="seat", relation="", heads=_A_LAND))
            continue
        if t.name_first in parties or _is_cited(page, t):
            out.append(t._replace(role="seat", relation=""))
            continue
        seat = _is_seat(t, metonyms, says)
        if seat and not t.prep:
            entry = metonyms[t.name_first]
            hit = t.name_last not in says and (_is_object(page, signs, t, entry) or _suffers(page, t, entry))
            hit = hit or _names_a_town_before(page, t)
            seat = not (hit or lived_in(page, signs, t.name_first, t.name_last) or _heads_a_brief(page, t))
        out.append(t._replace(role="seat") if seat else t)
    return out


def _is_cited(page: Page, top: Toponym) -> bool:
    """ "according to X,": a name alone between a word of citing and a mark is of who speaks, whatever town is called so."""
    forms, last = page.tokens.forms, top.name_last
    if top.heads or top.direction or (last < len(forms) and page.tokens.shapes[last] != "."):
        return False
    return any(h.last == top.name_first for h in page.of("sources", "prep"))


def _names_a_town_before(page: Page, top: Toponym) -> bool:
    """ "in the Afghan capital, Kabul", "la capital afgana, Kabul": behind a comma and a word for a town, with the people
    whose it is before or behind, the name is the town's.
    """
    comma = top.name_first - 1
    if comma < 1 or page.tokens.forms[comma] != ",":
        return False
    towns = {h.last for h in page.of("places", "head", "anaphor") if h.entry.value in ("city", "town", "capital")}
    peoples = {h.last: h.first for h in page.of("actors", "nationality")}
    return comma in towns or peoples.get(comma, -1) in towns


def _heads_a_brief(page: Page, top: Toponym) -> bool:
    """ "BAGHDAD: gunmen killed three": a capital that a colon parts from its brief is where; from a quote, who speaks."""
    forms, at = page.tokens.forms, top.name_last
    if at + 1 >= len(forms) or forms[at] != ":" or page.tokens.shapes[at + 1] == ".":
        return False
    number = page.sentence_at(top.name_first)
    return page.sentences[number].first == top.name_first and page.roles[number] == "body"


def _parties(page: Page, signs: Signs, found: list[Toponym], metonyms: dict[int, Entry]) -> set[int]:
    """First tokens of capitals that are a side of "between X and Y", where Y is a force, a people or another government."""
    parties: set[int] = set()
    for t in found:
        if t.relation != "between" or t.name_first not in metonyms or t.name_last not in signs.joints:
            continue
        other = t.name_last + 1
        while other in signs.soft:
            other += 1
        if other in metonyms and metonyms[other].value != metonyms[t.name_first].value:
            parties.update((t.name_first, other))
        elif any(h.first == other and h.entry.role in _SIDES for h in page.hits.get("actors", ())):
            parties.add(t.name_first)
    return parties


def _is_metonym(entry: Entry) -> bool:
    return entry.role == "state" and "metonym" in entry.flags


def _is_seat(top: Toponym, metonyms: dict[int, Entry], says: set[int]) -> bool:
    """ "Moscow said", "in Moscow they say" where the cue follows the name of a capital at once."""
    if top.heads or top.direction or top.relation:
        return False
    if top.prep:
        return top.last in says and any(f.spot.capital for f in top.found)
    return top.name_first in metonyms


def lived_in(page: Page, signs: Signs, first: int, last: int) -> bool:
    """ "Residents of X", "X residents": the name at tokens [first, last) is where the people beside it live."""
    begin, end = signs.folk
    if last in begin and page.language.has("possessive_s"):
        return True
    if not end:
        return False
    at = first
    while at - 1 in signs.soft:
        at -= 1
    linked = at < first or page.language.has("case_roles") or page.language.has("verb_first")
    return linked and at in end


def _is_object(page: Page, signs: Signs, top: Toponym, entry: Entry) -> bool:
    """ "hit X", "shelling of X", "the army took X": the verb or noun of a physical deed right before it."""
    cases = entry.features & CASES
    at = top.name_first
    while at - 1 in signs.soft:
        at -= 1
    aimed = any(h.last == at for h in page.of("grammar", "against"))  # "a drone attack against X"
    for hit in page.of("triggers", "event"):
        if hit.last > top.name_first or hit.entry.args not in _PHYSICAL or "suffered" in hit.entry.flags:
            continue
        if aimed and at - hit.last <= _REACH:
            return True
        if hit.last >= at:
            needed = "gen" if "noun" in hit.entry.features else "acc"
            linked = at < top.name_first or hit.last - 1 in signs.soft
            if (not cases or needed in cases) and _takes(page, top, hit.entry, linked):
                return True
        elif page.language.has("verb_first") and at == top.name_first and at - hit.last <= _REACH:
            if "noun" in hit.entry.features and "fin" not in hit.entry.features:
                continue
            if _is_subject_between(page, signs, hit.last, at):
                return True
        elif "acc" in cases and at == top.name_first and at - hit.last <= _REACH and _is_means_between(page, hit, at):
            return True
    return False


def _is_means_between(page: Page, verb: Hit, at: int) -> bool:
    """ "they attacked [with ballistic missiles] X", "the army attacked [on Friday] X": arms or a day between a verb that
    cannot be the capital's own and the town it befell.
    """
    if "fin" not in verb.entry.features:
        return False
    if "pl" not in verb.entry.features and not any(h.last == verb.first for h in page.hits.get("actors", ())):
        return False
    gap = range(verb.last, at)
    if any(page.tokens.shapes[i] == "." or _small_word(page, i) == "and" for i in gap):
        return False
    if any(h.last == at and "noun" in h.entry.features for h in page.of("places", "stop")):  # a weekday, a month
        return True
    return any(h.first >= verb.last and h.last <= at for h in page.hits.get("weapons", ()))


def _takes(page: Page, top: Toponym, entry: Entry, linked: bool) -> bool:
    """Whether an event word right before a capital has it for its object; `linked` by "of" or an article."""
    noun = "noun" in entry.features or not entry.features & _VERBAL
    construct = page.language.has("case_roles") or page.language.has("verb_first")
    if noun and (linked or construct):
        return entry.value in _HIT_NOUNS and not _goes_on_against(page, top.name_last)
    if page.language.has("verb_first"):
        return False  # what follows the verb at once is its subject
    return bool(entry.features & _VERBAL) and not linked


def _suffers(page: Page, top: Toponym, entry: Entry) -> bool:
    """ "X was shelled", "X came under fire"; where cases tell, X before the verb of nobody ("X they-shelled")."""
    cases = entry.features & CASES
    if cases and not cases & {"nom", "acc"}:
        return False
    i, passive = top.name_last, False
    while (role := _small_word(page, i)) in ("be", "have", "adverb"):
        passive = passive or role == "be"
        i += 1
    if any(h.first == i and h.entry.args in _UNDERGO for h in page.of("triggers", "light")):
        return True
    deeds = [h.entry for h in page.of("triggers", "event") if h.first == i and h.entry.args in _PHYSICAL]
    if passive:
        return any("pp" in e.features for e in deeds)
    free = "acc" in cases or (not cases and page.language.has("case_roles"))
    alone = free and i == top.name_last and _small_word(page, top.name_first - 1) != "and"
    return alone and any({"fin", "pl"} <= e.features for e in deeds)


def _small_word(page: Page, token: int) -> str:
    """The class of a small word that is one token; of several the last, "" of none."""
    found = ""
    for h in page.hits.get("grammar", ()):
        if h.first == token and h.last == token + 1:
            found = h.entry.role
        elif h.first > token:
            break
    return found


def _goes_on_against(page: Page, at: int) -> bool:
    """ "the shelling of X against Y": who did it, if a preposition of what was hit follows."""
    return any(h.first == at and h.entry.role in _ASIDE for h in page.of("grammar", *sorted(_ASIDE)))


def _is_subject_between(page: Page, signs: Signs, first: int, last: int) -> bool:
    """True where a verb's subject alone stands in tokens [first, last): actors, arms, deeds, no preposition."""
    covered: set[int] = set()
    for kind in ("actors", "weapons", "triggers"):
        for h in page.hits.get(kind, ()):
            if first <= h.first and h.last <= last:
                covered.update(range(h.first, h.last))
    return first in covered and all(i in covered or i in signs.soft for i in range(first, last))
