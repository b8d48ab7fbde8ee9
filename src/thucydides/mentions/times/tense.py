"""Whether the clause around words of time looks back or ahead: the nearest verb or cue of tense decides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from thucydides.knowledge.times import TimeBook
from thucydides.mentions.page import Page
from thucydides.mentions.times.words import TimeWords

_REACH = 14
_ACROSS_COMMA = 3
_REMEMBERED = 40_000
_VERBS = ("triggers", "casualties", "sources")


def _cue_of(form: str, written: str, book: TimeBook) -> int:
    """1 for a word that tells of the future, -1 of the past, 0 for none."""
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


@dataclass
class Tense:
    """Tense of the words of one page; cues are gathered when first asked for."""

    page: Page
    book: TimeBook

    @cached_property
    def _marks(self) -> dict[int, int]:
        """Token -> 1 (future) or -1 (past) of verbs that the other kinds' words are."""
        marks: dict[int, int] = {}
        for kind in _VERBS:
            for hit in self.page.hits.get(kind, ()):
                features = hit.entry.features
                if "fut" in features or "planned" in hit.entry.flags:
                    marks[hit.first] = 1
                elif "past" in features or ("fin" in features and "pres" not in features):
                    marks.setdefault(hit.first, -1)
        for hit in self.page.of("grammar", "plan"):
            marks[hit.first] = 1
        return marks

    def _cue(self, token: int) -> int:
        """1 for a cue of the future, -1 of the past, 0 for none."""
        mark = self._marks.get(token)
        if mark is not None:
            return mark
        tokens = self.page.tokens
        form, written = tokens.forms[token], self.page.document.text[tokens.starts[token] : tokens.ends[token]]
        known = self.book.cues.get((form, written))
        if known is None:
            if len(self.book.cues) >= _REMEMBERED:
                self.book.cues.clear()
            known = self.book.cues[form, written] = _cue_of(form, written.lower(), self.book)
        return known

    def of(self, words: TimeWords) -> int:
        """1 where the clause looks ahead, -1 where it looks back, 0 where nothing tells."""
        told = words.number("tense")
        if told is not None or words.number("since"):
            return told if told is not None else -1
        page = self.page
        sentence = page.sentences[page.sentence_at(words.first)] if page.sentences else None
        lo = max(sentence.first if sentence else 0, words.first - _REACH)
        hi = min(sentence.last if sentence else len(page.tokens), words.last + _REACH)
        best, nearest = 0, 10**6
        for step, end, start in ((-1, lo - 1, words.first - 1), (1, hi, words.last)):
            penalty = 0
            for at in range(start, end, step):
                form = page.tokens.forms[at]
                if form in (",", ";", ":", "-"):
                    penalty += _ACROSS_COMMA
                    continue
                cue = self._cue(at)
                if cue:
                    distance = abs(at - start) + penalty
                    if distance < nearest:
                        best, nearest = cue, distance
                    break
        return best
