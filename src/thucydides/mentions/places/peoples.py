"""Peoples, their states, offices and media: adjectives of nations and nouns that say whose a name beside them is."""

from __future__ import annotations

from thucydides.knowledge.gazetteer import Found, Gazetteer, renown
from thucydides.knowledge.gazetteer.keys import fold_key
from thucydides.mentions.page import Hit, Page
from thucydides.mentions.places.around import Signs, around
from thucydides.mentions.places.lookup import Name
from thucydides.mentions.places.toponym import Around, Toponym

_LARGE_TOWN = 50_000
_BORDER: tuple[str, ...] = ("border",)
_NO_HEADS: tuple[str, ...] = ()
_MONEY = "$"
_CAPITAL = "capital"


def is_a_people(page: Page, name: Name, beside: Around) -> bool:
    """True for a nationality's word that only little places of other countries bear, where nothing says a place is meant:
    neither a head noun behind it does ("a Spanish university") nor a preposition that an article parts from it.
    """
    if _is_an_adjective(page, name):
        return True
    if name.last > name.first + 1 or name.renown.area or name.renown.chosen or name.renown.people_first >= _LARGE_TOWN:
        return False
    if beside.last > name.last:
        return True
    if not beside.heads and not beside.prep:
        return True
    article = any(h.first == name.first - 1 and h.entry.role == "det" for h in page.hits.get("grammar", ()))
    return article and not beside.heads and page.tokens.shapes[name.last : name.last + 1] == "x"


def _is_an_adjective(page: Page, name: Name) -> bool:
    """True for what the gazetteer has as one more name of a state, and the language as its adjective alone ("Israeli")."""
    states = [f for f in name.found if f.spot.kind == "country"]
    if not states or any(f.first for f in states):
        return False
    roles = {h.entry.role for h in page.hits.get("actors", ()) if (h.first, h.last) == (name.first, name.last)}
    return "nationality" in roles and "state" not in roles


def without_foreign_states(page: Page, name: Name) -> Name:
    """A name that a chosen place bears, without states that only another language calls so ("Marawi" is no Malawi)."""
    if not name.renown.country or not name.renown.chosen or len(name.found) < 2:
        return name
    if any(h.entry.role == "state" and h.first == name.first for h in page.hits.get("actors", ())):
        return name
    found = tuple(f for f in name.found if f.first or f.spot.kind != "country")
    return name._replace(found=found, renown=renown(found)) if found else name


def is_money(page: Page, first: int, last: int) -> bool:
    """ "US$10", "$US 10"."""
    start, end = page.tokens.starts[first], page.tokens.ends[last - 1]
    return page.text[end : end + 1] == _MONEY or (start > 0 and page.text[start - 1] == _MONEY)


def peoples_of(page: Page, gazetteer: Gazetteer, signs: Signs, taken: set[int], cased: bool) -> list[Toponym]:
    """Nationalities, and names of states that the gazetteer pass did not take."""
    found = []
    for hit in page.hits.get("actors", ()):
        role = hit.entry.role
        if role not in ("nationality", "state") or len(hit.entry.value) != 2 or "metonym" in hit.entry.flags:
            continue
        if role == "nationality" and "noun" in hit.entry.features:
            continue  # a people, not where it lives
        if is_money(page, hit.first, hit.last):
            continue
        if any(i in taken for i in range(hit.first, hit.last)):
            continue
        if cased and role == "state" and page.tokens.shapes[hit.first] == "x":
            continue  # "us", "car"
        begins = hit.first - _is_hyphened_on(page, hit.first)
        beside = around(page, signs, begins, hit.last) if role == "nationality" else None
        capital = _its_capital(page, gazetteer, hit, beside, taken) if beside is not None else None
        if capital is not None:
            found.append(capital)
            taken.update(range(capital.first, capital.last))
            continue
        if beside is not None and "border" in beside.heads:  # "the Lebanese border"
            first, last, told, heads = beside.first, beside.last, beside.role, _BORDER
        else:
            first, last, heads = hit.first, hit.last, _NO_HEADS
            told = "nationality" if role == "nationality" else "event"
        start, end = page.span(first, last)
        found.append(
            Toponym(
                start, end, first, last, hit.first, hit.last, page.text[slice(*page.span(hit.first, hit.last))], "",
                heads=heads, role=told, country=hit.entry.value, rule=hit.entry.row,
            )
        )  # fmt: skip
        taken.update(range(first, last))
    return found


def _is_hyphened_on(page: Page, i: int) -> bool:
    """ "La frontière syro-libanaise": a small word that a hyphen ties before an adjective."""
    tokens = page.tokens
    return i > 0 and tokens.shapes[i - 1] == "x" and page.folded[tokens.ends[i - 1] : tokens.starts[i]] == "-"


def _its_capital(page: Page, gazetteer: Gazetteer, hit: Hit, beside: Around, taken: set[int]) -> Toponym | None:
    """ "in the Syrian capital": a nationality and the word for a capital, where no name of the town takes that word."""
    if _CAPITAL not in beside.heads or any(i in taken for i in range(beside.first, beside.last)):
        return None
    spot = gazetteer.capital(hit.entry.value)
    if spot is None or not (beside.prep or beside.relation):
        return None
    start, end = page.span(beside.first, beside.last)
    at, to = page.span(hit.first, hit.last)
    return Toponym(
        start, end, beside.first, beside.last, hit.first, hit.last, page.text[at:to], fold_key(spot.name),
        found=(Found.of(spot, True),), relation=beside.relation, direction=beside.direction,
        distance_km=beside.distance_km, role=beside.role, prep=True, rule=hit.entry.row,
    )  # fmt: skip


_MEDIA = ("agency", "media")


def media(page: Page) -> frozenset[int]:
    """Tokens at which a medium's name may begin: right behind its noun, or an adjective on ("la agencia siria X")."""
    ends = {h.last for h in page.of("sources", "head") if h.entry.value in _MEDIA}
    return frozenset(ends | {i + 1 for i in ends if page.tokens.shapes[i : i + 1] == "x"})


def officers(page: Page) -> frozenset[int]:
    """Tokens right behind the noun of an office, where cases tell a person beside it from what it is of."""
    if not page.language.has("case_roles"):
        return frozenset()
    heads = page.of("sources", "head")
    return frozenset(h.last for h in heads if "of" in h.entry.args.split() and h.entry.value == "official_political")
