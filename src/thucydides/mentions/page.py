"""A page: a document cut into tokens, sentences and quotes, with every known form found in one pass."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

import msgspec

from thucydides.knowledge.language import Language
from thucydides.knowledge.lexicon import KINDS, Entry, Kinds, Leaf, by_kind, in_capitals
from thucydides.model.anchor import Anchor
from thucydides.model.document import Document
from thucydides.text.fold import ends_marked, fold
from thucydides.text.forms import APART, FRAME
from thucydides.text.keywords import LIST, end_of_list, stops_of
from thucydides.text.sentences import Quote, Sentence, find_quotes, split_sentences
from thucydides.text.tokens import Tokens, tokenize
from thucydides.text.wrapped import join_lines


class Hit(msgspec.Struct, frozen=True, gc=False):
    """An entry found at tokens [first, last). A struct, since a page has a thousand of them."""

    first: int
    last: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Page:
    """What all rooms read. `hits` has, by kind, the longest matches from left to right (see `_longest`).

    `roles` gives the segment role of each sentence, `where` the sentence of each token (see `sentence_at`); sentences
    of headers are kept but never read for events.
    """

    document: Document
    language: Language
    folded: str
    tokens: Tokens
    sentences: tuple[Sentence, ...]
    roles: tuple[str, ...]
    quotes: tuple[Quote, ...]
    hits: dict[str, tuple[Hit, ...]]
    where: list[int]
    # What `of` was asked so far.
    chosen: dict[tuple[str, ...], tuple[Hit, ...]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def text(self) -> str:
        """The canonical text."""
        return self.document.text

    def of(self, kind: str, *roles: str) -> tuple[Hit, ...]:
        """Hits of a kind, all or of these roles, in order of position."""
        if not roles:
            return self.hits.get(kind, ())
        asked = (kind, *roles)
        chosen = self.chosen.get(asked)
        if chosen is None:
            if len(roles) == 1:
                role = roles[0]
                chosen = tuple([h for h in self.hits.get(kind, ()) if h.entry.role == role])
            else:
                wanted = frozenset(roles)
                chosen = tuple([h for h in self.hits.get(kind, ()) if h.entry.role in wanted])
            self.chosen[asked] = chosen
        return chosen

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters of tokens [first, last)."""
        return self.tokens.starts[first], self.tokens.ends[last - 1]

    def anchor(self, first: int, last: int) -> Anchor:
        """The anchor of tokens [first, last)."""
        start, end = self.span(first, last)
        return Anchor.of(self.text, start, end)

    def is_shouted(self, token: int) -> bool:
        """True where the sentence of a token is written in capitals, so that capitals mark no names."""
        s = self.sentences[self.sentence_at(token)]
        shapes = self.tokens.shapes[s.first : s.last]
        capitals = shapes.count("A")
        words = capitals + shapes.count("x") + shapes.count("X")
        return words > 3 and capitals > 0.6 * words

    def sentence_at(self, token: int) -> int:
        """Index of the sentence that holds a token (of the one before, for a newline)."""
        at = self.where
        return at[token] if token < len(at) else max(len(self.sentences) - 1, 0)


# The entries by kind that begin at tokens [first, last).
_Found = tuple[int, int, Kinds]


def _longest(found: list[_Found]) -> dict[str, tuple[Hit, ...]]:
    """Of each kind the longest from left to right; entries that share one span all stay."""
    kept: list[list[Hit]] = [[] for _ in KINDS]
    ends = [0] * len(KINDS)
    for first, last, kinds in found:
        for kind, entries in kinds:
            if first >= ends[kind]:
                ends[kind] = last
                hits = kept[kind]
                for entry in entries:
                    hits.append(Hit(first, last, entry))
    return {kind: tuple(hits) for kind, hits in zip(KINDS, kept, strict=True)}


# Values of the role `exercise`: what kills without being an act of war.
_KEPT = frozenset({"disaster", "accident", "health", LIST})


