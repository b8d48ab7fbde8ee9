"""A later sentence that takes up an event told before to say when or where it was ("The blow fell on Saturday")."""

from __future__ import annotations

from thucydides.claims.drafts import Draft
from thucydides.claims.scene import Scene, within
from thucydides.model.mention import TriggerMention

_HEAD = 3  # tokens in which such a sentence names the event
_SENTENCES = 3  # from the event to the sentence that takes it up
_SENSES = ("strike", "blast", "assault", "generic")


def is_retold(scene: Scene, k: Draft, d: Draft) -> bool:
    """True where `d` opens its sentence with the bare noun of an event ("Удар", "The attack") and brings no harm, means or
    teller of its own, so close behind `k` that it can only be the same; languages without articles show it by the place
    of the noun alone.
    """
    gap = d.deed.sentence - k.deed.sentence
    if not 0 < gap <= _SENTENCES or d.deed.group.voice != "noun" or d.harms or d.weapons or len(d.deed.words) > 1:
        return False
    if d.deed.sense.split(":")[0] not in _SENSES or not k.deed.violent or k.stance != d.stance:
        return False
    if scene.page.roles[k.deed.sentence] != scene.page.roles[d.deed.sentence] or (d.root and d.root != k.root):
        return False
    here = scene.page.sentences[d.deed.sentence]
    if here.paragraph - scene.page.sentences[k.deed.sentence].paragraph > 1:
        return False
    return _opens(scene, d, here.first) and not any(a.role in ("initiator", "party") for a in d.actors)


def _opens(scene: Scene, d: Draft, first: int) -> bool:
    """True where only small words stand before the noun, none of them telling of another event or of several."""
    at = d.deed.first
    if not first <= at <= first + _HEAD or within(scene.mentions.numbers, first, at):
        return False
    if "pl" in d.deed.features and "sg" not in d.deed.features:
        return False
    before = range(first, at)
    if any(scene.gram[i] not in ("det", "same", "poss", "and", "clause", "adverb", "be") for i in before):
        return scene.page.language.has("verb_first") and _happened(scene, d, first)
    cases = d.deed.features & {"nom", "acc"}
    if scene.page.language.has("case_roles"):
        return bool(cases) or not d.deed.features & {"gen", "ins", "dat", "loc"}
    return any(scene.gram[i] in ("det", "same", "poss") for i in before)


def _happened(scene: Scene, d: Draft, first: int) -> bool:
    """ "And happened the-attack on Friday": the verb that lends itself to the event's noun right before it."""
    light = d.deed.light[0] if d.deed.light is not None else None
    if not isinstance(light, TriggerMention) or light.args != "none" or light.last != d.deed.first:
        return False
    return all(scene.gram[i] in ("and", "aux", "have", "be", "") for i in range(first, light.last))
