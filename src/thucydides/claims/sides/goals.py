"""What an attack was aimed at, told of its noun: "the targets of the attacks were a bank and two shops"."""

from __future__ import annotations

from thucydides.claims.deeds import Deed
from thucydides.claims.scene import Scene, within
from thucydides.claims.sides.listed import Phrase, known_thing

_BEFORE = 4  # tokens from the word for a target to its event noun
_BEHIND = 6  # tokens from the event noun to the verb that says what the target was


def goal_of(scene: Scene, deed: Deed, phrase_after: Phrase) -> tuple[int, int] | None:
    """Tokens of what stands behind "the target of [the attack] was"."""
    if deed.group.voice != "noun" or not deed.violent:
        return None
    goals = within(scene.mentions.sources, deed.first - _BEFORE, deed.first)
    told = (g.last for g in goals if g.role == "goal")
    if not any(all(scene.gram[i] in ("det", "same") for i in range(last, deed.first)) for last in told):
        return None
    end = scene.page.sentences[deed.sentence].last
    for i in range(deed.word.last, min(end - 1, deed.word.last + _BEHIND)):
        if scene.page.tokens.shapes[i] == ".":
            return None
        if scene.gram[i] == "be" and scene.gram[i + 1] != "be":
            return phrase_after(scene, i + 1) or known_thing(scene, i + 1)
        verb = scene.gram[i] in ("", "aux") and scene.page.tokens.shapes[i] == "x" and i not in scene.nouns  # "became"
        if verb and (thing := known_thing(scene, i + 1)) is not None:
            return thing
    return None
