"""The scene of a reading: a page with all its mentions, closed classes by token, and a measure of clause distance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Generic, TypeVar

from thucydides.claims.ground.crashes import crashed
from thucydides.claims.ground.dateline import dateline_of
from thucydides.claims.ground.feigned import feigned
from thucydides.mentions.classes import settle
from thucydides.mentions.page import Hit, Page
from thucydides.model.claim import Actor, Role
from thucydides.model.mention import (
    ActorMention,
    CasualtyMention,
    Mention,
    NumberMention,
    PlaceMention,
    SourceMention,
    TimeMention,
    TriggerMention,
    WeaponMention,
)
from thucydides.text.tokenset import TokenSet

M = TypeVar("M", bound=Mention)
M_co = TypeVar("M_co", bound=Mention, covariant=True)

# What a boundary costs on the way between two words. Hand-set; see docs/decisions/0002.
_MARKS = {",": 0.5, ";": 1.5, ":": 1.0, "-": 1.0, "(": 0.8, ")": 0.8, '"': 0.1, "\n": 6.0}
_WORDS = {"rel": 1.0, "clause": 1.2, "comp": 0.6, "cond": 1.0, "and": 0.35, "subset": 0.4}
_STEP = 0.03
_SENTENCE = 4.0


# The numbers that one byte holds, each as such.
_BYTES = [bytes((n,)) for n in range(256)]


class Ordered(Generic[M_co]):
    """Mentions in order of position, so kept that those of a range of tokens are found at once.

    `begun` has for each token up to `end`, behind which no mention begins, how many begin before it, in a byte: quicker to
    fill and to ask than a list; `many` has them where a byte holds too little. `longest` is the most tokens that one has.
    """

    __slots__ = ("all", "begun", "end", "longest", "many")

    def __init__(self, mentions: Iterable[M_co] = ()) -> None:
        """Sorts by first token; the order of those that begin together is kept."""
        found = list(mentions)
        runs: list[bytes] = []
        many: list[int] = []
        narrow = len(found) < len(_BYTES)
        at = longest = end = 0
        for m in found:
            if m.first < at:  # not all are found in order
                found.sort(key=attrgetter("first"))
                break
            at = m.first
        for n, m in enumerate(found):
            first = m.first
            longest = max(longest, m.last - first)
            if first < end:
                continue
            if narrow:
                runs.append(_BYTES[n] * (first + 1 - end))
            else:
                many += [n] * (first + 1 - end)
            end = first + 1
        self.all: tuple[M_co, ...] = tuple(found)
        self.begun = b"".join(runs)
        self.end, self.longest, self.many = end, longest, many

    def __iter__(self) -> Iterator[M_co]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of one document by kind, each in order of position."""

    places: Ordered[PlaceMention] = field(default_factory=Ordered)
    times: Ordered[TimeMention] = field(default_factory=Ordered)
    numbers: Ordered[NumberMention] = field(default_factory=Ordered)
    actors: Ordered[ActorMention] = field(default_factory=Ordered)
    weapons: Ordered[WeaponMention] = field(default_factory=Ordered)
    casualties: Ordered[CasualtyMention] = field(default_factory=Ordered)
    triggers: Ordered[TriggerMention] = field(default_factory=Ordered)
    sources: Ordered[SourceMention] = field(default_factory=Ordered)


