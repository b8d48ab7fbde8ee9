"""Whom a deed hit, told by name with words between: "Jane Doe, a lawyer, was shot", "a nurse A B and C D were shot"."""

from __future__ import annotations

from collections.abc import Sequence

from thucydides.claims.persons.apposed import name_before_an_aside
from thucydides.claims.persons.named import in_a_list, is_name, name_before
from thucydides.claims.scene import Scene
from thucydides.claims.voice import VerbGroup
from thucydides.model.claim import Actor

_LONGEST = 6
_SHORTEST = 2  # words


def sufferer_by_name(scene: Scene, group: VerbGroup) -> tuple[int, int] | None:
    """Tokens of the name before a passive verb: before an aside between commas, or before the relative that opens it."""
    at, forms = group.first, scene.page.tokens.forms
    floor = scene.page.sentences[scene.sentence[at]].first if at < len(scene.sentence) else at
    if at > floor and scene.gram[at - 1] == "rel":
        at -= 1
        if at > floor and forms[at - 1] == "," and (name := name_before(scene, at - 1)) is not None:
            return name
    return name_before_an_aside(scene, at) if at > floor + 1 and forms[at - 1] == "," else None


def owner_by_name(scene: Scene, token: int) -> tuple[int, int] | None:
    """Tokens of the name that ends right before the mark of a genitive: whatever governs it, what is told is its owner's."""
    first, floor = token, scene.page.sentences[scene.sentence[token]].first
    while first > floor and token - first < _LONGEST and is_name(scene, first - 1):
        first -= 1
    return (first, token) if token - first >= _SHORTEST else None


def with_further_names(scene: Scene, group: VerbGroup, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """ "Reporter A B and C D were shot": with the names that a conjunction joins to a target before a passive verb."""
    before = [a for a in actors if a.role == "target" and a.anchor.end <= scene.page.tokens.starts[group.first]]
    if group.voice != "passive" or not before:
        return actors
    last = name_before(scene, group.first)
    if last is None or scene.gram[last[0] - 1] != "and":
        return actors
    anchors = [scene.page.anchor(*name) for name in in_a_list(scene, last)]
    return (*actors, *(Actor("target", a.exact, a, "unknown") for a in anchors if not _is_told(a.start, a.end, before)))


def _is_told(start: int, end: int, targets: Sequence[Actor]) -> bool:
    """True for a name that a target holds, or that stands right behind the word for it ("reporter A B")."""
    return any(t.anchor.start < end and start <= t.anchor.end + 1 for t in targets)
