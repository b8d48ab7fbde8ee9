"""Those against whom persons are said to be: "anti-regime demonstrators" are demonstrators, and no regime acts."""

from __future__ import annotations

from thucydides.knowledge.lexicon import Entry
from thucydides.mentions.page import Hit, Page

_PERSONS = ("generic", "force")


_THINGS = frozenset({"infrastructure", "other"})


def without_opposed(page: Page, starts: list[Hit | None], ends: list[Hit | None]) -> None:
    """Takes out of the hits by first and last token a name that a hyphen ties to a word for "against", beside the noun of
    persons whom it describes: "anti-X fighters", "combattants anti-X"; and the thing that arms are against: "anti-tank
    missile".
    """
    tokens = page.tokens
    for prefix in page.of("grammar", "against"):
        at = prefix.last
        if at >= len(tokens) or page.text[tokens.ends[at - 1] : tokens.starts[at]] != "-":
            continue
        name = starts[at]
        if name is None:
            continue
        behind, before, last = starts[name.last], ends[prefix.first], name.last - 1
        persons = [e for e in alone(page, last) if e.role in _PERSONS] if last > at else []
        if persons:  # "anti-[X fighters]", where "X fighters" is a name of X
            starts[at] = None
            starts[last] = ends[name.last] = Hit(last, name.last, persons[0])
        elif name.entry.value in _THINGS or any(h is not None and h.entry.role in _PERSONS for h in (behind, before)):
            starts[at] = ends[name.last] = None


def alone(page: Page, token: int) -> list[Entry]:
    """The entries of actors that a token alone is."""
    node = page.language.table.tree.get(page.tokens.forms[token])
    numbers = node if isinstance(node, list) else node.get("", ()) if isinstance(node, dict) else ()
    return [e for e in (page.language.table.values[n] for n in numbers) if e.kind == "actors"]
