"""Where a title before a name begins: "the humanitarian coordinator of the UN in X, Jane Doe"."""

from __future__ import annotations

from thucydides.claims.scene import Scene, within

_TITLE_WORDS = 10  # tokens of a title in front of a name that a comma sets off
_ENDS = (",", ".", ")")
_INSIDE = ("", "of", "prep", "det", "other")


def title_of(scene: Scene, first: int, last: int) -> range:
    """The tokens before the comma in front of the name at [first, last) that can be its title; empty where none can."""
    forms, shapes, gram = scene.page.tokens.forms, scene.page.tokens.shapes, scene.gram
    comma = first - 1
    if last - first < 2 or comma < 2 or forms[comma] != "," or (last < len(forms) and forms[last] not in _ENDS):
        return range(0)
    i, floor = comma - 1, max(comma - _TITLE_WORDS, scene.page.sentences[scene.sentence[first]].first)
    while i >= floor and shapes[i] in "xXA" and gram[i] in _INSIDE:
        said = any(m.role == "cue" for m in within(scene.mentions.sources, i, i + 1))
        if said or within(scene.mentions.triggers, i, i + 1):
            break
        i -= 1
    return range(i + 1, comma)


def accuses(scene: Scene, first: int) -> bool:
    """ "accused the-army X of …": where the verb comes first, who stands right behind a cue of blame is followed by whom
    it blames.
    """
    cues = within(scene.mentions.sources, max(first - 4, 0), first) if scene.page.language.has("verb_first") else ()
    return any(m.role == "cue" and m.value == "accusing" and m.last == first for m in cues)
