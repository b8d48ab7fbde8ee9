"""Persons told by name: "Governor Jane Doe", "Jane Doe was killed": names that no list knows, by their capitals."""

from __future__ import annotations

from thucydides.claims.scene import Scene, within

_LONGEST = 6
_SHORTEST = 2  # words: a single capitalised word may be anything


def _is_name(scene: Scene, i: int) -> bool:
    """True for a capitalised word that no list of ours knows."""
    if scene.page.tokens.shapes[i] not in "XA" or scene.gram[i] or i in scene.known:
        return False
    actors = within(scene.mentions.actors, max(i - 3, 0), i + 1)
    return not any(a.first <= i < a.last for a in actors)


def _is_particle(scene: Scene, i: int) -> bool:
    """ "de", "bin", "al": a short word that may stand inside a name."""
    return not scene.gram[i] and scene.page.tokens.shapes[i] == "x" and len(scene.page.tokens.forms[i]) <= 3


def name_after(scene: Scene, first: int) -> tuple[int, int] | None:
    """Tokens of the name of two words or more that begins at token `first`; None where none does."""
    if first >= len(scene.sentence):
        return None
    limit = min(scene.page.sentences[scene.sentence[first]].last, first + _LONGEST)
    last = first
    while last < limit and (_is_name(scene, last) or (last > first and last + 1 < limit and _is_particle(scene, last))):
        last += 1
    while last > first and not _is_name(scene, last - 1):
        last -= 1
    return (first, last) if last - first >= _SHORTEST else None


def name_before(scene: Scene, token: int, listed: bool = False) -> tuple[int, int] | None:
    """Tokens of the name that ends right before `token`, adverbs between; one of a list may have any word before it."""
    floor = scene.page.sentences[scene.sentence[token]].first
    last = token
    while last > floor and scene.gram[last - 1] == "adverb":
        last -= 1
    first = last
    while first > floor and last - first < _LONGEST and _is_name(scene, first - 1):
        first -= 1
    if last - first < _SHORTEST or (not listed and first > floor and _is_open(scene, first)):
        return None
    return first, last


def _is_open(scene: Scene, first: int) -> bool:
    """True where a preposition governs the name: "near San Pedro was killed" tells of a place."""
    return (
        scene.gram[first - 1] in ("prep", "against", "by", "of", "with") or scene.page.tokens.shapes[first - 1] == "x"
    )


def names_before(scene: Scene, token: int) -> list[tuple[int, int]]:
    """The names of a list that ends right before `token`, in order: "Jane Doe, Ali Hassan and Omar Nur were killed"."""
    found: list[tuple[int, int]] = []
    floor = scene.page.sentences[scene.sentence[token]].first
    name = name_before(scene, token, listed=True)
    while name is not None:
        found.insert(0, name)
        joint = name[0] - 1
        if joint <= floor:
            break
        if scene.gram[joint] == "and" and scene.page.tokens.forms[joint - 1] == ",":
            joint -= 1
        joined = scene.page.tokens.forms[joint] == "," or scene.gram[joint] == "and"
        name = name_before(scene, joint, listed=True) if joined else None
    return [] if found and found[0][0] > floor and _is_open(scene, found[0][0]) else found
