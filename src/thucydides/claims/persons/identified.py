"""Victims named behind the event: "The victims were identified as Jane Doe and John Roe", "Among the injured are …"."""

from __future__ import annotations

from thucydides.claims.persons.named import name_after
from thucydides.claims.persons.roll import names_of
from thucydides.claims.scene import Scene, within
from thucydides.model.claim import Actor

_HEAD = 8  # tokens in which the word for the victims and the verb behind it stand
_GAP = 4  # tokens between that verb and the first name
_DASHES = frozenset("-–—")  # they stand for the verb of being that a language leaves out
_NEAR = 3  # sentences from the event


def _opens_with_victims(scene: Scene, first: int, last: int) -> int | None:
    """The token behind the verb of being that follows a word for the harmed at the head of a sentence."""
    end = min(first + _HEAD, last)
    told = [i for i in range(first, end) if scene.gram[i] == "called" and scene.gram_values[i] == "victims"]
    if told:  # "police identified the victims as"
        return told[-1] + 1
    harmed = [
        c
        for c in within(scene.mentions.casualties, first, end)
        if c.role == "outcome" or (c.role == "victim" and c.value == "unknown")
    ]
    bare = scene.page.language.has("case_roles")  # no articles: the word opens the sentence
    harmed = [
        c
        for c in harmed
        if (bare and c.first - first <= 1)
        or any(scene.gram[i] == "det" for i in range(max(c.first - 1, first), c.last))
        or (c.first - first <= 1 and c.last < end and scene.gram[c.last] == "be")  # "Also injured were"
    ]
    if not harmed:
        return None
    at, forms = min(c.last for c in harmed), scene.page.tokens.forms
    verbs = [
        i
        for i in range(at, end)
        if scene.gram[i] == "be" or (bare and (scene.gram[i] == "called" or forms[i] in _DASHES))
    ]
    return verbs[0] + 1 if verbs else None


def identified_in(scene: Scene, number: int) -> list[Actor]:
    """Those whom a sentence names as the harmed of an event told before it."""
    sentence = scene.page.sentences[number]
    at = _opens_with_victims(scene, sentence.first, sentence.last)
    if at is None:
        return []
    for i in range(at, min(at + _GAP, sentence.last)):
        if name_after(scene, i) is not None:
            anchors = [scene.page.anchor(*name) for name in names_of(scene, i)]
            return [Actor("target", a.exact, a, "unknown") for a in anchors]
        towns = [p for p in within(scene.mentions.places, i, i + 1) if p.role != "nationality"]
        if scene.gram[i] in ("prep", "by", "at", "and") or towns:
            return []
    return []


def is_behind(number: int, deed: int) -> bool:
    """True for a sentence near enough behind that of an event to name its victims."""
    return 0 < number - deed <= _NEAR
