"""Whether the clause around words of time looks back or ahead: the nearest verb or cue of tense decides."""

from __future__ import annotations

from dataclasses import dataclass, field

from thucydides.knowledge.time_book import TimeBook
from thucydides.mentions.page import Hit, Page
from thucydides.mentions.times.words import TimeWords
from thucydides.text.tokens import Tokens

BEGUN = -2  # of what has lasted since then: however long ago, never ahead
_REACH = 14
_ACROSS_COMMA = 3
_NOWHERE = 10**6
_REMEMBERED = 40_000
_PARTICIPLE = frozenset({"pp"})
_PAUSES = frozenset({",", ";", ":", "-"})
_VERBS = ("triggers", "casualties", "sources")


def _cue_of(form: str, written: str, book: TimeBook) -> int:
    """1 for a word that tells of the future, -1 of the past, 0 for none."""
    if not form[-1:].isalnum():
        return 0  # the apostrophe of "residents' homes" is none of "they'll"
    if form in book.future:
        return 1
    if form in book.past:
        return -1
    if len(form) > 3 and form.isalpha():
        if book.future_shape is not None and book.future_shape.fullmatch(written):
            return 1
        if book.past_shape is not None and book.past_shape.fullmatch(written):
            return -1
    return 0


def _tense_by(features: frozenset[str]) -> int:
    """1 for the features of a future form, -1 of a past one, else 0."""
    if "fut" in features:
        return 1
    return -1 if "past" in features or ("fin" in features and "pres" not in features) else 0


def _completes(tokens: Tokens, hit: Hit) -> bool:
    """True for "worden" and for "sein", "haben" at the end of a clause."""
    entry = hit.entry
    ends = hit.last >= len(tokens) or tokens.shapes[hit.last] in ".n"
    return entry.features == _PARTICIPLE or ("inf" in entry.features and entry.value == "" and ends)


@dataclass
class Tense:
    """Tense of the words of one page; cues are gathered when first asked for."""

    page: Page
    book: TimeBook
    around: dict[tuple[int, int], int] = field(default_factory=dict)  # by tokens, of times asked so far
    verbs: list[int] = field(default_factory=list)

    def _marks(self) -> list[int]:
        """By token 1 (future) or -1 (past) for verbs that the other kinds' words are, else 0."""
        if self.verbs:
            return self.verbs
        marks = [0] * len(self.page.tokens)
        tenses: dict[frozenset[str], int] = {}
        aims = {h.last for h in self.page.of("grammar", "purpose")}
        aims.update(h.last for h in self.page.of("grammar", "prep") if h.entry.value == "inf")
        for kind in _VERBS:
            for hit in self.page.hits.get(kind, ()):
                entry = hit.entry
                tense = tenses.get(entry.features)
                if tense is None:
                    tense = tenses[entry.features] = _tense_by(entry.features)
                wished = (
                    entry.flags and "planned" in entry.flags and hit.first not in aims
                )  # "marched on Friday to demand"
                if tense > 0 or wished:
                    marks[hit.first] = 1
                elif tense < 0 and not marks[hit.first]:
                    marks[hit.first] = -1
        done = self._rumours() if self.page.language.has("verb_bracket") else frozenset()
        for hit in self.page.of("grammar", "plan"):
            marks[hit.first] = -1 if hit.first in done else 1
        self.verbs = marks
        return marks

    def _rumours(self) -> frozenset[int]:
        """ "sollen getötet worden sein": a verb of plans that an infinitive of the past completes tells what is said to be done."""
        page, found = self.page, set()
        whole = {page.sentence_at(h.first) for h in page.of("grammar", "be", "have") if _completes(page.tokens, h)}
        for hit in page.of("grammar", "plan"):
            if page.sentence_at(hit.first) in whole:
                found.add(hit.first)
        return frozenset(found)

    def _learn(self, form: str, written: str) -> int:
        """1 for a word that is a cue of the future, -1 of the past, 0 for none."""
        if len(self.book.cues) >= _REMEMBERED:
            self.book.cues.clear()
        cue = self.book.cues.setdefault(form, {})[written] = _cue_of(form, written.lower(), self.book)
        return cue

    def of(self, words: TimeWords) -> int:
        """1 where the clause looks ahead, -1 where it looks back (BEGUN for "since"), 0 where nothing tells."""
        told = words.number("tense")
        if told is not None or words.number("since"):
            return told if told is not None else BEGUN
        key = words.first, words.last
        known = self.around.get(key)
        if known is None:
            known = self.around[key] = self._nearest(words.first, words.last)
        return known

    def _nearest(self, first: int, last: int) -> int:
        """The nearest cue around tokens [first, last) of a sentence."""
        page, tokens = self.page, self.page.tokens
        sentence = page.sentences[page.sentence_at(first)] if page.sentences else None
        lo = max(sentence.first if sentence else 0, first - _REACH)
        hi = min(sentence.last if sentence else len(tokens), last + _REACH)
        before, away = self._along(first - 1, first - lo, -1)
        behind, further = self._along(last, min(hi - last, away), 1)
        return before if away <= further else behind

    def _along(self, start: int, count: int, step: int) -> tuple[int, int]:
        """The first cue of so many tokens from `start` on, forwards or backwards, and how far away it is."""
        tokens, text, penalty = self.page.tokens, self.page.document.text, 0
        forms, starts, ends, marks, cues = tokens.forms, tokens.starts, tokens.ends, self._marks(), self.book.cues
        for n in range(count):
            at = start + n * step
            form = forms[at]
            if form in _PAUSES:
                penalty += _ACROSS_COMMA
                continue
            cue: int | None = marks[at]
            if not cue:
                written, known = text[starts[at] : ends[at]], cues.get(form)
                cue = None if known is None else known.get(written)
                if cue is None:
                    cue = self._learn(form, written)
            if cue:
                return cue, n + penalty
        return 0, _NOWHERE


_LATEST: list[Tense] = []  # of the page read last: its day and its times ask for the same words


def tense_of(page: Page, book: TimeBook) -> Tense:
    """The tense of a page's words; kept for as long as one page is read."""
    latest = _LATEST[0] if _LATEST else None
    if latest is None or latest.page is not page or latest.book is not book:
        latest = Tense(page, book)
        _LATEST[:] = [latest]
    return latest
