"""A page: a document cut into tokens, sentences and quotes, with every known form found in one pass."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import msgspec

from thucydides.knowledge.language import Language
from thucydides.knowledge.lexicon import KINDS, ROLES_OF, SHOUTED, Entry, Kinds, Leaf, by_kind
from thucydides.model.anchor import Anchor
from thucydides.model.document import Document
from thucydides.text.fold import ends_marked, fold
from thucydides.text.forms import APART, FRAME, Match, Node
from thucydides.text.keywords import LIST, end_of_list, stops_of
from thucydides.text.sentences import Quote, Sentence, find_quotes, split_sentences
from thucydides.text.tokens import Tokens, fold_and_tokenize
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
    # True of a text in capitals throughout, whose case says nothing.
    shouts: bool = False
    # What `of` was asked so far: kinds parted by role, and several roles of a kind together.
    parted: dict[str, dict[str, tuple[Hit, ...]]] = field(default_factory=dict, compare=False, repr=False)
    chosen: dict[tuple[str, ...], tuple[Hit, ...]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def text(self) -> str:
        """The canonical text."""
        return self.document.text

    def of(self, kind: str, *roles: str) -> tuple[Hit, ...]:
        """Hits of a kind, all or of these roles, in order of position."""
        if not roles:
            return self.hits.get(kind, ())
        parted = self.parted.get(kind)
        if parted is None:
            parted = self.parted[kind] = _parted(self.hits.get(kind, ()))
        if len(roles) == 1:
            return parted.get(roles[0], ())
        there = [role for role in roles if role in parted]
        if len(there) < 2:  # no merging: most pages lack most roles
            return parted[there[0]] if there else ()
        asked = (kind, *there)
        chosen = self.chosen.get(asked)
        if chosen is None:
            wanted = frozenset(there)
            chosen = self.chosen[asked] = tuple([h for h in self.hits[kind] if h.entry.role in wanted])
        return chosen

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters of tokens [first, last)."""
        return self.tokens.starts[first], self.tokens.ends[last - 1]

    def anchor(self, first: int, last: int) -> Anchor:
        """The anchor of tokens [first, last)."""
        start, end = self.span(first, last)
        return Anchor.of(self.text, start, end)

    def is_shouted(self, token: int) -> bool:
        """True where the sentence of a token, or the whole text, is written in capitals, so that capitals mark no names."""
        if self.shouts:
            return True
        s = self.sentences[self.sentence_at(token)]
        shapes = self.tokens.shapes[s.first : s.last]
        capitals = shapes.count("A")
        words = capitals + shapes.count("x") + shapes.count("X")
        return words > 3 and capitals > 0.6 * words

    def sentence_at(self, token: int) -> int:
        """Index of the sentence that holds a token (of the one before, for a newline)."""
        at = self.where
        return at[token] if token < len(at) else max(len(self.sentences) - 1, 0)


def _parted(hits: tuple[Hit, ...]) -> dict[str, tuple[Hit, ...]]:
    """Hits by their role."""
    roles: dict[str, list[Hit]] = {}
    for hit in hits:
        some = roles.get(hit.entry.role)
        if some is None:
            some = roles[hit.entry.role] = []
        some.append(hit)
    return {role: tuple(some) for role, some in roles.items()}


# The hits of each kind, and of each kind by role.
_Hits = tuple[dict[str, tuple[Hit, ...]], dict[str, dict[str, tuple[Hit, ...]]]]


def _longest(found: list[Match], meant: list[Kinds]) -> _Hits:
    """Of each kind the longest from left to right; entries that share one span all stay. `meant` is what each match means."""
    kept: list[list[Hit]] = [[] for _ in KINDS]
    parted: list[list[list[Hit] | None]] = [[None] * len(roles) for roles in ROLES_OF]
    for n, match in enumerate(found):
        first, last = match.first, match.last
        for sense in meant[n]:
            hits = kept[sense.kind]
            if hits and first < hits[-1].last:
                continue
            roles = parted[sense.kind]
            for at, entry in enumerate(sense.entries):
                hit = Hit(first, last, entry)
                hits.append(hit)
                role = sense.roles[at]
                alike = roles[role]
                if alike is None:
                    roles[role] = [hit]
                else:
                    alike.append(hit)
    by_role: dict[str, dict[str, tuple[Hit, ...]]] = {}
    for kind, names, some in zip(KINDS, ROLES_OF, parted, strict=True):
        by_role[kind] = {name: tuple(alike) for name, alike in zip(names, some, strict=True) if alike is not None}
    return {kind: tuple(hits) for kind, hits in zip(KINDS, kept, strict=True)}, by_role