def _unspared(found: list[_Found], tokens: Tokens) -> list[_Found]:
    """Without what lies inside a `spare` idiom (football team, raid on prices), words of mishaps apart: a "road accident"
    spares its whole sentence. A list of keywords is spared to its end.
    """
    lists = [n for n, (_, _, kinds) in enumerate(found) if any(e.value == LIST for _, some in kinds for e in some)]
    if lists:
        stops = stops_of((a, b, [(KINDS[kind], some) for kind, some in kinds]) for a, b, kinds in found)
        for n in lists:
            found[n] = (found[n][0], end_of_list(tokens, found[n][1], stops), found[n][2])
    spares = [(a, b) for a, b, kinds in found for _, some in kinds for entry in some if entry.role == "spare"]
    kept = []
    for first, last, kinds in found:
        if any(a <= first and last <= b for a, b in spares):
            kinds = by_kind(e for _, some in kinds for e in some if e.role == "spare" or e.value in _KEPT)
        kept.append((first, last, kinds))
    return kept


def _as_written(text: str, tokens: Tokens, first: int, last: int, leaf: Leaf) -> tuple[Entry, ...]:
    """Of entries that folding made one ("attaque", "attaqué"), those whose last accent is the text's. Capitals and
    texts that write none leave both readings, except beside a twin of the same kind.
    """
    if tokens.shapes[last - 1] == "A" or text.isascii():
        return leaf.entries
    starts, ends = tokens.starts, tokens.ends
    if not text[starts[first] : ends[last - 1]].isascii():
        if any(ends_marked(text[a:b]) for a, b in zip(starts[first:last], ends[first:last], strict=True)):
            return leaf.marked
    return leaf.entries if text[starts[last - 1] : ends[last - 1]].isupper() else leaf.unmarked


# What parts a clause: between the two parts of one expression none of these stands.
_PARTING = frozenset({"be", "have", "modal", "plan", "rel", "comp", "clause", "cond"})
_CHOOSY = frozenset({"armed", "ground"})


def _closes_frame(tokens: Tokens, head: int, tail: int, last: int) -> bool:
    """ "teilte der Leiter, NAME, mit": an apposition in its two commas stands before the part that ends the clause."""
    forms = tokens.forms
    commas = [i for i in range(head, tail) if tokens.shapes[i] == "."]
    ends = last >= len(forms) or tokens.shapes[last] in ".n"
    return ends and len(commas) == 2 and all(forms[i] in (",", "(", ")") for i in commas) and commas[-1] == tail - 1


def _with_split(
    language: Language, tokens: Tokens, hits: dict[str, tuple[Hit, ...]], spared: Iterable[_Found]
) -> dict[str, tuple[Hit, ...]]:
    """With expressions whose parts stand apart ("took three nurses hostage"), each at its head; what stands at their
    parts alone means nothing else of their kind.
    """
    framed = language.has("verb_bracket")
    split = language.table.splits(tokens.forms, FRAME if framed else 0)
    if not split:
        return hits
    framed = language.has(
        "verb_bracket"
    )  # there articles are relatives too, which tell nothing before their clause is read
    # An article that is a relative too tells nothing before its clause is read.
    gram = {h.first: h.entry.role for h in hits["grammar"] if not (framed and "weak" in h.entry.flags)}
    idioms = [(a, b) for a, b, kinds in spared for _, some in kinds for entry in some if entry.role == "spare"]
    taken: set[int] = set()
    for first, head, tail, last, indexes in split:
        shapes = tokens.shapes[head:tail]
        if framed and _closes_frame(tokens, head, tail, last):
            shapes = shapes.replace(".", "x")
        if "." in shapes or "n" in shapes or any(gram.get(i) in _PARTING for i in range(head, tail)):
            continue
        if tail - head > APART and any(gram.get(i) == "and" for i in range(head, tail)):
            continue  # "rückten an und bereiteten alles vor"
        parts = {*range(first, head), *range(tail, last)}
        if parts & taken or any(a < head and first < b for a, b in idioms):
            continue
        leaf = language.leaves.get(id(indexes)) or language.leaf(indexes)
        for number, entries in leaf.shaped[tokens.shapes[first]] if leaf.shaped else leaf.whole:
            kind = KINDS[number]
            beside = [h for h in hits[kind] if not parts.isdisjoint(range(h.first, h.last))]
            if any(not parts.issuperset(range(h.first, h.last)) for h in beside):
                continue  # a longer form of the kind holds one of its words, or all ("blew himself up")
            if any(_CHOOSY & entry.flags for entry in entries):  # the claims choose by what it is done to
                beside = [h for h in beside if (h.first, h.last) != (first, head)]
            made = [h for h in hits[kind] if h not in beside] + [Hit(first, head, entry) for entry in entries]
            hits[kind] = tuple(sorted(made, key=lambda h: (h.first, h.last)))
            taken |= parts
            if any(entry.role == "spare" for entry in entries):
                hits["casualties"] = tuple(h for h in hits["casualties"] if parts.isdisjoint(range(h.first, h.last)))
    return hits


