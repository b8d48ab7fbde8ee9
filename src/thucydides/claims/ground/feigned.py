"""What is no event of war: exercises, films and memorials, scores of matches, paragraphs of sport and business."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cache

from thucydides.knowledge.library import event_types
from thucydides.mentions.page import Page
from thucydides.model.mention import FORCES, ActorMention, TriggerMention
from thucydides.text.sentences import Sentence

_TITLE = 8  # tokens of a title in its marks
_BY_ARMS = ("remote", "battle", "civilian_harm")
_BY_FORCE = ("arrest", "protest_with_intervention", "excessive_force", "violent_demonstration", "mob_violence")
_FROM_AFAR = frozenset({"air_strike", "drone_strike", "shelling", "strike:air_strike", "strike:shelling", "bombing"})
_OBJECT = 5  # tokens from a killing to the number of those killed


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


@cache
def _is_done_with_arms(sense: str) -> bool:
    """True for what armed men do and nature does not: "hit", "destroyed", "the blast" tell nothing of a doer."""
    general = sense.split(":", maxsplit=1)[0]
    if general in ("strike", "assault", "gain"):
        return True
    known = event_types().get(sense)
    return known is not None and (known.family in _BY_ARMS or sense in _BY_FORCE)


def _deeds_of_arms(
    page: Page, s: Sentence, gram: list[str], triggers: Iterable[TriggerMention], actors: Iterable[ActorMention]
) -> int:
    """The first token behind a deed that a sentence tells with armed men beside it, whatever sickness or drought it names
    too; -1 where it tells none.
    """
    armed = [a for a in actors if s.first <= a.first < s.last and (a.kind in FORCES or a.plural_noun)]
    armed = [a for a in armed if a.kind in FORCES or a.kind == "unknown"]
    if not armed:
        return -1
    done = [t.last for t in triggers if s.first <= t.first < s.last and _is_done_with_arms(t.sense)]
    ends = {a.last for a in armed}
    starts = {a.first for a in armed}
    numbers = {h.first for h in page.of("numbers", "number", "vague")}
    for h in page.of("casualties", "outcome"):
        if not s.first <= h.first < s.last or h.entry.args != "kill":
            continue
        counted = any(i in numbers for i in range(h.last, h.last + _OBJECT))
        subject = h.first - (h.first > 0 and gram[h.first - 1] == "have")
        if (h.last in starts and page.language.has("verb_first")) or (subject in ends and counted):
            done.append(h.last)
    return min(done, default=-1)


def _tells_of_war(
    page: Page, s: Sentence, gram: list[str], triggers: Iterable[TriggerMention], actors: Iterable[ActorMention]
) -> bool:
    """ "The summit talked of football. A shelling killed two in X": a deed of arms with armed men, or with a toll, told in
    a paragraph that names sport or markets elsewhere.
    """
    if _deeds_of_arms(page, s, gram, triggers, actors) >= 0:
        return True
    if not any(s.first <= t.first < s.last and t.sense in _FROM_AFAR for t in triggers):
        return False
    harmed = any(s.first <= h.first < s.last for h in page.of("casualties", "outcome"))
    return harmed and any(s.first <= h.first < s.last for h in page.of("numbers", "number", "vague"))


def feigned(
    page: Page,
    gram: list[str],
    values: list[str],
    features: list[frozenset[str]],
    triggers: Iterable[TriggerMention] = (),
    actors: Iterable[ActorMention] = (),
) -> AbstractSet[int]:
    """Tokens of what is no event of war: sentences that tell of exercises, films and memorials, and paragraphs that
    name a field of their own ("paragraph" on the row: sport, business). Words that yield ("yields": a sickness, a drought, a
    day of memory) leave a sentence to what armed men do in it; a word of memory takes back what stands behind it.
    """
    found = _with_a_score(page)
    if not page.of("grammar", "exercise"):
        return found
    for q in page.quotes:  # "the film “The Siege of X”": a title of a work
        work = q.first > 0 and gram[q.first - 1] == "exercise" and values[q.first - 1] != "account"
        if q.closed and work and q.last - q.first <= _TITLE:
            found.update(range(q.first, q.last))
    harmed = _harmed(page)
    opened = {h.first: h.last for h in page.of("grammar", "exercise")}
    sites = {h.last for h in page.of("places", "head")} if page.language.has("verb_first") else set()
    for h in page.of("actors", "generic"):  # "a football pitch", that a rocket may hit
        if h.last - h.first > 1 and h.entry.value == "infrastructure":
            sites.update(range(h.first, h.last))
    for n in {page.sentence_at(h.first) for h in page.of("grammar", "exercise")}:
        s = page.sentences[n]
        # "a training camp", "champ d'entraînement": a genitive, by a word or by its place alone, says what a site is for.
        told = [i for i in range(s.first, s.last) if gram[i] == "exercise" and i in opened and i not in sites]
        words = [i for i in told if i == 0 or gram[i - 1] != "of" or opened[i] - i > 1]
        if any("weak" not in features[i] for i in words) or len(words) > 1:
            yields = all("yields" in features[i] for i in words)
            deed = _deeds_of_arms(page, s, gram, triggers, actors) if yields else -1
            named = next((i for i in words if not values[i]), s.last)
            found.update(range(named if 0 <= deed <= named else s.first, s.last))
        if any("paragraph" in features[i] for i in words):
            aside = all(values[i] for i in words if "paragraph" in features[i])  # no drill, in which arms are fired too
            for other in page.sentences:
                if other.paragraph != s.paragraph or (other.first < s.first and other.first in harmed):
                    continue
                if aside and other is not s and _tells_of_war(page, other, gram, triggers, actors):
                    continue
                found.update(range(other.first, other.last))
    return found


def _harmed(page: Page) -> frozenset[int]:
    """First tokens of sentences with a day and a word of harm: a drill told behind them feigns nothing of them."""
    harms = {page.sentence_at(h.first) for h in page.of("casualties", "outcome")}
    dated = {page.sentence_at(h.first) for h in page.of("numbers", "number")}
    return frozenset(page.sentences[n].first for n in harms & dated)