# Values of the role `exercise`: what kills without being an act of war; of `history`: "since the invasion began".
_KEPT = frozenset({"disaster", "accident", "health", "crash", "war", LIST})


def _idioms(found: list[Match], meant: list[Kinds]) -> list[tuple[int, int]]:
    """The tokens [first, last) of each idiom that spares what it holds."""
    spans = [(m.first, m.last, s) for m, senses in zip(found, meant, strict=True) for s in senses]
    return [(first, last) for first, last, s in spans for entry in s.entries if entry.role == "spare"]


def _unspared(found: list[Match], meant: list[Kinds], tokens: Tokens) -> None:
    """Drops what lies inside a `spare` idiom (football team, raid on prices), words of mishaps apart: a "road accident"
    spares its whole sentence. A list of keywords is spared to its end. An idiom that opens within a longer word of events, or
    right behind a nationality, is none: "mortar [fire killed] two".
    """
    lists = [n for n, senses in enumerate(meant) if any(e.value == LIST for s in senses for e in s.entries)]
    if lists:
        stops = stops_of((m.first, [KINDS[s.kind] for s in senses]) for m, senses in zip(found, meant, strict=True))
        for n in lists:
            found[n] = Match(found[n].first, end_of_list(tokens, found[n].last, stops), found[n].node)
    spares = [(a, b) for a, b in _idioms(found, meant) if not _is_crossed(found, meant, a, b)]
    for n, match in enumerate(found):
        if any(a <= match.first and match.last <= b for a, b in spares):
            whole = (match.first, match.last) in spares
            meant[n] = by_kind(e for s in meant[n] for e in s.entries if _is_kept(e) or (whole and _is_a_thing(e)))


def _is_kept(entry: Entry) -> bool:
    """True of what an idiom leaves of what it holds: mishaps, whole wars, and names of events that anniversaries are counted from."""
    return entry.role == "spare" or entry.kind == "history" or entry.value in _KEPT


def _is_a_thing(entry: Entry) -> bool:
    """ "fuel tank", "post office": an idiom that is no arms, and yet a thing that can be struck."""
    return "/objects:" in entry.row


def _is_crossed(found: list[Match], meant: list[Kinds], a: int, b: int) -> bool:
    """True where an event word begins before an idiom and ends within it, or a nationality stands right before it."""
    for match, senses in zip(found, meant, strict=True):
        if match.first < a < match.last < b and any(KINDS[s.kind] == "triggers" for s in senses):
            return True
        if match.last == a and any(
            e.role == "nationality" for s in senses if KINDS[s.kind] == "actors" for e in s.entries
        ):
            return True
    return False


def _as_written(text: str, tokens: Tokens, match: Match, leaf: Leaf) -> dict[str, Kinds]:
    """Of entries that folding made one ("attaque", "attaqué"), those whose last accent is the text's. Capitals and
    texts that write none leave both readings, except beside a twin of the same kind.
    """
    first, last = match.first, match.last
    if tokens.shapes[last - 1] == "A" or text.isascii():
        return leaf.shaped
    starts, ends = tokens.starts, tokens.ends
    if not text[starts[first] : ends[last - 1]].isascii():
        if any(ends_marked(text[a:b]) for a, b in zip(starts[first:last], ends[first:last], strict=True)):
            return leaf.marked
    return leaf.shaped if text[starts[last - 1] : ends[last - 1]].isupper() else leaf.unmarked


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
    language: Language, tokens: Tokens, hits: dict[str, tuple[Hit, ...]], idioms: list[tuple[int, int]]
) -> dict[str, tuple[Hit, ...]]:
    """With expressions whose parts stand apart ("took three nurses hostage"), each at its head; what stands at their
    parts alone means nothing else of their kind.
    """
    heads = [i for i, node in enumerate(tokens.nodes) if node is not None and node.opens]
    framed = language.has("verb_bracket")  # articles are relatives too, and tell nothing before their clause is read
    split = language.table.splits(tokens.forms, heads, FRAME if framed else 0) if heads else []
    if not split:
        return hits
    gram = {h.first: h.entry.role for h in hits["grammar"] if not (framed and "weak" in h.entry.flags)}
    taken: set[int] = set()
    for first, head, tail, last, indexes in split:
        shapes = tokens.shapes[head:tail].replace("0.0", "000")  # "12,000" is one figure
        if framed and _closes_frame(tokens, head, tail, last):
            shapes = shapes.replace(".", "x")
        if "." in shapes or "n" in shapes or any(gram.get(i) in _PARTING for i in range(head, tail)):
            continue
        if tail - head > APART and any(gram.get(i) == "and" for i in range(head, tail)):
            continue  # "rückten an und bereiteten alles vor"
        parts = {*range(first, head), *range(tail, last)}
        if parts & taken or any(a < head and first < b for a, b in idioms):
            continue
        leaf = language.leaf(indexes)
        for sense in leaf.shaped[tokens.shapes[first]] if leaf.shaped else leaf.whole:
            kind, entries = KINDS[sense.kind], sense.entries
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


