"""Does this text tell of an event at all? The same words as the reading asks, without opening a page: ten times as fast.

Nothing is lost: what is said no to has no word from which the reader could make a claim. A yes may still claim nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from typing import Any

from thucydides.claims.persons.sentence import CARRIES
from thucydides.knowledge.language import Language
from thucydides.knowledge.lexicon import Entry
from thucydides.knowledge.library import language, languages
from thucydides.mentions.page import Page
from thucydides.model.document import Document
from thucydides.model.mention import ARMED
from thucydides.text.forms import APART, FRAME, SPLIT, FormTable
from thucydides.text.tokens import Cutting, tokenize

# Written words that are kept with their forms; enough for all but the rare ones of a language.
_REMEMBERED = 30_000
# An elided word that stands before a space joins the next one.
_LOOSE = re.compile(r"(['\u2019])\s+")
_STOPS = frozenset(".!?؟")
# Words that are looked at before all others.
_HEAD = 60
_TOLLS = ("outcome", "toll", "none")
# Entries that only some spellings mean; such an idiom spares nothing here.
_FALLS = "town"
_TOWNS = ("head", "anaphor")
_SOLDIERS = ("official_military", "armed_group")
_CHOOSY = frozenset({"acronym", "capital"})


def _to_the_stop(forms: list[str]) -> list[str]:
    """What stands before the end of the sentence; the stop of "12.000" ends none."""
    for i, form in enumerate(forms):
        if form in _STOPS and not (i and forms[i - 1].isdigit()):
            return forms[:i]
    return forms


class _Forms(dict[str, tuple[str, ...]]):
    """What stands between two spaces -> the forms of its tokens, as the page cuts them."""

    def __init__(self, cutting: Cutting) -> None:
        super().__init__()
        self.cutting = cutting

    def __missing__(self, written: str) -> tuple[str, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        forms = self[written] = tuple(tokenize(written, self.cutting).forms)
        return forms


@dataclass(frozen=True, slots=True)
class Sieve:
    """The forms of one language that tell of an event or of harm (True), and the idioms that hide them (False).

    `alone` are the forms of one token, `pairs` the first two tokens of all others, `split` the first tokens of the tails
    by the head's of those that stand apart.
    """

    table: FormTable[bool]
    alone: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    forms: _Forms
    elides: bool
    split: dict[str, frozenset[str]]
    apart: int = APART
    falls: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        rows: Iterable[tuple[tuple[str, ...], bool]],
        cutting: Cutting,
        reach: int = APART,
        falls: frozenset[str] = frozenset(),
        towns: frozenset[str] = frozenset(),
    ) -> Sieve:
        """The sieve of (forms, whether they tell) rows, for texts that are cut so, with the tokens between two parts; words of
        falling tell where a word for a town or for who takes one stands too.
        """
        known = list(rows)
        kept = [(forms, tells) for forms, tells in known if forms[0] != SPLIT]
        split: dict[str, set[str]] = {}
        for forms, tells in known:
            if forms[0] == SPLIT and tells:
                split.setdefault(forms[1], set()).add(forms[forms.index(SPLIT, 1) + 1])
        alone = frozenset(forms[0] for forms, _ in kept if len(forms) == 1)
        pairs = frozenset((forms[0], forms[1]) for forms, _ in kept if len(forms) > 1)
        apart = {head: frozenset(tails) for head, tails in split.items()}
        return cls(
            FormTable.build(kept), alone, pairs, _Forms(cutting), bool(cutting.elided), apart, reach, falls, towns
        )

    def catches(self, text: str) -> bool:
        """True where a form of an event or of harm stands outside all idioms."""
        words = text.split()
        if self._caught(words[:_HEAD]) or self._caught(words):  # reports tell it at once
            return True
        return self.elides and _LOOSE.search(text) is not None and self._caught(_LOOSE.sub(r"\1", text).split())

    def _caught(self, words: list[str]) -> bool:
        forms = list(chain.from_iterable(map(self.forms.__getitem__, words)))
        if not self.falls.isdisjoint(forms) and not self.towns.isdisjoint(forms):
            return True
        pairs = self.pairs
        starts = [at for at, pair in enumerate(pairwise(forms)) if pair in pairs]
        if not self.alone.isdisjoint(forms):
            starts = sorted({*starts, *(at for at, form in enumerate(forms) if form in self.alone)})
        spared = -1
        for first in starts:
            ends = list(self._ends(forms, first))
            spared = max((spared, *(end for end, tells in ends if not tells)))
            if any(tells and end > spared for end, tells in ends):
                return True
        return self._caught_apart(forms)

    def _caught_apart(self, forms: list[str]) -> bool:
        """True where both words of an expression whose parts stand apart are there ("took … hostage")."""
        if self.split.keys().isdisjoint(forms):
            return False
        return any(
            form in self.split and not self.split[form].isdisjoint(_to_the_stop(forms[i + 2 : i + 2 + self.apart]))
            for i, form in enumerate(forms)
        )

    def _ends(self, forms: list[str], first: int) -> Iterator[tuple[int, bool]]:
        """(end, whether it tells, else an idiom hides) of each form that begins at this token."""
        node: Any = self.table.tree
        for last in range(first, len(forms)):
            node = node.get(forms[last])
            if node is None:
                return
            here = node if isinstance(node, list) else node.get("", ())
            for at in here:
                yield last + 1, self.table.values[at]
            if isinstance(node, list):
                return


def _tells(entry: Entry) -> bool | None:
    """True for a word of an event or of harm, False for an idiom that hides one, None for all others."""
    if entry.kind == "triggers" and entry.role == "event":
        if _FALLS in entry.flags:  # "prices fell": told by itself of no town
            return None
        # words of a result attach a toll to a deed and open nothing; only those of destruction may stand alone
        return True if "result" not in entry.flags or entry.args == "destroy" else None
    if entry.kind == "casualties" and entry.role in _TOLLS:
        return None if entry.role == "toll" and entry.args in CARRIES else True
    hides = entry.kind == "triggers" and entry.role == "spare"
    return False if hides and _CHOOSY.isdisjoint(entry.flags) and "marked" not in entry.features else None


def _leaves(node: Any, forms: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], list[int]]]:
    if isinstance(node, list):
        yield forms, node
        return
    for form, below in node.items():
        yield from _leaves(below, (*forms, form) if form else forms)


def _rows(spoken: Language) -> Iterable[tuple[tuple[str, ...], bool]]:
    known: dict[int, bool | None] = {}
    for forms, numbers in _leaves(spoken.table.tree, ()):
        told: set[bool] = set()
        for number in numbers:
            if number not in known:
                known[number] = _tells(spoken.table.values[number])
            if (tells := known[number]) is not None:
                told.add(tells)
        yield from ((forms, tells) for tells in sorted(told))


@cache
def sieve(code: str) -> Sieve:
    """The sieve of a language, made from its words when it is first asked for."""
    spoken = language(code)
    reach = FRAME if spoken.has("verb_bracket") else APART
    falls, towns = _words_of_taking(spoken)
    return Sieve.of(_rows(spoken), spoken.cutting, reach, falls, towns)


def _names_who_takes(entry: Entry) -> bool:
    """True for a word for a town, or for those who take one or tell of it: "the city", "the rebels", "general staff"."""
    if entry.kind == "places":
        return entry.role in _TOWNS
    if entry.kind == "actors":
        return entry.role in ("generic", "force") and entry.value in ARMED
    return entry.kind == "sources" and entry.role == "head" and entry.value in _SOLDIERS


def _words_of_taking(spoken: Language) -> tuple[frozenset[str], frozenset[str]]:
    """The first tokens of words of falling, and the last ones of words for towns and for who takes them."""
    falls: set[str] = set()
    takers: set[str] = set()
    for forms, numbers in _leaves(spoken.table.tree, ()):
        for entry in (spoken.table.values[n] for n in numbers):
            if entry.kind == "triggers" and entry.role == "event" and _FALLS in entry.flags:
                falls.add(forms[0])
            elif _names_who_takes(entry):
                takers.add(forms[-1])
    return frozenset(falls), frozenset(takers)


def page_may_tell(page: Page) -> bool:
    """False for a page without a word of an event or of harm: nothing can be claimed from it."""
    hits = (*page.of("triggers", "event"), *page.of("casualties", *_TOLLS))
    if any(_tells(hit.entry) for hit in hits):
        return True
    if not any(_FALLS in hit.entry.flags for hit in hits):
        return False
    takers = (*page.of("places", *_TOWNS), *page.of("actors", "generic", "force"), *page.of("sources", "head"))
    return any(_names_who_takes(hit.entry) for hit in takers)


def may_tell(document: Document) -> bool:
    """False for a text without a word of an event or of harm; True where nothing is known of its language."""
    return document.language not in languages() or sieve(document.language).catches(document.text)
