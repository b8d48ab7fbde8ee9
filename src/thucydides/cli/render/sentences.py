"""Where the sentences of a document begin and end, so that words can be shown in theirs."""

from __future__ import annotations

from bisect import bisect_right

from thucydides.knowledge.language import load_settings
from thucydides.knowledge.library import folder, languages
from thucydides.model.document import Document
from thucydides.text.sentences import split_sentences
from thucydides.text.tokens import Cutting, tokenize


def sentence_spans(document: Document) -> list[tuple[int, int]]:
    """Ranges [start, end) of all sentences, in order; lines where the language is not known."""
    if document.language not in languages():
        return _lines(document.text)
    # The settings alone: to show a document, the words of its language need not be loaded.
    settings = load_settings(folder(document.language))
    tokens = tokenize(document.text, Cutting(settings.script))
    abbreviations = frozenset(a.lower().rstrip(".") for a in settings.abbreviations)
    return [(tokens.starts[s.first], tokens.ends[s.last - 1]) for s in split_sentences(tokens, abbreviations)]


def _lines(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def around(spans: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The sentences that hold characters [start, end), as one range."""
    if not spans:
        return start, end
    first = max(bisect_right(spans, start, key=lambda s: s[0]) - 1, 0)
    last = max(bisect_right(spans, end - 1, key=lambda s: s[0]) - 1, 0)
    return min(spans[first][0], start), max(spans[last][1], end)
