"""Which documents tell one story: words, names, ages, days, places and figures, each with its share of the score."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thucydides.knowledge.linking import LinkingWeights, linking_weights
from thucydides.linking.cluster import Bonds, average_link, parted
from thucydides.linking.compare import Share, kilometres
from thucydides.linking.sketch import Spot, spot_of
from thucydides.linking.words import Rarity, Words, cosine, vector, words_of
from thucydides.model.claim import Claim
from thucydides.model.document import Document

# Documents are compared that share this many of their weightiest words, or one rare name.
_KEYS, _SHARED_KEYS, _KEY_DOCUMENTS = 40, 3, 400
_RARE_NAME, _RARE_WORD = 12, 25
_DAYS_APART, _LIKE_NEAR, _LIKE_FAR = 10, 0.10, 0.20
# A word beside figures ("year", "block") that this share of documents has says what the figures count.
_COUNTED_SHARE = 0.01
_LONG = 200
_CLAIMS = 4
_FAR_KM = 80.0


@dataclass(frozen=True, slots=True)
class Story:
    """A document as a story: its words, the day it was published, and days, places, deaths that its claims tell."""

    doc_id: str
    published: int | None
    words: Words
    days: tuple[int, ...]
    spots: tuple[Spot, ...]
    killed: frozenset[int]


def story_of(document: Document, claims: Sequence[Claim], published: int | None) -> Story:
    """The story of a document; claims of what is planned or denied tell no day of it."""
    told = [c for c in claims if c.polarity == "asserted" and c.modality not in ("planned", "hypothetical")]
    days: dict[int, None] = {}
    spots: list[Spot] = []
    killed: list[int] = []
    for claim in told:
        time = claim.time
        if time and time.earliest and time.latest and time.precision in ("day", "night"):
            days |= dict.fromkeys((time.earliest.toordinal(), time.latest.toordinal()))
        spot = spot_of(claim.place)
        if spot is not None and spot.fine and spot.lat is not None:
            spots.append(spot)
        killed += [t.low for t in claim.casualties if t.outcome == "killed" and t.part_of is None and t.low is not None]
    words = words_of(document.title, document.text)
    return Story(
        document.doc_id, published, words, tuple(days)[: 2 * _CLAIMS], tuple(spots[:_CLAIMS]), frozenset(killed[:_CLAIMS])
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shelf:
    """Stories of one language with what is needed to compare them: vectors and figures by what they count."""

    stories: tuple[Story, ...]
    rarity: Rarity
    terms: tuple[dict[str, float], ...]
    leads: tuple[dict[str, float], ...]
    names: tuple[dict[str, float], ...]
    counts: tuple[dict[str, frozenset[str]], ...]

    @classmethod
    def of(cls, stories: Iterable[Story]) -> Shelf:
        """A shelf of stories, by day and id."""
        order = tuple(sorted(stories, key=lambda s: (s.published or 0, s.doc_id)))
        rarity = Rarity.of(s.words for s in order)
        counted = [_counts(s.words) for s in order]
        common = Counter(word for mine in counted for word in mine)
        least = max(2.0, _COUNTED_SHARE * len(order))
        return cls(
            order,
            rarity,
            tuple(vector(s.words.terms, rarity) for s in order),
            tuple(vector(s.words.lead, rarity) for s in order),
            tuple(vector(s.words.names, rarity) for s in order),
            tuple({w: f for w, f in mine.items() if common[w] >= least} for mine in counted),
        )

    def rare(self, word: str) -> float:
        """The log of how rare a word is; a word of one document has no weight."""
        found = self.rarity.frequency.get(word, 1)
        return math.log(len(self.stories) / found) if found > 1 else 0.0


def _counts(words: Words) -> dict[str, frozenset[str]]:
    """Word -> figures that stand before it."""
    found: dict[str, set[str]] = {}
    for key in words.numbers:
        figure, _, word = key.partition(" ")
        if figure.isdigit() and not word.isdigit():
            found.setdefault(word, set()).add(figure)
    return {word: frozenset(figures) for word, figures in found.items()}


def features(shelf: Shelf, a: int, b: int) -> dict[str, float]:
    """All features of two stories."""
    one, two = shelf.stories[a], shelf.stories[b]
    like, names = cosine(shelf.terms[a], shelf.terms[b]), cosine(shelf.names[a], shelf.names[b])
    apart = _days_between(one, two)
    shared = [n for n in one.words.names if n in two.words.names]
    frequency = shelf.rarity.frequency
    full = [shelf.rare(n) for n in shared if " " in n and frequency[n] <= _RARE_NAME]
    single = [shelf.rare(n) for n in shared if " " not in n and frequency[n] <= _RARE_WORD]
    same, other = _figures(shelf.counts[a], shelf.counts[b])
    return {
        "any pair": 1.0,
        "words": like,
        "words above .15": max(0.0, like - 0.15),
        "words above .3": max(0.0, like - 0.3),
        "words above .5": max(0.0, like - 0.5),
        "lead": cosine(shelf.leads[a], shelf.leads[b]),
        "names": names,
        "rare full names": math.log1p(math.fsum(full)),
        "rare names": math.log1p(math.fsum(single)),
        "full names": float(min(5, sum(shelf.rare(n) > 4 for n in shared if " " in n))),
        "figures same": same,
        "figures other": other,
        "log days between": apart,
        "published one day": float(apart == 0.0),
        "names by log days": names * apart,
        "event day same": float(bool(set(one.days) & set(two.days))),
        "length": min(len(shelf.terms[a]), len(shelf.terms[b])) / _LONG,
    } | _facts(one, two)


def _days_between(one: Story, two: Story) -> float:
    if one.published is None or two.published is None:
        return math.log1p(_DAYS_APART)
    return math.log1p(abs(one.published - two.published))


def _figures(mine: dict[str, frozenset[str]], theirs: dict[str, frozenset[str]]) -> tuple[float, float]:
    """How many kinds of figures ("year", "block") agree, and how many do not."""
    both = [w for w in mine if w in theirs]
    same = sum(bool(mine[w] & theirs[w]) for w in both)
    return float(same), float(len(both) - same)


def _facts(one: Story, two: Story) -> dict[str, float]:
    """Towns that are far apart speak against one story, equal figures for it; figures that differ say nothing."""
    found = {"place far": 0.0, "killed same": 0.0}
    if one.spots and two.spots:
        least = min(kilometres(a, b) for a in one.spots for b in two.spots)
        found["place far"] = float(least > _FAR_KM)
    if one.killed and two.killed:
        found["killed same"] = float(bool(one.killed & two.killed))
    return found


def candidates(shelf: Shelf) -> list[tuple[int, int]]:
    """Pairs worth comparing, (earlier, later), sorted: near n log n, since only rare words bring stories together."""
    by_key: dict[str, list[int]] = defaultdict(list)
    by_name: dict[str, list[int]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    for at, story in enumerate(shelf.stories):
        top = sorted(shelf.terms[at].items(), key=lambda pair: (-pair[1], pair[0]))
        met: Counter[int] = Counter()
        rare = [w for w, _ in top if shelf.rarity.frequency[w] <= _KEY_DOCUMENTS][:_KEYS]
        for word in rare:
            met.update(by_key[word])
        for other, times in met.items():
            if times >= _SHARED_KEYS and _worth(shelf, other, at):
                found.add((other, at))
        for name in story.words.names:
            if " " in name and shelf.rarity.frequency[name] <= _RARE_NAME:
                found.update((other, at) for other in by_name[name])
                by_name[name].append(at)
        for word in rare:
            by_key[word].append(at)
    return sorted(found)


def _worth(shelf: Shelf, a: int, b: int) -> bool:
    like = cosine(shelf.terms[a], shelf.terms[b])
    near = _days_between(shelf.stories[a], shelf.stories[b]) <= math.log1p(_DAYS_APART)
    return like >= _LIKE_FAR or (near and like >= _LIKE_NEAR)


def explain(shelf: Shelf, a: int, b: int, weights: LinkingWeights | None = None) -> tuple[float, tuple[Share, ...]]:
    """Log-odds that two stories are one, and the share of each feature."""
    points = (weights or linking_weights()).stories
    shares = [Share(name, value, points[name] * value) for name, value in features(shelf, a, b).items() if value]
    return math.fsum(s.points for s in shares), tuple(sorted(shares, key=lambda s: (-abs(s.points), s.feature)))


def stories_of(stories: Iterable[Story], weights: LinkingWeights | None = None) -> dict[str, str]:
    """doc_id -> the id of the oldest document of its story."""
    weights = weights or linking_weights()
    shelf = Shelf.of(stories)
    points = weights.stories
    scores: dict[tuple[int, int], float] = {}
    for a, b in candidates(shelf):
        scores[a, b] = math.fsum(points[name] * value for name, value in features(shelf, a, b).items())
    edges = [(score, a, b) for (a, b), score in scores.items() if score >= weights.story_threshold]

    def score_of(a: int, b: int) -> float:
        return scores.get((a, b), weights.story_missing)

    home: dict[str, str] = {}
    for part in parted(range(len(shelf.stories)), edges, weights.story_threshold):
        for group in average_link(part, score_of, Bonds(), weights.story_threshold):
            home |= {shelf.stories[i].doc_id: shelf.stories[group[0]].doc_id for i in group}
    return home
