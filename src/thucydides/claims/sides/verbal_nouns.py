"""A verbal noun with its doer and its object behind it, as a verb has them: "the-shelling-of the-army a-house"."""

from __future__ import annotations

from thucydides.claims.persons.prepositions import phrase_first
from thucydides.claims.scene import Scene, within
from thucydides.model.mention import FORCES, ActorMention, Mention

_DOERS = FORCES | {"unknown"}
_FAR = 8  # tokens from a verbal noun to its object


def _doer_ends(scene: Scene, word: Mention, doer: ActorMention) -> int:
    """The token behind the doer right behind a verbal noun and behind whose men they are; -1 where none stands there."""
    if doer.first != word.last or doer.kind not in _DOERS or doer.nationality:
        return -1
    last = doer.last
    for _ in range(2):
        joined = last + (scene.gram[last] == "of") if last < len(scene.gram) else last
        more = [a for a in within(scene.mentions.actors, joined, joined + 1) if a.kind in FORCES or a.nationality]
        if not more or _counted_before(scene, more[0]):
            break
        last = more[0].last
    return max([last, *(t.last for t in within(scene.mentions.times, last, last + 1))])


def _counted_before(scene: Scene, actor: ActorMention) -> bool:
    return any(n.last == actor.first for n in within(scene.mentions.numbers, actor.first - 3, actor.first))


def _is_object(scene: Scene, at: int) -> bool:
    """True where a figure, a person or a site begins at a token: no name, no armed men without a figure."""
    m = scene.mentions
    if any(n.first == at and not n.ordinal and not n.weak for n in within(m.numbers, at, at + 1)):
        return True
    if any(c.role == "victim" for c in within(m.casualties, at, at + 1)):
        return True
    return any(a.kind in ("civilians", "infrastructure", "other", "protesters") for a in within(m.actors, at, at + 1))


def does_it(scene: Scene, word: Mention, actor: ActorMention) -> bool:
    """ "the-arrest-of [the-army] three youths": who stands right behind a verbal noun and before its object did it."""
    end = _doer_ends(scene, word, actor)
    return 0 <= end < scene.page.sentences[scene.sentence[word.first]].last and _is_object(scene, end)


def suffers_it(scene: Scene, word: Mention, actor: ActorMention) -> bool:
    """ "the-shelling-of the-army [a-house]": who stands behind the doer of a verbal noun, no preposition between."""
    if not 0 < actor.first - word.last <= _FAR:
        return False
    doer = next(iter(within(scene.mentions.actors, word.last, word.last + 1)), None)
    if doer is None or doer is actor:
        return False
    end = _doer_ends(scene, word, doer)
    return end >= 0 and end in (actor.first, phrase_first(scene, actor)) and _is_object(scene, end)


def shared_doer(scene: Scene, word: Mention) -> ActorMention | None:
    """ "the-storming-by [the-army] of-the-camp and the-arrest-of three men": the doer of the verbal noun that "and" joins
    this one to.
    """
    if word.first < 1 or scene.gram[word.first - 1] != "and":
        return None
    first = max(scene.page.sentences[scene.sentence[word.first]].first, word.first - _JOINED)
    nouns = [t for t in within(scene.mentions.triggers, first, word.first - 1) if "noun" in t.features]
    for noun in nouns[-1:]:
        doers = within(scene.mentions.actors, noun.last, noun.last + 1)
        known = [d for d in doers if d.kind in FORCES and not d.nationality]
        barred = any(
            scene.gram[i] in ("rel", "comp", "clause", "cond") or scene.page.tokens.forms[i] == ","
            for i in range(noun.last, word.first)
        )
        return known[0] if known and not barred else None
    return None


_JOINED = 12  # tokens from one verbal noun to the next