def _scan(language: Language, tokens: Tokens, text: str) -> dict[str, tuple[Hit, ...]]:
    """The hits of each kind in order of position, all kinds there; see `_longest` and `_unspared`."""
    leaves = language.leaves
    shapes = tokens.shapes
    if shapes.count("A") > shapes.count("x") + shapes.count("X"):  # all in capitals: there "US" is the pronoun
        shapes = shapes.replace("A", "X")
    spared = False
    found: list[_Found] = []
    for first, last, indexes in language.table.matches(tokens.forms):
        leaf = leaves.get(id(indexes)) or language.leaf(indexes)
        kinds = leaf.whole
        if leaf.rare:
            spared = spared or leaf.spares
            if leaf.mixed:
                kinds = by_kind(in_capitals(_as_written(text, tokens, first, last, leaf), shapes[first]))
            elif leaf.shaped:
                kinds = leaf.shaped[shapes[first]]
        found.append((first, last, kinds))
    hits = _longest(_unspared(found, tokens) if spared else found)
    return _with_split(language, tokens, hits, found if spared else ())


def _roles_of(document: Document, starts: list[int]) -> tuple[str, ...]:
    """The segment role at each of these characters; segments are ordered and do not overlap."""
    edges = [segment.start for segment in document.segments]
    roles = []
    for start in starts:
        at = bisect_right(edges, start) - 1
        inside = at >= 0 and start < document.segments[at].end
        roles.append(document.segments[at].role if inside else "body")
    return tuple(roles)


def _where(sentences: tuple[Sentence, ...], count: int) -> list[int]:
    """The sentence of each token; of a newline that of the one before."""
    where: list[int] = []
    for number, sentence in enumerate(sentences):
        if number:
            where += [number - 1] * (sentence.first - len(where))
    return where + [max(len(sentences) - 1, 0)] * (count - len(where))


@lru_cache(maxsize=64)
def _abbreviations(written: tuple[str, ...]) -> frozenset[str]:
    return frozenset(a.lower().rstrip(".") for a in written)


@lru_cache(maxsize=16)
def _folded(written: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(word) for word in written)


def open_page(document: Document, language: Language) -> Page:
    """Cuts and scans a document once; pure."""
    folded = fold(document.text, language.settings.script)
    tokens = tokenize(document.text, language.cutting)
    tokens = join_lines(tokens, ((segment.start, segment.end) for segment in document.segments))
    sentences = split_sentences(
        tokens,
        _abbreviations(language.settings.abbreviations),
        _abbreviations(language.settings.after_hours),
        _folded(language.settings.after_ordinals),
    )
    roles = _roles_of(document, [tokens.starts[s.first] for s in sentences])
    quotes = find_quotes(tokens, language.settings.quotes)
    hits = _scan(language, tokens, document.text)
    return Page(document, language, folded, tokens, sentences, roles, quotes, hits, _where(sentences, len(tokens)))
