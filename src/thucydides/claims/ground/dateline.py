"""The dateline of a report: the tokens of its first sentence up to the dash ("CITY, day (agency) -")."""

from __future__ import annotations

from thucydides.mentions.page import Page

_DATELINE_TOKENS = 24
_DASHES = frozenset("-–—/")


def _ends_dateline(page: Page, dash: int) -> bool:
    """True for a dash that ends a dateline: none inside a word ("a-t-on"); prose has long ones too, so that one needs
    an agency or a day before it.
    """
    tokens = page.tokens
    if tokens.forms[dash] in "–—":
        return tokens.forms[dash - 1] == ")" or tokens.shapes[dash - 1] == "0"
    return tokens.ends[dash - 1] < tokens.starts[dash] or tokens.ends[dash] < tokens.starts[dash + 1]


def _trails(page: Page, token: int) -> bool:
    """ "CITY, AGENCY- Text": a dash that touches the capitals before it and nothing behind."""
    end = page.tokens.ends[token]
    return page.tokens.shapes[token] == "A" and page.text[end : end + 2] == "- "


def _opens_a_sentence(page: Page, first: int) -> bool:
    """ "On 4 May a man – a student – …", "Le 4 mai …": a preposition, or an article before a number, heads no dateline."""
    if any(h.first == first for h in page.of("places", "at")):
        return True
    return page.tokens.shapes[first + 1] == "0" and any(h.first == first for h in page.of("grammar", "det"))


def dateline_of(page: Page) -> tuple[int, int]:
    """The head of the first body sentence before a dash or slash, if it is short and tells and says nothing."""
    for number, s in enumerate(page.sentences):
        if page.roles[number] in ("header", "title", "title_repeat"):
            continue
        for i in range(s.first + 1, min(s.last, s.first + _DATELINE_TOKENS)):
            if i + 1 < s.last and (_trails(page, i) or (page.tokens.forms[i] in _DASHES and _ends_dateline(page, i))):
                caseless = not page.language.has("capitals_mark_names")
                if caseless or page.tokens.shapes[s.first + (page.tokens.forms[s.first] == "(")] in "XA":
                    told = (
                        *page.of("triggers", "event"),
                        *page.of("casualties", "outcome"),
                        *page.of("sources", "cue"),
                    )
                    tells = any(s.first < h.first < i for h in told) or _opens_a_sentence(page, s.first)
                    return (0, 0) if tells else (s.first, i + 1)
        return 0, 0
    return 0, 0
