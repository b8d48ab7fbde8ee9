"""Lists of what was hit: "shelled a mill, two houses and the office of X": what the deed did to the first it did to all."""

from __future__ import annotations

from collections.abc import Callable

from thucydides.claims.deeds import Deed
from thucydides.claims.scene import Scene, as_actor, within
from thucydides.model.claim import Actor

_MOST = 6  # items taken from one list
_TAIL = 8  # tokens of words that belong to an item behind its head ("of the Salt Bank")
_BESIDE = 2  # words between a verb and its object where no article tells it
_CLAUSE = 6  # tokens behind an item in which the verb of a new clause would stand
_WORDS = frozenset({"", "of", "det", "poss", "other", "unit"})
_VERBS = frozenset({"be", "have", "aux", "modal", "passive"})

Phrase = Callable[[Scene, int], tuple[int, int] | None]


def _verb(scene: Scene, i: int) -> bool:
    """True where a word of doing, being or saying begins at token i."""
    m = scene.mentions
    if scene.gram[i] in _VERBS:
        return True
    told = any("noun" not in t.features for t in within(m.triggers, i, i + 1))
    harm = any(c.role == "outcome" for c in within(m.casualties, i, i + 1))
    return told or harm or any(s.role == "cue" for s in within(m.sources, i, i + 1))


def _joint(scene: Scene, token: int, end: int) -> tuple[int, bool] | None:
    """(first token behind the comma or conjunction that follows an item, whether it is a conjunction); None without."""
    i = token
    while i < min(end, token + _TAIL) and scene.gram[i] in _WORDS and scene.page.tokens.shapes[i] in "xXA0":
        if _verb(scene, i) or within(scene.mentions.times, i, i + 1):
            return None
        i += 1
    start = i
    joined = False
    while i < end and (scene.gram[i] == "and" or scene.page.tokens.forms[i] == ","):
        joined = joined or scene.gram[i] == "and"
        i += 1
    return (i, joined) if start < i < end else None


def _is_of_a_new_clause(scene: Scene, last: int, end: int) -> bool:
    """ "shelled a mill, and a guard was hurt": who stands behind the comma does or suffers something else."""
    for i in range(last, min(end, last + _CLAUSE)):
        if scene.gram[i] in ("and", "rel", "clause") or scene.page.tokens.forms[i] in (",", ".", ";"):
            return False
        if _verb(scene, i):
            return True
    return False


def _describes_a_name(scene: Scene, span: tuple[int, int], before: list[Actor]) -> bool:
    """True for a noun by article behind the bare comma of a person told by a name alone."""
    names = [a for a in before if a.kind == "unknown" and a.anchor.exact[:1].isupper()]
    return len(names) == len(before) == 1 and scene.gram[span[0]] == "det"


def as_target(scene: Scene, span: tuple[int, int]) -> Actor:
    """A phrase as somebody or something hit: by the list's word for its head where there is one; a doer's name is none."""
    known = [a for i in range(*span) for a in within(scene.mentions.actors, i, i + 1) if not a.nationality]
    if known and known[-1].last >= span[1]:
        return as_actor(scene, known[-1], "target")
    anchor = scene.page.anchor(*span)
    return Actor("target", anchor.exact, anchor, "unknown")


def _opened_list(scene: Scene, whole: Actor, at: int, end: int) -> tuple[int, bool] | None:
    """ "burned three vehicles near Sirte: a bus, …": the token behind the colon or dash that opens what a figure counts."""
    if not any(n.end + 1 == whole.anchor.start for n in within(scene.mentions.numbers, at - _TAIL, at)):
        return None
    for i in range(at, min(end, at + _TAIL)):
        if scene.page.tokens.forms[i] in (":", "-"):
            return i + 1 + (scene.page.tokens.forms[i + 1] == "-"), False
        if scene.page.tokens.shapes[i] == "." or _verb(scene, i):
            return None
    return None


def known_thing(scene: Scene, token: int) -> tuple[int, int] | None:
    """Where no article opens an object: the thing of the lists right behind a verb or the joint of a list."""
    if not scene.page.language.has("case_roles"):
        return None
    for thing in within(scene.mentions.actors, token, token + _BESIDE + 1):
        gap = range(token, thing.first)
        plain = all(scene.page.tokens.shapes[i] == "x" and scene.gram[i] in ("", "adverb") for i in gap)
        return (thing.first, thing.last) if plain and thing.kind == "infrastructure" else None
    return None


def with_the_listed(scene: Scene, deed: Deed, actors: tuple[Actor, ...], phrase_after: Phrase) -> tuple[Actor, ...]:
    """The actors with the further items of the list that a target behind the deed's word opens.

    A list has a conjunction; its items open with an article, a figure or a name, and no verb of their own follows them.
    """
    behind = [a for a in actors if a.role == "target" and a.anchor.start >= deed.word.end]
    if not behind or deed.group.voice == "passive":
        return actors
    end = scene.page.sentences[deed.sentence].last
    last = max(a.anchor.end for a in behind)
    at = next((i for i in range(deed.word.last, end) if scene.page.tokens.starts[i] >= last), end)
    found: list[tuple[tuple[int, int], bool]] = []
    opened = _opened_list(scene, behind[-1], at, end)
    while len(found) < _MOST and (joint := opened or _joint(scene, at, end)) is not None:
        opened = None
        span = phrase_after(scene, joint[0]) or known_thing(scene, joint[0])
        if span is None or _is_of_a_new_clause(scene, span[1], end) or _verb(scene, span[0]):
            break
        if not (found or joint[1]) and _describes_a_name(scene, span, behind):
            at = span[1]  # "killed Jane Doe, the mayor, and her husband"
            continue
        found.append((span, joint[1]))
        at = span[1]
    while found and not found[-1][1]:  # what no conjunction ends is told beside, not listed
        found.pop()
    made = [as_target(scene, span) for span, _ in found]
    return (*actors, *(t for t in made if not any(t.anchor.overlaps(a.anchor) for a in actors)))
