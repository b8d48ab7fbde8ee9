"""Finds noun phrases that name who acts or is acted upon, and gives each its neutral name and kind.

A head (force, generic noun, named group, group shape) takes in adjacent nationalities and charged adjectives, and a
genitive that completes it ("the army of X"); what takes sides is kept as a label and decides nothing.
"""

from __future__ import annotations

from datetime import date
from typing import cast

import msgspec

from thucydides.knowledge.gazetteer.keys import bare
from thucydides.knowledge.library import actors as roster
from thucydides.knowledge.library import country_names
from thucydides.knowledge.paradigms import CASES
from thucydides.mentions.actors.borne import as_described, is_borne
from thucydides.mentions.actors.opposed import without_opposed
from thucydides.mentions.page import Hit, Page
from thucydides.model.mention import ActorKind, ActorMention

_HEADS = ("named", "force", "generic", "shape")
_GENITIVES = ("named", "state", "force", "nationality", "shape", "generic")
_KINDS = ("adjective", "shape")  # words that say what a group in quotes is
_SIDE = ("nationality", "charged", "own", "state", "adjective")


class _Chunk(msgspec.Struct, frozen=True):
    """Hits that make one noun phrase, tokens [first, last)."""

    first: int
    last: int
    hits: tuple[Hit, ...]


class _Line:
    """The actor hits of a page by their first token, and the closed classes around them."""

    def __init__(self, page: Page, day: date | None = None) -> None:
        self.page = page
        told: dict[str, int] = {}
        for hit in page.of("actors", "nationality", "state"):
            told[hit.entry.value] = told.get(hit.entry.value, 0) + 1
        self.cases = page.language.has("case_roles")
        self.follow = page.language.has("verb_first")  # adjectives stand behind their noun
        self.compounds = page.language.has("noun_compounds")  # "Islamic State militants" are one name
        # By token: the hit that begins and the one that ends there.
        self.starts: list[Hit | None] = [None] * (len(page.tokens) + 1)
        self.ends: list[Hit | None] = [None] * (len(page.tokens) + 1)
        for hit in sorted(page.of("actors"), key=lambda h: _likely(h, told), reverse=True):
            if hit.entry.role == "band" or (hit.entry.role == "named" and not is_borne(hit, day)):
                continue
            if "counted" in hit.entry.flags and not _is_counted(page, hit.first):
                continue
            for part in as_described(page, hit) if hit.entry.role == "named" else (hit,):
                there = self.starts[part.first]
                if there is None or _rank(part) < _rank(there):
                    self.starts[part.first] = part
                    self.ends[part.last] = part
        without_opposed(page, self.starts, self.ends)
        # "killed the-army fighters-of X": behind a subject a name that opens with a noun of persons is the object.
        persons = page.of("casualties", "victim") if self.follow else ()
        self.persons = frozenset(h.first for h in persons if any(i.last > h.last for i in page.of("actors", "named")))
        self.glue = [""] * (len(page.tokens) + 1)
        for hit in page.of("grammar", "of", "det", "poss"):
            for i in range(hit.first, hit.last):
                self.glue[i] = self.glue[i] or hit.entry.role

    def of(self, i: int) -> int | None:
        """The token behind "of the" at i, None where there is none."""
        count = len(self.page.tokens)
        if i >= count or self.glue[i] != "of":
            return None
        while i < count and self.glue[i] in ("of", "det"):
            i += 1
        return i

    def is_complete(self, noun: int, name: int) -> bool:
        """ "accused the-army forces-of X of": a noun with its article written on it takes no name without one."""
        if not self.follow:
            return False
        forms = self.page.tokens.forms
        return bare(forms[noun]) != forms[noun] and bare(forms[name]) == forms[name]

    def named_in_quotes(self, i: int) -> tuple[Hit, int] | None:
        """A named actor in quotes at token i, with the token behind the closing quote."""
        forms = self.page.tokens.forms
        if i + 2 >= len(forms) or forms[i] not in ('"', "«"):
            return None
        hit = self.starts[i + 1]
        closed = hit is not None and hit.last < len(forms) and forms[hit.last] in ('"', "»")
        return (hit, hit.last + 1) if hit is not None and closed and hit.entry.role == "named" else None

    def group_in_quotes(self, i: int) -> tuple[Hit, int] | None:
        """The same behind the noun that says what it is, where adjectives follow: "fighters-of the-group «X»"."""
        noun = self.starts[i] if self.follow and i < len(self.page.tokens) else None
        return self.named_in_quotes(noun.last if noun is not None and noun.entry.role in _KINDS else i)

    def completes(self, head: Hit, after: Hit) -> bool:
        """Where case tells: a genitive behind its head ("войска Израиля"), or an adjective that agrees with it."""
        told = after.entry.features & CASES
        if after.entry.role in ("nationality", "charged", "adjective"):
            return not told or "gen" in told or bool(told & head.entry.features)
        fits = after.entry.role in ("state", "force", "generic", "shape") and head.entry.role != "named"
        return fits and "gen" in told


