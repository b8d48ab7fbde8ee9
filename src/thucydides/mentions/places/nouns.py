"""Common nouns with a capital, in languages that write all nouns so: they are no names, though a village is called alike."""

from __future__ import annotations

from thucydides.knowledge.gazetteer import Gazetteer
from thucydides.mentions.page import Hit, Page

_ARTICLES = frozenset({"det", "poss"})
_NAMES = frozenset({"named", "state", "shape"})
_KINDS = ("triggers", "casualties", "weapons", "actors", "sources", "numbers", "grammar")
_LONG = 2  # words of a name that no common noun is


def _is_word(hit: Hit) -> bool:
    return hit.entry.role not in _NAMES and hit.entry.value != "metonym" and "metonym" not in hit.entry.flags


def common_nouns(page: Page, gazetteer: Gazetteer) -> set[int]:
    """Tokens with a capital that the language's own lists know as words, and those right behind an article, which stands
    before no town; a state, region or sea has one.
    """
    shapes, forms = page.tokens.shapes, page.tokens.forms
    found = {
        i for kind in _KINDS for hit in page.hits.get(kind, ()) if _is_word(hit) for i in range(hit.first, hit.last)
    }
    heads = (h for h in page.of("places", "head") if "capital" in h.entry.flags)
    found.update(i for h in heads for i in range(h.first, h.last))
    found = {i for i in found if shapes[i] == "X"}
    opens = {h.last for h in page.of("grammar", "det", "poss", "of")}
    opens.update(h.last for h in page.of("grammar", "prep") if h.entry.value == "art")
    for i in opens:
        if i < len(forms) and shapes[i] == "X" and gazetteer.longest(forms[i]) < _LONG:
            known = gazetteer.renown(forms[i])
            if not known.area and not known.chosen:
                found.add(i)
    return found
