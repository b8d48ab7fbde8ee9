"""The dateline of a report: the tokens of its first sentence up to the dash ("CITY, day (agency) -")."""

from __future__ import annotations

from thucydides.mentions.page import Hit, Page

_DATELINE_TOKENS = 24
_SIGNED_TOKENS = 12
_CITY_TOKENS = 4
_DASHES = frozenset("-–—/")
_BARS = _DASHES | {"|"}
_CLOSING = _BARS | {")", ":"}
_HEADS = ("header", "title", "title_repeat")


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


def _is_signed(page: Page, hit: Hit, first: int) -> bool:
    """ "CITY-AGENCY: ", "CITY / AGENCY", "CITY 3-5-2026 AGENCY-": an agency behind a mark or a date and before a mark, or
    where the mark before it is none of prose.
    """
    start, end = page.tokens.starts[hit.first], page.tokens.ends[hit.last - 1]
    mark, behind = page.text[:start].rstrip()[-1:], page.text[end : end + 2].strip(" ")[:1]
    if hit.first == first:
        return hit.entry.role == "signature" and behind in _BARS
    dated = (
        page.tokens.shapes[hit.first - 1] == "0" and page.tokens.forms[hit.first - 2] != ":"
    )  # a clock opens no report
    if mark not in _BARS and mark != "(" and not dated:
        return False
    tight = mark in "/|" or (mark == "-" and page.text[start - 2 : start - 1].isalpha())
    return behind in _CLOSING or behind in ("", "\n") or tight


def _tells(page: Page, first: int, last: int) -> bool:
    told = (*page.of("triggers", "event"), *page.of("casualties", "outcome"), *page.of("sources", "cue"))
    return any(first < h.first < last for h in told) or _opens_a_sentence(page, first)


def signature_of(page: Page) -> Hit | None:
    """The agency that signs the opening of a report, by its name or by the short name that it bears in datelines alone."""
    opening = next((s for i, s in enumerate(page.sentences) if page.roles[i] not in _HEADS), None)
    if opening is None:
        return None
    first, last = opening.first, min(opening.last, opening.first + _SIGNED_TOKENS)
    for hit in sorted((*page.of("sources", "named"), *page.of("sources", "signature")), key=lambda h: h.first):
        if first <= hit.first < last and _is_signed(page, hit, first) and not _tells(page, first, hit.first):
            return hit
    return None


def _behind(page: Page, hit: Hit) -> int:
    """The token at which the report begins behind its signature: "AGENCY-", "AGENCY):", "AGENCY | City:"."""
    forms, last = page.tokens.forms, hit.last
    while last < len(forms) and forms[last] in _CLOSING:
        last += 1
    if last > hit.last and forms[last - 1] in _BARS:
        colon = next((i for i in range(last, min(last + _CITY_TOKENS, len(forms))) if forms[i] == ":"), -1)
        return colon + 1 if colon > last and not _tells(page, last - 1, colon) else last
    return last


def dateline_of(page: Page) -> tuple[int, int]:
    """The head of the first body sentence before a dash or slash or with the agency that signs it, if it is short and
    tells and says nothing.
    """
    signed = signature_of(page)
    if signed is not None:
        return page.sentences[page.where[signed.first]].first, _behind(page, signed)
    for number, s in enumerate(page.sentences):
        if page.roles[number] in _HEADS:
            continue
        for i in range(s.first + 1, min(s.last, s.first + _DATELINE_TOKENS)):
            if i + 1 < s.last and (_trails(page, i) or (page.tokens.forms[i] in _DASHES and _ends_dateline(page, i))):
                caseless = not page.language.has("capitals_mark_names")
                if caseless or page.tokens.shapes[s.first + (page.tokens.forms[s.first] == "(")] in "XA":
                    return (0, 0) if _tells(page, s.first, i) else (s.first, i + 1)
        return 0, 0
    return 0, 0
