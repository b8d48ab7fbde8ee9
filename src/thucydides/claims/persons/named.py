"""Persons told by name: "Governor Jane Doe", "Jane Doe was killed": names that no list knows, by their capitals."""

from __future__ import annotations

from itertools import pairwise

from thucydides.claims.scene import Scene, within
from thucydides.knowledge.gazetteer.lookalikes import lookalikes

_LONGEST = 6
_TITLE = 4  # tokens of a title before a name, its article among them
_GOVERN = ("prep", "against", "by", "of", "with")
_OFFICE = 7  # tokens of what an office is of
_AGE = 3  # digits
_SHORTEST = 2  # words: a single capitalised word may be anything


def is_name(scene: Scene, i: int) -> bool:
    """True for a capitalised word that no list of ours knows."""
    if scene.page.tokens.shapes[i] not in "XA" or scene.gram[i] or i in scene.known:
        return False
    actors = within(scene.mentions.actors, max(i - 3, 0), i + 1)
    return not any(a.first <= i < a.last for a in actors)


def is_surname(scene: Scene, i: int) -> bool:
    """ "Segundo [Montes]": a capitalised word behind one of a name that has the form of a common word and names nothing."""
    shape = scene.page.tokens.shapes[i]
    if shape not in "XA" or scene.gram[i]:
        return False
    if (shape == "A" or scene.page.is_shouted(i)) and not is_behind_a_given_name(scene, i):
        return False
    m = scene.mentions
    kinds = (m.actors, m.casualties, m.sources, m.places, m.times, m.weapons, m.triggers, m.numbers)
    return not any(within(found, i, i + 1) for found in kinds)


def is_behind_a_given_name(scene: Scene, i: int) -> bool:
    """ "JANE [BALL]": where capitals tell nothing, a word right behind a given name that is no common word itself."""
    given = scene.page.tokens.forms[i - 1] if i else ""
    return given in lookalikes(scene.page.language.code).given and i - 1 not in scene.known


def _is_particle(scene: Scene, i: int) -> bool:
    """ "de", "bin", "al": a short word that may stand inside a name."""
    return not scene.gram[i] and scene.page.tokens.shapes[i] == "x" and len(scene.page.tokens.forms[i]) <= 3


def name_after(scene: Scene, first: int) -> tuple[int, int] | None:
    """Tokens of the name of two words or more that begins at token `first`; None where none does."""
    if first >= len(scene.sentence):
        return None
    limit = min(scene.page.sentences[scene.sentence[first]].last, first + _LONGEST)
    last = first
    if first < limit and not is_name(scene, first):
        return None
    while last < limit and (
        is_name(scene, last)
        or (last > first and is_surname(scene, last))
        or (last > first and last + 1 < limit and _is_particle(scene, last))
    ):
        last += 1
    while last > first and scene.page.tokens.shapes[last - 1] == "x":
        last -= 1
    return (first, last) if last - first >= _SHORTEST else None


def name_before(scene: Scene, token: int) -> tuple[int, int] | None:
    """Tokens of the name that ends right before `token`, adverbs between."""
    floor = scene.page.sentences[scene.sentence[token]].first
    last = token
    while last > floor and scene.gram[last - 1] == "adverb":
        last -= 1
    first = last
    while (
        first > floor and last - first < _LONGEST and (is_name(scene, first - 1) or _is_middle(scene, first - 1, last))
    ):
        first -= 1
    if last - first < _SHORTEST or (first > floor and _is_open(scene, first)):
        return None
    return first, last


def _is_middle(scene: Scene, i: int, last: int) -> bool:
    """ "Jane [Segundo] Doe": a surname by form between two words that are names."""
    return i > 0 and i + 1 < last and is_surname(scene, i) and is_name(scene, i - 1)


def _is_open(scene: Scene, first: int) -> bool:
    """True where a preposition governs the name: "near San Pedro was killed" tells of a place; a title ("attorney general
    Jane Doe") with an article or the head of a clause before it does not.
    """
    at, floor = first - 1, scene.page.sentences[scene.sentence[first]].first
    while at >= floor and first - at <= _TITLE and scene.page.tokens.shapes[at] == "x" and not scene.gram[at]:
        if _tells_else(scene, at):
            return True
        at -= 1
    if at < floor or scene.gram[at] in ("det", "poss"):
        return at >= floor and scene.gram[at - 1] in _GOVERN
    plain = scene.page.tokens.forms[at] == "," or scene.gram[at] in ("and", "comp", "clause")
    return not plain and (scene.gram[at] in _GOVERN or scene.page.tokens.shapes[at] == "x")


