"""Who a counted person was: "one of the dead was Jane Doe", "the nurse, named as A B", "killed ten, including Jane Doe"."""

from __future__ import annotations

from thucydides.claims.persons.counts import Count
from thucydides.claims.persons.harm import Harm
from thucydides.claims.persons.named import name_after, name_before
from thucydides.claims.persons.roll import names_of
from thucydides.claims.scene import Scene, within

_REACH = 12  # tokens from the words of a person to the verb that says who it was
_TITLE = 4  # tokens of an ordinal and a noun between that verb and the words counted
_ENDS = ("rel", "comp", "clause", "cond", "pron", "subset")
_OPENS = ("adverb", "be", "have", "called", "other")


def _one_name(scene: Scene, at: int, *, named: bool) -> tuple[int, int] | None:
    """Tokens of the one name at a token, its title before it; none where it owns what follows or, save behind a word of
    naming, describes it ("was a Green Party member").
    """
    found = names_of(scene, at)
    if len(found) != 1:
        return None
    last = found[0][1]
    if last >= len(scene.gram):
        return found[0]
    plain = not named and not scene.gram[last] and scene.page.tokens.shapes[last] in "xXA"
    return None if plain or scene.gram[last] == "poss" else found[0]


def _is_verb(scene: Scene, at: int) -> bool:
    """True for a form of a verb that names an event or a harm: "was [killed]"."""
    m = scene.mentions
    deeds = any(t.features & {"fin", "pp"} for t in within(m.triggers, at, at + 1))
    return deeds or any(c.features & {"fin", "pp"} for c in within(m.casualties, at, at + 1))


def _named_behind(scene: Scene, h: Harm, end: int) -> tuple[int, int] | None:
    """ "One of those killed was Jane Doe", "a nurse identified as Jane Doe": the name behind a verb of being or of naming."""
    gram, shapes = scene.gram, scene.page.tokens.shapes
    i = h.last
    if i < end and gram[i] != "called":  # "the man who was killed was …"
        i = max(i, h.word.last)
    stop = min(i + _REACH, end)
    while i < stop:
        if gram[i] in _ENDS or shapes[i] in ".n" or gram[i] == "and":
            return None
        if gram[i] in ("be", "called"):
            at = i + 1
            while at < end and gram[at] in _OPENS:
                at += 1
            if not _is_verb(scene, at):
                return _one_name(scene, at, named=gram[at - 1] == "called")
            i = at
        elif any(c.first > h.word.first for c in within(scene.mentions.casualties, i, i + 1)):
            return None
        i += 1
    return None


def _named_before(scene: Scene, h: Harm) -> tuple[int, int] | None:
    """ "Jane Doe is the third mayor murdered", "Jane Doe was one of the victims": the name before a verb of being."""
    first = scene.page.sentences[scene.sentence[h.first]].first
    at = h.first
    while at > first and h.first - at < _TITLE and scene.gram[at - 1] in ("det", "adverb", "other", ""):
        if scene.page.tokens.shapes[at - 1] not in "x0":
            return None
        at -= 1
    return name_before(scene, at - 1) if at - 1 > first and scene.gram[at - 1] == "be" else None


def name_told(scene: Scene, h: Harm) -> tuple[int, int] | None:
    """Tokens of the name of the one person of a toll, which a verb of being or naming tells."""
    behind = _named_behind(scene, h, scene.page.sentences[scene.sentence[h.first]].last)
    return behind if behind is not None else _named_before(scene, h)


def parts_by_name(scene: Scene, h: Harm, end: int) -> list[Count]:
    """ "killed ten, including the deputy Jane Doe and John Roe": the persons whom words of a subset name."""
    gram = scene.gram
    begins = max(h.last, h.word.last)
    for i in range(begins, end - 1):
        if gram[i] in ("clause", "rel") or any(
            c.role == "outcome" for c in within(scene.mentions.casualties, i, i + 1)
        ):
            break
        if gram[i] != "subset" or gram[i + 1] == "subset" or "weak" in scene.features[i]:
            continue
        names = names_of(scene, i + 1)
        if name_after(scene, i + 1) is None and names and gram[i + 1] not in ("det", "poss", ""):
            break
        return [Count(*scene.page.span(*n), *n, h.rule, 1, 1, "exact", "unknown", numbered=False) for n in names]
    return []