def _is_counted(page: Page, first: int) -> bool:
    """True right behind a figure: "15 [armed men]" in a form that is an adjective elsewhere."""
    if first and page.tokens.shapes[first - 1] == "0":
        return True
    return any(h.last == first for h in page.of("numbers", "number", "vague"))


def _likely(hit: Hit, told: dict[str, int]) -> int:
    """How often the text names the country of a roster's actor: homonyms go to the country of the text."""
    return told.get(roster()[hit.entry.value].country, 0) if hit.entry.role == "named" else 0


def _rank(hit: Hit) -> tuple[int, bool]:
    """Smaller wins at one token; of a word that is plain and charged alike the charged reading, whose label is kept."""
    return _ORDER.get(hit.entry.role, 6), "charged" not in hit.entry.flags


_ORDER = {"named": 0, "force": 1, "generic": 2, "shape": 3, "state": 4, "nationality": 5, "adjective": 7}


def _left(line: _Line, head: Hit) -> tuple[int, list[Hit]]:
    """Adjectives in front of a head, with one possessive between ("Russia's air force")."""
    taken: list[Hit] = []
    first = head.first
    while not line.follow:
        before = line.ends[first]
        if before is None and first and line.glue[first - 1] == "poss":
            before = line.ends[first - 1]
        if before is None or before.entry.role not in _SIDE or before.first >= first:
            return first, taken
        if line.cases and before.entry.role == "state":
            return first, taken
        taken.append(before)
        first = before.first
    return first, taken


def _right(line: _Line, head: Hit) -> tuple[int, list[Hit]]:
    """Adjectives behind a head, a genitive, and a name in apposition ("mercenaries of X", "the Y militia")."""
    taken: list[Hit] = []
    last = head.last
    genitives = 0
    while True:
        after = line.starts[last]
        quoted = line.group_in_quotes(last) if after is None or after.entry.role in _KINDS else None
        if quoted is not None and _names(head, quoted[0]):
            taken.append(quoted[0])
            last = quoted[1]
            continue
        # Where adjectives stand behind their noun, what completes it closes the phrase: a name behind it is another's.
        complete = line.follow and last > head.first + 1
        closed = complete and after is not None and after.entry.role == "named"
        closed = closed or (after is not None and after.first in line.persons)
        whole = "whole" in head.entry.features or (after is not None and line.is_complete(last - 1, after.first))
        closed = closed or (last == head.last and whole and after is not None and _names(head, after))
        if after is not None and not closed and _is_completed(line, head, after):
            taken.append(after)
            last = after.last
            continue
        inner = line.of(last)
        if inner is None or genitives == 2:
            return last, taken
        if line.follow and (quoted := line.group_in_quotes(inner)) is not None:  # "fighters of «X»"
            taken.append(quoted[0])
            return quoted[1], taken
        after = line.starts[inner]
        follower = _head_behind(line, after) if after and after.entry.role in _SIDE and not line.follow else None
        if after is None or (follower is None and after.entry.role not in _GENITIVES):
            return last, taken
        if after.entry.role == "generic" and head.entry.role != "generic":
            return last, taken
        genitives += 1
        taken += [after] if follower is None else [follower, after]
        last = (follower or after).last


def _is_completed(line: _Line, head: Hit, after: Hit) -> bool:
    """May a hit right behind a head belong to it: an adjective, a name in apposition, a genitive that case tells."""
    if _names(head, after) or (line.compounds and _names(after, head) and after.entry.value in _ARMED):
        return True
    if line.cases:
        return line.completes(head, after)
    if "construct" in head.entry.features and after.entry.role in ("generic", "force"):
        form = line.page.tokens.forms[after.first]
        return bare(form) != form  # "the-fighters of the-opposition"
    sides = ("nationality",) if line.compounds else ("nationality", "charged")  # "the army [liberated] the town"
    return after.entry.role in sides or (line.follow and _is_in_idafa(line, head, after))