@dataclass(frozen=True, slots=True)
class Scene:
    """What the builders of claims look at.

    `dateline` are the tokens of the first sentence up to its dash ("CITY, day (agency) -"), (0, 0) where there is none.
    `names` gives the tokens [first, last) of the name of several words that a token belongs to.
    `nouns` are tokens of actors, victims, weapons, places and numbers.
    `known` are tokens at which some form of the lexicon begins; `feigned` are tokens that tell of no real event.
    `gram[i]` is the closed class of token i ("" for none), `features[i]` the features of its form and the flags of its
    row; `cost[i]` grows by what each boundary costs, so that |cost[i] - cost[j]| is the clause distance of two tokens.
    """

    page: Page
    mentions: Mentions
    gram: tuple[str, ...]
    gram_values: tuple[str, ...]
    features: tuple[frozenset[str], ...]
    cost: tuple[float, ...]
    sentence: tuple[int, ...]
    feigned: AbstractSet[int]
    known: TokenSet
    dateline: tuple[int, int]
    nouns: TokenSet
    names: dict[int, tuple[int, int]]

    def distance(self, a: Mention, b: Mention) -> float:
        """Clause distance between two mentions; 0 where they touch or overlap."""
        if a.first >= b.last:
            return self.cost[a.first] - self.cost[b.last - 1]
        if b.first >= a.last:
            return self.cost[b.first] - self.cost[a.last - 1]
        return 0.0

    def from_nearest(self, words: tuple[Mention, ...], to: Mention) -> float:
        """Clause distance from the nearest of some words, one at least, to a mention."""
        least = self.distance(words[0], to)
        for word in words[1:]:
            least = min(least, self.distance(word, to))
        return least

    def has_suffix(self, mention: Mention) -> bool:
        """ "Şam'ı bombaladı": a suffix of case behind a name, where order tells no subject from an object."""
        page = self.page
        if page.language.settings.order != "free" or mention.last >= len(page.tokens):
            return False
        return page.tokens.forms[mention.last] in page.language.cutting.enclitics

    def sentence_of(self, mention: Mention) -> int:
        """Index of the sentence in which a mention begins."""
        return self.sentence[mention.first]

    def told_from(self, first: int) -> int:
        """The token at which the sentence that begins at `first` begins to tell: behind its dateline."""
        return self.dateline[1] if self.dateline[0] <= first < self.dateline[1] else first

    def before(self, token: int) -> int:
        """The token before `token`, determiners, adverbs and opening quotes skipped; -1 at the start of its sentence."""
        page, gram = self.page, self.gram
        floor, forms = page.sentences[self.sentence[token]].first, page.tokens.forms
        i = token - 1
        while i >= floor and (gram[i] in ("det", "adverb") if gram[i] else forms[i] == '"'):
            i -= 1
        return i if i >= floor else -1


def within(mentions: Ordered[M], first: int, last: int) -> tuple[M, ...]:
    """The mentions, in order of position, that begin at tokens [first, last)."""
    first = max(first, 0)
    if first >= mentions.end or last <= first:
        return ()
    found = mentions.all
    low = mentions.many[first] if mentions.many else mentions.begun[first]
    if last >= mentions.end:
        return found[low:]
    high = mentions.many[last] if mentions.many else mentions.begun[last]
    if high == low:
        return ()
    return (found[low],) if high == low + 1 else found[low:high]


def covered(first: int, last: int, by: Ordered[M]) -> bool:
    """True where tokens [first, last) lie inside one of the mentions."""
    return any(last <= m.last for m in within(by, first - by.longest, first + 1))


def deeds_at(scene: Scene, token: int) -> tuple[TriggerMention | CasualtyMention, ...]:
    """The words of events and of harm that begin at a token."""
    m = scene.mentions
    return (*within(m.triggers, token, token + 1), *within(m.casualties, token, token + 1))


# Where one form is of several classes, the one that says more of the clause wins.
_RANK = {
    role: n for n, role in enumerate("not have be modal plan cond clause subset comp rel and or by against".split())
}


def _preferred(hit: Hit) -> tuple[int, int, bool, int, str]:
    return hit.first, -hit.last, "weak" in hit.entry.flags, _RANK.get(hit.entry.role, 99), hit.entry.row


_VERBAL = frozenset({"fin", "inf", "ger", "pp", "app"})


def _articles(page: Page, gram: list[str], times: Ordered[TimeMention]) -> None:
    """A form that is article and preposition in one ("des") is the preposition behind a noun, else the article."""
    both: set[int] = set()
    articles, at = page.of("grammar", "det"), 0
    for hit in page.of("grammar", "of"):
        while at < len(articles) and articles[at].first < hit.first:
            at += 1
        if at < len(articles) and articles[at].first == hit.first and hit.last - hit.first == 1:
            both.add(hit.first)
    if not both:
        return
    verbs: set[int] = set()
    nouns: set[int] = set()
    for kind in ("triggers", "sources", "casualties"):
        for hit in page.of(kind):
            verbal = "noun" not in hit.entry.features and not _VERBAL.isdisjoint(hit.entry.features)
            (verbs if verbal else nouns).add(hit.last - 1)
    verbs.update([t.last - 1 for t in times.all])  # "ont indiqué lundi [des] habitants"
    shapes = "XA" if page.language.has("capital_nouns") else "xXA"
    for i in sorted(both):
        word = i > 0 and not gram[i - 1] and page.tokens.shapes[i - 1] in shapes
        gram[i] = "of" if word and (i - 1 in nouns or i - 1 not in verbs) else "det"


def _nouns(mentions: Mentions, count: int) -> TokenSet:
    """Tokens of noun phrases that can be arguments: actors, victims, weapons, places, numbers."""
    found = TokenSet(count)
    kinds: tuple[tuple[Mention, ...], ...] = (
        mentions.actors.all,
        mentions.weapons.all,
        mentions.places.all,
        mentions.numbers.all,
    )
    for kind in kinds:
        for m in kind:
            found.add(m.first, m.last)
    for c in mentions.casualties.all:
        if c.role == "victim":
            found.add(c.first, c.last)
    return found