def _tells_else(scene: Scene, i: int) -> bool:
    """True for words of places, deeds and saying, which are no titles of persons."""
    m = scene.mentions
    verbs = any(s.role == "cue" for s in within(m.sources, i, i + 1)) or within(m.triggers, i, i + 1)
    towns = [p for p in within(m.places, i, i + 1) if p.role != "nationality"]
    return bool(verbs or towns) or any(h.first == i for h in scene.page.of("places", "head"))


def name_behind_a_title(scene: Scene, first: int) -> tuple[int, int] | None:
    """ "(killed) the attorney general Jane Doe": the name behind an article and up to three words of no list at `first`."""
    at = first
    end = scene.page.sentences[scene.sentence[first]].last if first < len(scene.sentence) else first
    while at < end and at - first <= _TITLE:
        if at > first and (found := name_after(scene, at)) is not None:
            return found
        if at > first + 1 and scene.gram[at] == "of":
            return name_of_an_office(scene, at)
        if at > first and scene.page.tokens.forms[at] == ".":  # "Dr. Jane Doe": within a sentence, an abbreviation's
            at += 1
            continue
        opens = scene.gram[at] in ("det", "poss", "adverb") and at == first
        if not opens and (scene.gram[at] or scene.page.tokens.shapes[at] not in "xXA" or _tells_else(scene, at)):
            return None
        at += 1
    return None


def name_of_an_office(scene: Scene, last: int) -> tuple[int, int] | None:
    """ "the mayor of Kita, Jane Doe, was killed": a name between commas behind what a word of persons is of."""
    if last >= len(scene.gram) or scene.gram[last] != "of":
        return None
    shapes, forms = scene.page.tokens.shapes, scene.page.tokens.forms
    for i in range(last + 1, min(last + _OFFICE, scene.page.sentences[scene.sentence[last]].last - 1)):
        if forms[i] == ",":
            found = name_after(scene, i + 1)
            closed = found is not None and (found[1] >= len(shapes) or shapes[found[1]] in ".n")
            return found if closed else None
        if scene.gram[i] not in ("", "det", "of") or shapes[i] in ".n":
            return None
    return None


def in_a_list(scene: Scene, found: tuple[int, int], *, agents: bool = False) -> list[tuple[int, int]]:
    """The names joined to one by commas and a conjunction, itself among them, in order: "A B, C D and E F were killed".
    One alone where no conjunction joins them or a preposition governs the first ("near San Pedro and Santa Ana"), which
    that of `agents` may.
    """
    sentence = scene.page.sentences[scene.sentence[found[0]]]
    names = [found]
    while (joint := _joint_before(scene, names[0][0], sentence.first)) is not None:
        first = joint
        while first > sentence.first and joint - first < _LONGEST and is_name(scene, first - 1):
            first -= 1
        if joint - first < _SHORTEST:
            break
        names.insert(0, (first, joint))
    while (joint := _joint_behind(scene, names[-1][1], sentence.last)) is not None:
        if (behind := name_after(scene, joint)) is None:
            break
        names.append(behind)
    joined = any(scene.gram[i] == "and" for a, b in pairwise(names) for i in range(a[1], b[0]))
    governed = not agents and names[0][0] > 0 and scene.gram[names[0][0] - 1] in ("prep", "against", "by", "with")
    return names if joined and not governed else [found]


def _joint_before(scene: Scene, token: int, floor: int) -> int | None:
    """The token behind the item of a list that a comma or conjunction joins to the one at `token`."""
    i = token
    while i > floor and joins(scene, i - 1):
        i -= 1
    return i if i < token else None


def joins(scene: Scene, i: int) -> bool:
    """True for a conjunction, the marks between items of a list, and the age told behind a name: "A B, 42, and C D"."""
    forms, shapes = scene.page.tokens.forms, scene.page.tokens.shapes
    if i > 2 and scene.gram[i - 1] == "unit" and shapes[i] == "x" and not scene.gram[i]:  # "42 years old"
        i -= 1
    if scene.gram[i] == "unit" and i > 1:  # "42 years"
        i -= 1
    aged = shapes[i] == "0" and len(forms[i]) <= _AGE and i > 0 and forms[i - 1] in (",", "(")
    return scene.gram[i] == "and" or forms[i] in (",", ";", "(", ")") or aged


def _joint_behind(scene: Scene, token: int, end: int) -> int | None:
    """The token at which the item of a list begins that a comma or conjunction joins to the one before `token`."""
    i = token
    while i < end and joins(scene, i):
        i += 1
    return i if token < i < end else None