def _is_in_idafa(line: _Line, head: Hit, after: Hit) -> bool:
    """ "a-patrol-of the-army": where adjectives follow, armed men without an article before others with theirs are theirs."""
    if not {head.entry.value, after.entry.value} <= _FORCES or after.entry.role not in ("generic", "force"):
        return False
    if head.last - head.first != 1 or head.entry.features & {"whole", "owned"}:
        return False
    forms = line.page.tokens.forms
    return bare(forms[head.first]) == forms[head.first] and bare(forms[after.first]) != forms[after.first]


_ARMED = ("rebel_group", "militia", "state_force", "foreign_force")
_FORCES = frozenset({*_ARMED, "police"})


def _names(head: Hit, after: Hit) -> bool:
    return head.entry.role in ("generic", "shape", "force") and after.entry.role == "named"


def _shape_tail(page: Page, last: int, stop: int) -> int:
    """A name of unknown shape takes in the capitalised words behind it."""
    if page.language.has("verb_first"):  # no capitals: a name stands in quotes
        near = (q for q in page.quotes if q.closed and q.last - last <= _QUOTED)
        for q in near:
            if q.first == last or (q.first == last - 2 and q.last > last + 1):  # brigades «X», «brigades-of X»
                return q.last if q.first == last else q.last - 1
        return last
    if page.is_shouted(last - 1):
        return last
    ends, starts = page.tokens.ends, page.tokens.starts
    while last < stop and page.tokens.shapes[last] in "XA" and "\n" not in page.text[ends[last - 1] : starts[last]]:
        last += 1
    return last


_QUOTED = 7  # tokens of a name in quotes


def _chunks(line: _Line) -> list[_Chunk]:
    page = line.page
    chunks: list[_Chunk] = []
    taken_to = 0
    for at, start in enumerate(line.starts):
        if start is None or at < taken_to:
            continue
        head = start
        if head.entry.role in _SIDE:
            alone = line.follow or (line.cases and head.entry.role == "state")
            follower = None if alone else _head_behind(line, head)
            if follower is None:
                if head.entry.role in ("nationality", "state") or (head.entry.role == "charged" and head.entry.args):
                    chunks.append(_Chunk(head.first, head.last, (head,)))
                    taken_to = head.last
                continue
            head = follower
        if head.entry.role not in _HEADS or head.first < taken_to:
            continue
        first, left = _left(line, head)
        last, right = _right(line, head)
        if head.entry.role == "shape":
            tail = _shape_tail(page, last, len(page.tokens))
            if tail == last and not any(h.entry.role == "named" for h in right):
                continue
            last = tail
        chunks.append(_Chunk(max(first, taken_to), last, (head, *left, *right)))
        taken_to = last
    return chunks


def _head_behind(line: _Line, hit: Hit) -> Hit | None:
    """The head that an adjective stands before, through further adjectives and a possessive."""
    at = hit.last
    for _ in range(4):
        if line.glue[at] == "poss":
            at += 1
        after = line.starts[at]
        if after is None:
            return None
        if after.entry.role in _HEADS:
            return after
        at = after.last
    return None


def _country(chunk: _Chunk) -> str | None:
    for hit in chunk.hits:
        if hit.entry.role in ("nationality", "state"):
            return hit.entry.value
    return None


def _features(chunk: _Chunk) -> frozenset[str]:
    """The features of the head's form, its cases narrowed by the words that agree with it; a name that does not
    decline takes the cases of its adjective.
    """
    features = chunk.hits[0].entry.features
    for hit in chunk.hits[1:]:
        told, mine = hit.entry.features & CASES, features & CASES
        if hit.first < chunk.hits[0].first and hit.entry.role == "adjective" and "noun" in hit.entry.features:
            features = (
                features - CASES | told if "gen" in mine else features
            )  # "[a group] of X": its case is the phrase's
            continue
        if hit.first < chunk.hits[0].first and told and (not mine or told & mine):
            features = features - CASES | (told & mine if mine else told)
    return features


def _named(page: Page, chunk: _Chunk, hit: Hit, charged: str | None) -> ActorMention:
    known = roster()[hit.entry.value]
    start, end = page.span(chunk.first, chunk.last)
    label = charged or (page.text[slice(*page.span(hit.first, hit.last))] if "charged" in hit.entry.flags else None)
    return ActorMention(
        start, end, chunk.first, chunk.last, hit.entry.row, known.name, cast(ActorKind, known.kind), known.id,
        known.country or None, label, features=_features(chunk),
    )  # fmt: skip