def _scan(language: Language, tokens: Tokens, text: str, shapes: str) -> _Hits:
    """The hits of each kind in order of position, all kinds there, and by role where that is known; see `_longest` and `_unspared`.
    `shapes` are those by which a form is chosen.
    """
    spared = False
    found = language.table.matches(tokens.forms, tokens.nodes)
    meant: list[Kinds] = []
    for match in found:
        leaf = _leaf(language, match.node)
        kinds = leaf.whole
        if leaf.rare:
            spared = spared or leaf.spares
            if leaf.mixed:
                kinds = _as_written(text, tokens, match, leaf)[shapes[match.first]]
            elif leaf.shaped:
                kinds = leaf.shaped[shapes[match.first]]
        meant.append(kinds)
    if spared:
        _unspared(found, meant, tokens)
    hits, parted = _longest(found, meant)
    kept = _with_split(language, tokens, dict(hits), _idioms(found, meant) if spared else [])
    return kept, {kind: roles for kind, roles in parted.items() if kept[kind] is hits[kind]}


def _leaf(language: Language, node: Node) -> Leaf:
    """The leaf of a node that ends a form, kept with the node."""
    if node.meant is None:
        node.meant = language.leaf(node.here or [])
    leaf: Leaf = node.meant
    return leaf


def _roles_of(document: Document, starts: list[int]) -> tuple[str, ...]:
    """The segment role at each of these characters, which are in order; segments are ordered too and do not overlap."""
    segments, at = document.segments, 0
    roles: list[str] = []
    for start in starts:
        while at + 1 < len(segments) and segments[at + 1].start <= start:
            at += 1
        inside = bool(segments) and segments[at].start <= start < segments[at].end
        roles.append(segments[at].role if inside else "body")
    return tuple(roles)


def _where(sentences: tuple[Sentence, ...], count: int) -> list[int]:
    """The sentence of each token; of a newline that of the one before."""
    where: list[int] = []
    edges = [sentence.first for sentence in sentences[1:]]
    for n, edge in enumerate([*edges, count]):
        where += [n] * (edge - len(where))
    return where


@lru_cache(maxsize=64)
def _abbreviations(written: tuple[str, ...]) -> frozenset[str]:
    return frozenset(a.lower().rstrip(".") for a in written)


@lru_cache(maxsize=16)
def _folded(written: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(word) for word in written)


def _shouted(tokens: Tokens, language: Language) -> str:
    """The shapes of a page all in capitals, where a name in capitals ("ELN") is told from ordinary words by its form."""
    plain = _folded(language.settings.acronym_words)
    held = (
        shape if shape != "A" else "X" if form in plain else SHOUTED
        for shape, form in zip(tokens.shapes, tokens.forms, strict=True)
    )
    return "".join(held)


def open_page(document: Document, language: Language) -> Page:
    """Cuts and scans a document once; pure."""
    folded, tokens = fold_and_tokenize(document.text, language.cutting)
    tokens = join_lines(tokens, ((segment.start, segment.end) for segment in document.segments))
    sentences = split_sentences(
        tokens,
        _abbreviations(language.settings.abbreviations),
        _abbreviations(language.settings.after_hours),
        _folded(language.settings.after_ordinals),
        _folded(language.settings.picture_credits),
    )
    roles = _roles_of(document, [tokens.starts[s.first] for s in sentences])
    quotes = find_quotes(tokens, language.settings.quotes)
    shapes = tokens.shapes
    capitals, words = shapes.count("A"), shapes.count("x") + shapes.count("X")
    if capitals > words:  # there "US" is the pronoun
        shapes = _shouted(tokens, language)
    hits, parted = _scan(language, tokens, document.text, shapes)
    where = _where(sentences, len(tokens))
    return Page(document, language, folded, tokens, sentences, roles, quotes, hits, where, capitals > 3 * words, parted)
