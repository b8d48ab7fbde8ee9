"""Is a name a people here and no place? Adjectives of nations that hamlets or, in the gazetteer, states are called like."""

from __future__ import annotations

from thucydides.knowledge.gazetteer import renown
from thucydides.mentions.page import Page
from thucydides.mentions.places.lookup import Name
from thucydides.mentions.places.toponym import Around

_LARGE_TOWN = 50_000


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
