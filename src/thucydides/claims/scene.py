"""The scene of a reading: a page with all its mentions, closed classes by token, and a measure of clause distance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from typing import Generic, TypeVar

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

M = TypeVar("M", bound=Mention)
M_co = TypeVar("M_co", bound=Mention, covariant=True)

# What a boundary costs on the way between two words. Hand-set; see docs/decisions/0002.
_MARKS = {",": 0.5, ";": 1.5, ":": 1.0, "-": 1.0, "(": 0.8, ")": 0.8, '"': 0.1, "\n": 6.0}
_WORDS = {"rel": 1.0, "clause": 1.2, "comp": 0.6, "cond": 1.0, "and": 0.35, "subset": 0.4}
_STEP = 0.03
_BOUNDS = frozenset(_MARKS)
_SENTENCE = 4.0


class Ordered(Generic[M_co]):
    """Mentions in order of position, so kept that those of a range of tokens are found at once.

    `before` has for each token up to `end`, behind which none begins, how many begin before it; `longest` is the most
    tokens that one has.
    """

    __slots__ = ("all", "before", "end", "longest")

    def __init__(self, mentions: Iterable[M_co] = ()) -> None:
        """Sorts by first token; the order of those that begin together is kept."""
        found = list(mentions)
        before: list[int] = []
        at = longest = 0
        for m in found:
            if m.first < at:  # not all are found in order
                found.sort(key=attrgetter("first"))
                break
            at = m.first
        at = 0
        for n, m in enumerate(found):
            first = m.first
            longest = max(longest, m.last - first)
            if first >= at:
                before.extend([n] * (first + 1 - at))
                at = first + 1
        before.append(len(found))
        self.all: tuple[M_co, ...] = tuple(found)
        self.end, self.longest, self.before = at, longest, before

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
    feigned: frozenset[int]
    known: frozenset[int]
    dateline: tuple[int, int]
    nouns: frozenset[int]
    names: dict[int, tuple[int, int]]

    def distance(self, a: Mention, b: Mention) -> float:
        """Clause distance between two mentions; 0 where they touch or overlap."""
        if a.first >= b.last:
            return self.cost[a.first] - self.cost[b.last - 1]
        if b.first >= a.last:
            return self.cost[b.first] - self.cost[a.last - 1]
        return 0.0

    def has_suffix(self, mention: Mention) -> bool:
        """ "Şam'ı bombaladı": a suffix of case behind a name, where order tells no subject from an object."""
        page = self.page
        if page.language.settings.order != "free" or mention.last >= len(page.tokens):
            return False
        return page.tokens.forms[mention.last] in page.language.cutting.enclitics

    def sentence_of(self, mention: Mention) -> int:
        """Index of the sentence in which a mention begins."""
        return self.sentence[mention.first]

    def before(self, token: int) -> int:
        """The token before `token`, determiners, adverbs and opening quotes skipped; -1 at the start of its sentence."""
        page, gram = self.page, self.gram
        floor, forms = page.sentences[self.sentence[token]].first, page.tokens.forms
        i = token - 1
        while i >= floor and (gram[i] in ("det", "adverb") or forms[i] == '"'):
            i -= 1
        return i if i >= floor else -1


def within(mentions: Ordered[M], first: int, last: int) -> tuple[M, ...]:
    """The mentions, in order of position, that begin at tokens [first, last)."""
    end, before = mentions.end, mentions.before
    if first >= end or last <= 0:
        return ()
    low = before[first] if first > 0 else 0
    high = before[last] if last < end else before[end]
    if high <= low:
        return ()
    found = mentions.all
    return (found[low],) if high == low + 1 else found[low:high]


def covered(first: int, last: int, by: Ordered[M]) -> bool:
    """True where tokens [first, last) lie inside one of the mentions."""
    return any(m.first <= first and last <= m.last for m in within(by, first - by.longest, first + 1))


# Where one form is of several classes, the one that says more of the clause wins.
_RANK = {
    role: n for n, role in enumerate("not have be modal plan cond clause subset comp rel and or by against".split())
}


def _preferred(hit: Hit) -> tuple[int, int, bool, int, str]:
    return hit.first, -hit.last, "weak" in hit.entry.flags, _RANK.get(hit.entry.role, 99), hit.entry.row


_VERBAL = frozenset({"fin", "inf", "ger", "pp", "app"})


def _articles(page: Page, gram: list[str], times: Ordered[TimeMention]) -> None:
    """A form that is article and preposition in one ("des") is the preposition behind a noun, else the article."""
    alone = [h for h in page.of("grammar", "det", "of") if h.last - h.first == 1]
    both = {a.first for a, b in pairwise(alone) if a.first == b.first and a.entry.role != b.entry.role}
    verbs: set[int] = set()
    nouns: set[int] = set()
    for hit in (*page.of("triggers"), *page.of("sources"), *page.of("casualties")) if both else ():
        verbal = hit.entry.features & _VERBAL and "noun" not in hit.entry.features
        (verbs if verbal else nouns).add(hit.last - 1)
    shapes = "XA" if page.language.has("capital_nouns") else "xXA"
    verbs.update(t.last - 1 for t in times if both)  # "ont indiqué lundi [des] habitants"
    for i in sorted(both):
        word = i > 0 and not gram[i - 1] and page.tokens.shapes[i - 1] in shapes
        gram[i] = "of" if word and (i - 1 in nouns or i - 1 not in verbs) else "det"


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


def _feigned(
    page: Page, gram: Sequence[str], values: Sequence[str], features: Sequence[frozenset[str]]
) -> frozenset[int]:
    """Tokens of what is no event of war: sentences that tell of exercises, films and memorials, and paragraphs that
    name a field of their own ("paragraph" on the row: sport, business).
    """
    found = _with_a_score(page)
    if "exercise" not in gram:
        return frozenset(found)
    for q in page.quotes:  # "the film “The Siege of X”": a title of a work
        work = q.first > 0 and gram[q.first - 1] == "exercise" and values[q.first - 1] != "account"
        if q.closed and work and q.last - q.first <= _TITLE:
            found.update(range(q.first, q.last))
    harmed = _harmed(page)
    sites = {h.last for h in page.of("places", "head")} if page.language.has("verb_first") else set()
    for s in page.sentences:
        # "a training camp", "champ d'entraînement": a genitive, by a word or by its place alone, says what a site is for.
        told = [i for i in range(s.first, s.last) if gram[i] == "exercise" and i not in sites]
        words = [i for i in told if i == 0 or gram[i - 1] != "of"]
        if any("weak" not in features[i] for i in words) or len(words) > 1:
            found.update(range(s.first, s.last))
        if any("paragraph" in features[i] for i in words):
            for other in page.sentences:
                if other.paragraph == s.paragraph and not (other.first < s.first and other.first in harmed):
                    found.update(range(other.first, other.last))
    return frozenset(found)


def _harmed(page: Page) -> frozenset[int]:
    """First tokens of sentences with a day and a word of harm: a drill told behind them feigns nothing of them."""
    harms = {page.sentence_at(h.first) for h in page.of("casualties", "outcome")}
    dated = {page.sentence_at(h.first) for h in page.of("numbers", "number")}
    return frozenset(page.sentences[n].first for n in harms & dated)


def _nouns(mentions: Mentions) -> frozenset[int]:
    """Tokens of noun phrases that can be arguments: actors, victims, weapons, places, numbers."""
    found: set[int] = set()
    kinds: tuple[tuple[Mention, ...], ...] = (
        mentions.actors.all,
        mentions.weapons.all,
        mentions.places.all,
        mentions.numbers.all,
    )
    for kind in kinds:
        for m in kind:
            first, last = m.first, m.last
            found.add(first)
            if last - first > 1:
                found.update(range(first + 1, last))
    for c in mentions.casualties:
        if c.role == "victim":
            found.update(range(c.first, c.last))
    return frozenset(found)


def _names(mentions: Mentions) -> dict[int, tuple[int, int]]:
    """Names of several words (actors, places, sources) by each of their tokens; the longer one where two overlap."""
    found: dict[int, tuple[int, int]] = {}
    sources = (m for m in mentions.sources if m.role in ("named", "head"))
    for m in (*mentions.actors, *mentions.places, *sources):
        if m.last - m.first > 1:
            for i in range(m.first, m.last):
                old = found.get(i)
                if old is None or old[1] - old[0] < m.last - m.first:
                    found[i] = (m.first, m.last)
    return found


_DATELINE_TOKENS = 24
_DASHES = frozenset("-–—/")


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


def _dateline(page: Page) -> tuple[int, int]:
    """The head of the first body sentence before a dash or slash, if it is short and tells and says nothing."""
    for number, s in enumerate(page.sentences):
        if page.roles[number] in ("header", "title", "title_repeat"):
            continue
        for i in range(s.first + 1, min(s.last, s.first + _DATELINE_TOKENS)):
            if i + 1 < s.last and (_trails(page, i) or (page.tokens.forms[i] in _DASHES and _ends_dateline(page, i))):
                if page.tokens.shapes[s.first + (page.tokens.forms[s.first] == "(")] in "XA":
                    told = (
                        *page.of("triggers", "event"),
                        *page.of("casualties", "outcome"),
                        *page.of("sources", "cue"),
                    )
                    return (0, 0) if any(s.first < h.first < i for h in told) else (s.first, i + 1)
        return 0, 0
    return 0, 0


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


def _costs(forms: list[str], gram: list[str], sentence: list[int]) -> tuple[float, ...]:
    """What it costs to come to each token from the first one."""
    cost: list[float] = []
    running, opened, before = 0.0, 0.0, 0
    for form, role, number in zip(forms, gram, sentence):  # noqa: B905 - the compiler knows a plain zip of lists
        if number == before and form not in _BOUNDS and (not role or role not in _WORDS):
            running += _STEP
            cost.append(running)
            continue
        if form == "(":
            opened = running
        elif form == ")" and opened:
            running, opened = opened - _MARKS[")"], 0.0  # what a parenthesis holds parts no words around it
        if number != before:
            running, before = running + _SENTENCE, number
        running += _STEP + _MARKS.get(form, 0.0) + _WORDS.get(role, 0.0)
        cost.append(running)
    return tuple(cost)


def set_scene(page: Page, mentions: Mentions) -> Scene:
    """Prepares a page for the builders; pure."""
    count = len(page.tokens)
    gram, values = [""] * count, [""] * count
    features: list[frozenset[str]] = [frozenset()] * count
    for hit in _one_class(page.of("grammar")):
        entry = hit.entry
        told = entry.features | entry.flags if entry.flags else entry.features
        for i in range(hit.first, hit.last):
            gram[i], values[i], features[i] = entry.role, entry.value, told
    _articles(page, gram, mentions.times)
    if page.language.has("verb_bracket"):
        settle(page, gram, values, features)
    sentence = [0] * count
    for number, s in enumerate(page.sentences):
        sentence[s.first : s.last] = [number] * (s.last - s.first)
    feigned = _feigned(page, gram, values, features)
    known = frozenset([h.first for hits in page.hits.values() for h in hits])
    return Scene(
        page=page,
        mentions=mentions,
        gram=tuple(gram),
        gram_values=tuple(values),
        features=tuple(features),
        cost=_costs(page.tokens.forms, gram, sentence),
        sentence=tuple(sentence),
        feigned=feigned,
        known=known,
        dateline=_dateline(page),
        nouns=_nouns(mentions),
        names=_names(mentions),
    )


def as_actor(scene: Scene, mention: ActorMention, role: Role) -> Actor:
    """An actor of the text in a role of a claim."""
    anchor = scene.page.anchor(mention.first, mention.last)
    return Actor(role, mention.name, anchor, mention.kind, mention.actor_id, mention.label)
