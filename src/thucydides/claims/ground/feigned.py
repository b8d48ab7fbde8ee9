"""What is no event of war: exercises, films and memorials, scores of matches, paragraphs of sport and business."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from thucydides.mentions.page import Page

_TITLE = 8  # tokens of a title in its marks


def _with_a_score(page: Page) -> set[int]:
    """Tokens of sentences with the score of a match ("beat them 4:0", "(4-0)"): no clock has one figure behind its colon."""
    found: set[int] = set()
    forms, shapes = page.tokens.forms, page.tokens.shapes
    i = 0
    while (i := shapes.find("0.0", i) + 1) > 0:
        form = forms[i]
        if form not in ":-–" or len(forms[i + 1]) > 1:
            continue
        clear = form == ":" or (forms[i - 2 : i - 1] == ["("] and forms[i + 2 : i + 3] == [")"])
        if clear and len(forms[i - 1]) < 3:
            s = page.sentences[page.sentence_at(i)]
            found.update(range(s.first, s.last))
    return found


def feigned(page: Page, gram: list[str], values: list[str], features: list[frozenset[str]]) -> AbstractSet[int]:
    """Tokens of what is no event of war: sentences that tell of exercises, films and memorials, and paragraphs that
    name a field of their own ("paragraph" on the row: sport, business).
    """
    found = _with_a_score(page)
    if not page.of("grammar", "exercise"):
        return found
    for q in page.quotes:  # "the film “The Siege of X”": a title of a work
        work = q.first > 0 and gram[q.first - 1] == "exercise" and values[q.first - 1] != "account"
        if q.closed and work and q.last - q.first <= _TITLE:
            found.update(range(q.first, q.last))
    harmed = _harmed(page)
    sites = {h.last for h in page.of("places", "head")} if page.language.has("verb_first") else set()
    for h in page.of("actors", "generic"):  # "a football pitch", that a rocket may hit
        if h.last - h.first > 1 and h.entry.value == "infrastructure":
            sites.update(range(h.first, h.last))
    for n in {page.sentence_at(h.first) for h in page.of("grammar", "exercise")}:
        s = page.sentences[n]
        # "a training camp", "champ d'entraînement": a genitive, by a word or by its place alone, says what a site is for.
        told = [i for i in range(s.first, s.last) if gram[i] == "exercise" and i not in sites]
        words = [i for i in told if i == 0 or gram[i - 1] != "of"]
        if any("weak" not in features[i] for i in words) or len(words) > 1:
            found.update(range(s.first, s.last))
        if any("paragraph" in features[i] for i in words):
            for other in page.sentences:
                if other.paragraph == s.paragraph and not (other.first < s.first and other.first in harmed):
                    found.update(range(other.first, other.last))
    return found


def _harmed(page: Page) -> frozenset[int]:
    """First tokens of sentences with a day and a word of harm: a drill told behind them feigns nothing of them."""
    harms = {page.sentence_at(h.first) for h in page.of("casualties", "outcome")}
    dated = {page.sentence_at(h.first) for h in page.of("numbers", "number")}
    return frozenset(page.sentences[n].first for n in harms & dated)
