"""A sentence that says that nobody could check what was told right before it ("The figures could not be verified")."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from thucydides.claims.drafts import Draft
from thucydides.claims.scene import Scene, within


def doubted(scene: Scene, number: int, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those of the sentence before `number` that somebody is quoted for alleged, where sentence `number` tells
    no event and is a word of doubt for the whole of it. Only where the verb comes first: elsewhere such a sentence is most
    often an editor's caution for a whole report.
    """
    out = list(drafts)
    if not scene.page.language.has("verb_first"):
        return out
    s = scene.page.sentences[number]
    words = within(scene.mentions.sources, s.first, s.last)
    doubt = next((w for w in words if w.role == "unverified" and w.args == "sentence"), None)
    if doubt is None or not out or number - out[-1].deed.sentence != 1 or not out[-1].root:
        return out
    for i, d in enumerate(out):
        told = d.deed.sentence == number - 1 and d.root == out[-1].root
        if told and (d.stance.modality, d.stance.polarity) == ("stated", "asserted"):
            stance = replace(d.stance, modality="alleged", rules=(*d.stance.rules, doubt.rule))
            out[i] = replace(d, stance=stance, rules=(*d.rules, doubt.rule))
    return out