def _who(chunk: _Chunk, arms: bool) -> Hit:
    """The hit that says who they are: of "a convoy of Saudi forces" the forces, as a name would."""
    head = chunk.hits[0]
    if head.entry.value == "police" and len(chunk.hits) > 1 and chunk.hits[1].entry.value in _ARMED:
        return chunk.hits[1]  # "a patrol of the army"
    owner = _owner(chunk) if head.entry.role == "force" and _country(chunk) is None else None
    if owner is not None and (arms or owner.entry.value == "foreign_force"):
        return owner  # "a drone of the rebels", "troops of the enemy"
    if head.entry.role != "generic" or head.entry.value != "other":
        return head
    return next((h for h in chunk.hits if h.entry.role in ("force", "generic") and h.entry.value in _ARMED), head)


def _owner(chunk: _Chunk) -> Hit | None:
    """Whose arms a phrase names: the roster's actor or the armed men behind them."""
    behind = (h for h in chunk.hits if h.first > chunk.hits[0].first)
    return next((h for h in behind if h.entry.role == "named" or h.entry.value in _ARMED), None)


_SAID_OF_ACTORS = frozenset({"crowd", "weak"})


def _mention(page: Page, chunk: _Chunk, arms: bool) -> ActorMention:
    head = _who(chunk, arms)
    charged = named = None
    for hit in chunk.hits:
        if charged is None and ("charged" in hit.entry.flags or hit.entry.role == "charged"):
            charged = page.text[slice(*page.span(hit.first, hit.last))]
        if named is None and hit.entry.role == "named":
            named = hit
    if named is not None:
        return _named(page, chunk, named, charged)
    country, (start, end) = _country(chunk), page.span(chunk.first, chunk.last)
    first, last, row = chunk.first, chunk.last, head.entry.row
    if head.entry.role in ("nationality", "state"):
        name = country_names().get(head.entry.value, head.entry.args or page.text[start:end])
        kind: ActorKind = "unknown"
        bare = head.entry.role == "nationality" and "noun" not in head.entry.features
        features, of = _features(chunk), head.entry.value
        return ActorMention(start, end, first, last, row, name, kind, None, of, None, bare, features=features)
    kind = cast(ActorKind, head.entry.value)
    if head.entry.role == "shape":
        name, features = page.text[start:end], _features(chunk)
        return ActorMention(start, end, first, last, row, name, kind, None, country, charged, features=features)
    noun = head.entry.args or page.text[slice(*page.span(head.first, head.last))]
    adjective = _adjective(chunk)
    if adjective and noun.startswith(f"{adjective} "):
        adjective, country = None, None  # "planes of-the-occupation the-Israeli": its name has said so
    state = country_names().get(country or "")
    name = f"{adjective} {noun}" if adjective else f"{noun} of {state}" if state else noun
    plural = head.entry.role == "generic"
    features = _features(chunk)
    if head.entry.flags:
        features |= head.entry.flags & _SAID_OF_ACTORS
    adjectival = head.entry.role == "charged"  # "[enemy] shelling"
    return ActorMention(start, end, first, last, row, name, kind, None, country, charged, adjectival, plural, features)


def _adjective(chunk: _Chunk) -> str | None:
    for hit in chunk.hits:
        if hit.entry.role == "nationality" and hit.entry.args:
            return hit.entry.args
    return None


def _is_arms(chunk: _Chunk, means: set[tuple[int, int]]) -> bool:
    """True for "missiles", "a drone of the rebels": the head names arms."""
    head = chunk.hits[0]
    return head.entry.role == "force" and any(first <= head.first and head.last <= last for first, last in means)


def find(page: Page, day: date | None = None) -> tuple[ActorMention, ...]:
    """Actors of a page in order, none overlapping another; on `day` a name that nobody bore by then names nobody, nor do
    arms that nobody is told to own.
    """
    means = {(h.first, h.last) for h in page.of("weapons") if "platform" not in h.entry.flags}
    found: list[ActorMention] = []
    for chunk in _chunks(_Line(page, day)):
        arms = _is_arms(chunk, means)
        if not arms or _country(chunk) is not None or _owner(chunk) is not None:
            found.append(_mention(page, chunk, arms))
    return tuple(found)