def _of_grammar(page: Page) -> tuple[Hit, ...]:
    """The words of closed classes; those that name a field of civil life, or say that nothing happened, are words like any other."""
    hits = page.of("grammar")
    if not (page.of("grammar", "civil") or page.of("grammar", "untold")):
        return hits
    return tuple([h for h in hits if h.entry.role not in ("civil", "untold")])


# Kinds whose words are words like any other.
_APART = ("history", "fields")


def _known(page: Page) -> TokenSet:
    """Tokens at which some form of the lexicon begins."""
    known = TokenSet(len(page.tokens))
    flags = known.flags
    for kind, hits in page.hits.items():
        for hit in _of_grammar(page) if kind == "grammar" else () if kind in _APART else hits:
            flags[hit.first] = True
    return known


def _names(mentions: Mentions) -> dict[int, tuple[int, int]]:
    """Names of several words (actors, places, sources) by each of their tokens; the longer one where two overlap."""
    found: dict[int, tuple[int, int]] = {}
    named: list[Mention] = [*mentions.actors.all, *mentions.places.all]
    named += [m for m in mentions.sources.all if m.role in ("named", "head")]
    for m in named:
        if m.last - m.first > 1:
            span = m.first, m.last
            for i in range(m.first, m.last):
                old = found.get(i)
                if old is None or old[1] - old[0] < m.last - m.first:
                    found[i] = span
    return found


def _one_class(hits: tuple[Hit, ...]) -> list[Hit]:
    """The preferred one of the hits of each span, in order; spans do not overlap, and hits of one stand together."""
    best: list[Hit] = []
    at = -1
    for hit in hits:
        if hit.first != at:
            at = hit.first
            best.append(hit)
        elif _preferred(hit) < _preferred(best[-1]):
            best[-1] = hit
    return best


def _costs(page: Page, gram: list[str]) -> tuple[float, ...]:
    """What it costs to come to each token from the first one."""
    cost: list[float] = []
    running, opened, before, met = 0.0, 0.0, 0, 0
    forms, where, marks = page.tokens.forms, page.where, [*page.tokens.marks(), -1]
    for i, role in enumerate(gram):
        number, step = where[i], _STEP
        if i == marks[met]:
            form = forms[i]
            met += 1
            if form == "\n":
                number = 0  # of no sentence: what stands on both sides of it is parted twice
            elif form == "(":
                opened = running
            elif form == ")" and opened:
                running, opened = opened - _MARKS[")"], 0.0  # what a parenthesis holds parts no words around it
            if form in _MARKS:
                step += _MARKS[form]
        if role and role in _WORDS:
            step += _WORDS[role]
        if number != before:
            running, before = running + _SENTENCE, number
        running += step
        cost.append(running)
    return tuple(cost)


def set_scene(page: Page, mentions: Mentions) -> Scene:
    """Prepares a page for the builders; pure."""
    count = len(page.tokens)
    gram, values = [""] * count, [""] * count
    features: list[frozenset[str]] = [frozenset()] * count
    for hit in _one_class(_of_grammar(page)):
        entry = hit.entry
        told = entry.features | entry.flags if entry.flags else entry.features
        for i in range(hit.first, hit.last):
            gram[i], values[i], features[i] = entry.role, entry.value, told
    _articles(page, gram, mentions.times)
    if page.language.has("verb_bracket"):
        settle(page, gram, values, features)
    return Scene(
        page=page,
        mentions=mentions,
        gram=tuple(gram),
        gram_values=tuple(values),
        features=tuple(features),
        cost=_costs(page, gram),
        sentence=tuple(page.where),
        feigned=feigned(page, gram, values, features, mentions.triggers, mentions.actors)
        | crashed(page, mentions.triggers, mentions.weapons, mentions.actors),
        known=_known(page),
        dateline=dateline_of(page),
        nouns=_nouns(mentions, count),
        names=_names(mentions),
    )


def as_actor(scene: Scene, mention: ActorMention, role: Role) -> Actor:
    """An actor of the text in a role of a claim."""
    anchor = scene.page.anchor(mention.first, mention.last)
    return Actor(role, mention.name, anchor, mention.kind, mention.actor_id, mention.label)


def after_a_time(scene: Scene, token: int) -> int:
    """The token behind a time that begins at a token, its preposition before it: "the murder [on Monday] of"."""
    return max((t.last for t in within(scene.mentions.times, token, token + 2)), default=token)
